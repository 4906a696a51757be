"""What the shop's events brought: cost, people, sales, ROI beyond ordinary days, and what they took from the days around (M-84)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from metrics.analyses.incremental import ordinary
from metrics.calendar import Event, events
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

AROUND_DAYS = 7
KEYS = (
    "store_cost", "visitors", "paid_buyers", "conversion", "paid_amount", "store_roi", "roi_grade", "incremental_roi",
)  # fmt: skip


@dataclass(frozen=True)
class Dip:
    """The week beside an event: what was paid (yuan), what ordinary days would have brought, and its 95 % interval."""

    days: tuple[date, ...]
    paid: Decimal
    expected: Decimal
    low: float
    high: float

    @property
    def difference(self) -> Decimal:
        """What was paid less what ordinary days would have brought: below zero where the event took it away."""
        return self.paid - self.expected

    @property
    def is_sure(self) -> bool:
        """Whether what was paid lies outside the interval."""
        return not self.low <= float(self.paid) <= self.high


@dataclass(frozen=True)
class EventRow:
    """An event of one shop. values: the figures of KEYS over its days, each with its notes. overlaps: other events on its days.

    before, after: the week beside it; None where it isn't wholly loaded, where the history is too short, and for days of other
    events.
    """

    event: Event
    values: Mapping[str, Value]
    overlaps: tuple[str, ...]
    before: Dip | None
    after: Dip | None

    @property
    def gain(self) -> Decimal | None:
        """What the event brought beyond ordinary days, in yuan; None without a baseline."""
        top = self.values["incremental_roi"].top
        return top if isinstance(top, Decimal) else None

    @property
    def gain_with_dips(self) -> Decimal | None:
        """The gain less what the weeks around it lost; None unless all three are known."""
        if self.gain is None or self.before is None or self.after is None:
            return None
        return self.gain + self.before.difference + self.after.difference


def event_table(store: Store, period: Period, scope: Scope = EVERYTHING) -> list[EventRow]:
    """Return the events that lie in a period, wholly or in part, each over all its days, in order of their beginning.

    Formula: the figures of the catalogue over the event's days; dips against the baseline of the days before the event's own
    week before (metrics/analyses/baseline.py). Source: the event sheet and what the figures stand on. Limits: an event's hours
    round to whole days; events that overlap share their days' figures, and each row names the others.
    """
    known = events(store, scope)
    found = [event for event in known if _touches(event, period)]
    return [_row(store, event, [other for other in known if other is not event]) for event in found]


def _touches(event: Event, period: Period) -> bool:
    return event.first <= (period.last or date.max) and event.last >= (period.first or date.min)


def _row(store: Store, event: Event, others: Sequence[Event]) -> EventRow:
    scope = Scope(event.shop, event.platform)
    own = [other for other in others if (other.shop, other.platform) == (event.shop, event.platform)]
    values = evaluate(store, KEYS, Period(event.first, event.last), None, scope)[0].values
    shared = [other.name for other in own if other.first <= event.last and event.first <= other.last]
    start = event.first - timedelta(days=AROUND_DAYS)
    following = event.last + timedelta(days=1)
    before, after = (_dip(store, first, start, own, scope) for first in (start, following))
    return EventRow(event, values, tuple(dict.fromkeys(shared)), before, after)


def _dip(store: Store, first: date, start: date, others: Sequence[Event], scope: Scope) -> Dip | None:
    """Return a week against ordinary days as the days before `start` foretell them."""
    week = Period(first, first + timedelta(days=AROUND_DAYS - 1))
    days = tuple(week.days())
    taken = [other for other in others if other.leaves_baseline and _touches(other, week)]
    value = evaluate(store, ["paid_amount"], week, None, scope)[0].values["paid_amount"]
    if taken or value.days_covered != len(days) or not isinstance(value.value, Decimal):
        return None
    expected = ordinary(store, "paid_amount", days, scope, until=start - timedelta(days=1))
    if expected is None:
        return None
    return Dip(days, value.value, expected.total, expected.low, expected.high)
