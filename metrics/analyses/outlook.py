"""What a still-filling figure is likely to become, with how wrong such a guess was on days that have settled (rule R13)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from data.store import Store
from metrics.analyses.completion import KEY as AD_REVENUE
from metrics.analyses.completion import estimates
from metrics.analyses.dispatch import data_cut
from metrics.analyses.triangle import SHARES, Triangle, triangle
from metrics.catalogue import metric as metric_of
from metrics.evaluate import evaluate
from metrics.maturity import CREDITED, UNFINISHED, Filling, filling, rules
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, coverage
from metrics.value import Number

LEAST = 10
HISTORY_DAYS = 120
AD_ROI = "ad_roi"


@dataclass(frozen=True)
class Guess:
    """What a figure becomes. value, error: in the metric's own unit; error: the median distance of such guesses from what days became.

    days: how many settled days it was learnt from; tried: how many settled stretches of as many days it was tried on.
    """

    value: Number
    error: float
    days: int
    tried: int


@dataclass(frozen=True)
class Outlook:
    """A figure that still fills: why and until when, and what it becomes where enough days have been seen to fill."""

    filling: Filling
    guess: Guess | None


def outlook(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> Outlook | None:
    """Return why a figure still fills and what it becomes; None for a settled one.

    The guess never takes the figure's place: it is printed beside it with its error. There is none over several shops, within a
    category, for a day whose export was taken before its end, and with fewer than ten settled days or stretches to learn from.
    """
    if not rules(metric_of(key)):
        return None
    rising = filling(store, key, period, scope)
    if rising is None:
        return None
    shops = coverage(store).shops(scope)
    if (
        len(shops) != 1
        or scope.category is not None
        or rising.rule == UNFINISHED
        or None in (period.first, period.last)
    ):
        return Outlook(rising, None)
    if rising.rule == CREDITED:
        return Outlook(rising, _ads(store, key, period, rising, scope))
    cut = data_cut(store, scope)
    if key not in SHARES or cut is None:
        return Outlook(rising, None)
    first = min(period.first or cut.date(), cut.date() - timedelta(days=HISTORY_DAYS + rising.rule.days))
    known = triangle(store, key, shops[0], cut, first)
    return Outlook(rising, share_guess(known, period, cut.date(), rising.rule.days))


def share_guess(known: Triangle, period: Period, cut: date, settles: int) -> Guess | None:
    """Return what a share over a period becomes, in its own unit (a fraction), or None with too little to learn from.

    settles: a day is settled when it is older than so many days at `cut`. Formula: of each young day, the share so far plus what
    settled days gained from that age on (all gains together over all their denominators); the days weighted by their
    denominators so far. Error: the same guess for every settled stretch of as many days at the same ages, learnt from the days outside
    of it; the median of its distances from what the stretch became. Limits: festivals may fill differently from ordinary days; of
    the newest 120 settled days only.
    """
    ages = np.array([(cut - day).days for day in known.days])
    final_top, final_bottom = known.top[:, -1:], known.bottom[:, -1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = known.top / known.bottom
        gain = np.where(known.bottom > 0, final_top - share * final_bottom, 0.0)
    weight = np.where(known.bottom > 0, final_bottom, 0.0)
    settled = np.flatnonzero((ages > settles) & (final_bottom[:, 0] > 0))[-HISTORY_DAYS:]
    asked = np.flatnonzero([period.holds(day) for day in known.days])
    asked = asked[[known.bottom[place, min(ages[place], known.bottom.shape[1] - 1)] > 0 for place in asked]]
    if len(settled) < LEAST or not len(asked):
        return None
    learnt = _Learnt(share, gain, weight, settled)
    own_ages = np.minimum(ages[asked], settles + 1)
    value = learnt.guess(asked, own_ages, ages[asked], known.bottom)
    errors = _errors(known, learnt, asked, own_ages, settled, ages)
    if value is None or len(errors) < LEAST:
        return None
    return Guess(value, float(np.median(errors)), len(settled), len(errors))


@dataclass(frozen=True)
class _Learnt:
    """Shares, gains and weights per day and age, and the rows of the days that teach."""

    share: NDArray[np.float64]
    gain: NDArray[np.float64]
    weight: NDArray[np.float64]
    settled: NDArray[np.intp]

    def added(self, age: int, without: NDArray[np.intp] | None = None) -> float | None:
        rows = self.settled if without is None else np.setdiff1d(self.settled, without, assume_unique=True)
        below = float(self.weight[rows, age].sum())
        return float(self.gain[rows, age].sum()) / below if below > 0 and len(rows) >= LEAST - 1 else None

    def guess(
        self, places: NDArray[np.intp], ages: NDArray[np.int64], at: NDArray[np.int64], bottom: NDArray[np.float64],
        without: NDArray[np.intp] | None = None,
    ) -> float | None:  # fmt: skip
        """Return the guess for days as they stood at their ages. at: the column of each day that is known."""
        added = [self.added(int(age), without) for age in ages]
        if any(each is None for each in added):
            return None
        columns = np.minimum(at, bottom.shape[1] - 1)
        weights = bottom[places, columns]
        if not weights.sum():
            return None
        shares = np.nan_to_num(self.share[places, columns]) + np.array(added, dtype=float)
        return float((np.clip(shares, 0.0, None) * weights).sum() / weights.sum())


def _errors(
    known: Triangle, learnt: _Learnt, asked: NDArray[np.intp], own_ages: NDArray[np.int64], settled: NDArray[np.intp],
    ages: NDArray[np.int64],
) -> list[float]:  # fmt: skip
    """Return how far the guess was off for every earlier stretch of days as old as the asked ones are now, all of it settled."""
    found = []
    allowed = set(settled.tolist())
    for back in range(1, len(known.days)):
        places = asked - back
        if places[0] < 0:
            break
        if not set(places.tolist()) <= allowed:
            continue
        value = learnt.guess(places, own_ages, own_ages, known.bottom, without=places)
        below = known.bottom[places, -1].sum()
        if value is not None and below > 0:
            found.append(abs(value - float(known.top[places, -1].sum() / below)))
    return found


def _ads(store: Store, key: str, period: Period, rising: Filling, scope: Scope) -> Guess | None:
    """Return what ad revenue or ad ROI over a period becomes: every day by its own completion factor; None unless all have one.

    Error: the days' own back-tested errors added up, as if all were off the same way, so that it is rather too large.
    """
    if key not in (AD_REVENUE, AD_ROI):
        return None
    days = [day for day in period.days() if rising.first <= day <= rising.last]
    grown = estimates(store, days, scope)
    value = evaluate(store, [key], period, None, scope)[0].values[key]
    revenue, cost = (value.value, None) if key == AD_REVENUE else (value.top, value.bottom)
    if set(grown) != set(days) or not isinstance(revenue, Decimal):
        return None
    more = sum((each.estimate - each.value for each in grown.values()), Decimal(0))
    error = sum(float(each.estimate) * each.completion.error for each in grown.values())
    taught = min(each.completion.observations for each in grown.values())
    whole = revenue + more
    if key == AD_REVENUE:
        return Guess(whole, error, taught, taught)
    return (
        Guess(float(whole / cost), error / float(cost), taught, taught)
        if isinstance(cost, Decimal) and cost
        else None
    )
