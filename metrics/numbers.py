"""The numbers behind an answer: one statement per fact and set of days, zeros of quiet days, people never added."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.category import why_not
from metrics.core import Fact, Measure, Metric, People
from metrics.people import Headcount, headcounts
from metrics.period import ALL, PERIOD_CUTS, Period, end_of
from metrics.question import Question
from metrics.scope import Scope
from metrics.statement import Joint, Params, Statement, aggregate, filters
from metrics.value import Bucket, Number

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
        groups: dict[tuple[str, Joint], list[Measure]] = {}
        facts: dict[str, Fact] = {}
        for measure, joint in wanted:
            if (measure.key, joint) not in self._numbers:
                self._numbers[measure.key, joint] = {}
                if self.why_not(measure) is not None:
                    continue
                groups.setdefault((measure.fact.key, joint), []).append(measure)
                facts[measure.fact.key] = measure.fact
        for (fact_key, joint), measures in groups.items():
            fact = facts[fact_key]
            moments = self.moments(joint) if fact.as_of else None
            statement = aggregate(
                fact, measures, self.by, self.window(fact), self.scope, self.clocks(fact), joint, moments
            )
            for cut, name, *numbers, row_count in self.fetch(statement):
                if self.is_dimension and cut is None:
                    cut = ""
                if name is not None:
                    self.names[cut] = str(name)  # type: ignore[index]
                for measure, number in zip(measures, numbers, strict=True):
                    self._numbers[measure.key, joint][cut] = number  # type: ignore[index,assignment]
                    if number is None and row_count:
                        self._without_column.add((measure.key, joint, cut))  # type: ignore[arg-type]

    def number(self, measure: Measure, joint: Joint, bucket: Bucket) -> Number:
        """Return a measure's value in a bucket: what the rows say, 0 on covered quiet days, None where nothing is loaded or
        the rows don't have the column."""
        self.load([(measure, joint)])
        if self.why_not(measure) is not None:
            return None
        found = self._numbers[measure.key, joint].get(bucket)
        of_buyers = measure.fact.grouped is not None or measure.fact.view in OF_BUYERS
        if of_buyers and not self._buyers_known(measure, bucket):
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

    def _buyers_known(self, measure: Measure, bucket: Bucket) -> bool:
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
