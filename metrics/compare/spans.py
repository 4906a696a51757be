"""Which earlier days a period is compared with: always as many of them as have elapsed of it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from data.text import Text
from metrics.period import Period, end_of, start_of

LEAP_DAY = Text("去年没有 2 月 29 日。", "Last year had no 29 February.")
LENGTHS = Text(
    "去年的同样日期有 {other} 天，这里有 {n} 天，不能相比。",
    "The same dates of last year are {other} days, these are {n}: they can't be compared.",
)
SHORTER = Text(
    "上一个周期只有 {other} 天，这里已过 {n} 天，不能相比。",
    "The period before has {other} days only, this one has {n} already: they can't be compared.",
)
OVERLAP = Text(
    "超过 7 天的时段与「上周同星期」会重叠，不能相比。",
    "More than 7 days would overlap with themselves a week earlier.",
)
UNEQUAL = Text("整月对整月：{n} 天对 {other} 天", "a whole month with a whole month: {n} days with {other}")


@dataclass(frozen=True)
class Span:
    """The days to compare with, first..last, and what is to be said of them."""

    period: Period
    notes: tuple[Text, ...] = ()


def ends(period: Period) -> tuple[date, date]:
    """Return the first and last day of a closed period; ValueError if it has an open side."""
    if period.first is None or period.last is None:
        raise ValueError("an open period has no ends")
    return period.first, period.last


def previous(asked: Period, elapsed: Period) -> Span | Text:
    """Return the week, month or quarter before a calendar one, up to the same day of it; else as many days just before."""
    first, last = ends(asked)
    now = ends(elapsed)[1]
    count = (now - first).days + 1
    if (first.month, first.day) == (1, 1) and last > end_of(first, "quarter"):
        return same_dates_last_year(asked, elapsed)
    for by in ("week", "month", "quarter"):
        if first == last or start_of(first, by) != first or last > end_of(first, by):
            continue
        start = start_of(first - timedelta(days=1), by)
        end = end_of(start, by)
        length = (end - start).days + 1
        if now == end_of(first, by):
            notes = (UNEQUAL.fill(n=count, other=length),) if by == "month" and length != count else ()
            return Span(Period(start, end), notes)
        if count > length:
            return SHORTER.fill(n=count, other=length)
        return Span(Period(start, start + timedelta(days=count - 1)))
    return Span(Period(first, now).before())


def same_weekdays_last_week(asked: Period, elapsed: Period) -> Span | Text:
    """Return the same weekdays of the week before."""
    first, last = ends(elapsed)
    return OVERLAP if (last - first).days >= 7 else Span(_shifted(first, last, 7))


def same_weekdays_last_year(asked: Period, elapsed: Period) -> Span | Text:
    """Return the days 364 days (52 weeks) earlier, which are the same weekdays."""
    return Span(_shifted(*ends(elapsed), 364))


def same_dates_last_year(asked: Period, elapsed: Period) -> Span | Text:
    """Return the same dates of the year before; a whole month stands against the whole month, also where it has 29 days."""
    first, last = ends(elapsed)
    whole_months = first.day == 1 and last == end_of(last.replace(day=1), "month")
    if whole_months:
        end = date(last.year - 1, last.month, monthrange(last.year - 1, last.month)[1])
    elif (last.month, last.day) == (2, 29):
        return LEAP_DAY
    else:
        end = last.replace(year=last.year - 1)
    if (first.month, first.day) == (2, 29):
        return LEAP_DAY
    start = first.replace(year=first.year - 1)
    count, other = (last - first).days + 1, (end - start).days + 1
    if count != other and not whole_months:
        return LENGTHS.fill(n=count, other=other)
    notes = (UNEQUAL.fill(n=count, other=other),) if count != other else ()
    return Span(Period(start, end), notes)


def _shifted(first: date, last: date, days: int) -> Period:
    return Period(first - timedelta(days=days), last - timedelta(days=days))
