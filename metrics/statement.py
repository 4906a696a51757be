"""One SQL statement per fact: the cut, the scope, the clock and the days that count, as bound parameters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.category import by_item, condition
from metrics.core import Cut, Fact, Measure
from metrics.period import PERIOD_CUTS, Period
from metrics.scope import Scope, Shop, ShopDay

Params = list[object]


@dataclass(frozen=True)
class Need:
    """What makes a day known for a part of a metric: any of `sources`, or per shop the one clock that was chosen."""

    sources: tuple[str, ...]
    clocks: tuple[tuple[Shop, str, str], ...] = ()

    @property
    def first(self) -> str:
        """The source that comes first: what a person would load for it."""
        return self.clocks[0][2] if self.clocks else self.sources[0]

    @property
    def primary(self) -> str:
        """The export that the first source is read from: refunds of orders are a column of the order export."""
        return "orders" if self.first == "order_refunds" else self.first

    def condition(self, params: Params) -> str:
        """Return the SQL condition that the row's day is known, appending its parameters."""
        head = "EXISTS (SELECT 1 FROM coverage AS c WHERE c.shop = f.shop AND c.platform = f.platform AND c.day = f.day"
        if not self.clocks:
            return f"{head} AND c.source IN ({', '.join(repr(source) for source in self.sources)}))"
        choices = []
        for (shop, platform), _, source in self.clocks:
            choices.append("(f.shop = ? AND f.platform = ? AND c.source = ?)")
            params += [shop, platform, source]
        return f"{head} AND ({' OR '.join(choices)}))"


@dataclass(frozen=True)
class Joint:
    """The days on which a metric stands: those that all needs cover.

    Where no dates were asked and all needs have one primary source, rows on days that none of them covers (an order paid
    after the file's last day) count too: everything loaded counts once, and both sides of a ratio come from the same file.
    dated: dates were asked, so that only days that are loaded count.
    """

    needs: frozenset[Need]
    dated: bool = False

    @property
    def strays_count(self) -> bool:
        """Whether rows on days that no need covers count."""
        return not self.dated and len({need.primary for need in self.needs}) == 1

    def condition(self, params: Params) -> str:
        """Return the SQL condition, appending its parameters; empty if there is nothing to restrict."""
        if not self.needs or (self.strays_count and len(self.needs) < 2):
            return ""
        each = [need.condition(params) for need in sorted(self.needs, key=repr)]
        known = " AND ".join(each)
        if not self.strays_count:
            return known
        again = [need.condition(params) for need in sorted(self.needs, key=repr)]
        return f"(({known}) OR NOT ({' OR '.join(again)}))"


@dataclass(frozen=True)
class Spans:
    """The days on which a metric stands, as unbroken spans of a shop: what a dated `Joint` comes to in a store.

    Told so, several metrics on the same days are one statement, and coverage needn't be looked up for every row.
    """

    spans: tuple[tuple[Shop, date, date], ...]

    def condition(self, params: Params) -> str:
        """Return the SQL condition, appending its parameters."""
        each = []
        for (shop, platform), first, last in self.spans:
            each.append("(f.shop = ? AND f.platform = ? AND f.day BETWEEN ? AND ?)")
            params += [shop, platform, first, last]
        return f"({' OR '.join(each)})" if each else "FALSE"


def spans_of(days: Collection[ShopDay]) -> Spans:
    """Return shop-days as unbroken spans."""
    found: list[tuple[Shop, date, date]] = []
    for shop, platform, day in sorted(days):
        if found and found[-1][0] == (shop, platform) and found[-1][2] == day - timedelta(days=1):
            found[-1] = (found[-1][0], found[-1][1], day)
        else:
            found.append(((shop, platform), day, day))
    return Spans(tuple(found))


def cut_expression(by: str | None, column: str | None = None) -> str:
    """Return the SQL expression of the cut's value."""
    if by is None:
        return "NULL"
    if by == "day":
        return "f.day"
    if by in PERIOD_CUTS:
        return f"CAST(date_trunc('{by}', f.day) AS DATE)"
    return "f.shop" if by == "shop" else f"f.{column}"


class NotByCategory(ValueError):
    """A category was asked of rows that don't know goods: a fault of the program, never a whole shop's figure instead."""


def filters(
    period: Period,
    scope: Scope,
    clocks: Sequence[tuple[Shop, str, str]],
    joint: Joint | Spans,
    params: Params,
    item: str | None = None,
) -> str:
    """Return the WHERE condition of period, scope, clock and joint days, appending its parameters.

    item: the column of the rows' item. Raises NotByCategory where the scope has a category and the rows have no item.
    """
    found = ["TRUE"]
    for value, test in (
        (period.first, "f.day >= ?"),
        (period.last, "f.day <= ?"),
        (scope.shop, "f.shop = ?"),
        (scope.platform, "f.platform = ?"),
    ):
        if value is not None:
            found.append(test)
            params.append(value)
    if clocks:
        choices = []
        for (shop, platform), clock, _ in clocks:
            choices.append("(f.shop = ? AND f.platform = ? AND f.source = ?)")
            params += [shop, platform, clock]
        found.append(f"({' OR '.join(choices)})")
    if scope.category is not None:
        if item is None:
            raise NotByCategory(scope.category)
        found.append(condition(item, scope.category, params))
    known = joint.condition(params)
    if known:
        found.append(known)
    return " AND ".join(found)


def at_moments(moments: Mapping[Shop, Sequence[date]], params: Params) -> str:
    """Return the WHERE condition that a row stands on one of its shop's days, appending its parameters."""
    choices = []
    for (shop, platform), days in moments.items():
        choices.append(f"(f.shop = ? AND f.platform = ? AND f.day IN ({', '.join('?' for _ in days)}))")
        params += [shop, platform, *days]
    return f"({' OR '.join(choices)})" if choices else "FALSE"


def relation(fact: Fact, where: str, moments: Mapping[Shop, Sequence[date]]) -> str:
    """Return the inner statement of a fact that is no view of the store, restricted by `where`."""
    days = [day for found in moments.values() for day in found] or [date(1900, 1, 1)]
    inner = (fact.relation or "").replace("{where}", where)
    inner = inner.replace("{first}", f"DATE '{min(days).isoformat()}'")
    return inner.replace("{last}", f"DATE '{max(days).isoformat()}'")


@dataclass(frozen=True)
class Statement:
    """A SQL text with its parameters."""

    sql: str
    params: tuple[object, ...]


def aggregate(
    fact: Fact,
    measures: Sequence[Measure],
    by: str | None,
    period: Period,
    scope: Scope,
    clocks: Sequence[tuple[Shop, str, str]],
    joint: Joint | Spans,
    moments: Mapping[Shop, Sequence[date]] | None = None,
) -> Statement:
    """Return the statement whose rows are (cut value, cut name, one column per measure, number of rows behind them).

    moments: of a fact as of a day, the days that count.
    """
    params: Params = []
    cut = fact.cuts.get(by or "")
    view, where = source(fact, cut, period, scope, clocks, joint, params, moments)
    read = by_item(fact, scope.category) or cut
    columns = ", ".join(f"{_sql(measure, read)} AS value_{place}" for place, measure in enumerate(measures))
    if fact.grouped is not None:
        inner = fact.grouped.replace("{cut}", cut_expression(by)).replace("{where}", where)
        inner = inner.replace("{start}", start_expression(by, period))
        following, last = next_expressions(by, period)
        inner = inner.replace("{next_first}", following).replace("{next_last}", last)
        return Statement(
            f"SELECT f.cut_value, NULL, {columns}, count(*) FROM ({inner}) AS f GROUP BY f.cut_value",
            tuple(params) * fact.grouped.count("{where}"),
        )
    name = f"max(f.{cut.name})" if cut and cut.name else "NULL"
    value = cut_expression(by, cut.column if cut else None)
    group = "" if by is None else " GROUP BY 1"
    return Statement(
        f"SELECT {value} AS cut_value, {name} AS cut_name, {columns}, count(*) FROM {view} AS f WHERE {where}{group}",
        tuple(params),
    )


def _sql(measure: Measure, cut: Cut | None) -> str:
    if cut is None or cut.unknown is None or measure.unit != "money":
        return measure.sql
    return f"CASE WHEN count(*) FILTER (WHERE {cut.unknown}) = 0 THEN {measure.sql} END"


def source(
    fact: Fact,
    cut: Cut | None,
    period: Period,
    scope: Scope,
    clocks: Sequence[tuple[Shop, str, str]],
    joint: Joint | Spans,
    params: Params,
    moments: Mapping[Shop, Sequence[date]] | None = None,
    rows: str | None = None,
) -> tuple[str, str]:
    """Return where a fact is read (a view, or an inner statement) and the condition of its rows, appending its parameters.

    cut: the way it is divided. rows: the view with the rows behind it, where these are wanted and no category is asked about.
    """
    within = by_item(fact, scope.category)
    read = within or cut
    view = read.view if read else fact.view
    item = within.column if within else None
    if moments is None:
        return (view if within else rows or view), filters(period, scope, clocks, joint, params, item)
    where = at_moments(moments, params)
    if rows is not None and within is None:
        view = rows
    elif fact.relation is not None:
        view, where = f"({relation(fact, where, moments)})", "TRUE"
    if within is not None and scope.category is not None:
        where = f"{where} AND {condition(within.column, scope.category, params)}"
    return view, where


def start_expression(by: str | None, period: Period) -> str:
    """Return the SQL of the first day of the row's period: what "before" means for buyers."""
    if by in PERIOD_CUTS:
        return f"CAST(date_trunc('{by}', f.day) AS DATE)"
    first = period.first or date(1900, 1, 1)
    return f"DATE '{first.isoformat()}'"


def next_expressions(by: str | None, period: Period) -> tuple[str, str]:
    """Return the SQL of the first and last day of the period that follows the row's own."""
    if by in PERIOD_CUTS:
        start = f"CAST(date_trunc('{by}', f.day) AS DATE)"
        step = "3 MONTH" if by == "quarter" else f"1 {(by or '').upper()}"
        twice = {"quarter": "6 MONTH", "month": "2 MONTH", "week": "14 DAY", "day": "2 DAY"}[by or ""]
        return f"CAST({start} + INTERVAL {step} AS DATE)", f"CAST({start} + INTERVAL {twice} AS DATE) - 1"
    following = Period(date.max, date.max) if None in (period.first, period.last) else period.after()
    return f"DATE '{following.first}'", f"DATE '{following.last}'"
