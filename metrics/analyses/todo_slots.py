"""The rule about display: goods that take the shop's traffic and sell far less of it than their neighbours (M-61)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.finding import Finding
from metrics.analyses.slots import Slot, slots
from metrics.period import Period
from metrics.scope import Scope

WINDOW_DAYS = 7
# What stands in the shop's best places is what most people come to see.
SLOTS = 20
LEAST_VISITORS = 300
LEAST_NEIGHBOURS = 5
LOW_SHARE = 0.5


def low_converting(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Items among the 20 most visited of a shop whose conversion is surely under half of the others' median.

    Surely: the upper end of Wilson's interval is below it. Shops with fewer than six such items have no median to speak of.
    Money: what the item's visitors would have paid at the median, less what they did.
    """
    found = []
    for placed in _by_shop(slots(store, Period.last_days(day, WINDOW_DAYS), scope)):
        for slot in placed:
            others = [other.rate for other in placed if other is not slot]
            usual = median(others) if len(others) >= LEAST_NEIGHBOURS else 0.0
            # People who came on two days were counted twice; the interval is then narrower than it should be, so the
            # share asked for is well below the median.
            if slot.interval[1] < usual * LOW_SHARE:
                found.append(_finding(slot, usual, placed, day))
    return found


def _by_shop(visited: Sequence[Slot]) -> list[list[Slot]]:
    large = [slot for slot in visited if slot.visitors >= LEAST_VISITORS]
    shops = dict.fromkeys((slot.shop, slot.platform) for slot in large)
    return [[slot for slot in large if (slot.shop, slot.platform) == shop][:SLOTS] for shop in shops]


def _finding(slot: Slot, usual: float, placed: Sequence[Slot], day: date) -> Finding:
    amount, buyers = sum((s.amount for s in placed), Decimal(0)), sum(s.buyers for s in placed)
    per_buyer = slot.amount / slot.buyers if slot.buyers else amount / buyers
    missed = Decimal(repr(usual * slot.visitors - slot.buyers))
    money = (missed * per_buyer).quantize(Decimal("0.01"))
    return Finding(
        f"low_converting:{slot.shop}:{slot.item}",
        Text(f"「{slot.name}」占着流量不出单", f"“{slot.name}” takes traffic and hardly sells"),
        Text(
            f"近 {WINDOW_DAYS} 天 {slot.visitors:,} 访客、转化 {slot.rate:.2%}，同店流量前 {len(placed)} 名的中位数是 {usual:.2%}；"
            f"约少卖 {money:,.2f} 元。换掉展示位或改详情页。",
            f"{slot.visitors:,} visitors in {WINDOW_DAYS} days, {slot.rate:.2%} bought; the median of the {len(placed)} most visited "
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
                for s in placed
            ]
        ),
        ("item", slot.item),
    )
