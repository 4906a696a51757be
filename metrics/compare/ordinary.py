"""A fair base for a day's figure: the median of the last four ordinary same weekdays (rule of 2.12)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from data.store import Store
from data.text import Text
from metrics.calendar import event_names, public_days, unlike
from metrics.compare.base import Comparison
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

WANTED = 4
LOOK_BACK_WEEKS = 12
NO_DATA = Text("没有数据", "no data")
TODAY = Text("这一天是{name}，与平日不同。", "This day is no ordinary one: {name}.")


def comparison(
    store: Store, keys: Sequence[str], day: date, scope: Scope = EVERYTHING
) -> dict[str, Comparison]:
    """Return the fair base of each key for `day`: the median of up to four earlier ordinary same weekdays.

    No ordinary day is one of an event, of a public holiday's break, or a weekend day that was worked instead. An event day
    has no such base: ordinary days say nothing about it. A holiday has one, with a note.
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
    passed_over = unlike(store, scope, weekdays[-1], weekdays[0])
    notes = tuple(TODAY.fill(name=name) for name in public_days(day, day).values())
    return {key: _base(key, weekdays, by_day, passed_over, notes) for key in keys}


def _base(
    key: str,
    weekdays: Sequence[date],
    by_day: Mapping[str | None, Mapping[str, Value]],
    passed_over: Mapping[date, Text],
    notes: tuple[Text, ...],
) -> Comparison:
    used: list[date] = []
    numbers: list[Any] = []  # of one type: Decimal, int or float
    left_out: list[tuple[date, Text]] = []
    for day in weekdays:
        if len(used) == WANTED:
            break
        values = by_day.get(day.isoformat())
        number = values[key].value if values else None
        if day in passed_over:
            left_out.append((day, passed_over[day]))
        elif number is None or isinstance(number, str):
            left_out.append((day, NO_DATA))
        else:
            used.append(day)
            numbers.append(number)
    if not numbers:
        why = Text("没有可比的平日同星期数据。", "No ordinary same weekday is loaded.")
        return Comparison(None, (), tuple(left_out), why)
    return Comparison(median(numbers), tuple(used), tuple(left_out), notes=notes)
