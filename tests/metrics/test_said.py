"""What stands under a figure is true of it: which basis it is on, what it lacks, why it is empty."""

from datetime import date, timedelta

import pytest

from data.store import Store
from metrics.evaluate import Value, evaluate
from metrics.notes import DAILY, SHORT_HISTORY
from metrics.period import Period
from tests.metrics.tables import one_store, orders, shop_daily

LAST = date(2026, 11, 20)
WEEK = Period.last_days(LAST, 7)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    days = [LAST - timedelta(days=back) for back in range(400, -1, -1)]
    return one_store(
        tmp_path_factory.mktemp("said"),
        orders(
            *((f"1{n:04}", f"b{n}", 10, f"{day} 09:00:00", f"{day} 10:00:00") for n, day in enumerate(days))
        ),
        shop_daily("访客数 | 跳失率", *((f"{day}", 5, "50.00%") for day in WEEK.days())),
    )


def value(store: Store, key: str, period: Period = WEEK) -> Value:
    return evaluate(store, [key], period)[0].values[key]


def why(store: Store, key: str, period: Period = WEEK) -> str:
    said = value(store, key, period).why
    assert said is not None
    return said.zh


def test_first_time_buyers_of_a_week_are_people_and_no_person_days(store: Store) -> None:
    assert DAILY in value(store, "mean_daily_visitors").notes
    assert DAILY not in value(store, "observed_ltv").notes


def test_first_time_buyers_with_less_than_a_year_of_orders_before_are_said_to_hold_older_ones(
    store: Store,
) -> None:
    assert SHORT_HISTORY not in value(store, "observed_ltv").notes  # begins 394 days after the first order
    early = Period.last_days(LAST - timedelta(days=100), 7)
    for key in ("observed_ltv", "repeat_within_30d"):
        assert SHORT_HISTORY in value(store, key, early).notes


def test_a_loaded_column_that_cannot_be_averaged_is_not_said_to_be_missing(store: Store) -> None:
    assert value(store, "bounce_rate", Period.day(LAST)).value == 0.5
    assert "不能平均" in why(store, "bounce_rate")


def test_buyers_too_young_to_be_judged_are_not_called_a_missing_day(store: Store) -> None:
    assert why(store, "repeat_within_30d") == "期内首次付款的买家还没有满 30 天的（或期内没有），不能计算。"
