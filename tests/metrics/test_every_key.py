"""What must hold of every metric: sums of days are the month, another shop changes nothing, a missing export is named."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import Measure, Metric, Total, leaves
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.golden import BOTH, DAY, GOLDEN, ORDERS, SOURCES
from tests.stores import store_of, store_together

MARCH = Period.month(DAY.first or BOTH.first)  # type: ignore[arg-type]


def named(table: str, shop: str) -> str:
    """Return the table with its shop named, order and buyer numbers of its own."""
    header, *rows = table.strip().splitlines()
    return "\n".join([f"{header} | 店铺名称", *(f"{row} | {shop}" for row in rows)])


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("alone"), *(named(table, "甲店") for table in SOURCES))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The golden shop twice, under two names."""
    tables = [both for table in SOURCES for both in (named(table, "甲店"), named(table, "乙店"))]
    return store_together(tmp_path_factory.mktemp("together"), *tables)


def is_additive(metric: Metric) -> bool:
    """Tell whether a metric's days add up: events and money, or sums of such; no people, levels, scores or states."""
    if isinstance(metric, Total):
        return all(is_additive(part) for _, part in metric.parts)
    if not isinstance(metric, Measure) or metric.unit not in ("count", "money"):
        return False
    grouped = metric.fact.as_of or metric.fact.grouped is not None or metric.apart
    return metric.sql.startswith("sum(") and not grouped


def numbers(values: dict[str, Value], keys: list[str]) -> dict[str, Any]:
    return {key: values[key].value for key in keys}


ADDITIVE = [key for key, metric in CATALOGUE.items() if is_additive(metric)]


def test_the_days_of_every_additive_figure_are_its_month(alone: Store) -> None:
    assert len(ADDITIVE) >= 25
    month = evaluate(alone, ADDITIVE, MARCH)[0].values
    days = evaluate(alone, ADDITIVE, MARCH, "day")
    for key in ADDITIVE:
        known: list[Any] = [row.values[key].value for row in days if row.values[key].value is not None]
        assert (sum(known) if known else None) == month[key].value, key


@pytest.mark.parametrize("period", [DAY, BOTH, Period()])
def test_another_shop_changes_no_figure_of_ours(alone: Store, together: Store, period: Period) -> None:
    keys = list(CATALOGUE)
    ours, both = (evaluate(store, keys, period, None, Scope("甲店"))[0].values for store in (alone, together))
    for key in keys:
        assert both[key].value == ours[key].value, key
        assert (both[key].low, both[key].high, both[key].n) == (ours[key].low, ours[key].high, ours[key].n), (
            key
        )


def test_two_shops_add_money_and_counts_and_keep_ratios(alone: Store, together: Store) -> None:
    ours = evaluate(alone, ADDITIVE, BOTH, None)[0].values
    both = evaluate(together, ADDITIVE, BOTH, None)[0].values
    for key in ADDITIVE:
        one: Any = ours[key].value
        assert both[key].value == (None if one is None else 2 * one), key


def test_a_figure_whose_export_is_not_loaded_is_empty_and_says_which_one_it_needs(tmp_path: Path) -> None:
    orders_alone = store_of(tmp_path, ORDERS)
    values = evaluate(orders_alone, list(CATALOGUE), DAY)[0].values
    empty = [key for key, value in values.items() if value.value is None and value.low is None]
    assert {
        "visitors",
        "ad_roi",
        "cover_days",
        "target_attainment",
        "break_even_roi",
        "consults",
        "vip_members",
    } <= set(empty)
    for key in empty:
        why = values[key].why
        assert why is not None, key
        lacks = {leaf.fact.key for leaf in leaves(CATALOGUE[key])} - {
            "buyer_window",
            "first_purchases",
            "buyers_and_next",
        }
        if lacks - {"paid", "placed", "dispatch"}:
            assert "没有加载" in why.zh or "推算不出" in why.zh, (key, why.zh)


@pytest.mark.parametrize("key", GOLDEN)
def test_money_is_exact_and_counts_are_whole(alone: Store, key: str) -> None:
    period, _ = GOLDEN[key]
    value = evaluate(alone, [key], period)[0].values[key].value
    unit = CATALOGUE[key].unit
    if unit == "money":
        assert isinstance(value, Decimal)
    elif unit in ("count", "people"):
        assert isinstance(value, int)
