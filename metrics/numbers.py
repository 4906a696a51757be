"""The numbers behind an answer: one statement per fact and set of days, zeros of quiet days, people never added."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.category import why_not
from metrics.core import Fact, Measure, Metric, People
from metrics.people import Headcount, headcounts
from metrics.period import ALL, PERIOD_CUTS, Period, end_of, start_of
from metrics.question import Question
from metrics.scope import Scope, ShopDay
from metrics.statement import Joint, Params, Spans, Statement, aggregate, filters, spans_of
from metrics.summed import from_sums
from metrics.value import Bucket, Number

# Days in more pieces than these are looked up in the store's coverage instead.
MOST_SPANS = 12
# Views whose rows say nothing where orders don't name their buyer.
OF_BUYERS = ("paid_orders", "placed_orders", "buyer_firsts")


class Numbers(Question):
    """The numbers of measures and people for a question; every statement runs once."""

    def __init__(
        self, store: Store, period: Period, by: str | None, scope: Scope, reach: Period | None = None
    ):
        super().__init__(store, period, by, scope, reach)
        self.names: dict[Bucket, str] = {}
        self._numbers: dict[tuple[str, Joint], dict[Bucket, Number]] = {}
        self._without_column: set[tuple[str, Joint, Bucket]] = set()
        self._people: dict[str, dict[Bucket, Headcount]] = {}

    def fetch(self, statement: Statement) -> list[tuple[object, ...]]:
        """Run a statement and return its rows."""
        return self.store.rows(statement.sql, statement.params)

    def window(self, fact: Fact) -> Period:
        """Return the period asked, or the fact's own window where no dates were given."""
        if fact.window_days is None or self.period != ALL or self.by in PERIOD_CUTS:
            return self.period
        last = [entry[2] for entry in self.known.days(("orders",), self.scope)]
        params: Params = []
        where = filters(ALL, self.scope, (), Joint(frozenset()), params)
        newest = self.store.rows(f"SELECT max(f.day) FROM paid_orders AS f WHERE {where}", params)[0][0]
        if newest is not None:
            last.append(newest)
        return Period.last_days(max(last), fact.window_days) if last else self.period

    def why_not(self, metric: Metric) -> Text | None:
        """Return why a metric has no figure within the category that is asked about; None where it has, or without one."""
        return None if self.scope.category is None else why_not(metric, self.by)

    def load(self, wanted: Sequence[tuple[Measure, Joint]]) -> None:
        """Run the statements for all measures that are not known yet, one per fact and set of days."""
        groups: dict[tuple[str, Joint | frozenset[ShopDay]], list[tuple[Measure, Joint]]] = {}
        for measure, joint in wanted:
            if (measure.key, joint) not in self._numbers:
                self._numbers[measure.key, joint] = {}
                if self.why_not(measure) is not None:
                    continue
                # Where dates were asked, days are all that a joint comes to: those with the same ones share a statement.
                shared = self.all_days(joint) if joint.dated and joint.needs else joint
                groups.setdefault((measure.fact.key, shared), []).append((measure, joint))
        for pairs in groups.values():
            self._read(pairs)

    def _read(self, pairs: Sequence[tuple[Measure, Joint]]) -> None:
        """Run the statement of measures of one fact that stand on the same days."""
        measures = list({measure.key: measure for measure, _ in pairs}.values())
        places = {measure.key: place for place, measure in enumerate(measures)}
        fact, joint = measures[0].fact, pairs[0][1]
        spans = spans_of(self.all_days(joint)) if joint.dated and joint.needs else None
        known = joint if spans is None or len(spans.spans) > MOST_SPANS else spans
        moments = self.moments(joint) if fact.as_of else None
        window = self.window(fact)
        serves = not any(measure.into_next and self._cut_short(measure, known) for measure in measures)
        read, asked = (
            from_sums(fact, measures, self.by, window, self.scope, known) if serves else (fact, measures)
        )
        statement = aggregate(read, asked, self.by, window, self.scope, self.clocks(fact), known, moments)
        for cut, name, *numbers, row_count in self.fetch(statement):
            if self.is_dimension and cut is None:
                cut = ""
            if name is not None:
                self.names[cut] = str(name)  # type: ignore[index]
            for measure, where in pairs:
                number = numbers[places[measure.key]]
                self._numbers[measure.key, where][cut] = number  # type: ignore[index,assignment]
                if number is None and row_count:
                    self._without_column.add((measure.key, where, cut))  # type: ignore[arg-type]

    def _cut_short(self, measure: Measure, known: Joint | Spans) -> bool:
        """Tell whether days are missing between those that count and the following period, and that is known nevertheless:
        buyers who paid on them and in the following period are then not those who paid next in it."""
        last = max((end for _, _, end in known.spans), default=None) if isinstance(known, Spans) else None
        bucket = None if last is None or self.by is None else start_of(last, self.by)
        end = self.window(measure.fact).last if bucket is None else end_of(bucket, self.by or "day")
        return last != end and self.buyers_known(measure, bucket)

    def number(self, measure: Measure, joint: Joint, bucket: Bucket) -> Number:
        """Return a measure's value in a bucket: what the rows say, 0 on covered quiet days, None where nothing is loaded or
        the rows don't have the column."""
        if (measure.key, joint) not in self._numbers:
            self.load([(measure, joint)])
        if self.why_not(measure) is not None:
            return None
        found = self._numbers[measure.key, joint].get(bucket)
        of_buyers = measure.fact.grouped is not None or measure.fact.view in OF_BUYERS
        if of_buyers and not self.buyers_known(measure, bucket):
            return None
        if (
            found is None
            and not self.is_dimension
            and (measure.key, joint, bucket) not in self._without_column
            and self.days(joint).get(bucket)
        ):
            return 0
        return found

    def numbers_of(self, measure: Measure, joint: Joint) -> dict[Bucket, Number]:
        """Return what the rows said about a measure, per bucket, without zeros of quiet days."""
        return self._numbers[measure.key, joint]

    def buyers_known(self, measure: Measure, bucket: Bucket) -> bool:
        """Tell whether every covered day of the bucket names its buyers, and the history reaches back far enough."""
        window = self.window(measure.fact)
        where = None if self.is_dimension else bucket
        entries = [
            entry
            for entry in self.known.days(("orders",), self.scope)
            if window.holds(entry[2]) and self.bucket(entry) == where
        ]
        named = self.known.days(measure.fact.sources, self.scope)
        if not entries or not named.issuperset(entries):
            return False
        start = bucket if isinstance(bucket, date) else (window.first or min(entry[2] for entry in entries))
        shops = {(shop, platform) for shop, platform, _ in entries}
        needed = [start - timedelta(days=place + 1) for place in range(measure.history_days)]
        if measure.into_next:
            following = self._following(bucket, window)
            if following is None:
                return False
            needed += following.days()
        return all((*shop, day) in named for shop in shops for day in needed)

    def _following(self, bucket: Bucket, window: Period) -> Period | None:
        """Return the period after the bucket's, or after the one asked; None for an open one."""
        if isinstance(bucket, date):
            first = end_of(bucket, self.by or "day") + timedelta(days=1)
            return Period(first, end_of(first, self.by or "day"))
        return None if window.first is None or window.last is None else window.after()

    def headcount(self, people: People, bucket: Bucket) -> Headcount:
        """Return a people count in a bucket: exact, or bounds (rules R4, R5)."""
        if people.key not in self._people:
            divided = self.why_not(people) is None
            self._people[people.key] = headcounts(self, people) if divided else {}
        return self._people[people.key].get(bucket, Headcount())
