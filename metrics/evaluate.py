"""Metrics + period + cut + scope -> values, by one SQL statement per fact and set of days that count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.catalogue import metric as metric_of
from metrics.clock import choose
from metrics.core import Fact, Grade, Measure, Metric, People, Ratio, Total, cuts, leaves
from metrics.grades import roi_grade
from metrics.notes import STRAYS, missing_of, notes_of, why_empty
from metrics.people import Headcount, headcounts
from metrics.period import ALL, PERIOD_CUTS, Period, end_of, name_of, start_of
from metrics.scope import EVERYTHING, Scope, ShopDay, coverage
from metrics.statement import Joint, Need, Params, Statement, aggregate, filters

__all__ = ["ALL", "NoSuchCut", "Number", "Period", "Row", "Scope", "Value", "evaluate"]

Number = Decimal | int | float | str | None
Bucket = date | str | int | None


@dataclass(frozen=True)
class Value:
    """One figure: Decimal for money, int for counts, float for ratios, str for grades, None for empty.

    low, high: bounds of a people count over several days or shops. days_covered: on how many of days_asked it stands.
    source: where it was read ("orders", "shop_daily", "refunds", ...). notes: short labels to print under the figure.
    missing: what would be needed (names of costs or sources). why: a sentence if the value is empty.
    n: the denominator of a rate. enough: False where n is below the metric's minimum (no colour, grade or rank).
    top, bottom: the two sides of a ratio.
    """

    key: str
    value: Number = None
    low: int | None = None
    high: int | None = None
    days_covered: int | None = None
    days_asked: int | None = None
    source: str | None = None
    notes: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()
    why: Text | None = None
    n: int | None = None
    enough: bool = True
    top: Number = None
    bottom: Number = None


@dataclass(frozen=True)
class Row:
    """The values of one period or one value of the cut (`cut`, with `name` where the cut is an id)."""

    cut: str | None
    name: str | None
    values: Mapping[str, Value]


class NoSuchCut(LookupError):
    """A cut that a metric does not have; `text` names those it has."""

    def __init__(self, metric: Metric, by: str):
        possible = (*PERIOD_CUTS, "shop", *cuts(metric))
        self.text = Text(
            f"指标「{metric.label.zh}」({metric.key}) 不能按 {by} 拆分；可以按：{'、'.join(possible)}。",
            f"{metric.key} can't be cut by {by}; it can be cut by {', '.join(possible)}.",
        )
        super().__init__(self.text.en)


def evaluate(
    store: Store, keys: Sequence[str], period: Period = ALL, by: str | None = None, scope: Scope = EVERYTHING
) -> list[Row]:
    """Return the values of `keys` over `period`: one row without `by`, else one per period or value of the cut.

    Raises UnknownMetric for a key that no metric has and NoSuchCut for a cut that one of them does not have.
    """
    metrics = [metric_of(key) for key in keys]
    for metric in metrics:
        if by is not None and by not in (*PERIOD_CUTS, "shop") and by not in cuts(metric):
            raise NoSuchCut(metric, by)
    if by != "shop":
        return Evaluation(store, period, by, scope).rows(metrics)
    found = []
    for shop in sorted({name for name, _ in coverage(store).shops(scope)}):
        alone = Evaluation(store, period, None, Scope(shop, scope.platform)).rows(metrics)[0]
        found.append(Row(shop, None, alone.values))
    return found


class Evaluation:
    """One question to one store version: a period, a cut and a scope; its statements run once each."""

    def __init__(self, store: Store, period: Period, by: str | None, scope: Scope):
        self.store, self.period, self.by, self.scope = store, period, by, scope
        self.known = coverage(store)
        self.names: dict[Bucket, str] = {}
        self._numbers: dict[tuple[str, Joint], dict[Bucket, Number]] = {}
        self._without_column: set[tuple[str, Joint, Bucket]] = set()
        self._people: dict[str, dict[Bucket, Headcount]] = {}
        self._clocks: dict[str, tuple[tuple[tuple[str, str], str, str], ...]] = {}
        self._days: dict[Joint, dict[Bucket, set[ShopDay]]] = {}

    # -- which days count ------------------------------------------------------------------------------------------

    @property
    def is_dimension(self) -> bool:
        """Whether the cut is no period."""
        return self.by is not None and self.by not in PERIOD_CUTS

    def clocks(self, fact: Fact) -> tuple[tuple[tuple[str, str], str, str], ...]:
        """Return the clock chosen per shop for a fact that has several."""
        if fact.key not in self._clocks:
            self._clocks[fact.key] = choose(fact, self.known, self.period, self.scope)
        return self._clocks[fact.key]

    def need(self, leaf: Measure | People) -> Need:
        """Return what makes a day known for a leaf, or for the view that it is cut in."""
        own = leaf.sources if isinstance(leaf, Measure) else ()
        cut = leaf.fact.cuts.get(self.by or "")
        return Need((cut.sources if cut else ()) or own or leaf.fact.sources, self.clocks(leaf.fact))

    def joint_of(self, *needs: Need) -> Joint:
        """Return the days that all of `needs` cover."""
        return Joint(frozenset(needs), dated=self.period != ALL)

    def joint(self, metric: Metric) -> Joint:
        """Return the days on which a metric stands: those that all its parts cover (people counts have their own rule)."""
        found = {self.need(part) for part in _required(metric) if isinstance(part, Measure)}
        if isinstance(metric, People):
            found.add(self.need(metric))
        return self.joint_of(*found)

    def days(self, joint: Joint) -> dict[Bucket, set[ShopDay]]:
        """Return the shop-days that all needs cover, per bucket of the cut (one bucket None for a dimension)."""
        if joint not in self._days:
            sets = [self.need_days(need) for need in joint.needs]
            grouped: dict[Bucket, set[ShopDay]] = {}
            for entry in set.intersection(*sets) if sets else set():
                grouped.setdefault(self.bucket(entry), set()).add(entry)
            self._days[joint] = grouped
        return self._days[joint]

    def need_days(self, need: Need) -> set[ShopDay]:
        """Return the shop-days of the question that one need covers."""
        if need.clocks:
            found = set().union(
                *(self.known.days((source,), Scope(*shop)) for shop, _, source in need.clocks)
            )
        else:
            found = self.known.days(need.sources, self.scope)
        return {entry for entry in found if self.period.holds(entry[2])}

    def bucket(self, entry: ShopDay) -> Bucket:
        """Return the bucket of the cut that a shop-day falls in."""
        if self.by is None or self.is_dimension:
            return None
        return start_of(entry[2], self.by)

    # -- numbers ---------------------------------------------------------------------------------------------------

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

    def load(self, wanted: Sequence[tuple[Measure, Joint]]) -> None:
        """Run the statements for all measures that are not known yet, one per fact and set of days."""
        groups: dict[tuple[str, Joint], list[Measure]] = {}
        facts: dict[str, Fact] = {}
        for measure, joint in wanted:
            if (measure.key, joint) not in self._numbers:
                self._numbers[measure.key, joint] = {}
                groups.setdefault((measure.fact.key, joint), []).append(measure)
                facts[measure.fact.key] = measure.fact
        for (fact_key, joint), measures in groups.items():
            fact = facts[fact_key]
            statement = aggregate(
                fact, measures, self.by, self.window(fact), self.scope, self.clocks(fact), joint
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
        found = self._numbers[measure.key, joint].get(bucket)
        if measure.fact.grouped is not None or measure.fact.view in ("paid_orders", "placed_orders"):
            found = found if self._buyers_known(measure, bucket) else None
        if (
            found is None
            and not self.is_dimension
            and (measure.key, joint, bucket) not in self._without_column
            and self.days(joint).get(bucket)
            and self._may_be_zero(measure)
        ):
            return 0
        return found

    def numbers_of(self, measure: Measure, joint: Joint) -> dict[Bucket, Number]:
        """Return what the rows said about a measure, per bucket, without zeros of quiet days."""
        return self._numbers[measure.key, joint]

    def _may_be_zero(self, measure: Measure) -> bool:
        return measure.fact.grouped is None and not measure.fact.view.endswith("_orders")

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
        before = [start - timedelta(days=place + 1) for place in range(measure.history_days)]
        return all((*shop, day) in named for shop in shops for day in before)

    def headcount(self, people: People, bucket: Bucket) -> Headcount:
        """Return a people count in a bucket: exact, or bounds (rules R4, R5)."""
        if people.key not in self._people:
            self._people[people.key] = headcounts(self, people)
        return self._people[people.key].get(bucket, Headcount())

    # -- values ----------------------------------------------------------------------------------------------------

    def rows(self, metrics: Sequence[Metric]) -> list[Row]:
        """Return one row per bucket with every metric's value."""
        self.load([pair for metric in metrics for pair in self._pairs(metric)])
        buckets = self._buckets(metrics)
        found = []
        for bucket in buckets:
            values = {metric.key: self.value(metric, bucket) for metric in metrics}
            found.append(Row(self.label(bucket), self.names.get(bucket), values))
        if self.is_dimension and metrics:
            first = metrics[0].key
            found.sort(key=lambda row: (_descending(row.values[first].value), row.cut or ""))
        return found

    def _pairs(self, metric: Metric) -> list[tuple[Measure, Joint]]:
        joint = self.joint(metric)
        found = [(leaf, joint) for leaf in leaves(metric) if isinstance(leaf, Measure)]
        if isinstance(metric, Ratio) and (other := self._otherwise(metric)) is not None:
            found += self._pairs(other)
        return found

    def _otherwise(self, ratio: Ratio) -> Ratio | None:
        """Return the ratio that may stand in for `ratio` under this cut."""
        other = ratio.otherwise
        return None if other is None or (self.is_dimension and self.by not in cuts(other)) else other

    def _buckets(self, metrics: Sequence[Metric]) -> Sequence[Bucket]:
        if self.by is None:
            return [None]
        found: set[Bucket] = set()
        for metric in metrics:
            for leaf in leaves(metric):
                if isinstance(leaf, People):
                    self.headcount(leaf, None)
                    found |= set(self._people[leaf.key])
            for pair in self._pairs(metric):
                found |= set(self._numbers[pair[0].key, pair[1]])
            if not self.is_dimension:
                found |= set(self.days(self.joint(metric)))
        found.discard(None)
        if self.is_dimension:
            return sorted(found, key=str)
        first = self.period.first or min(found, default=None)  # type: ignore[type-var]
        last = self.period.last or max(found, default=None)  # type: ignore[type-var]
        if not isinstance(first, date) or not isinstance(last, date):
            return []
        starts = {
            start_of(first + timedelta(days=offset), self.by) for offset in range((last - first).days + 1)
        }
        return sorted(starts)

    def label(self, bucket: Bucket) -> str | None:
        """Return the bucket's name in results: 2026-W47, a shop, an item id."""
        if bucket is None:
            return None
        return name_of(bucket, self.by or "day") if isinstance(bucket, date) else str(bucket)

    def value(self, metric: Metric, bucket: Bucket) -> Value:
        """Return a metric's value in a bucket, with all that has to be said about it."""
        joint = self.joint(metric)
        days = self.days(joint).get(None if self.is_dimension else bucket, set())
        base = Value(
            metric.key,
            days_covered=len({entry[2] for entry in days}),
            days_asked=self.days_asked(metric, bucket),
            notes=notes_of(self, metric, days),
            source=self._source(metric, days),
        )
        if isinstance(metric, People):
            count = self.headcount(metric, bucket)
            base = replace(
                base, value=count.value, low=count.low, high=count.high, notes=base.notes + count.notes
            )
        else:
            base = self._computed(base, metric, joint, bucket)
        if base.value is not None and not days and self.by in PERIOD_CUTS:
            base = replace(base, notes=(*base.notes, STRAYS))
        if base.value is None:
            base = replace(
                base,
                missing=missing_of(self, joint, bucket),
                why=why_empty(self, metric, joint, bucket, base),
            )
        return base

    def _computed(self, base: Value, metric: Metric, joint: Joint, bucket: Bucket) -> Value:
        if isinstance(metric, Grade):
            roi = self.value(metric.of, bucket)
            top, bottom = _decimal(roi.top), _decimal(roi.bottom)
            grade = roi_grade(top, bottom) if top is not None and bottom is not None else None
            return replace(base, value=grade, top=roi.top, bottom=roi.bottom)
        if not isinstance(metric, Ratio):
            return replace(base, value=self.part(metric, joint, bucket))
        top_value, bottom_value = (
            self.part(metric.top, joint, bucket),
            self.part(metric.bottom, joint, bucket),
        )
        value = _divided(top_value, bottom_value, metric)
        if value is None and (otherwise := self._otherwise(metric)) is not None:
            other = self.value(otherwise, bucket)
            if other.value is not None:
                note = (otherwise.note,) if otherwise.note else ()
                return replace(other, key=metric.key, notes=tuple(dict.fromkeys(other.notes + note)))
        n = (
            int(bottom_value)
            if metric.bottom.unit in ("count", "people") and bottom_value is not None
            else None
        )
        enough = n is None or n >= metric.minimum
        return replace(base, value=value, n=n, enough=enough, top=top_value, bottom=bottom_value)

    def part(self, metric: Metric, joint: Joint, bucket: Bucket) -> Number:
        """Return the number of a part of a metric, on the whole metric's days."""
        match metric:
            case Measure():
                return self.number(metric, joint, bucket)
            case People():
                return self._people_part(metric, joint, bucket)
            case Total():
                return self._total(metric, joint, bucket)
        return self.value(metric, bucket).value

    def _people_part(self, people: People, joint: Joint, bucket: Bucket) -> int | None:
        """Return a people count; as a part of a ratio only where it is recounted from orders, over the ratio's days."""
        count = self.headcount(people, bucket)
        if self.need(people) in joint.needs:
            return count.value
        if not count.recounted or people.distinct is None:
            return None
        where = None if self.is_dimension else bucket
        counted = self.days(self.joint_of(self.need(people.distinct))).get(where, set())
        return count.value if self.days(joint).get(where, set()) <= counted else None

    def _total(self, total: Total, joint: Joint, bucket: Bucket) -> Number:
        result = Decimal(0)
        for sign, part in total.parts:
            number = _decimal(self.part(part, joint, bucket))
            if number is None:
                return None
            result += sign * number
        for part in total.optional:
            result += _decimal(self.part(part, joint, bucket)) or 0
        return result

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

    def _source(self, metric: Metric, days: set[ShopDay]) -> str | None:
        leaf = leaves(metric)[0]
        chosen = {clock for _, clock, _ in self.clocks(leaf.fact)}
        if chosen:
            return "+".join(sorted(chosen))
        for source in self.need(leaf).sources:
            if days and days & self.known.days((source,), self.scope):
                return "shop_daily" if source.startswith("shop_daily") else source
        return None


def _required(metric: Metric) -> tuple[Measure | People, ...]:
    """Return the leaves that must be known for the metric to be."""
    if isinstance(metric, Total):
        return tuple(leaf for _, part in metric.parts for leaf in _required(part))
    if isinstance(metric, Ratio):
        return _required(metric.top) + _required(metric.bottom)
    if isinstance(metric, Grade):
        return _required(metric.of)
    return (metric,)


def _decimal(number: Number) -> Decimal | None:
    if number is None or isinstance(number, str):
        return None
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _divided(top: Number, bottom: Number, metric: Ratio) -> Number:
    above, below = _decimal(top), _decimal(bottom)
    if above is None or below is None or below == 0:
        return None
    return above / below if metric.unit == "money" else float(above / below)


def _descending(number: Number) -> float:
    return -float(number) if number is not None and not isinstance(number, str) else float("inf")
