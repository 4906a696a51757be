"""The same days of the same event a year earlier: 双11 day 2 with 双11 day 2."""

from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.calendar import Event, events
from metrics.compare.spans import Span, ends
from metrics.period import Period
from metrics.scope import Scope

# Festivals that follow the moon move by up to a month; waves of the others by two weeks.
NEAREST, FARTHEST = 300, 430
NO_EVENT = Text(
    "这段日期不在活动表的任何一个活动里，没有「去年同活动」可比。",
    "These days lie in no event of the event sheet: there is no same event of last year.",
)
NO_SUCH = Text(
    "活动表里没有去年的「{name}」，不能相比。",
    "The event sheet has no “{name}” of last year.",
)
SHORTER = Text(
    "去年的「{name}」只有 {other} 天，没有第 {n} 天可比。",
    "Last year's “{name}” had {other} days: there is no day {n} to compare with.",
)
SHOPS_DIFFER = Text(
    "各店的活动日期不同，请先选一家店再比。",
    "The shops' events lie on different days: choose one shop.",
)
NAMED = Text(
    "{name} 第 {place} 天起，对去年的第 {place} 天起", "{name} from day {place} on, with last year's"
)
HOURS = Text(
    "开始的钟点不同：今年 {now}，去年 {before}",
    "they begin at different hours: {now} this year, {before} last year",
)


def same_event_last_year(store: Store, elapsed: Period, scope: Scope) -> Span | Text:
    """Return the same day numbers of the event of last year that has the same name but for the year.

    Of several events on these days the shortest is meant: a wave rather than the whole festival.
    """
    first, last = ends(elapsed)
    known = events(store, scope)
    current = [event for event in known if event.first <= first and last <= event.last]
    if not current:
        return NO_EVENT
    shortest = min(event.last - event.first for event in current)
    spans = [_matched(event, known, first, last) for event in current if event.last - event.first == shortest]
    found = [span for span in spans if isinstance(span, Span)]
    if not found:
        return spans[0]
    if any(span.period != found[0].period for span in found):
        return SHOPS_DIFFER
    return found[0]


def _matched(event: Event, known: list[Event], first: date, last: date) -> Span | Text:
    earlier = [
        other
        for other in known
        if (other.shop, other.platform, other.family) == (event.shop, event.platform, event.family)
        and NEAREST <= (event.first - other.first).days <= FARTHEST
    ]
    if not earlier:
        return NO_SUCH.fill(name=event.family)
    other = min(earlier, key=lambda candidate: abs((event.first - candidate.first).days - 365))
    start = other.first + (first - event.first)
    end = other.first + (last - event.first)
    if end > other.last:
        length = (other.last - other.first).days + 1
        return SHORTER.fill(name=other.name, other=length, n=(last - event.first).days + 1)
    notes = [NAMED.fill(name=event.family, place=(first - event.first) // timedelta(days=1) + 1)]
    if event.start_at.time() != other.start_at.time():
        notes.append(HOURS.fill(now=f"{event.start_at:%H:%M}", before=f"{other.start_at:%H:%M}"))
    return Span(Period(start, end), tuple(notes))
