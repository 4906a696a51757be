"""Buyers by the month of their first purchase: who came back in which month, and what they have paid so far (M-93, M-97)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import Observed, observed
from metrics.behind import Behind, Rows
from metrics.core import Unit
from metrics.period import end_of
from metrics.scope import EVERYTHING, Scope, Shop
from metrics.value import Number

BY_MONTH = """
SELECT c.first_month, c.later_month, c.buyers, c.net_amount FROM cohort_months AS c WHERE c.shop = ? AND c.platform = ?
"""
# The buyers of a cohort who paid within some days, and what.
PAID_WITHIN = """
SELECT b.buyer AS buyer, b.first_paid_day AS first_paid_day, count(*) AS orders, sum(o.amount) AS amount,
    coalesce(sum(o.refund_amount), 0) AS refund_amount, sum(o.amount) - coalesce(sum(o.refund_amount), 0) AS net_amount
FROM buyers AS b
JOIN orders AS o ON o.shop = b.shop AND o.platform = b.platform AND o.buyer = b.buyer
WHERE b.shop = ? AND b.platform = ? AND b.first_paid_day BETWEEN ? AND ? AND o.paid_day BETWEEN ? AND ?
GROUP BY b.buyer, b.first_paid_day
ORDER BY net_amount DESC, b.buyer
"""
OF_COHORT = Text("{month} 首购的买家", "Buyers who first paid in {month}")
PAID_THEN = Text("其中 {month} 付款的", "Of these, who paid in {month}")
SPENT = Text("他们到 {month} 底付的钱，减退款", "What they paid to the end of {month}, less refunds")
CELL = Text("{month} 首购，{after} 个月后", "First paid in {month}, {after} month(s) later")
RETENTION = Text("留存", "Retention")
WORTH = Text("人均累计净付款（观察到的 LTV）", "Net paid per buyer so far (observed LTV)")
OLD_ONES = Text(
    "{month} 是有记录的第一个月，里面混有以前的老买家。",
    "{month} is the first month on record: earlier buyers are among its first-timers.",
)


@dataclass(frozen=True)
class Cohort:
    """The buyers whose first loaded purchase lies in `month`.

    kept: how many of them paid in the 0th, 1st, 2nd ... month after; spent: what all of them had paid, less refunds, by the
    end of that month (yuan). None for a month that isn't wholly loaded yet. mixed: it holds buyers from before the records.
    """

    month: date
    buyers: int
    kept: tuple[int | None, ...]
    spent: tuple[Decimal | None, ...]
    mixed: bool

    def share(self, after: int) -> float | None:
        """Return which part of the cohort paid in the month `after` months later; None where that isn't known."""
        if after >= len(self.kept):
            return None
        count = self.kept[after]
        return None if count is None or not self.buyers else count / self.buyers

    def worth(self, after: int) -> Decimal | None:
        """Return the observed lifetime value: yuan per buyer by the end of that month (M-97); None where not known."""
        if after >= len(self.spent):
            return None
        amount = self.spent[after]
        return None if amount is None or not self.buyers else amount / self.buyers


@dataclass(frozen=True)
class Cohorts:
    """All cohorts of a shop, oldest first. last: the last day that counts. notes: what to know when reading them."""

    shop: Shop
    last: date
    cohorts: tuple[Cohort, ...]
    notes: tuple[Text, ...]

    def behind_share(self, cohort: Cohort, after: int) -> Behind:
        """Return the buyers behind the share of a cohort that paid `after` months later."""
        then, paid = _later(cohort.month, after), cohort.kept[after]
        sides = (
            self._within(PAID_THEN.fill(month=f"{then:%Y-%m}"), cohort.month, then, then, paid, "people"),
            self._within(OF_COHORT.fill(month=f"{cohort.month:%Y-%m}"), cohort.month, cohort.month, cohort.month, cohort.buyers, "people"),
        )  # fmt: skip
        return _cell(RETENTION, cohort.month, after, cohort.share(after), "percent", sides)

    def behind_worth(self, cohort: Cohort, after: int) -> Behind:
        """Return the buyers behind what one of a cohort had paid by the end of the month `after` months later."""
        then = _later(cohort.month, after)
        sides = (
            self._within(SPENT.fill(month=f"{then:%Y-%m}"), cohort.month, cohort.month, then, cohort.spent[after], "money"),
            self._within(OF_COHORT.fill(month=f"{cohort.month:%Y-%m}"), cohort.month, cohort.month, cohort.month, cohort.buyers, "people"),
        )  # fmt: skip
        return _cell(WORTH, cohort.month, after, cohort.worth(after), "money", sides)

    def behind_buyers(self, cohort: Cohort) -> Behind:
        """Return the buyers of a cohort with what they paid in its first month."""
        label = OF_COHORT.fill(month=f"{cohort.month:%Y-%m}")
        side = self._within(label, cohort.month, cohort.month, cohort.month, cohort.buyers, "people")
        return Behind(label, label, label, cohort.buyers, "people", (side,))

    def _within(self, label: Text, month: date, first: date, last: date, value: Number, unit: Unit) -> Rows:
        params = (*self.shop, month, end_of(month, "month"), first, end_of(last, "month"))
        return Rows(label, value, unit, PAID_WITHIN, params, "net_amount" if unit == "money" else None)


def cohorts(store: Store, scope: Scope = EVERYTHING) -> Cohorts | Text:
    """Return retention and observed value by month of first purchase, or the reason why there is none.

    Formula: kept[k] = buyers of the cohort who paid in the k-th month after; spent[k] = their payments less the refunds known
    today, to the end of that month. Source: order exports that name buyers (summary cohort_months). Limits: a
    buyer's first loaded purchase counts as the first; a month counts only when all of its days are loaded; no prediction.
    """
    known = observed(store, scope)
    if isinstance(known, Text):
        return known
    found: dict[date, dict[date, tuple[int, Decimal]]] = {}
    for first, later, buyers, net in store.rows(BY_MONTH, [*known.shop]):
        found.setdefault(first, {})[later] = (buyers, net)
    whole = []
    month = known.first.replace(day=1)
    while end_of(month, "month") <= known.last:
        whole.append(_cohort(month, found.get(month, {}), known))
        month = end_of(month, "month") + timedelta(days=1)
    notes = tuple(OLD_ONES.fill(month=f"{cohort.month:%Y-%m}") for cohort in whole if cohort.mixed)
    return Cohorts(known.shop, known.last, tuple(whole), notes)


def _later(month: date, after: int) -> date:
    for _ in range(after):
        month = end_of(month, "month") + timedelta(days=1)
    return month


def _cell(title: Text, month: date, after: int, value: Number, unit: Unit, sides: tuple[Rows, ...]) -> Behind:
    above, below = (side.label for side in sides)
    formula = Text(f"{above.zh} ÷ {below.zh}", f"{above.en} ÷ {below.en}")
    return Behind(title, CELL.fill(month=f"{month:%Y-%m}", after=after), formula, value, unit, sides)


def _cohort(month: date, later: dict[date, tuple[int, Decimal]], known: Observed) -> Cohort:
    kept: list[int | None] = []
    spent: list[Decimal | None] = []
    total, current = Decimal(0), month
    while current <= known.last:
        buyers, net = later.get(current, (0, Decimal(0)))
        total += net
        is_whole = end_of(current, "month") <= known.last
        kept.append(buyers if is_whole else None)
        spent.append(total if is_whole else None)
        current = end_of(current, "month") + timedelta(days=1)
    mixed = month == known.first.replace(day=1)
    return Cohort(month, later.get(month, (0, total))[0], tuple(kept), tuple(spent), mixed)
