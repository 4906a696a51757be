"""What a day would ordinarily bring: level x weekday x event on a log scale, with a prediction interval."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from statsmodels.regression.linear_model import RegressionResults
    from statsmodels.stats.outliers_influence import OLSInfluence

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
    """A baseline fitted by statsmodels.

    days: those that it stands on, in order. knots: the days between which the level runs in straight lines, before and after
    which it is flat. once: marks seen on one day, with that day and the logarithm of its value; such a day says nothing of
    anything but its mark. rows: the design, one row per day. results: the fit, its coefficients in the order levels at the
    knots, six weekdays, marks seen on two days or more.
    """

    days: tuple[date, ...]
    knots: tuple[date, ...]
    marks: tuple[str, ...]
    once: Mapping[str, tuple[date, float]]
    rows: Matrix
    results: "RegressionResults"

    @property
    def effects(self) -> Matrix:
        """The coefficients."""
        return np.asarray(self.results.params, dtype=np.float64)

    @property
    def inverse(self) -> Matrix:
        """(X'X)^-1: the coefficients' covariance in units of the spread's square."""
        return np.asarray(self.results.normalized_cov_params, dtype=np.float64)

    @property
    def spread(self) -> float:
        """Standard deviation of the residuals, on the log scale."""
        return float(np.sqrt(self.results.scale))

    @property
    def freedom(self) -> int:
        """Residual degrees of freedom."""
        return round(self.results.df_resid)

    @cached_property
    def influence(self) -> "OLSInfluence":
        """What every day does to the fit: leverages and deleted residuals."""
        return self.results.get_influence()

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
        predicted = self.results.get_prediction(view.rows, weights=1 / (1 + view.extra))
        low, high = predicted.conf_int(obs=True, alpha=1 - level).T
        logs = np.column_stack([low, predicted.predicted_mean, high]) + view.offsets[:, None]
        return {
            day: Expected(day, *(float(end) for end in ends))
            for day, ends, sure in zip(days, np.exp(logs), view.known, strict=True)
            if sure
        }


def fit(values: Mapping[date, float], marked: Mapping[date, str]) -> Baseline | None:
    """Fit ln(value) = level(t) + weekday + mark by least squares; None with under 28 usable days.

    values: a metric by day; days with 0 or less have no logarithm and are left out. marked: what makes a day unlike the
    others of its weekday (metrics.calendar.marks): every mark has an effect of its own, so that a festival bends neither the
    level nor the spread. The level runs in straight lines between knots eight weeks apart, counted from the last day, and is
    flat ahead of it. Limits: the spread is taken to be the same on every day and the days independent; a level that turned
    within the last weeks is followed late. Source: the textbook linear model, fitted by statsmodels' OLS, whose
    `get_prediction` gives the intervals (Student's t).
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
    results = _least_squares(target, rows)
    if results.df_resid < LEAST_FREEDOM:
        return None
    once = {
        marked[day]: (day, float(np.log(values[day]))) for day in usable if seen[marked.get(day, "")] == 1
    }
    return Baseline(tuple(days), knots, names, once, rows, results)


def _least_squares(target: Matrix, rows: Matrix) -> "RegressionResults":
    # statsmodels takes more than half a second to import, which what fits nothing need not pay (`warm`).
    from statsmodels.regression.linear_model import OLS
    from statsmodels.tools.sm_exceptions import SingularMatrixWarning

    with catch_warnings():
        # A weekday that was never loaded leaves a column empty; `Baseline.outlook` doesn't speak of what it tells.
        simplefilter("ignore", SingularMatrixWarning)
        return OLS(target, rows).fit()


def warm() -> None:
    """Import what a fit needs: a server does so while nobody waits for it."""
    import_module("statsmodels.regression.linear_model")
    import_module("statsmodels.stats.outliers_influence")


def quantile(level: float, freedom: int) -> float:
    """Return Student's t that leaves (1 - level) / 2 on either side."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))


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
