"""People are never added up: exact for one shop and day or where orders name buyers, else bounds (rules R4, R5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.text import Text
from metrics.core import Measure, People
from metrics.period import Period, end_of, start_of
from metrics.statement import Joint, Need, Params, cut_expression, filters
from metrics.value import Bucket

if TYPE_CHECKING:
    from metrics.numbers import Numbers

BOUNDS = Text("多天或多店的人数不能相加，给出上下界", "people of several days or shops don't add up: bounds")
PLATFORM_PERIOD = Text("平台按整段去重的值", "the platform's own count of the whole period")


@dataclass(frozen=True)
class Headcount:
    """People in one bucket: a value, or the bounds that days allow. recounted: from orders that name their buyers."""

    value: int | None = None
    low: int | None = None
    high: int | None = None
    notes: tuple[Text, ...] = ()
    recounted: bool = False


def headcounts(question: Numbers, people: People) -> dict[Bucket, Headcount]:
    """Return the people count of every bucket of the question."""
    found: dict[Bucket, Headcount] = {}
    if not question.is_dimension or (question.by or "") in people.fact.cuts:
        found = _from_days(question, people)
    if people.distinct is not None:
        found |= _of_one_day(question, people, people.distinct, found) or _recounted(
            question, people, people.distinct
        )
    if people.period_column is not None and not question.is_dimension:
        # Who downloads weeks only has no day of them loaded, and still the platform's own count of each.
        for bucket in {*found, *_asked(question)}:
            if bucket not in found or found[bucket].value is None:
                value = _platform_value(question, people.period_column, bucket)
                if value is not None:
                    found[bucket] = Headcount(value, notes=(PLATFORM_PERIOD,))
    return found


def _from_days(question: Numbers, people: People) -> dict[Bucket, Headcount]:
    cut = people.fact.cuts.get(question.by or "")
    view = cut.view if cut else people.fact.view
    params: Params = []
    where = filters(question.period, question.scope, (), Joint(frozenset[Need]()), params)
    value = cut_expression(question.by, cut.column if cut else None)
    name = f"max(f.{cut.name})" if cut and cut.name else "NULL"
    group = "" if question.by is None else " GROUP BY 1"
    sql = (
        f"SELECT {value} AS cut_value, {name} AS cut_name, count(f.{people.column}) AS shop_days,"
        f" max(f.{people.column}) AS low, sum(f.{people.column}) AS high FROM {view} AS f WHERE {where}{group}"
    )
    found: dict[Bucket, Headcount] = {}
    for bucket, label, shop_days, low, high in question.store.rows(sql, params):
        if label is not None:
            question.names[bucket] = str(label)
        if shop_days == 1 and question.days_asked(people, bucket) == 1:
            found[bucket] = Headcount(int(low))
        elif shop_days:
            found[bucket] = Headcount(None, int(low), int(high), (BOUNDS,))
    return found


def _of_one_day(
    question: Numbers, people: People, distinct: Measure, found: Mapping[Bucket, Headcount]
) -> dict[Bucket, Headcount]:
    """Return what a recount of single days of one shop would give: the store holds it, since it counts every day's buyers.

    Empty where buckets are of several days or shops, so that people have to be counted from rows.
    """
    joint = question.joint_of(question.need(distinct))
    named, known = question.days(joint), question.days(question.joint_of(question.need(people)))
    if not joint.dated or question.is_dimension or any(len(entries) > 1 for entries in named.values()):
        return {}
    if any(bucket not in found or found[bucket].value is None for bucket in named):
        return {}
    return {
        bucket: replace(found[bucket], recounted=True)
        for bucket, entries in named.items()
        if question.buyers_known(distinct, bucket) and known.get(bucket, set()) <= entries
    }


def _recounted(question: Numbers, people: People, distinct: Measure) -> dict[Bucket, Headcount]:
    """Return people recounted from rows that name them, for the buckets in which every known day has such rows."""
    if question.is_dimension and (question.by or "") not in distinct.fact.cuts:
        return {}
    joint = question.joint_of(question.need(distinct))
    named, known = question.days(joint), question.days(question.joint_of(question.need(people)))
    if joint.dated and not any(known.get(bucket, set()) <= entries for bucket, entries in named.items()):
        # Somebody of every bucket is nameless (another shop's buyers, say): there is nothing to recount.
        return {}
    question.load([(distinct, joint)])
    found: dict[Bucket, Headcount] = {}
    for bucket in set(question.numbers_of(distinct, joint)) | set(named):
        where = None if question.is_dimension else bucket
        number = question.number(distinct, joint, bucket)
        if number is not None and known.get(where, set()) <= named.get(where, set()):
            found[bucket] = Headcount(int(number), recounted=True)
    return found


def _asked(question: Numbers) -> Sequence[Bucket]:
    """Return the whole period, or the periods of the cut that lie in it; none where it has no first or last day."""
    if question.by is None:
        return [None]
    first, last = question.period.first, question.period.last
    if first is None or last is None or question.is_dimension:
        return []
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sorted({start_of(day, question.by) for day in days})


def _platform_value(question: Numbers, column: str, bucket: Bucket) -> int | None:
    """Return the platform's own value for exactly the bucket's days, for one shop."""
    if isinstance(bucket, date) and question.by is not None:
        end = end_of(bucket, question.by)
        span = Period(bucket, end)
        inside = (question.period.first or bucket) <= bucket and end <= (question.period.last or date.max)
        if not inside:
            return None
    else:
        span = question.period
    scope, shops = question.scope, question.known.shops(question.scope)
    if span.first is None or span.last is None or len(shops) > 1:
        return None
    rows = question.store.rows(
        f"SELECT p.{column}, p.shop, p.platform FROM platform_periods AS p WHERE p.period_start = ? AND p.period_end = ?"
        " AND (? IS NULL OR p.shop = ?) AND (? IS NULL OR p.platform = ?)",
        [span.first, span.last, scope.shop, scope.shop, scope.platform, scope.platform],
    )
    told = [value for value, shop, platform in rows if not shops or (shop, platform) == shops[0]]
    return int(told[0]) if len(told) == 1 and told[0] is not None else None
