"""Days that lie outside what the other days let expect."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.store import Store
from metrics.analyses.baseline import Baseline, Expected, fit, quantile
from metrics.analyses.history import History, history
from metrics.scope import EVERYTHING, Scope

# Of 28 ordinary days, 1 in 20 would be flagged by chance alone at 95 %; at 99 % it is one day in three months.
LEVEL = 0.99
# A day this far out was no ordinary one, even if nobody entered an event; forecasts must not learn from it.
FREAK = 0.999
MOST_FREAKS = 0.05
# A day that only its own effect explains can't be judged by the others.
OWN = 1 - 1e-9


@dataclass(frozen=True)
class Anomaly:
    """A day's figure outside its interval; both in the metric's unit. above: it lies above the interval."""

    day: date
    value: float
    expected: Expected
    above: bool


def anomalies(
    store: Store, key: str, day: date, scope: Scope = EVERYTHING, days: int = 28, level: float = LEVEL
) -> list[Anomaly]:
    """Return the days among the `days` to `day` whose figure lies outside what all other days let expect, newest first.

    Each day is judged by a baseline without it (deleted residuals of metrics.analyses.baseline, one fit for all days), so
    that a freak day doesn't hide itself. Festival days are judged by the same day of the same festival, if it is loaded.
    None are found with under 28 days of history.
    """
    past = history(store, key, day, scope)
    fitted = fit(past.values, past.marked)
    if fitted is None:
        return []
    judged = left_out(fitted, past, level)
    found = [
        Anomaly(each, past.values[each], expected, past.values[each] > expected.high)
        for each, expected in judged.items()
        if each > day - timedelta(days=days) and not expected.low <= past.values[each] <= expected.high
    ]
    return sorted(found, key=lambda anomaly: anomaly.day, reverse=True)


def left_out(fitted: Baseline, past: History, level: float) -> dict[date, Expected]:
    """Return, for every day that others speak of, what the baseline fitted without that day would expect of it."""
    influence, free = fitted.influence, fitted.freedom - 1
    usable = influence.hat_matrix_diag < OWN
    leverages = np.where(usable, influence.hat_matrix_diag, 0)
    residuals = fitted.results.resid
    deleted = residuals / (1 - leverages)
    # statsmodels' sigma2_not_obsi in closed form: it fits once for every day, which takes a quarter of a second.
    variance = np.maximum(fitted.results.ssr - residuals * deleted, 0) / free
    middle = np.log([past.values[day] for day in fitted.days]) - deleted
    reach = quantile(level, free) * np.sqrt(variance / (1 - leverages))
    return {
        day: Expected(day, float(np.exp(at - far)), float(np.exp(at)), float(np.exp(at + far)))
        for day, at, far, judged in zip(fitted.days, middle, reach, usable, strict=True)
        if judged
    }


def steady(past: History) -> Baseline | None:
    """Return the baseline of a history without its freak days (outside 99.9 % of what the others expect), for forecasts.

    Where they are more than one day in twenty, something has changed for good, and all days count. None as in `fit`.
    """
    fitted = fit(past.values, past.marked)
    if fitted is None:
        return None
    judged = left_out(fitted, past, FREAK)
    freaks = {day for day, entry in judged.items() if not entry.low <= past.values[day] <= entry.high}
    if not freaks or len(freaks) > MOST_FREAKS * len(fitted.days):
        return fitted
    return fit({day: value for day, value in past.values.items() if day not in freaks}, past.marked) or fitted
