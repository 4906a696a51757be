"""A target holds for exactly the days it was set for."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from metrics.analyses.targets import target, to_date
from metrics.period import Period
from metrics.scope import Scope
from tests.stores import store_of

WEEK = Period(date(2026, 11, 2), date(2026, 11, 8))
DAYS = "\n".join(f"2026-11-0{day} | 付款金额 | {day}0.00" for day in range(2, 9))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("2026-11-02 至 2026-11-08 | 付款金额 | 700.00", Decimal("700.00")),
        (DAYS, Decimal("20.00") + 30 + 40 + 50 + 60 + 70 + 80),
        # the week's own target stands above those of its days
        (f"{DAYS}\n2026-11-02 至 2026-11-08 | 付款金额 | 500.00", Decimal("500.00")),
        # one day of seven has none: no part of a week is shown as the whole
        ("\n".join(DAYS.splitlines()[:-1]), None),
        # a month is not spread over its weeks
        ("2026-11 | 付款金额 | 30000.00", None),
        # spans that overlap are no seven days
        ("2026-11-02 至 2026-11-05 | 付款金额 | 1.00\n2026-11-05 至 2026-11-07 | 付款金额 | 1.00", None),
        ("2026-11-02 至 2026-11-08 | 付款单数 | 70.00", None),
    ],
)
def test_a_weeks_target_is_its_own_or_that_of_its_days(
    tmp_path: Path, rows: str, expected: Decimal | None
) -> None:
    store = store_of(tmp_path, f"周期 | 指标 | 目标值\n{rows}")
    assert target(store, "paid_amount", WEEK) == expected


def test_targets_of_several_shops_add_up_only_if_every_shop_has_one(tmp_path: Path) -> None:
    table = "店铺 | 周期 | 指标 | 目标值\n甲店 | 2026-11-02 至 2026-11-08 | 付款金额 | 300.00\n{second}"
    both = table.format(second="乙店 | 2026-11-02 至 2026-11-08 | 付款金额 | 200.00")
    one = table.format(second="乙店 | 2026-12 | 付款金额 | 200.00")
    assert target(store_of(tmp_path / "a", both), "paid_amount", WEEK) == Decimal("300.00") + 200
    alone = store_of(tmp_path / "b", one)
    assert target(alone, "paid_amount", WEEK) is None
    assert target(alone, "paid_amount", WEEK, Scope("甲店")) == Decimal("300.00")


def test_an_open_period_has_no_target(tmp_path: Path) -> None:
    assert target(store_of(tmp_path, f"周期 | 指标 | 目标值\n{DAYS}"), "paid_amount", Period()) is None


def test_what_was_planned_so_far_is_the_sum_of_the_days_on_every_level(tmp_path: Path) -> None:
    # October says 310.00 as a month and 311.00 by its days (30 x 10.00 + 11.00): they contradict each other by 1.00
    days = "\n".join(f"2026-10-{day:02d} | 付款金额 | 10.00" for day in range(1, 31))
    rows = f"{days}\n2026-10-31 | 付款金额 | 11.00\n2026-10 | 付款金额 | 310.00\n2026-11 | 付款金额 | 300.00"
    store = store_of(tmp_path, f"周期 | 指标 | 目标值\n{rows}")
    october, november = Period.month(date(2026, 10, 1)), Period.month(date(2026, 11, 1))
    both = Period(october.first, november.last)
    assert target(store, "paid_amount", october) == Decimal("310.00")
    assert to_date(store, "paid_amount", october) == 30 * Decimal("10.00") + Decimal("11.00")
    assert to_date(store, "paid_amount", november) == Decimal("300.00")
    assert to_date(store, "paid_amount", both) == Decimal("311.00") + Decimal("300.00")
    # a part of a month is a part of its days: 20 x 10.00 of October's, 10 of November's 30 equal ones
    late = Period(date(2026, 10, 12), date(2026, 11, 10))
    assert to_date(store, "paid_amount", late) == 19 * 10 + 11 + 10 * Decimal("300.00") / 30


def test_nothing_is_planned_for_days_of_which_one_has_no_target(tmp_path: Path) -> None:
    store = store_of(tmp_path, f"周期 | 指标 | 目标值\n{DAYS}")
    assert to_date(store, "paid_amount", WEEK) == Decimal("350.00")
    assert to_date(store, "paid_amount", Period(date(2026, 11, 2), date(2026, 11, 9))) is None
