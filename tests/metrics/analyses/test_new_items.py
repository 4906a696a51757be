"""New goods are shown day by day since they came on the shelf; what no export tells stays empty."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store
from data.text import Text
from metrics.analyses.new_items import NOT_LISTED, NewItem, new_items
from metrics.scope import EVERYTHING, Scope
from metrics.wilson import wilson
from tests.metrics.tables import one_store, report

LISTED = "清单日期 | 商品ID | 商品标题 | 类目 | 上架状态 | 首次上架日期"
ITEMS = "统计日期 | 商品ID | 商品名称 | 商品访客数 | 支付买家数 | 支付件数 | 支付金额"
FIRST, DAY = "2026-03-18", date(2026, 3, 20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return one_store(
        tmp_path_factory.mktemp("new"),
        report(
            LISTED,
            ("2026-03-20", "1", "甲", "外套", "出售中", FIRST),
            ("2026-03-20", "2", "乙", "裤子", "出售中", "2026-02-19"),  # its thirtieth day
            ("2026-03-20", "3", "丙", "裤子", "出售中", "2026-02-18"),  # its thirty-first
            ("2026-03-20", "4", "丁", "裤子", "仓库中", ""),
            ("2026-03-20", "5", "戊", "裤子", "仓库中", "2026-03-21"),  # comes tomorrow
        ),
        report(
            ITEMS,
            ("2026-03-17", "1", "甲", 9, 1, 1, 10),  # before it came on the shelf
            (FIRST, "1", "甲", 40, 2, 3, 30),
            ("2026-03-19", "2", "乙", 50, 5, 5, 50),  # 甲 has no row of this day
            ("2026-03-20", "1", "甲", 60, 4, 4, 40),
        ),
        report(LISTED, ("2026-03-20", "1", "甲", "外套", "出售中", FIRST), shop="二店"),
    )


def of(store: Store, scope: Scope = EVERYTHING) -> list[NewItem]:
    found = new_items(store, DAY, scope)
    assert not isinstance(found, Text)
    return list(found)


def test_goods_of_thirty_days_stand_here_the_newest_first(store: Store) -> None:
    assert [(item.shop, item.name) for item in of(store)] == [("二店", "甲"), ("本店", "甲"), ("本店", "乙")]
    assert [item.name for item in of(store, Scope("本店", None, "裤子"))] == ["乙"]


def test_the_days_are_counted_from_the_first_on_the_shelf(store: Store) -> None:
    first = of(store, Scope("本店"))[0]
    told = [(day.number, day.visitors, day.buyers, day.items, day.amount) for day in first.days]
    # Sales of the 19th are loaded and it is not among them; whether anybody looked at it no report says.
    assert told == [(1, 40, 2, 3, Decimal(30)), (2, None, None, 0, Decimal(0)), (3, 60, 4, 4, Decimal(40))]
    assert (first.visits, first.items, first.amount) == (40 + 60, 3 + 0 + 4, Decimal(30 + 40))
    assert first.rate == (2 + 4) / (40 + 60)
    assert first.interval == wilson(6, 100)


def test_an_item_without_a_row_has_no_figures(store: Store) -> None:
    nowhere = of(store, Scope("二店"))[0]
    assert len(nowhere.days) == 3
    assert (nowhere.visits, nowhere.items, nowhere.amount, nowhere.rate, nowhere.interval) == (None,) * 5


def test_without_a_day_on_the_shelf_it_says_which_export_has_it(tmp_path: Path) -> None:
    bare = one_store(tmp_path, report(ITEMS, (FIRST, "1", "甲", 40, 2, 3, 30)))
    assert new_items(bare, DAY) == NOT_LISTED
    assert "商品清单" in NOT_LISTED.zh
