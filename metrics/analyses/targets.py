"""What the shop set itself for a period, from its own target sheet."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from data.store import Store
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, Shop, coverage

TARGETS = """
SELECT t.shop, t.platform, t.period_start, t.period_end, t.amount FROM targets AS t
WHERE t.measure = ? AND t.part = '' AND t.period_start >= ? AND t.period_end <= ?
"""


def target(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> Decimal | None:
    """Return the target of a metric for exactly `period`, in the metric's unit, from the shop's target sheet.

    It is the target of that very period, else the sum of shorter ones that fill it day by day. None where a day has no
    target, or a shop of the scope has none: a month's target is not spread over its weeks here.
    """
    if period.first is None or period.last is None:
        return None
    shops = coverage(store).shops(scope)
    found: dict[Shop, dict[tuple[date, date], Decimal]] = {shop: {} for shop in shops}
    for shop, platform, first, last, amount in store.rows(TARGETS, [key, period.first, period.last]):
        if (shop, platform) in found:
            found[shop, platform][first, last] = amount
    amounts = [_of_shop(targets, period.first, period.last) for targets in found.values()]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _of_shop(targets: dict[tuple[date, date], Decimal], first: date, last: date) -> Decimal | None:
    if (first, last) in targets:
        return targets[first, last]
    parts = [span for span in sorted(targets) if span != (first, last)]
    days = sum((end - start).days + 1 for start, end in parts)
    gapless = all(following[0] > before[1] for before, following in pairwise(parts))
    if not gapless or days != (last - first).days + 1:
        return None
    return sum((targets[span] for span in parts), Decimal(0))
