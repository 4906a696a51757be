"""Targets as the plan page shows them: what is kept for a shop or a part of it, weeks out of days, parts beside the whole."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.analyses.day_targets import Weigh, laid_out
from metrics.analyses.target_edit import Span, month_of, quarter_of, year_of
from metrics.analyses.targets import attained, needed_a_day, summed
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Evaluation, Number, evaluate
from metrics.goals import goals_of
from metrics.period import Period, name_of, start_of
from metrics.scope import Scope, Shop

# What can be planned: figures whose days add up. The first one is what a page begins with.
MEASURES = ("paid_amount", "net_paid_amount", "paid_orders", "placed_amount", "placed_orders", "ad_spend")
MEASURE = MEASURES[0]
# What a target sheet may plan too: people don't add up, so a target of theirs holds for its own days alone.
PEOPLE = ("paid_buyers", "visitors")
DAYS = 7
KEPT = """
SELECT t.period_start, t.period_end, t.amount, t.file_id, t.part_kind FROM targets AS t
WHERE t.shop = ? AND t.platform = ? AND t.measure = ? AND t.part = ?
ORDER BY t.period_start, t.period_end
"""
CATEGORY = "category"


@dataclass(frozen=True)
class Kept:
    """A target that somebody set: in the metric's unit, whether it was typed (else it is the sheet's), and which kind of part it is of."""

    amount: Decimal
    is_typed: bool
    part_kind: str | None


@dataclass(frozen=True)
class Reached:
    """A period up to the last whole day: its whole target, its figure, that share, the gap to the days' plan, and what each
    remaining day must bring (None where none remains)."""

    target: Decimal | None
    paid: Decimal | None
    share: Decimal | None
    gap: Decimal | None
    needed: Decimal | None = None


@dataclass(frozen=True)
class WeekRow:
    """An ISO week: its own target, else its days' added up (None where a day has none), and the figure of the days loaded."""

    name: str
    first: date
    target: Decimal | None
    paid: Decimal | None
    days_covered: int

    @property
    def share(self) -> Decimal | None:
        """How much of the target was paid; None of a week that isn't whole yet."""
        return attained(self.paid, self.target) if self.days_covered == DAYS else None


def kept(store: Store, shop: Shop, part: str = "", key: str = MEASURE) -> dict[Span, Kept]:
    """Return the targets of a metric that are set for a shop ("") or a part of it, by their first and last day."""
    rows = store.rows(KEPT, [*shop, key, part])
    return {(first, last): Kept(amount, file_id == 0, kind) for first, last, amount, file_id, kind in rows}


def scope_of(shop: Shop, part: str = "", kind: str | None = None) -> Scope | None:
    """Return where the figures of a part are read; None for a part whose figures aren't told by anything but SALES."""
    return Scope(*shop, part or None) if not part or kind == CATEGORY else None


def day_plan(
    store: Store, shop: Shop, period: Period, key: str = MEASURE, part: str = "", kind: str | None = None
) -> dict[date, Decimal]:
    """Return the day targets of a shop or a part of it; days without one are left out.

    Where a longer period is laid on its days, a category's own history tells how; for a department or owner the shop's.
    """
    own = {span: each.amount for span, each in kept(store, shop, part, key).items()}
    scope = scope_of(shop, part, kind) or Scope(*shop)
    return laid_out(own, Weigh(store, key, scope), list(period.days()))


def reached(store: Store, year: Span, scope: Scope, last: date, key: str = MEASURE) -> dict[Span, Reached]:
    """Return how far a year, its quarters and its months have come by the end of `last`, the last whole day.

    Figure and gap (M-22) are of the days to `last`; the share is that figure over the target of the whole period, so that a
    day of which only the morning is loaded moves neither.
    """
    whole, done = Period(*year), Period(year[0], min(year[1], last))
    share_of, gap_of = goals_of(CATALOGUE[key])
    found: dict[Span, Reached] = {}
    for by, span_of in ((None, year_of), ("quarter", quarter_of), ("month", month_of)):
        targets = {
            row.cut: row.values[share_of.key].bottom
            for row in Evaluation(store, whole, by, scope).rows([share_of])
        }
        so_far = {}
        if last >= year[0]:
            rows = Evaluation(store, done, by, scope).rows([CATALOGUE[key], gap_of])
            so_far = {row.cut: row.values for row in rows}
        for cut in targets | so_far:
            values = so_far.get(cut)
            target = _exact(targets.get(cut))
            paid = _exact(values[key].value) if values else None
            gap = _exact(values[gap_of.key].value) if values else None
            span = span_of(_first(cut, year[0]))
            needed = needed_a_day(target, paid, max((span[1] - last).days, 0))
            found[span] = Reached(target, paid, attained(paid, target), gap, needed)
    return found


def parts_of(store: Store, shop: Shop, key: str = MEASURE) -> list[tuple[str, str | None]]:
    """Return the parts of a shop (department, owner or category) that have any target, each with its kind."""
    rows = store.rows(
        "SELECT t.part, max(t.part_kind) FROM targets AS t WHERE t.shop = ? AND t.platform = ? AND t.measure = ?"
        " AND t.part <> '' GROUP BY t.part ORDER BY t.part",
        [*shop, key],
    )
    return [(part, kind) for part, kind in rows]


def weeks(
    store: Store, period: Period, shop: Shop, key: str = MEASURE, part: str = "", kind: str | None = None
) -> list[WeekRow]:
    """Return the ISO weeks that a closed period touches, whole: each with its target and its figure."""
    if period.first is None or period.last is None:
        return []
    first = start_of(period.first, "week")
    whole = Period(first, start_of(period.last, "week") + timedelta(days=6))
    days, own = day_plan(store, shop, whole, key, part, kind), kept(store, shop, part, key)
    scope = scope_of(shop, part, kind)
    rows = evaluate(store, [key], whole, "week", scope) if scope else []
    figures = {row.cut: row.values[key] for row in rows}
    found = []
    for start in (first + timedelta(weeks=number) for number in range(len(list(whole.days())) // DAYS)):
        span = start, start + timedelta(days=DAYS - 1)
        set_ = own.get(span)
        target = set_.amount if set_ else summed(days.get(day) for day in Period(*span).days())
        name = name_of(start, "week")
        value = figures.get(name)
        figure, covered = (_exact(value.value), value.days_covered or 0) if value else (None, 0)
        found.append(WeekRow(name, start, target, figure, covered))
    return found


@dataclass(frozen=True)
class PeopleTarget:
    """A target of people, its days, and how many there were; None where they can't be told over these days."""

    key: str
    first: date
    last: date
    target: Decimal
    reached: int | None
    why: Text | None


def people_targets(store: Store, shop: Shop) -> list[PeopleTarget]:
    """Return the targets of people that a shop has set, the newest first, each beside the people of exactly its days."""
    found = []
    for key in PEOPLE:
        for (first, last), own in kept(store, shop, "", key).items():
            value = evaluate(store, [key], Period(first, last), None, Scope(*shop))[0].values[key]
            count = int(value.value) if isinstance(value.value, int) else None
            found.append(PeopleTarget(key, first, last, own.amount, count, value.why))
    return sorted(found, key=lambda each: (each.first, each.key), reverse=True)


def _first(cut: str | None, year: date) -> date:
    """Return the first day of a cut such as 2026-Q4 or 2026-11; of the whole year without one."""
    if cut is None:
        return year
    number, _, rest = cut.partition("-")
    month = int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest)
    return date(int(number), month, 1)


def _exact(value: Number) -> Decimal | None:
    return None if value is None or isinstance(value, str) else Decimal(str(value))
