"""A fair base for a day's figure: the median of the last four same weekdays that were no events (rule of 2.12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from data.store import Store
from data.text import Text
from metrics.evaluate import Number, Value, evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

WANTED = 4
LOOK_BACK_WEEKS = 12
NO_DATA = Text("没有数据", "no data")


@dataclass(frozen=True)
class Comparison:
    """What a day is compared with: `value` is None where no fair base exists, and `why` says so.

    days: the days whose median it is. left_out: days that were passed over, each with the reason.
    """

    value: Number
    days: tuple[date, ...]
    left_out: tuple[tuple[date, Text], ...]
    why: Text | None = None


def event_names(store: Store, scope: Scope = EVERYTHING) -> Mapping[date, str]:
    """Return the days that comparisons leave out, each with the names of its events."""
    found: dict[date, str] = {}
    rows = store.rows(
        "SELECT e.day, e.event_name, e.shop, e.platform FROM event_days AS e ORDER BY e.day, e.event_name"
    )
    for day, name, shop, platform in rows:
        if scope.holds(shop, platform) and name not in found.get(day, "").split("、"):
            found[day] = f"{found[day]}、{name}" if day in found else name
    return found


def comparison(
    store: Store, keys: Sequence[str], day: date, scope: Scope = EVERYTHING
) -> dict[str, Comparison]:
    """Return the fair base of each key for `day`: the median of up to four earlier same weekdays without events.

    An event day has no such base: ordinary days say nothing about it.
    """
    events = event_names(store, scope)
    if day in events:
        why = Text(
            f"当天是活动日（{events[day]}），不与平日比。",
            f"An event day ({events[day]}): not compared with ordinary days.",
        )
        return {key: Comparison(None, (), (), why) for key in keys}
    weekdays = [day - timedelta(weeks=week) for week in range(1, LOOK_BACK_WEEKS + 1)]
    rows = evaluate(store, keys, Period(weekdays[-1], weekdays[0]), "day", scope, only=weekdays)
    by_day = {row.cut: row.values for row in rows}
    return {key: _base(key, weekdays, by_day, events) for key in keys}


def _base(
    key: str,
    weekdays: Sequence[date],
    by_day: Mapping[str | None, Mapping[str, Value]],
    events: Mapping[date, str],
) -> Comparison:
    used: list[date] = []
    numbers: list[Any] = []  # of one type: Decimal, int or float
    left_out: list[tuple[date, Text]] = []
    for day in weekdays:
        if len(used) == WANTED:
            break
        values = by_day.get(day.isoformat())
        number = values[key].value if values else None
        if day in events:
            left_out.append((day, Text(events[day], events[day])))
        elif number is None or isinstance(number, str):
            left_out.append((day, NO_DATA))
        else:
            used.append(day)
            numbers.append(number)
    if not numbers:
        why = Text("没有可比的平日同星期数据。", "No ordinary same weekday is loaded.")
        return Comparison(None, (), tuple(left_out), why)
    return Comparison(median(numbers), tuple(used), tuple(left_out))
