"""The calendar that figures are read against: the shop's events and China's public holidays with their moved workdays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from data.store import Store
from data.text import Text
from metrics.once import once_per_store
from metrics.scope import EVERYTHING, Scope

BREAK = Text("{name}假期", "{name} break")
MADE_UP = Text("调休上班", "a weekend day worked in exchange")
SUBSTITUTES = ("休息日", "Day off")
SATURDAY = 5
EVENTS = """
SELECT e.shop, e.platform, e.event_name, e.event_kind, e.start_at, e.end_at, e.leaves_baseline
FROM events AS e ORDER BY e.start_at, e.end_at, e.event_name, e.shop
"""


@dataclass(frozen=True)
class Event:
    """One event of a shop as its event sheet or the calendar page has it, with its hours."""

    shop: str
    platform: str
    name: str
    kind: str | None
    start_at: datetime
    end_at: datetime
    leaves_baseline: bool

    @property
    def first(self) -> date:
        """The day on which it begins, also where it begins in the evening."""
        return self.start_at.date()

    @property
    def last(self) -> date:
        """The last day that it touches; an end at midnight touches nothing of the day that begins then."""
        if self.end_at.time() == datetime.min.time() and self.end_at.date() > self.first:
            return self.end_at.date() - timedelta(days=1)
        return self.end_at.date()

    @property
    def family(self) -> str:
        """The name without its year, so that 2025双11 and 2026年双十一 are one festival."""
        return family(self.name)


def family(name: str) -> str:
    """Return an event's name without year, spaces and marks, in one spelling of the festivals' numbers."""
    plain = re.sub(r"(19|20)\d\d\s*年?(度)?", "", name)
    plain = re.sub(r"[\s·・.\-—_/()（）【】「」“”\"']", "", plain).lower()
    for written, short in (("双十一", "双11"), ("双十二", "双12"), ("六一八", "618"), ("狂欢节", "")):
        plain = plain.replace(written, short)
    return plain or name


def events(store: Store, scope: Scope = EVERYTHING) -> list[Event]:
    """Return the events of the shops in scope, in order of their beginning."""
    return [
        event
        for event in (Event(*row) for row in store.rows(EVENTS))
        if scope.holds(event.shop, event.platform)
    ]


@once_per_store(16)
def event_names(store: Store, scope: Scope = EVERYTHING) -> Mapping[date, str]:
    """Return the days that comparisons leave out, each with the names of its events."""
    found: dict[date, str] = {}
    rows = store.rows(
        "SELECT e.day, e.event_name, e.shop, e.platform FROM event_days AS e ORDER BY e.day, e.event_name"
    )
    for day, name, shop, platform in rows:
        if scope.holds(shop, platform) and name not in found.get(day, "").split("、"):
            found[day] = f"{found[day]}、{name}" if day in found else name
    return MappingProxyType(found)


def public_days(first: date, last: date) -> Mapping[date, Text]:
    """Return the days first..last on which the country lives differently: holiday breaks, and weekend days worked instead.

    A break is an unbroken run of holidays, days off in exchange and weekend days. Dates: the package `holidays`; the State
    Council announces a year's exchanged days in the November before, and until then only the holidays themselves are known.
    """
    found: dict[date, Text] = {}
    for year in range(first.year, last.year + 1):
        found |= {day: name for day, name in _year(year).items() if first <= day <= last}
    return found


def unlike(store: Store, scope: Scope, first: date, last: date) -> Mapping[date, Text]:
    """Return the days that are no ordinary ones, with the reason: events, holiday breaks, weekend days worked."""
    named = {day: Text(name, name) for day, name in event_names(store, scope).items() if first <= day <= last}
    return {**public_days(first, last), **named}


@lru_cache(maxsize=32)
def _year(year: int) -> dict[date, Text]:
    # The package takes a tenth of a second to import, which a page without any comparison need not pay.
    from holidays import country_holidays

    years = range(year - 1, year + 2)
    chinese, english = (country_holidays("CN", years=years, language=each) for each in ("zh_CN", "en_US"))
    worked = set(chinese.weekend_workdays)
    found: dict[date, Text] = {day: MADE_UP for day in worked if day.year == year}
    names = {day: Text(name, english[day]) for day, name in chinese.items()}
    day = min(names)
    while day <= max(names):
        run = _run(day, names, worked)
        if not run:
            day += timedelta(days=1)
            continue
        named = [names[each] for each in run if each in names and not names[each].zh.startswith(SUBSTITUTES)]
        label = _joined(named)
        found |= {each: BREAK.fill(name=label) for each in run if each.year == year}
        day = run[-1] + timedelta(days=1)
    return found


def _run(day: date, names: Mapping[date, Text], worked: set[date]) -> list[date]:
    """Return the break that begins with `day`: days off in a row with a holiday among them; empty if none begins there."""
    run = []
    while day not in worked and (day in names or day.weekday() >= SATURDAY):
        run.append(day)
        day += timedelta(days=1)
    return run if any(each in names for each in run) else []


def _joined(names: list[Text]) -> Text:
    plain = [
        Text(name.zh.partition("（")[0], name.en.partition(" (")[0])
        for name in names
        if name.zh != "农历除夕"
    ]
    zh = list(dict.fromkeys(name.zh for name in plain))
    en = list(dict.fromkeys(name.en for name in plain))
    return Text("、".join(zh), ", ".join(en))


def marks(store: Store, scope: Scope, first: date, last: date) -> Mapping[date, str]:
    """Return a mark for each day of an event that leaves the baseline, of a break or of a worked weekend day.

    Days with the same mark are alike: the second day of 双11 carries 双11#2 in every year. Of several events of a day the
    shortest gives the mark, and an event stands before a holiday.
    """
    found: dict[date, str] = {}
    run: dict[Text, int] = {}
    before: date | None = None
    for day, name in sorted(public_days(first - timedelta(days=14), last).items()):
        run = run if before is not None and (day - before).days == 1 else {}
        run[name] = run.get(name, 0) + 1
        before = day
        found[day] = name.zh if name == MADE_UP else f"{name.zh}#{run[name]}"
    for event in sorted(events(store, scope), key=lambda event: event.first - event.last):
        if event.leaves_baseline:
            for place in range((event.last - event.first).days + 1):
                found[event.first + timedelta(days=place)] = f"{event.family}#{place + 1}"
    return {day: mark for day, mark in found.items() if first <= day <= last}
