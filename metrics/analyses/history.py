"""The days of a metric behind us, as a series for models: whole days only, with the marks of events and holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.store import Store
from metrics.calendar import marks
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, last_full_day

LONGEST = 400


@dataclass(frozen=True)
class History:
    """values: figure by day, unloaded days left out. marked: what makes a day unlike others of its weekday, also ahead."""

    values: Mapping[date, float]
    marked: Mapping[date, str]


def history(store: Store, key: str, last: date, scope: Scope = EVERYTHING, ahead: int = 62) -> History:
    """Return up to 400 days of a metric that end with `last` (or the last whole day before it), marks `ahead` days further.

    A day on which a shop of the scope lacks the data that the others have is no whole day and is left out.
    """
    whole = last_full_day(store, scope)
    end = last if whole is None else min(last, whole)
    first = end - timedelta(days=LONGEST - 1)
    values: dict[date, float] = {}
    for row in evaluate(store, [key], Period(first, end), "day", scope):
        value = row.values[key]
        if value.value is not None and not isinstance(value.value, str) and value.days_covered:
            values[date.fromisoformat(row.cut or "")] = float(value.value)
    return History(values, marks(store, scope, first, last + timedelta(days=ahead)))
