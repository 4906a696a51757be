"""How well the places of a shop sell: every item's conversion against the median of its category (M-61)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.store import Store
from data.text import Text
from metrics.analyses.item_rows import BOTH_KNOWN, Added, item_rows
from metrics.behind import Behind, Rows
from metrics.evaluate import FEWEST_CASES
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope
from metrics.wilson import wilson

LEAST_VISITORS = 30
VISITORS = Text("逐日访客之和", "Days' visitors, added")
BUYERS = Text("逐日付款买家之和", "Days' paying buyers, added")
RATE = Text("转化率", "Conversion")
LEAST_NEIGHBOURS = 5
Verdict = Literal["above", "below", "unclear", "few"]
# The category of an item as its list or the platform's report has it; the items without one are neighbours of each other.
SLOTS = """
SELECT f.shop, f.platform, f.item, max(f.item_name), max(k.category), CAST(sum(f.visitors) AS BIGINT),
    CAST(sum(f.buyers) AS BIGINT), sum(f.amount)
FROM item_days AS f
LEFT JOIN (
    SELECT p.shop AS shop, p.platform AS platform, p.item AS item, max(p.category) AS category
    FROM item_parts AS p GROUP BY p.shop, p.platform, p.item
) AS k ON k.shop = f.shop AND k.platform = f.platform AND k.item = f.item
WHERE f.visitors IS NOT NULL AND f.buyers IS NOT NULL AND NOT f.is_excluded AND (? IS NULL OR f.day >= ?)
    AND (? IS NULL OR f.day <= ?) AND (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?)
GROUP BY f.shop, f.platform, f.item
HAVING sum(f.visitors) > 0
ORDER BY sum(f.visitors) DESC, f.shop, f.item
"""


@dataclass(frozen=True)
class Slot:
    """An item over a period: its visitors and buyers as sums of days, so that both sides of the rate count the same way."""

    shop: str
    platform: str
    item: str
    name: str
    category: str | None
    visitors: int
    buyers: int
    amount: Decimal
    period: Period

    def behind(self, column: Literal["visitors", "buyers", "rate"]) -> Behind:
        """Return the days behind the slot's visitors, buyers or rate."""
        name = Text(self.name, self.name)
        visitors, buyers = self._rows("visitors"), self._rows("buyers")
        if column == "rate":
            formula = Text(
                f"{buyers.label.zh} ÷ {visitors.label.zh}", f"{buyers.label.en} ÷ {visitors.label.en}"
            )
            return Behind(RATE, name, formula, self.rate, "percent", (buyers, visitors))
        side = visitors if column == "visitors" else buyers
        return Behind(side.label, name, side.label, side.value, "people", (side,))

    def _rows(self, column: Added) -> Rows:
        label, value = (VISITORS, self.visitors) if column == "visitors" else (BUYERS, self.buyers)
        days = (self.period.first, self.period.last)
        return item_rows(
            label, value, "people", (self.shop, self.platform), self.item, days, column, BOTH_KNOWN
        )

    @property
    def rate(self) -> float:
        """Buyers over visitors."""
        return self.buyers / self.visitors

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the rate (Wilson)."""
        return wilson(min(self.buyers, self.visitors), self.visitors)


@dataclass(frozen=True)
class Placed:
    """A slot beside the others of its category. usual: their median; None with under five of them.

    verdict: "above" or "below" where the whole interval lies there, "few" under 30 visitors or 5 buyers and without a median,
    else "unclear".
    """

    slot: Slot
    usual: float | None
    neighbours: int
    verdict: Verdict


def slots(store: Store, period: Period, scope: Scope = EVERYTHING) -> list[Slot]:
    """Return the items that people visited in a period, shop by shop, the most visited first.

    Source: item_days on which both the item's visitors and its buyers are known; links that are no goods are left out.
    """
    asked = (period.first, period.last, scope.shop, scope.platform)
    rows = store.rows(SLOTS, [value for each in asked for value in (each, each)])
    return [
        Slot(shop, platform, item, name or item, category, visitors, buyers, amount or Decimal(0), period)
        for shop, platform, item, name, category, visitors, buyers, amount in rows
    ]


def slot_conversion(store: Store, period: Period, scope: Scope = EVERYTHING) -> list[Placed]:
    """Return every visited item's conversion beside the median of the other items of its shop and category.

    Formula: paying buyers ÷ visitors of the item, days added on both sides; the median over the category's other items with 30
    visitors or more; interval by Wilson. Source: the item-daily export (which item stood in which place isn't exported: an item
    stands for its place). Limits: who came on two days counts twice, so intervals are narrower than they should be; an
    item's visitors never add up to the shop's.
    """
    found = slots(store, period, scope)
    rates: dict[tuple[str, str, str | None], list[float]] = {}
    for slot in found:
        if slot.visitors >= LEAST_VISITORS:
            rates.setdefault((slot.shop, slot.platform, slot.category), []).append(slot.rate)
    for each in rates.values():
        each.sort()
    return [_placed(slot, rates.get((slot.shop, slot.platform, slot.category), ())) for slot in found]


def _placed(slot: Slot, rates: Sequence[float]) -> Placed:
    """Return a slot beside the sorted rates of its category, among which its own is no neighbour."""
    own = bisect_left(rates, slot.rate) if slot.visitors >= LEAST_VISITORS else len(rates)
    count = len(rates) - (own < len(rates))
    usual = None
    if count >= LEAST_NEIGHBOURS:
        middle = [place + (place >= own) for place in ((count - 1) // 2, count // 2)]
        usual = (rates[middle[0]] + rates[middle[1]]) / 2
    return Placed(slot, usual, count, _verdict(slot, usual))


def _verdict(slot: Slot, usual: float | None) -> Verdict:
    if usual is None or slot.visitors < LEAST_VISITORS:
        return "few"
    low, high = slot.interval
    if high < usual:
        # Nobody bought, of so many that the others' rate would have shown: that is enough to say below.
        return "below"
    if slot.buyers < FEWEST_CASES:
        return "few"
    return "above" if low > usual else "unclear"
