"""The rule about display: goods that take the shop's traffic and sell far less of it than their neighbours (M-61)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.finding import Finding
from metrics.period import Period
from metrics.scope import Scope
from metrics.wilson import wilson

WINDOW_DAYS = 7
# What stands in the shop's best places is what most people come to see.
SLOTS = 20
LEAST_VISITORS = 300
LEAST_NEIGHBOURS = 5
LOW_SHARE = 0.5


@dataclass(frozen=True)
class Slot:
    """An item over the window. visitors: the sum of its daily visitors, so that both sides of the rate count the same way."""

    shop: str
    item: str
    name: str
    visitors: int
    buyers: int
    amount: Decimal

    @property
    def rate(self) -> float:
        """Buyers over visitors, both as sums of days."""
        return self.buyers / self.visitors


def low_converting(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Items among the 20 most visited of a shop whose conversion is surely under half of the others' median.

    Surely: the upper end of Wilson's interval is below it. Shops with fewer than six such items have no median to speak of.
    Money: what the item's visitors would have paid at the median, less what they did.
    """
    found = []
    for slots in _by_shop(_slots(store, Period.last_days(day, WINDOW_DAYS), scope)):
        for slot in slots:
            others = [other.rate for other in slots if other is not slot]
            usual = median(others) if len(others) >= LEAST_NEIGHBOURS else 0.0
            # People who came on two days were counted twice; the interval is then narrower than it should be, so the
            # share asked for is well below the median.
            if wilson(min(slot.buyers, slot.visitors), slot.visitors)[1] < usual * LOW_SHARE:
                found.append(_finding(slot, usual, slots, day))
    return found


def _slots(store: Store, period: Period, scope: Scope) -> list[Slot]:
    rows = store.rows(
        "SELECT f.shop, f.item, max(f.item_name), CAST(sum(f.visitors) AS BIGINT), CAST(sum(f.buyers) AS BIGINT),"
        " sum(f.amount) FROM item_days AS f WHERE f.visitors IS NOT NULL AND f.buyers IS NOT NULL AND NOT f.is_excluded"
        " AND f.day BETWEEN ? AND ? AND (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?)"
        " GROUP BY f.shop, f.platform, f.item ORDER BY sum(f.visitors) DESC, f.item",
        [period.first, period.last, scope.shop, scope.shop, scope.platform, scope.platform],
    )
    return [
        Slot(shop, item, name or item, visitors, buyers, amount or Decimal(0))
        for shop, item, name, visitors, buyers, amount in rows
        if visitors >= LEAST_VISITORS
    ]


def _by_shop(slots: Sequence[Slot]) -> list[list[Slot]]:
    shops = dict.fromkeys(slot.shop for slot in slots)
    return [[slot for slot in slots if slot.shop == shop][:SLOTS] for shop in shops]


def _finding(slot: Slot, usual: float, slots: Sequence[Slot], day: date) -> Finding:
    amount, buyers = sum((s.amount for s in slots), Decimal(0)), sum(s.buyers for s in slots)
    per_buyer = slot.amount / slot.buyers if slot.buyers else amount / buyers
    missed = Decimal(repr(usual * slot.visitors - slot.buyers))
    money = (missed * per_buyer).quantize(Decimal("0.01"))
    return Finding(
        f"low_converting:{slot.shop}:{slot.item}",
        Text(f"「{slot.name}」占着流量不出单", f"“{slot.name}” takes traffic and hardly sells"),
        Text(
            f"近 {WINDOW_DAYS} 天 {slot.visitors:,} 访客、转化 {slot.rate:.2%}，同店流量前 {len(slots)} 名的中位数是 {usual:.2%}；"
            f"约少卖 {money:,.2f} 元。换掉展示位或改详情页。",
            f"{slot.visitors:,} visitors in {WINDOW_DAYS} days, {slot.rate:.2%} bought; the median of the {len(slots)} most visited "
            f"is {usual:.2%}: about {money:,.2f} yuan lost. Give the place to another item, or mend its page.",
        ),
        Period.last_days(day, WINDOW_DAYS).first,
        money,
        "items",
        pd.DataFrame(
            [
                {
                    "item": s.item,
                    "item_name": s.name,
                    "visitors": s.visitors,
                    "buyers": s.buyers,
                    "conversion": s.rate,
                }
                for s in slots
            ]
        ),
        ("item", slot.item),
    )
