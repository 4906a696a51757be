"""How many statements a question takes, and that telling days as spans changes no figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.store import Store
from metrics import numbers
from metrics.catalogue import CATALOGUE
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.statement import spans_of
from tests.metrics.tables import one_store, orders, shop_daily

BOTH = Period(date(2026, 3, 2), date(2026, 3, 4))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One shop: an order on each of three days, visitors of the first and the last."""
    bought = [
        (100 + day, "a", 10 * day, f"2026-03-0{day} 09:00:00", f"2026-03-0{day} 10:00:00")
        for day in (2, 3, 4)
    ]
    visitors = shop_daily("访客数", ("2026-03-02", 40), ("2026-03-04", 60), shop="一店")
    return one_store(tmp_path_factory.mktemp("statements"), orders(*bought, shop="一店"), visitors)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that run on a store from now on."""
    found: list[str] = []
    rows = Store.rows

    def noting(self: Store, sql: str, *rest: Any, **named: Any) -> list[tuple[Any, ...]]:
        found.append(sql)
        return rows(self, sql, *rest, **named)

    monkeypatch.setattr(Store, "rows", noting)
    return found


def test_shop_days_are_told_as_unbroken_spans_of_each_shop() -> None:
    days = [("甲", "taobao", date(2026, 3, day)) for day in (2, 3, 5)] + [("乙", "jd", date(2026, 3, 4))]
    assert spans_of(days).spans == (
        (("乙", "jd"), date(2026, 3, 4), date(2026, 3, 4)),
        (("甲", "taobao"), date(2026, 3, 2), date(2026, 3, 3)),
        (("甲", "taobao"), date(2026, 3, 5), date(2026, 3, 5)),
    )


def test_measures_of_one_fact_on_the_same_days_are_read_at_once(store: Store, asked: list[str]) -> None:
    row = evaluate(store, ["paid_amount", "paid_orders", "order_value"], BOTH)[0]
    assert row.values["paid_amount"].value == 20 + 30 + 40
    assert row.values["order_value"].value == (20 + 30 + 40) / 3
    assert [sql for sql in asked if "FROM paid_days" in sql] == asked[-1:]


def test_a_metric_on_fewer_days_has_a_statement_of_its_own(store: Store, asked: list[str]) -> None:
    row = evaluate(store, ["paid_amount", "uv_value"], BOTH)[0]
    assert row.values["paid_amount"].value == 20 + 30 + 40
    assert row.values["uv_value"].value == Decimal(20 + 40) / 100  # of the days that have visitors
    assert len([sql for sql in asked if "FROM paid_days" in sql]) == 2


def test_buyers_of_single_days_are_not_counted_from_orders_again(store: Store, asked: list[str]) -> None:
    values = [row.values["paid_buyers"].value for row in evaluate(store, ["paid_buyers"], BOTH, "day")]
    assert values == [1, 1, 1]
    assert not [sql for sql in asked if "DISTINCT" in sql]
    assert evaluate(store, ["paid_buyers"], BOTH)[0].values["paid_buyers"].value == 1
    assert not [sql for sql in asked if "DISTINCT" in sql]
    assert [sql for sql in asked if "buyer_steps" in sql]


@pytest.mark.parametrize("by", [None, "day", "week"])
def test_days_told_as_spans_and_looked_up_give_the_same(
    by: str | None, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [key for key, metric in CATALOGUE.items() if not metric.hidden]
    in_spans = evaluate(store, keys, BOTH, by)
    monkeypatch.setattr(numbers, "MOST_SPANS", 0)
    assert evaluate(store, keys, BOTH, by) == in_spans
