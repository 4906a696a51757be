"""The baseline finds what simulated shops were made of, and its interval holds the truth as often as it says."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import exp, log

import numpy as np
import pytest

from metrics.analyses.anomalies import left_out, steady
from metrics.analyses.baseline import fit
from metrics.analyses.history import History

FIRST = date(2025, 1, 6)  # a Monday
SHARES = (1.0, 0.9, 0.95, 1.05, 1.2, 1.5, 1.4)
FESTIVAL = {FIRST + timedelta(days=place): f"双11#{place % 365 - 299}" for place in (300, 301, 665, 666)}


def shop(days: int, seed: int, noise: float = 0.2, growth: float = 0.3) -> dict[date, float]:
    """Return a simulated shop: 10,000 yuan, growth a year, weekdays' shares, a festival at four times as much."""
    random = np.random.default_rng(seed)
    found = {}
    for place in range(days):
        day = FIRST + timedelta(days=place)
        lift = 4 if day in FESTIVAL else 1
        found[day] = (
            10_000
            * exp(growth * place / 365 + noise * random.standard_normal())
            * SHARES[day.weekday()]
            * lift
        )
    return found


def test_without_noise_the_next_days_are_foretold_to_the_yuan() -> None:
    values = shop(112, 1, noise=0, growth=0)
    fitted = fit(values, {})
    assert fitted is not None
    ahead = [FIRST + timedelta(days=112 + place) for place in range(7)]
    expected = fitted.expected(ahead, {})
    assert [round(expected[day].middle) for day in ahead] == [round(10_000 * share) for share in SHARES]


def test_a_day_judged_by_the_others_is_judged_as_a_fit_without_it_would() -> None:
    values = shop(90, 4)
    fitted = fit(values, {})
    assert fitted is not None
    judged = left_out(fitted, History(values, {}), 0.95)
    for day in fitted.days[::30]:
        # The knots are counted from the last day, which every one of these fits has.
        without = fit({other: value for other, value in values.items() if other != day}, {})
        assert without is not None
        assert without.knots == fitted.knots
        expected = without.expected([day], {})[day]
        assert judged[day].low == pytest.approx(expected.low, rel=1e-9)
        assert judged[day].high == pytest.approx(expected.high, rel=1e-9)


def test_the_interval_holds_the_truth_950_of_1000_times() -> None:
    inside = 0
    for seed in range(1000):
        values = shop(120, seed)
        day = max(values)
        truth = values.pop(day)
        fitted = fit(values, {})
        assert fitted is not None
        inside += fitted.expected([day], {})[day].low <= truth <= fitted.expected([day], {})[day].high
    assert 930 <= inside <= 970


def test_a_festival_day_is_foretold_from_the_same_day_of_last_year_and_bends_nothing_else() -> None:
    values = shop(400, 3, growth=0)
    fitted, plain = fit(values, FESTIVAL), fit({d: v for d, v in values.items() if d not in FESTIVAL}, {})
    assert fitted is not None
    assert plain is not None
    day, other = FIRST + timedelta(days=665), FIRST + timedelta(days=667)
    expected = fitted.expected([day, other], FESTIVAL)
    # Last year's day moved by the weekdays' ratio; two lone days in the interval, the wider one.
    assert log(expected[day].middle / (40_000 * SHARES[day.weekday()])) == pytest.approx(0, abs=0.6)
    assert expected[day].high / expected[day].low > (expected[other].high / expected[other].low) ** 1.3
    assert expected[other].middle == pytest.approx(plain.expected([other], {})[other].middle)


def test_the_interval_of_a_festival_holds_the_truth_as_often() -> None:
    inside = 0
    for seed in range(1000):
        values = shop(400, seed, growth=0)
        fitted = fit(values, FESTIVAL)
        assert fitted is not None
        day = FIRST + timedelta(days=665)
        truth = (
            40_000 * SHARES[day.weekday()] * exp(0.2 * np.random.default_rng(10_000 + seed).standard_normal())
        )
        expected = fitted.expected([day], FESTIVAL)[day]
        inside += expected.low <= truth <= expected.high
    assert 930 <= inside <= 970


def test_an_event_that_was_never_seen_is_not_foretold() -> None:
    fitted = fit(shop(120, 4), {})
    assert fitted is not None
    day = FIRST + timedelta(days=130)
    assert fitted.expected([day], {day: "新品节#1"}) == {}


def test_a_weekday_that_was_never_loaded_is_not_foretold() -> None:
    values = {day: value for day, value in shop(120, 5).items() if day.weekday() != 6}
    fitted = fit(values, {})
    assert fitted is not None
    monday = FIRST + timedelta(days=140)
    assert set(fitted.expected([monday, monday + timedelta(days=6)], {})) == {monday}


@pytest.mark.parametrize("days", [0, 1, 27])
def test_a_short_history_makes_no_baseline(days: int) -> None:
    assert fit(shop(days, 6), {}) is None


def test_a_day_is_judged_without_itself() -> None:
    values = shop(200, 7)
    day = FIRST + timedelta(days=150)
    values[day] = 10 * values[day]
    fitted, without = fit(values, {}), fit({d: v for d, v in values.items() if d != day}, {})
    assert fitted is not None
    assert without is not None
    judged = left_out(fitted, History(values, {}), 0.99)[day]
    apart = without.expected([day], {}, 0.99)[day]
    assert (judged.low, judged.middle, judged.high) == pytest.approx((apart.low, apart.middle, apart.high))
    assert values[day] > judged.high


def test_of_ordinary_days_one_in_a_hundred_is_flagged() -> None:
    flagged = total = 0
    for seed in range(40):
        values: Mapping[date, float] = shop(200, 500 + seed)
        fitted = fit(values, {})
        assert fitted is not None
        judged = left_out(fitted, History(values, {}), 0.99)
        flagged += sum(not entry.low <= values[day] <= entry.high for day, entry in judged.items())
        total += len(judged)
    assert total == 40 * 200
    assert 0.006 <= flagged / total <= 0.014


def test_a_freak_day_teaches_forecasts_nothing() -> None:
    values = shop(200, 8)
    freak = max(values) - timedelta(days=3)
    plain = steady(History({day: value for day, value in values.items() if day != freak}, {}))
    values[freak] *= 6
    calm, bent = steady(History(values, {})), fit(values, {})
    assert plain is not None
    assert calm is not None
    assert bent is not None
    ahead = [max(values) + timedelta(days=1)]
    middles = [fitted.expected(ahead, {})[ahead[0]].middle for fitted in (plain, calm, bent)]
    assert middles[1] == pytest.approx(middles[0])
    assert middles[2] > 1.02 * middles[0]
    assert calm.spread == pytest.approx(plain.spread)


def test_a_shop_that_changed_for_good_is_not_taken_for_a_row_of_freaks() -> None:
    values = shop(100, 9)
    values |= {day: 9 * value for day, value in values.items() if day > max(values) - timedelta(days=12)}
    fitted = steady(History(values, {}))
    assert fitted is not None
    assert len(fitted.days) == 100
