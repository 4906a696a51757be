"""What a day would ordinarily bring: weekday x trend x event on a log scale, with a prediction interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

LEAST_DAYS = 28
LEAST_FREEDOM = 14
# A row outside what the data speak of (an event never seen, a weekday never loaded) is not predicted.
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
class Baseline:
    """A fitted baseline. spread: standard deviation of the residuals (log scale). freedom: residual degrees of freedom.

    days: those that it stands on, in order; residuals and leverages in the same order. effects: coefficients in the order
    1, trend, six weekdays, marks. inverse: (X'X)^-1.
    """

    days: tuple[date, ...]
    marks: tuple[str, ...]
    effects: Matrix
    inverse: Matrix
    rows: Matrix
    residuals: Matrix
    leverages: Matrix
    spread: float
    freedom: int

    def design(self, days: Sequence[date], marked: Mapping[date, str]) -> Matrix:
        """Return the rows of the model for these days; a mark that was never seen gives a row that nothing predicts."""
        return _design(days, marked, self.marks, self.days[0])

    def known(self, rows: Matrix) -> NDArray[np.bool_]:
        """Tell for each row whether the days that the baseline stands on speak of it."""
        seen = self.rows.T @ self.rows
        beyond = rows[:, :-1] - rows[:, :-1] @ self.inverse @ seen
        return (np.abs(beyond).max(axis=1) < OUTSIDE) & (rows[:, -1] == 0)

    def expected(
        self, days: Sequence[date], marked: Mapping[date, str], level: float = 0.95
    ) -> dict[date, Expected]:
        """Return what each day would bring with its prediction interval; days that can't be predicted are left out."""
        rows = self.design(days, marked)
        known = self.known(rows)
        used = rows[:, :-1]
        middle = used @ self.effects
        spread = self.spread * np.sqrt(1 + np.einsum("ij,jk,ik->i", used, self.inverse, used))
        reach = quantile(level, self.freedom) * spread
        return {
            day: Expected(day, float(np.exp(m - r)), float(np.exp(m)), float(np.exp(m + r)))
            for day, m, r, sure in zip(days, middle, reach, known, strict=True)
            if sure
        }


def fit(values: Mapping[date, float], marked: Mapping[date, str]) -> Baseline | None:
    """Fit ln(value) = a + b t + weekday + mark by least squares; None with under 28 usable days.

    values: a metric by day; days with 0 or less have no logarithm and are left out. marked: what makes a day unlike the
    others of its weekday (metrics.calendar.marks): every mark has an effect of its own, so that a festival bends neither the
    trend nor the spread. Limits: the spread is taken to be the same on every day and the days independent; a trend that
    turned within the window is followed late. Source: the textbook linear model; interval by Student's t.
    """
    days = sorted(day for day, value in values.items() if value > 0)
    if len(days) < LEAST_DAYS:
        return None
    names = tuple(sorted({marked[day] for day in days if day in marked}))
    rows = _design(days, marked, names, days[0])[:, :-1]
    target = np.log(np.array([values[day] for day in days]))
    inverse: Matrix = np.linalg.pinv(rows.T @ rows, hermitian=True).astype(np.float64)
    effects = inverse @ (rows.T @ target)
    residuals = target - rows @ effects
    leverages = np.einsum("ij,jk,ik->i", rows, inverse, rows)
    freedom = len(days) - round(float(leverages.sum()))
    if freedom < LEAST_FREEDOM:
        return None
    spread = float(np.sqrt((residuals**2).sum() / freedom))
    return Baseline(tuple(days), names, effects, inverse, rows, residuals, leverages, spread, freedom)


def quantile(level: float, freedom: int) -> float:
    """Return Student's t that leaves (1 - level) / 2 on either side."""
    # scipy takes a third of a second to import, which commands that fit nothing need not pay.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))


def _design(days: Sequence[date], marked: Mapping[date, str], names: Sequence[str], origin: date) -> Matrix:
    """Return one row per day: 1, years since `origin`, six weekdays, the known marks, and 1 for a mark not among them."""
    rows = np.zeros((len(days), 9 + len(names)))
    place = {name: number for number, name in enumerate(names)}
    rows[:, 0] = 1
    for number, day in enumerate(days):
        rows[number, 1] = (day - origin).days / 365
        if day.weekday():
            rows[number, 1 + day.weekday()] = 1
        if day in marked:
            rows[number, 8 + place[marked[day]] if marked[day] in place else -1] = 1
    return rows
