"""The invented shop's year: festival waves with their hours, presales, the 春节 trough and the four weekday events."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample.arrays import Floats

# First day of the lunar year. Years outside the table have no 春节 in the sample.
LUNAR_NEW_YEAR = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
}

# Share of an ordinary day that is sold from 8 days before to 10 days after the lunar new year's first day.
_SPRING = (
    0.85,
    0.75,
    0.65,
    0.5,
    0.4,
    0.3,
    0.25,
    0.2,
    0.18,
    0.2,
    0.25,
    0.3,
    0.35,
    0.4,
    0.45,
    0.55,
    0.65,
    0.75,
    0.85,
)
# Buyers wait for a festival and are tired after it: (month, day) from, to, share of an ordinary day.
_WAITING = (
    ((10, 1), (10, 7), 0.88),
    ((10, 25), (10, 31), 0.82),
    ((11, 4), (11, 9), 0.85),
    ((11, 12), (11, 14), 0.72),
    ((11, 15), (11, 17), 0.82),
    ((5, 27), (5, 30), 0.88),
    ((6, 19), (6, 22), 0.8),
)
_WEEKDAY = (1.04, 1.10, 1.05, 1.06, 0.95, 0.92, 0.96)
WEEKLY = ((0, "周一团购"), (1, "周二特价"), (2, "周三上新"), (3, "周四免邮"))
FREE_FREIGHT_WEEKDAY = 3
SPECIAL_WEEKDAY = 1

# Orders by hour of an ordinary day.
_HOURS = np.array(
    [
        1.5,
        0.7,
        0.35,
        0.25,
        0.2,
        0.25,
        0.6,
        1.4,
        2.7,
        4.3,
        5.4,
        5.1,
        4.7,
        5.0,
        5.3,
        5.3,
        5.2,
        4.8,
        4.6,
        5.4,
        6.9,
        7.4,
        6.6,
        3.8,
    ]
)


@dataclass(frozen=True)
class Event:
    """One entry of the event calendar; `lift` is how far it raises the orders of its hours."""

    name: str
    start: datetime
    end: datetime
    kind: str
    leaves_baseline: bool
    lift: float = 0.0
    discount: float = 0.0


@dataclass(frozen=True)
class Presale:
    """Deposits are taken from `start` to `end`, the rest is paid from `balance_from` to `balance_to`."""

    start: datetime
    end: datetime
    balance_from: datetime
    balance_to: datetime


def _at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour)


def _end(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 23, 59, 59)


def year_events(year: int) -> list[Event]:
    """Return the festivals of a year, in order of time (the weekday events are not among them)."""
    found = [
        Event("38焕新周", _at(year, 3, 7, 20), _end(year, 3, 8), "大促", True, 1.6, 0.05),
        Event("618 第一波", _at(year, 5, 31, 20), _end(year, 6, 2), "大促", True, 1.8, 0.06),
        Event("618 第二波", _at(year, 6, 17, 20), _end(year, 6, 18), "大促", True, 3.4, 0.08),
        Event("99大促", _at(year, 9, 9), _end(year, 9, 9), "大促", True, 0.9, 0.04),
        Event("双11 预售", _at(year, 10, 24, 20), _at(year, 10, 31, 18), "预售", False, 0.55, 0.08),
        Event("双11 第一波", _at(year, 10, 31, 20), _end(year, 11, 3), "大促", True, 4.2, 0.08),
        Event("双11 第二波预售", _at(year, 11, 4, 20), _at(year, 11, 10, 18), "预售", False, 0.55, 0.08),
        Event("双11 第二波", _at(year, 11, 10, 20), _end(year, 11, 11), "大促", True, 9.5, 0.10),
        Event("双12", _at(year, 12, 11, 20), _end(year, 12, 12), "大促", True, 1.9, 0.05),
    ]
    new_year = LUNAR_NEW_YEAR.get(year)
    if new_year:
        first = datetime.combine(new_year, time())
        found.append(
            Event(
                "年货节",
                first - timedelta(days=26),
                first - timedelta(days=19, seconds=1),
                "大促",
                True,
                0.45,
                0.03,
            )
        )
        found.append(
            Event("春节", first - timedelta(days=4), first + timedelta(days=8, seconds=-1), "节假日", True)
        )
    return sorted(found, key=lambda event: event.start)


def presales(year: int) -> tuple[Presale, Presale]:
    """Return the two presales of a year's 双11."""
    return (
        Presale(_at(year, 10, 24, 20), _at(year, 10, 31, 18), _at(year, 10, 31, 20), _end(year, 11, 3)),
        Presale(_at(year, 11, 4, 20), _at(year, 11, 10, 18), _at(year, 11, 10, 20), _end(year, 11, 11)),
    )


def weekly_events(first: date, last: date) -> list[Event]:
    """Return the weekday events (周一团购 周二特价 周三上新 周四免邮) of the days first..last."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    names = dict(WEEKLY)
    return [
        Event(
            names[day.weekday()],
            datetime.combine(day, time()),
            _end(day.year, day.month, day.day),
            "每周活动",
            False,
        )
        for day in days
        if day.weekday() in names
    ]


def events_between(first: date, last: date) -> list[Event]:
    """Return the festivals that touch the days first..last."""
    found = [event for year in range(first.year, last.year + 1) for event in year_events(year)]
    return [event for event in found if event.end.date() >= first and event.start.date() <= last]


def _day_share(day: date) -> float:
    share = _WEEKDAY[day.weekday()]
    new_year = LUNAR_NEW_YEAR.get(day.year)
    if new_year and 0 <= (offset := (day - new_year).days + 8) < len(_SPRING):
        share *= _SPRING[offset]
    for start, end, waiting in _WAITING:
        if start <= (day.month, day.day) <= end:
            share *= waiting
    return share


def _curve(event: Event, at: datetime) -> float:
    """How strong an event is in one of its hours: the opening hour towers, midnight and the last evening follow."""
    since = int((at - event.start).total_seconds() // 3600)
    left = int((event.end - at).total_seconds() // 3600)
    if since == 0 and event.start.hour == 20:
        return 7.0
    if since == 1 and event.start.hour == 20:
        return 3.2
    if at.hour == 0 and since <= 12:
        return 9.0
    if left < 4:
        return 1.0
    return 1.0 if since < 30 else 0.45


def hourly_weights(first: date, days: int) -> Floats:
    """Return the expected orders per hour relative to an ordinary day's 1.0, one row per day with 24 hours."""
    last = first + timedelta(days=days - 1)
    shares = np.array(
        [_day_share(first + timedelta(days=n)) * (0.92 + 0.22 * n / max(days, 400)) for n in range(days)]
    )
    grid = shares[:, None] * (_HOURS / _HOURS.sum())[None, :]
    for event in events_between(first, last):
        if event.lift:
            _raise(grid, event, first, days)
    return grid


def _raise(grid: Floats, event: Event, first: date, days: int) -> None:
    at = event.start
    while at <= event.end:
        day = (at.date() - first).days
        if 0 <= day < days:
            grid[day, at.hour] *= 1 + event.lift * _curve(event, at)
        at += timedelta(hours=1)
