"""A question to a store: its period, cut and scope, and the days on which an answer stands."""

from datetime import date

from data.store import Store
from metrics.category import by_item
from metrics.clock import choose
from metrics.core import Fact, Grade, Leaf, Measure, Metric, People, Ratio, Total
from metrics.period import ALL, PERIOD_CUTS, Period, end_of, start_of
from metrics.scope import Scope, Shop, ShopDay, coverage
from metrics.statement import Joint, Need
from metrics.value import Bucket


class Question:
    """A period, a cut and a scope asked of one store version: which days count for what."""

    def __init__(
        self, store: Store, period: Period, by: str | None, scope: Scope, reach: Period | None = None
    ):
        self.store, self.period, self.by, self.scope = store, period, by, scope
        self.reach = reach or period
        self.known = coverage(store)
        self._clocks: dict[str, tuple[tuple[tuple[str, str], str, str], ...]] = {}
        self._all_days: dict[Joint, frozenset[ShopDay]] = {}
        self._days: dict[Joint, dict[Bucket, set[ShopDay]]] = {}
        self._need_days: dict[Need, frozenset[ShopDay]] = {}
        self._joints: dict[str, Joint] = {}
        self.missing: dict[tuple[Joint, Bucket], tuple[str, ...]] = {}  # kept by metrics/notes.py

    @property
    def is_dimension(self) -> bool:
        """Whether the cut is no period."""
        return self.by is not None and self.by not in PERIOD_CUTS

    def clocks(self, fact: Fact) -> tuple[tuple[tuple[str, str], str, str], ...]:
        """Return the clock chosen per shop for a fact that has several."""
        if fact.key not in self._clocks:
            self._clocks[fact.key] = choose(fact, self.known, self.reach, self.scope, self.store.refund_clock)
        return self._clocks[fact.key]

    def need(self, leaf: Leaf) -> Need:
        """Return what makes a day known for a leaf, or for the view that it is cut in."""
        own = leaf.sources if isinstance(leaf, Measure) else ()
        cut = by_item(leaf.fact, self.scope.category) or leaf.fact.cuts.get(self.by or "")
        return Need((cut.sources if cut else ()) or own or leaf.fact.sources, self.clocks(leaf.fact))

    def joint_of(self, *needs: Need) -> Joint:
        """Return the days that all of `needs` cover."""
        return Joint(frozenset(needs), dated=self.period != ALL)

    def joint(self, metric: Metric) -> Joint:
        """Return the days on which a metric stands: those that all its parts cover (people counts have their own rule, and
        what stands apart has its own days)."""
        if metric.key not in self._joints:
            self._joints[metric.key] = self._joint(metric)
        return self._joints[metric.key]

    def _joint(self, metric: Metric) -> Joint:
        measures = [part for part in _required(metric) if isinstance(part, Measure)]
        sharing = [part for part in measures if not part.apart] or measures
        found = {self.need(part) for part in sharing}
        if isinstance(metric, People):
            found.add(self.need(metric))
        return self.joint_of(*found)

    def joint_for(self, leaf: Leaf, joint: Joint) -> Joint:
        """Return the days on which a part of a metric is read: the metric's own, or its own where it stands apart."""
        return self.joint_of(self.need(leaf)) if isinstance(leaf, Measure) and leaf.apart else joint

    def days(self, joint: Joint) -> dict[Bucket, set[ShopDay]]:
        """Return the shop-days that all needs cover, per bucket of the cut (one bucket None for a dimension)."""
        if joint not in self._days:
            grouped: dict[Bucket, set[ShopDay]] = {}
            for entry in self.all_days(joint):
                grouped.setdefault(self.bucket(entry), set()).add(entry)
            self._days[joint] = grouped
        return self._days[joint]

    def all_days(self, joint: Joint) -> frozenset[ShopDay]:
        """Return the shop-days that all needs cover, whatever the cut."""
        if joint not in self._all_days:
            sets = [self.need_days(need) for need in joint.needs]
            self._all_days[joint] = frozenset.intersection(*sets) if sets else frozenset()
        return self._all_days[joint]

    def need_days(self, need: Need) -> frozenset[ShopDay]:
        """Return the shop-days of the question that one need covers."""
        if need not in self._need_days:
            if need.clocks:
                parts = (self.known.days((source,), Scope(*shop)) for shop, _, source in need.clocks)
                found = frozenset[ShopDay]().union(*parts)
            else:
                found = self.known.days(need.sources, self.scope)
            self._need_days[need] = frozenset(entry for entry in found if self.period.holds(entry[2]))
        return self._need_days[need]

    def bucket(self, entry: ShopDay) -> Bucket:
        """Return the bucket of the cut that a shop-day falls in."""
        if self.by is None or self.is_dimension:
            return None
        return start_of(entry[2], self.by)

    def moments(self, joint: Joint) -> dict[Shop, list[date]]:
        """Return the last known day of every bucket, per shop: where things are read that stand as of a day."""
        found: dict[Shop, list[date]] = {}
        for entries in self.days(joint).values():
            last: dict[Shop, date] = {}
            for shop, platform, day in entries:
                last[shop, platform] = max(day, last.get((shop, platform), day))
            for shop_, day in last.items():
                found.setdefault(shop_, []).append(day)
        return {shop_: sorted(days) for shop_, days in sorted(found.items())}

    def days_asked(self, metric: Metric, bucket: Bucket) -> int | None:
        """Return how many days were asked about: the bucket's or period's, else those that any part covers."""
        if self.by in PERIOD_CUTS and isinstance(bucket, date):
            first = max(bucket, self.period.first or bucket)
            last = min(end_of(bucket, self.by), self.period.last or date.max)
            return (last - first).days + 1
        if self.period.first is not None and self.period.last is not None:
            return (self.period.last - self.period.first).days + 1
        every = {day for need in self.joint(metric).needs for _, _, day in self.need_days(need)}
        return len(every) if every else None


def _required(metric: Metric) -> tuple[Leaf, ...]:
    """Return the leaves that must be known for the metric to be."""
    if isinstance(metric, Total):
        return tuple(leaf for _, part in metric.parts for leaf in _required(part))
    if isinstance(metric, Ratio):
        return _required(metric.top) + _required(metric.bottom)
    if isinstance(metric, Grade):
        return _required(metric.of)
    return (metric,)
