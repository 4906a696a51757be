"""Metrics + period + cut + scope -> values, by one SQL statement per fact and set of days that count."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from metrics.catalogue import metric as metric_of
from metrics.core import Grade, Measure, Metric, People, Planned, Ratio, Total, cuts, leaves
from metrics.grades import roi_grade
from metrics.notes import STRAYS, missing_of, notes_of, why_empty
from metrics.numbers import Numbers
from metrics.period import ALL, PERIOD_CUTS, Period, end_of, name_of, start_of
from metrics.plans import Share, as_ordinary_days, planned, planned_to_date
from metrics.scope import EVERYTHING, Scope, ShopDay, coverage
from metrics.statement import Joint
from metrics.value import Bucket, NoSuchCut, Number, Row, Value
from metrics.wilson import wilson

# What ordinary days bring, and the 95 % interval of its sum.
Expected = tuple[tuple[Share, ...], tuple[float, float]]
__all__ = ["ALL", "NoSuchCut", "Number", "Period", "Row", "Scope", "Value", "evaluate"]


def evaluate(
    store: Store,
    keys: Sequence[str],
    period: Period = ALL,
    by: str | None = None,
    scope: Scope = EVERYTHING,
    only: Collection[date] | None = None,
    reach: Period | None = None,
) -> list[Row]:
    """Return the values of `keys` over `period`: one row without `by`, else one per period or value of the cut.

    only: where `by` is a period, the first days of those that are wanted; all of them unless given.
    reach: all days that one report speaks of: its clock of refunds serves the whole of it (metrics/clock.py).
    Raises UnknownMetric for a key that no metric has and NoSuchCut for a cut that one of them does not have.
    """
    metrics = [metric_of(key) for key in keys]
    for metric in metrics:
        if by is not None and by not in (*PERIOD_CUTS, "shop") and by not in cuts(metric):
            raise NoSuchCut(metric, by)
    if by != "shop":
        return Evaluation(store, period, by, scope, reach).rows(metrics, only)
    found = []
    for shop in sorted({name for name, _ in coverage(store).shops(scope)}):
        alone = Evaluation(store, period, None, replace(scope, shop=shop), reach).rows(metrics)[0]
        found.append(Row(shop, None, alone.values))
    return found


# A rate of fewer cases than these carries no colour, grade or rank, however many it is of (rule R14).
FEWEST_CASES = 5


class Evaluation(Numbers):
    """The values of metrics for one question, with all that has to be said about them."""

    def __init__(
        self, store: Store, period: Period, by: str | None, scope: Scope, reach: Period | None = None
    ):
        super().__init__(store, period, by, scope, reach)
        self._ordinary: dict[tuple[str, Joint, Bucket], Expected | None] = {}
        self._bases: dict[tuple[str, Bucket], Value] = {}

    def rows(self, metrics: Sequence[Metric], only: Collection[date] | None = None) -> list[Row]:
        """Return one row per bucket (of `only`, where it is given) with every metric's value."""
        self.load([pair for metric in metrics for pair in self._pairs(metric)])
        buckets = self.buckets(metrics)
        found = []
        for bucket in buckets if only is None else [bucket for bucket in buckets if bucket in only]:
            values = {metric.key: self.value(metric, bucket) for metric in metrics}
            found.append(Row(self.label(bucket), self.names.get(bucket), values))
        if self.is_dimension and metrics:
            first = metrics[0].key
            found.sort(key=lambda row: (_descending(row.values[first].value), row.cut or ""))
        return found

    def _pairs(self, metric: Metric) -> list[tuple[Measure, Joint]]:
        joint = self.joint(metric)
        found = [(leaf, self.joint_for(leaf, joint)) for leaf in leaves(metric) if isinstance(leaf, Measure)]
        if isinstance(metric, Ratio) and (other := self._otherwise(metric)) is not None:
            found += self._pairs(other)
        return found

    def _otherwise(self, ratio: Ratio) -> Ratio | None:
        """Return the ratio that may stand in for `ratio` under this cut."""
        other = ratio.otherwise
        return None if other is None or (self.is_dimension and self.by not in cuts(other)) else other

    def buckets(self, metrics: Sequence[Metric]) -> Sequence[Bucket]:
        """Return the periods or values of the cut that any of the metrics has a figure for; None alone without a cut."""
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
        if (undivided := self.why_not(metric)) is not None:
            return Value(metric.key, why=undivided)
        joint = self.joint(metric)
        days = self.days(joint).get(None if self.is_dimension else bucket, set())
        base = self._base(metric, bucket, days)
        if isinstance(metric, People):
            count = self.headcount(metric, bucket)
            base = replace(
                base, value=count.value, low=count.low, high=count.high, notes=base.notes + count.notes
            )
        else:
            base = self._computed(base, metric, joint, bucket)
        if base.value is not None and not days and self.by in PERIOD_CUTS and not isinstance(metric, People):
            base = replace(base, notes=(*base.notes, STRAYS))
        if base.value is None:
            base = replace(
                base,
                missing=missing_of(self, joint, bucket),
                why=why_empty(self, metric, joint, bucket, base),
            )
        return base

    def _base(self, metric: Metric, bucket: Bucket, days: set[ShopDay]) -> Value:
        """Return all that is said about a value whatever it is: the same for every value of a dimension, which has the same days."""
        key = metric.key, None if self.is_dimension else bucket
        if key not in self._bases:
            self._bases[key] = Value(
                metric.key,
                days_covered=len({entry[2] for entry in days}),
                days_asked=self.days_asked(metric, bucket),
                notes=notes_of(self, metric, days),
                source=self._source(metric, days),
            )
        return self._bases[key]

    def _computed(self, base: Value, metric: Metric, joint: Joint, bucket: Bucket) -> Value:
        if isinstance(metric, Grade):
            roi = self.value(metric.of, bucket)
            top, bottom = _decimal(roi.top), _decimal(roi.bottom)
            known = top is not None and bottom is not None
            grade = roi_grade(top or Decimal(0), bottom or Decimal(0), metric.above) if known else None
            return replace(base, value=grade, top=roi.top, bottom=roi.bottom)
        if not isinstance(metric, Ratio):
            value = self.part(metric, joint, bucket)
            return base if value is None else base.holding(value)
        top_value, bottom_value = (self.part(side, joint, bucket) for side in (metric.top, metric.bottom))
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
        if metric.over is not None and isinstance(value, float) and value > 1:
            base = replace(base, notes=(*base.notes, metric.over))
        enough = n is None or n >= metric.minimum
        if metric.minimum and metric.unit == "percent" and top_value is not None:
            enough = enough and float(top_value) >= FEWEST_CASES
        return replace(
            base, value=value, n=n, enough=enough, top=top_value, bottom=bottom_value,
            interval=share_interval(metric, top_value, n) or self._gain_interval(metric, joint, bucket),
        )  # fmt: skip

    def part(self, metric: Metric, joint: Joint, bucket: Bucket) -> Number:
        """Return the number of a part of a metric, on the whole metric's days."""
        match metric:
            case Measure():
                return self.number(metric, self.joint_for(metric, joint), bucket)
            case People():
                return self._people_part(metric, joint, bucket)
            case Planned():
                shares = self.shares(metric, joint, bucket)
                return None if shares is None else sum((share.amount for share in shares), Decimal(0))
            case Total():
                return self._total(metric, joint, bucket)
        return self.value(metric, bucket).value

    def shares(self, plan: Planned, joint: Joint, bucket: Bucket) -> tuple[Share, ...] | None:
        """Return the targets that make up a plan: of the bucket's whole period, or of the days known by now."""
        if self.is_dimension:
            return None
        if plan.ordinary:
            expected = self._expected(plan, joint, bucket)
            return None if expected is None else expected[0]
        if plan.to_date:
            days = self.days(joint).get(bucket, set())
            return planned_to_date(self.store, plan.of, days, self.scope.category)
        span = Period(bucket, end_of(bucket, self.by or "day")) if isinstance(bucket, date) else self.period
        return planned(self.store, plan.of, span, self.scope)

    def _expected(self, plan: Planned, joint: Joint, bucket: Bucket) -> Expected | None:
        if (plan.key, joint, bucket) not in self._ordinary:
            days = self.days(joint).get(bucket, set())
            found = as_ordinary_days(self.store, plan.of, days, self.scope)
            self._ordinary[plan.key, joint, bucket] = found
        return self._ordinary[plan.key, joint, bucket]

    def _gain_interval(self, ratio: Ratio, joint: Joint, bucket: Bucket) -> tuple[float, float] | None:
        """Return the 95 % interval of a ratio whose numerator is what came beyond ordinary days; None for others."""
        plans = [leaf for leaf in leaves(ratio.top) if isinstance(leaf, Planned) and leaf.ordinary]
        bottom = _decimal(self.part(ratio.bottom, joint, bucket))
        expected = self._expected(plans[0], joint, bucket) if plans and bottom else None
        if expected is None or not bottom:
            return None
        gain = float(_decimal(self.part(ratio.top, joint, bucket)) or 0)
        middle = float(sum(share.amount for share in expected[0]))
        low, high = expected[1]
        return (gain + middle - high) / float(bottom), (gain + middle - low) / float(bottom)

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
        return int(result) if total.unit in ("count", "people") else result

    def _source(self, metric: Metric, days: set[ShopDay]) -> str | None:
        leaf = leaves(metric)[0]
        chosen = {clock for _, clock, _ in self.clocks(leaf.fact)}
        if chosen:
            return "+".join(sorted(chosen))
        for source in self.need(leaf).sources:
            if days and days & self.known.days((source,), self.scope):
                return "shop_daily" if source.startswith("shop_daily") else source
        return None


def _decimal(number: Number) -> Decimal | None:
    if number is None or isinstance(number, str):
        return None
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _divided(top: Number, bottom: Number, metric: Ratio) -> Number:
    above, below = _decimal(top), _decimal(bottom)
    if above is None or below is None or below == 0:
        return None
    return above / below if metric.unit == "money" else float(above / below)


def share_interval(ratio: Ratio, top: Number, n: int | None) -> tuple[float, float] | None:
    """Return the 95 % interval of a share of counted cases (rule R14); None where it is no share: money, means, over 100 %."""
    if (
        ratio.unit != "percent"
        or ratio.top.unit not in ("count", "people")
        or not isinstance(top, int | Decimal)
    ):
        return None
    return wilson(int(top), n) if n is not None and 0 <= top <= n else None


def _descending(number: Number) -> float:
    return -float(number) if number is not None and not isinstance(number, str) else float("inf")
