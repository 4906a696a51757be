"""Targets as the plan page shows them: what is kept for a shop or a part of it, weeks out of days, parts beside the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from metrics.analyses.target_edit import Span, month_of, quarter_of, year_of
from metrics.analyses.targets import attained, day_targets, summed
from metrics.evaluate import Number, evaluate
from metrics.period import Period, name_of, start_of
from metrics.scope import Scope, Shop

# The measure that is planned on the page; a target sheet may plan others too.
MEASURE = "paid_amount"
DAYS = 7
KEPT = """
SELECT t.period_start, t.period_end, t.amount, t.file_id, t.part_kind FROM targets AS t
WHERE t.shop = ? AND t.platform = ? AND t.measure = ? AND t.part = ?
ORDER BY t.period_start, t.period_end
"""
PARTS = """
SELECT t.part, t.part_kind, t.amount FROM targets AS t
WHERE t.shop = ? AND t.platform = ? AND t.measure = ? AND t.part <> '' AND t.period_start = ? AND t.period_end = ?
ORDER BY t.part_kind, t.part
"""
# Sales of items whose category or person in charge is known; a day of an item without an amount makes the sum unknown.
SALES = """
SELECT p.{column}, CASE WHEN count(*) = count(i.amount) THEN sum(i.amount) END
FROM item_days AS i JOIN item_parts AS p ON p.shop = i.shop AND p.platform = i.platform AND p.item = i.item
WHERE i.shop = ? AND i.platform = ? AND i.day BETWEEN ? AND ? AND p.{column} IS NOT NULL AND NOT i.is_excluded
GROUP BY p.{column}
"""
COLUMNS: Mapping[str, str] = {"category": "category", "owner": "owner", "department": "department"}


@dataclass(frozen=True)
class Kept:
    """A target that somebody set: yuan, whether it was typed (else it is the sheet's), and which kind of part it is of."""

    amount: Decimal
    is_typed: bool
    part_kind: str | None


@dataclass(frozen=True)
class Reached:
    """A period up to the last whole day: its whole target, what was paid of it, that share, and the gap to the days' plan."""

    target: Decimal | None
    paid: Decimal | None
    share: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True)
class PartRow:
    """A part of the shop in a period: its target, and the sales of its items (None where they aren't known)."""

    part: str
    kind: str | None
    target: Decimal
    sold: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """How much of the target its items have sold."""
        return attained(self.sold, self.target)


@dataclass(frozen=True)
class WeekRow:
    """An ISO week: the day targets of its days and what was paid on those that are loaded; None where a day has no target."""

    name: str
    first: date
    target: Decimal | None
    paid: Decimal | None
    days_covered: int

    @property
    def share(self) -> Decimal | None:
        """How much of the target was paid; None of a week that isn't whole yet."""
        return attained(self.paid, self.target) if self.days_covered == DAYS else None


def kept(store: Store, shop: Shop, part: str = "") -> dict[Span, Kept]:
    """Return the targets of amount paid that are set for a shop ("") or a part of it, by their first and last day."""
    rows = store.rows(KEPT, [*shop, MEASURE, part])
    return {(first, last): Kept(amount, file_id == 0, kind) for first, last, amount, file_id, kind in rows}


def reached(store: Store, year: Span, scope: Scope, last: date) -> dict[Span, Reached]:
    """Return how far a year, its quarters and its months have come by the end of `last`, the last whole day.

    Paid amount and gap (M-22) are of the days to `last`; the share is that amount over the target of the whole period, so
    that a day of which only the morning is loaded moves neither.
    """
    whole, done = Period(*year), Period(year[0], min(year[1], last))
    found: dict[Span, Reached] = {}
    for by, span_of in ((None, year_of), ("quarter", quarter_of), ("month", month_of)):
        targets = {
            row.cut: row.values["target_attainment"].bottom
            for row in evaluate(store, ["target_attainment"], whole, by, scope)
        }
        rows = evaluate(store, [MEASURE, "pace_gap"], done, by, scope) if last >= year[0] else []
        so_far = {row.cut: row.values for row in rows}
        for cut in targets | so_far:
            values = so_far.get(cut)
            target = _money(targets.get(cut))
            paid = _money(values[MEASURE].value) if values else None
            share = attained(paid, target)
            gap = _money(values["pace_gap"].value) if values else None
            found[span_of(_first(cut, year[0]))] = Reached(target, paid, share, gap)
    return found


def parts_of(store: Store, shop: Shop) -> list[tuple[str, str | None]]:
    """Return the parts of a shop (department, owner or category) that have any target, each with its kind."""
    rows = store.rows(
        "SELECT t.part, max(t.part_kind) FROM targets AS t WHERE t.shop = ? AND t.platform = ? AND t.measure = ?"
        " AND t.part <> '' GROUP BY t.part ORDER BY t.part",
        [*shop, MEASURE],
    )
    return [(part, kind) for part, kind in rows]


def part_rows(store: Store, shop: Shop, period: Period) -> list[PartRow]:
    """Return the parts with a target for exactly `period`, beside the sales of their items.

    Sales are the amounts of order lines (or of the platform's item report), which leave out postage: they don't add up to
    the amount paid. None for a part whose items no sheet names.
    """
    sold: dict[tuple[str, str], Decimal | None] = {}
    for kind, column in COLUMNS.items():
        for part, amount in store.rows(SALES.format(column=column), [*shop, period.first, period.last]):
            sold[kind, part] = amount
    found = []
    for part, kind, target in store.rows(PARTS, [*shop, MEASURE, period.first, period.last]):
        known = [kind] if kind else list(COLUMNS)
        amounts = [sold[each, part] for each in known if (each, part) in sold]
        found.append(PartRow(part, kind, target, amounts[0] if amounts else None))
    return found


def weeks(store: Store, period: Period, scope: Scope) -> list[WeekRow]:
    """Return the ISO weeks that a closed period touches, whole: their day targets added up, and what was paid in them."""
    if period.first is None or period.last is None:
        return []
    first = start_of(period.first, "week")
    last = start_of(period.last, "week") + timedelta(days=6)
    targets = day_targets(store, MEASURE, Period(first, last), scope)
    paid = {
        row.cut: row.values[MEASURE] for row in evaluate(store, [MEASURE], Period(first, last), "week", scope)
    }
    found = []
    while first <= last:
        days = list(Period(first, first + timedelta(days=6)).days())
        value = paid.get(name_of(first, "week"))
        amount = value.value if value is not None and isinstance(value.value, Decimal) else None
        found.append(
            WeekRow(
                name_of(first, "week"), first, summed(targets.get(day) for day in days), amount,
                (value.days_covered or 0) if value else 0,
            )
        )  # fmt: skip
        first += timedelta(weeks=1)
    return found


def _first(cut: str | None, year: date) -> date:
    """Return the first day of a cut such as 2026-Q4 or 2026-11; of the whole year without one."""
    if cut is None:
        return year
    number, _, rest = cut.partition("-")
    month = int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest)
    return date(int(number), month, 1)


def _money(value: Number) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
