"""What parts of a shop have come to: departments and owners by the goods in their charge, categories by theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data.sql import fill
from data.store import Store
from data.text import Text
from metrics.analyses.plan_view import CATEGORY, MEASURE, Reached, day_plan, kept
from metrics.analyses.target_edit import Span, months_in, quarter_of
from metrics.analyses.targets import attained, needed_a_day, summed
from metrics.catalogue import CATALOGUE
from metrics.category import categories
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope, Shop, coverage, last_full_day

PARTS = """
SELECT t.part, t.part_kind, t.amount FROM targets AS t
WHERE t.shop = ? AND t.platform = ? AND t.measure = ? AND t.part <> '' AND t.period_start = ? AND t.period_end = ?
ORDER BY t.part_kind, t.part
"""
# Sales of the items in somebody's charge; a day of an item without an amount makes the day's sum unknown.
SALES = """
SELECT i.day, CASE WHEN count(*) = count(i.amount) THEN sum(i.amount) END
FROM item_days AS i JOIN item_parts AS p ON p.shop = i.shop AND p.platform = i.platform AND p.item = i.item
WHERE i.shop = ? AND i.platform = ? AND i.day BETWEEN ? AND ? AND p.{column} = ? AND NOT i.is_excluded
GROUP BY i.day
"""
ANY_ITEM = """
SELECT count(*) FROM item_parts AS p WHERE p.shop = ? AND p.platform = ? AND p.{column} = ?
"""
COLUMNS = ("owner", "department")
NO_ITEMS = Text(
    "没有商品归「{part}」：在商品清单或负责人表里写上它的商品，导入后显示。",
    "No item is of {part}: name its items in the list of goods or the sheet of owners and load it.",
)
NOT_BY_ITEM = Text(
    "「{label}」不能按负责人、部门拆分；能拆的是付款金额。",
    "{label} can't be told by owner or department; the amount paid can.",
)
NO_SALES = Text(
    "没有商品销售额：请导入宝贝报表（子订单）或商品日报。",
    "No sales by item: load the order-line or the item-daily export.",
)


@dataclass(frozen=True)
class Sold:
    """What a part sold on each loaded day, in the metric's unit, None where an amount is not known; why: nothing can be told."""

    days: Mapping[date, Decimal | None] = field(default_factory=dict)
    why: Text | None = None

    def within(self, period: Period) -> dict[date, Decimal | None]:
        """Return the loaded days of a period."""
        return {day: amount for day, amount in self.days.items() if period.holds(day)}


@dataclass(frozen=True)
class PartRow:
    """A part of the shop in a period: its target, what it has come to by the last whole day, and what is still needed.

    sold, gap, needed: None where they aren't known; of `sold`, why says why.
    """

    part: str
    kind: str | None
    target: Decimal
    sold: Decimal | None
    gap: Decimal | None
    needed: Decimal | None
    why: Text | None

    @property
    def share(self) -> Decimal | None:
        """How much of the target its items have sold."""
        return attained(self.sold, self.target)


def sold(store: Store, shop: Shop, part: str, kind: str | None, period: Period, key: str = MEASURE) -> Sold:
    """Return what a part came to on each loaded day of a closed period.

    A category's figure is that of metrics/category.py; sales of owners and departments are the amounts of order lines (or of
    the platform's item report) of their items. Both leave out postage: they don't add up to the amount paid.
    """
    known = categories(store, Scope(*shop))
    if kind == CATEGORY or (kind is None and part in known):
        return (
            _of_category(store, shop, part, period, key)
            if part in known
            else Sold(why=NO_ITEMS.fill(part=part))
        )
    if key != MEASURE:
        return Sold(why=NOT_BY_ITEM.fill(label=CATALOGUE[key].label))
    loaded = [day for _, _, day in coverage(store).days(("item_sales",), Scope(*shop)) if period.holds(day)]
    for column in (name for name in COLUMNS if kind in (None, name)):
        sales = dict(store.rows(fill(SALES, column=column), [*shop, period.first, period.last, part]))
        if sales or store.rows(fill(ANY_ITEM, column=column), [*shop, part]) != [(0,)]:
            # A loaded day on which none of its items sold is one of nothing sold.
            days = {day: sales.get(day, Decimal(0)) for day in sorted(loaded)}
            return Sold(days, None if days else NO_SALES)
    return Sold(why=NO_ITEMS.fill(part=part))


def part_rows(store: Store, shop: Shop, period: Period, key: str = MEASURE) -> list[PartRow]:
    """Return the parts with a target for exactly `period`, each with what it has come to by the shop's last whole day."""
    done = _done(store, shop, period)
    found = []
    for part, kind, target in store.rows(PARTS, [*shop, key, period.first, period.last]):
        made = sold(store, shop, part, kind, done, key) if done else Sold()
        amount = summed(made.days.values())
        gap = _gap(store, shop, made.days, (key, part, kind))
        left = sum(1 for day in period.days() if done and done.last and day > done.last)
        found.append(PartRow(part, kind, target, amount, gap, needed_a_day(target, amount, left), made.why))
    return found


def reached_by_part(
    store: Store, year: Span, shop: Shop, part: str, kind: str | None, key: str = MEASURE
) -> dict[Span, Reached]:
    """Return how far a department or an owner has come in a year, its quarters and its months by the last whole day.

    As metrics.analyses.plan_view.reached for the shop and its categories; empty where nothing of it can be told.
    """
    done = _done(store, shop, Period(*year))
    made = sold(store, shop, part, kind, done, key) if done else Sold()
    if done is None or done.last is None or not made.days:
        return {}
    own = {span: each.amount for span, each in kept(store, shop, part, key).items()}
    found = {}
    for span in dict.fromkeys((year, *map(quarter_of, _firsts(year)), *months_in(year))):
        days = made.within(Period(*span))
        if not days:
            continue
        target = own.get(span) or summed(own.get(month) for month in months_in(span))
        amount, gap = summed(days.values()), _gap(store, shop, days, (key, part, kind))
        left = max((span[1] - done.last).days, 0)
        found[span] = Reached(
            target, amount, attained(amount, target), gap, needed_a_day(target, amount, left)
        )
    return found


def _firsts(year: Span) -> list[date]:
    return [first for first, _ in months_in(year)]


def _done(store: Store, shop: Shop, period: Period) -> Period | None:
    """Return the days of a closed period up to the shop's last whole day; None before its first."""
    last = last_full_day(store, Scope(*shop))
    if last is None or period.first is None or period.last is None or last < period.first:
        return None
    return Period(period.first, min(last, period.last))


def _gap(
    store: Store, shop: Shop, days: Mapping[date, Decimal | None], what: tuple[str, str, str | None]
) -> Decimal | None:
    """Return what loaded days brought less what was planned for them (M-22); None where either is missing on one of them."""
    amount = summed(days.values())
    if amount is None:
        return None
    plan = day_plan(store, shop, Period(min(days), max(days)), *what)
    planned = summed(plan.get(day) for day in days)
    return None if planned is None else amount - planned


def _of_category(store: Store, shop: Shop, part: str, period: Period, key: str) -> Sold:
    rows = evaluate(store, [key], period, "day", Scope(*shop, part))
    values = {date.fromisoformat(row.cut or ""): row.values[key] for row in rows}
    known = {day: value for day, value in values.items() if value.days_covered}
    why = next((value.why for value in values.values() if value.why is not None), None)
    return Sold(
        {day: None if value.value is None else Decimal(str(value.value)) for day, value in known.items()},
        None if known else why or NO_SALES,
    )
