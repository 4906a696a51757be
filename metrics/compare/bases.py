"""The bases that people may compare with, and the one function that compares with any of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from data.store import Store
from data.text import Text
from metrics.analyses.targets import planned
from metrics.compare.aged import aged
from metrics.compare.base import Base, Comparison, refused
from metrics.compare.carried import carried
from metrics.compare.ordinary import comparison
from metrics.compare.same_event import same_event_last_year
from metrics.compare.spans import (
    Span,
    ends,
    previous,
    same_dates_last_year,
    same_weekdays_last_week,
    same_weekdays_last_year,
)
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, last_full_day

ORDINARY = Base(
    "ordinary",
    Text("自动：单日比平常同星期，多天比上期", "Automatic (weekdays, else span before)"),
    Text(
        "一天：近 4 个平常同星期的中位数，活动日、节假日和调休日不算；多天：与上一个周期比。",
        "A day: the median of the last 4 ordinary same weekdays, without events and holidays; several days: the period before.",
    ),
)
PREVIOUS = Base(
    "previous",
    Text("上一个周期", "Period before"),
    Text(
        "前一天；周、月、季未过完时，与上一周、月、季的同样进度比；其他时段与紧接着的前一段比。",
        "The day before; weeks, months and quarters up to the same day of the one before; else as many days just before.",
    ),
)
LAST_WEEK = Base(
    "last_week",
    Text("上周同星期", "Same weekday last week"),
    Text("往前 7 天的同样星期，最多 7 天。", "The same weekdays 7 days earlier, for up to 7 days."),
)
DATE_LAST_YEAR = Base(
    "date_last_year",
    Text("去年同日期", "Same date last year"),
    Text("去年同月同日；整月对整月。", "The same dates of last year; a whole month with a whole month."),
)
WEEKDAY_LAST_YEAR = Base(
    "weekday_last_year",
    Text("去年同星期", "Same weekday last year"),
    Text("往前 364 天（52 周），星期相同。", "364 days (52 weeks) earlier, the same weekdays."),
)
EVENT_LAST_YEAR = Base(
    "event_last_year",
    Text("去年同活动", "Same event last year"),
    Text(
        "活动表里同名活动（不看年份）的同一天次：双11 第 2 天对去年双11 第 2 天。",
        "The same day number of the event with the same name but for the year: day 2 of 双11 with day 2 of last year's.",
    ),
)
TARGET = Base(
    "target",
    Text("目标", "Target"),
    Text(
        "目标表里的目标；只过了一部分时，与已过天数的目标比（按星期和活动分到每天）。",
        "What the target sheet says; of a period that still runs, the targets of the days that have passed.",
    ),
)
BASES: tuple[Base, ...] = (
    ORDINARY, PREVIOUS, LAST_WEEK, DATE_LAST_YEAR, WEEKDAY_LAST_YEAR, EVENT_LAST_YEAR, TARGET,
)  # fmt: skip

OPEN = Text("请先选定起止日期，才能对比。", "Choose both ends of the period to compare it.")
NOT_YET = Text(
    "{first} 还没有完整的数据（最后完整的一天是 {last}），先不比。",
    "{first} is not wholly loaded yet (the last whole day is {last}): nothing to compare.",
)
NO_TARGET = Text("目标表里没有这段日期的目标。", "The target sheet has no target for these days.")
UNKNOWN = Text("没有这种对比：{key}。可选：{known}。", "There is no comparison {key}; choose one of {known}.")
SPANS: Mapping[str, Callable[[Period, Period], Span | Text]] = {
    "ordinary": previous,
    "previous": previous,
    "last_week": same_weekdays_last_week,
    "date_last_year": same_dates_last_year,
    "weekday_last_year": same_weekdays_last_year,
}


class UnknownBase(LookupError):
    """A base that does not exist; `text` names those that do."""

    def __init__(self, key: str):
        self.text = UNKNOWN.fill(key=key, known=", ".join(base.key for base in BASES))
        super().__init__(self.text.en)


def base_of(key: str) -> Base:
    """Return the base of that key; UnknownBase if there is none."""
    for base in BASES:
        if base.key == key:
            return base
    raise UnknownBase(key)


def compare(
    store: Store,
    keys: Sequence[str],
    period: Period,
    base: Base | str = ORDINARY,
    scope: Scope = EVERYTHING,
    reach: Period | None = None,
) -> dict[str, Comparison]:
    """Return what each key's figure over `period` is compared with, or why nothing is.

    Of a period that still runs only the days to the last whole one are compared, with equally many. A figure that still
    fills up is compared with others at the same age, or not at all (metrics/maturity.py). reach: as of `evaluate`, for a report
    that shows both stretches. Raises UnknownBase.
    """
    chosen = base_of(base) if isinstance(base, str) else base
    if period.first is None or period.last is None:
        return {key: refused(OPEN) for key in keys}
    elapsed = _elapsed(store, period, scope)
    if isinstance(elapsed, Text):
        return {key: refused(elapsed) for key in keys}
    if chosen == TARGET:
        return {key: _target(store, key, period, elapsed, scope) for key in keys}
    if chosen == ORDINARY and elapsed.first == elapsed.last:
        return aged(store, comparison(store, keys, ends(elapsed)[0], scope), elapsed, scope)
    by_event = chosen == EVENT_LAST_YEAR
    span = same_event_last_year(store, elapsed, scope) if by_event else SPANS[chosen.key](period, elapsed)
    if isinstance(span, Text):
        return {key: refused(span) for key in keys}
    return aged(store, carried(store, keys, elapsed, span, scope, reach), elapsed, scope)


def _elapsed(store: Store, period: Period, scope: Scope) -> Period | Text:
    first, last = ends(period)
    whole: date | None = last_full_day(store, scope)
    if whole is None or last <= whole:
        return period
    return NOT_YET.fill(first=first, last=whole) if first > whole else Period(first, whole)


def _target(store: Store, key: str, period: Period, elapsed: Period, scope: Scope) -> Comparison:
    amount = planned(store, key, period, elapsed, scope)
    return refused(NO_TARGET) if amount is None else Comparison(amount, tuple(elapsed.days()))
