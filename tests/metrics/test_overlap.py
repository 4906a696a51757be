"""Where orders and the platform's report tell the same figure, both readings stand side by side."""

from datetime import date
from decimal import Decimal

import pytest

from data.store import Store
from metrics.overlap import overlaps
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, refunds, shop_daily

DAYS = Period(date(2026, 3, 2), date(2026, 3, 4))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return one_store(
        tmp_path_factory.mktemp("overlap"),
        orders(
            (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
            (2, "b", 20, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
            (3, "a", 30, "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
        ),
        refunds((1, 1, 4, "2026-03-02 11:00:00", "2026-03-02 12:00:00"), (2, 3, 6, "2026-03-03 11:00:00", "2026-03-04 12:00:00")),
        # The platform counts 1.50 less on the 2nd and one buyer more on the 3rd; the 4th it has alone.
        shop_daily(
            "访客数 | 支付金额 | 支付买家数 | 成功退款金额",
            ("2026-03-02", 9, "28.50", 2, "4.00"), ("2026-03-03", 9, "30.00", 2, "0.00"), ("2026-03-04", 9, "7.00", 1, "5.00"),
        ),
    )  # fmt: skip


def test_both_readings_stand_over_the_days_that_both_cover(store: Store) -> None:
    [found] = overlaps(store, "paid_amount", DAYS)
    assert (found.ours, found.theirs, found.days) == (Decimal(10 + 20 + 30), Decimal("28.50") + 30, 2)
    assert found.difference == Decimal("1.50")
    assert found.rows[["day", "difference"]].values.tolist() == [[date(2026, 3, 2), Decimal("1.50")]]


def test_people_of_several_days_are_compared_day_by_day_alone(store: Store) -> None:
    [found] = overlaps(store, "paid_buyers", DAYS)
    assert (found.ours, found.theirs, found.difference) == (None, None, None)
    assert found.rows[["day", "ours", "theirs"]].values.tolist() == [[date(2026, 3, 3), 1, 2]]
    [day] = overlaps(store, "paid_buyers", Period.day(date(2026, 3, 3)))
    assert day.difference == -1


def test_a_quiet_day_of_the_refund_export_says_nothing_was_given_back(store: Store) -> None:
    [found] = overlaps(store, "refund_amount", DAYS)
    assert (found.ours, found.theirs, found.days) == (
        Decimal(4),
        Decimal(4),
        2,
    )  # cases were applied for on the 2nd and 3rd


def test_a_ratio_shows_both_of_its_sides(store: Store) -> None:
    assert [found.label.zh for found in overlaps(store, "spend_per_buyer", DAYS)] == [
        "付款金额",
        "付款买家数",
    ]


def test_where_one_export_is_alone_there_is_nothing_to_compare(store: Store) -> None:
    assert overlaps(store, "paid_amount", Period.day(date(2026, 3, 4))) == ()
    assert overlaps(store, "visitors", DAYS) == ()
    assert overlaps(store, "paid_amount", DAYS, Scope("别家店")) == ()
