"""Targets laid on days sum to the cent, and the pace of a month is what a simulated shop's future really was."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Store
from metrics.analyses.anomalies import anomalies
from metrics.analyses.day_targets import Weigh, decomposed, laid_out
from metrics.analyses.pace import back_test, pace
from metrics.analyses.targets import day_targets, planned
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report

SHARES = (1.0, 0.9, 0.95, 1.05, 1.2, 1.5, 1.4)
FIRST, LAST = date(2025, 9, 1), date(2026, 6, 20)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


class Even(Weigh):
    """Weighs all days alike."""

    def __init__(self) -> None:
        pass

    def __call__(self, days: Sequence[date]) -> list[float]:
        return [1.0] * len(days)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    random = np.random.default_rng(11)
    rows = []
    for day in Period(FIRST, LAST).days():
        lift = 5 if day == LAST - timedelta(days=3) else 1
        amount = 1000 * SHARES[day.weekday()] * exp(0.1 * random.standard_normal()) * lift
        rows.append((f"o{day}", f"b{day}", f"{amount:.2f}", f"{day} 09:00:00", f"{day} 10:00:00"))
    targets = report("周期 | 指标 | 目标值", ("2026-06", "付款金额", "36000.01"), ("2026", "付款金额", "400000"),
                     ("2026-06-18", "付款金额", "5000"))  # fmt: skip
    return one_store(
        tmp_path_factory.mktemp("pace"), orders(*rows), targets, orders(*rows[-20:], shop="新店")
    )


OURS = Scope("本店")


@given(
    total=st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    weights=st.lists(st.floats(min_value=1e-3, max_value=1e3), min_size=1, max_size=366),
)
def test_parts_sum_to_the_target_exactly_and_keep_their_proportion(
    total: Decimal, weights: list[float]
) -> None:
    parts = decomposed(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(float(part) - float(total) * weight / sum(weights)) <= 0.0101 + 1e-9 * float(total)


def test_finer_targets_stand_and_the_rest_is_laid_on_the_other_days() -> None:
    week = date(2026, 6, 29)  # Monday; the month ends on Tuesday
    targets = {
        (date(2026, 6, 1), date(2026, 6, 30)): Decimal(30000),
        (week, date(2026, 7, 5)): Decimal(700),
        (week, week): Decimal(400),
    }
    found = laid_out(targets, Even())
    assert (found[week], found[date(2026, 6, 30)], found[date(2026, 7, 5)]) == (
        Decimal(400),
        Decimal(50),
        Decimal(50),
    )
    assert sum(amount for day, amount in found.items() if day.month == 6) == 30000
    assert found[date(2026, 6, 1)].quantize(Decimal(1)) == round((30000 - 400 - 50) / 28)
    assert laid_out(targets, Even(), [week]) == {week: Decimal(400)}


def test_targets_that_exceed_the_one_above_leave_nothing_to_lay_out() -> None:
    days = [date(2026, 6, 1), date(2026, 6, 2)]
    assert laid_out({(days[0], days[1]): Decimal(10), (days[0], days[0]): Decimal(30)}, Even()) == {
        days[0]: Decimal(30), days[1]: Decimal(0),
    }  # fmt: skip


def test_a_month_is_laid_on_its_days_by_what_weekdays_brought(store: Store) -> None:
    found = day_targets(store, "paid_amount", JUNE, OURS)
    assert sum(found.values()) == Decimal("36000.01")
    assert found[date(2026, 6, 18)] == 5000
    saturday, tuesday = found[date(2026, 6, 6)], found[date(2026, 6, 2)]
    assert float(saturday / tuesday) == pytest.approx(1.5 / 0.9, rel=0.1)


def test_the_part_of_a_month_so_far_has_its_days_targets(store: Store) -> None:
    so_far = Period(JUNE.first, LAST)
    days = day_targets(store, "paid_amount", JUNE, OURS)
    assert planned(store, "paid_amount", JUNE, so_far, OURS) == sum(
        amount for day, amount in days.items() if day <= LAST
    )
    assert planned(store, "paid_amount", JUNE, JUNE, OURS) == Decimal("36000.01")
    assert planned(store, "paid_amount", JUNE, JUNE, Scope("新店")) is None
    assert day_targets(store, "paid_amount", JUNE, Scope()) == {}  # one of two shops has none


def test_the_pace_of_a_month_is_its_plan_its_need_and_its_likely_end(store: Store) -> None:
    found = pace(store, "paid_amount", JUNE, OURS)
    assert found is not None
    assert (found.elapsed.last, found.remaining) == (LAST, 10)
    assert found.planned is not None
    assert found.gap == found.actual - found.planned
    assert found.needed == ((Decimal("36000.01") - found.actual) / 10).quantize(Decimal("0.01"))
    # What the shop is made of goes on: ten days at their weekdays' shares.
    truth = float(found.actual) + sum(
        1000 * SHARES[(LAST + timedelta(days=n)).weekday()] for n in range(1, 11)
    )
    assert found.low is not None
    assert found.high is not None
    assert float(found.low) < truth < float(found.high)
    assert found.probability is not None
    assert 0 <= found.probability <= 1
    low = pace(store, "paid_amount", JUNE, OURS, LAST - timedelta(days=15))
    assert low is not None
    assert low.high is not None
    assert low.low is not None
    assert low.high - low.low > found.high - found.low


def test_a_finished_month_is_certain_and_one_without_target_or_history_has_no_probability(
    store: Store,
) -> None:
    may = pace(store, "paid_amount", Period(date(2026, 5, 1), date(2026, 5, 31)), OURS)
    assert may is not None
    assert (may.remaining, may.needed) == (0, None)
    assert may.low == may.high == may.actual
    young = pace(store, "paid_amount", JUNE, Scope("新店"))
    assert young is not None
    assert (young.target, young.probability, young.middle) == (None, None, None)
    assert "28 天" in young.notes[0].zh
    assert pace(store, "paid_amount", Period(date(2027, 1, 1), date(2027, 1, 31)), OURS) is None


def test_past_months_end_within_their_forecast_about_as_often_as_said(store: Store) -> None:
    months = [Period.month(date(2025 + (place + 10) // 12, (place + 10) % 12 + 1, 1)) for place in range(7)]
    tried = back_test(store, "paid_amount", months, 10, OURS) + back_test(
        store, "paid_amount", months, 20, OURS
    )
    assert len(tried) == 2 * 7  # November to May, all with 28 days before them
    assert sum(entry.inside for entry in tried) >= 10
    assert all(abs(float(entry.middle / entry.final) - 1) < 0.08 for entry in tried)


def test_the_one_day_that_broke_out_is_flagged(store: Store) -> None:
    found = anomalies(store, "paid_amount", LAST, OURS)
    assert [anomaly.day for anomaly in found if anomaly.above] == [LAST - timedelta(days=3)]
    assert found[0].value > found[0].expected.high
    assert anomalies(store, "paid_amount", LAST, Scope("新店")) == []
