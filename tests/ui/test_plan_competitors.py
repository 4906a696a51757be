"""The competitors' log: what is typed is kept as typed, and the index lines tell what they are made of."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.state import State
from data.store import open_store
from metrics.analyses.rivals import sales_index, seen
from tests.pages.shops import DAYS, LAST, line_table, order_table
from tests.stores import home_of
from ui.plan.competitors import NotSaved, keep, pairs

SHOP = ("测试店", "taobao")


def row(day: date, sales: int | None, competitor: str = "邻家", **more: object) -> dict[str, object]:
    blank: dict[str, object] = dict.fromkeys(("price", "rating", "note", "link"))
    return {
        "day": day,
        "competitor": competitor,
        "item": "大衣",
        "move": "other",
        "sales": sales,
        **blank,
        **more,
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rivals")
    home = home_of(folder, order_table(DAYS), line_table(DAYS), shop="测试店", platform="taobao")
    with State(home).writing("小王") as write:
        keep(
            write,
            SHOP,
            [],
            [row(LAST - timedelta(days=3), 400), row(LAST, 500, price=Decimal("139.00"))],
            "小王",
        )
    return home


def test_the_log_is_read_back_as_it_was_typed(home: Path) -> None:
    newest, first = seen(open_store(home))
    assert (newest.day, newest.sales, newest.price) == (LAST, 500, Decimal("139.00"))
    assert (first.sales, first.price, first.rating) == (400, None, None)


def test_both_lines_begin_at_a_hundred(home: Path) -> None:
    store = open_store(home)
    first, last = sales_index(store, seen(store), "邻家", "大衣")
    assert (first.theirs, first.ours) == (100, 100)
    assert last.theirs == 125  # 500 of 400
    assert (last.our_items, last.ours) == (60, 100)  # 30 days of two pieces, then as now
    assert pairs(seen(store)) == [("邻家", "大衣")]


def test_without_thirty_days_of_ours_there_is_no_line(home: Path) -> None:
    store = open_store(home)
    newest, first = seen(store)
    early = replace(first, day=DAYS[5])  # only six days of ours are loaded by then
    assert sales_index(store, [newest, early], "邻家", "大衣") == []


def test_an_entry_without_a_competitor_is_refused(home: Path) -> None:
    with pytest.raises(NotSaved), State(home).writing("小王") as write:
        keep(write, SHOP, [], [row(LAST, 1, competitor="")], "小王")
    assert len(seen(open_store(home))) == 2
