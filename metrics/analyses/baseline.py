"""What a day would ordinarily bring: level x weekday x event on a log scale, with a prediction interval."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

LEAST_DAYS = 28
LEAST_FREEDOM = 14
# The level may turn every eight weeks: a season, not a week's luck.
KNOT_DAYS = 56
WEEKDAYS = 6
# A row outside what the data speak of (a weekday that was never loaded) is not predicted.
OUTSIDE = 1e-6

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Expected:
    """What a day would bring: the middle (median) and the bounds of its prediction interval, in the metric's unit."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, eq=False)
class Outlook:
    """The model's view of days: ln(value) = rows @ effects + offsets + noise, the noise's variance 1 + extra in spreads.

    known: False for a day of a mark that was never seen (taken as its weekday here) and for what the data don't speak of.
    """

    rows: Matrix
    offsets: Matrix
    extra: Matrix
    known: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Baseline:
    """A fitted baseline. spread: standard deviation of the residuals (log scale). freedom: residual degrees of freedom.

    days: those that it stands on, in order; rows, residuals and leverages in the same order. knots: the days between which
    the level runs in straight lines, before and after which it is flat. effects: coefficients in the order levels at the
    knots, six weekdays, marks seen on two days or more. inverse: (X'X)^-1. once: marks seen on one day, with that day and
    the logarithm of its value; such a day says nothing of anything but its mark.
    """

    days: tuple[date, ...]
    knots: tuple[date, ...]
    marks: tuple[str, ...]
    once: Mapping[str, tuple[date, float]]
    effects: Matrix
    inverse: Matrix
    rows: Matrix
    residuals: Matrix
    leverages: Matrix
    spread: float
    freedom: int

    @property
    def drift(self) -> float:
        """How much the level changed from one knot to the next, on the log scale (root mean square)."""
        levels = self.effects[: len(self.knots)]
        return float(np.sqrt((np.diff(levels) ** 2).mean()))

    def outlook(self, days: Sequence[date], marked: Mapping[date, str]) -> Outlook:
        """Return the model's view of these days. A mark seen once: that day's value, moved by level and weekday."""
        rows = _design(days, marked, self.knots, self.marks)
        offsets, extra = np.zeros(len(days)), np.zeros(len(days))
        known = np.array([marked.get(day) in (None, *self.marks, *self.once) for day in days])
        for place, day in enumerate(days):
            if marked.get(day) in self.once:
                like, value = self.once[marked[day]]
                rows[place] -= _design([like], {}, self.knots, self.marks)[0]
                offsets[place], extra[place] = value, 1
        beyond = rows - rows @ self.inverse @ (self.rows.T @ self.rows)
        return Outlook(rows, offsets, extra, known & (np.abs(beyond).max(axis=1, initial=0) < OUTSIDE))

    def expected(
        self, days: Sequence[date], marked: Mapping[date, str], level: float = 0.95
    ) -> dict[date, Expected]:
        """Return what each day would bring with its prediction interval; days that can't be predicted are left out."""
        view = self.outlook(days, marked)
        middle = view.rows @ self.effects + view.offsets
        spread = self.spread * np.sqrt(1 + view.extra + _quadratic(view.rows, self.inverse))
        reach = quantile(level, self.freedom) * spread
        return {
            day: Expected(day, float(np.exp(m - r)), float(np.exp(m)), float(np.exp(m + r)))
            for day, m, r, sure in zip(days, middle, reach, view.known, strict=True)
            if sure
        }


def fit(values: Mapping[date, float], marked: Mapping[date, str]) -> Baseline | None:
    """Fit ln(value) = level(t) + weekday + mark by least squares; None with under 28 usable days.

    values: a metric by day; days with 0 or less have no logarithm and are left out. marked: what makes a day unlike the
    others of its weekday (metrics.calendar.marks): every mark has an effect of its own, so that a festival bends neither the
    level nor the spread. The level runs in straight lines between knots eight weeks apart, counted from the last day, and is
    flat ahead of it. Limits: the spread is taken to be the same on every day and the days independent; a level that turned
    within the last weeks is followed late. Source: the textbook linear model; interval by Student's t.
    """
    usable = sorted(day for day, value in values.items() if value > 0)
    seen = Counter(marked[day] for day in usable if day in marked)
    days = [day for day in usable if seen[marked.get(day, "")] != 1]
    if len(days) < LEAST_DAYS:
        return None
    names = tuple(sorted(name for name, count in seen.items() if count > 1))
    knots = _knots(days)
    rows = _design(days, marked, knots, names)
    target = np.log(np.array([values[day] for day in days]))
    inverse: Matrix = np.linalg.pinv(rows.T @ rows, hermitian=True).astype(np.float64)
    effects = inverse @ (rows.T @ target)
    residuals, leverages = target - rows @ effects, _quadratic(rows, inverse)
    freedom = len(days) - round(float(leverages.sum()))
    if freedom < LEAST_FREEDOM:
        return None
    spread = float(np.sqrt((residuals**2).sum() / freedom))
    once = {
        marked[day]: (day, float(np.log(values[day]))) for day in usable if seen[marked.get(day, "")] == 1
    }
    return Baseline(
        tuple(days), knots, names, once, effects, inverse, rows, residuals, leverages, spread, freedom
    )


def quantile(level: float, freedom: int) -> float:
    """Return Student's t that leaves (1 - level) / 2 on either side."""
    # scipy takes a third of a second to import, which commands that fit nothing need not pay.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))


def _quadratic(rows: Matrix, inverse: Matrix) -> Matrix:
    return np.asarray(((rows @ inverse) * rows).sum(axis=1), dtype=np.float64)


def _knots(days: Sequence[date]) -> tuple[date, ...]:
    """Return the knots of the level, eight weeks apart from the last day back to about the first; two at least."""
    count = max(1, round((days[-1] - days[0]).days / KNOT_DAYS))
    return tuple(days[-1] - timedelta(days=KNOT_DAYS * place) for place in range(count, -1, -1))


def _design(
    days: Sequence[date], marked: Mapping[date, str], knots: Sequence[date], names: Sequence[str]
) -> Matrix:
    """Return one row per day: its shares of the knots' levels, six weekdays, and the marks of `names`."""
    first = len(knots)
    rows = np.zeros((len(days), first + WEEKDAYS + len(names)))
    place = {name: first + WEEKDAYS + number for number, name in enumerate(names)}
    at = np.clip([(day - knots[0]).days / KNOT_DAYS for day in days], 0, first - 1)
    left = np.minimum(at.astype(int), first - 2)
    numbers = np.arange(len(days))
    rows[numbers, left] = 1 - (at - left)
    rows[numbers, left + 1] = at - left
    for number, day in enumerate(days):
        if day.weekday():
            rows[number, first + day.weekday() - 1] = 1
        if marked.get(day) in place:
            rows[number, place[marked[day]]] = 1
    return rows
