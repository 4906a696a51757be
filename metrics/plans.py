"""What the shop set itself for days that are asked about, from its targets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, Shop, ShopDay, coverage

# Targets of a whole shop (part '') or of a category; a sheet may name a part without saying what kind it is.
SPANS = """
SELECT f.shop, f.platform, f.period_start, f.period_end, f.amount, f.file_id, f.line FROM targets AS f
WHERE f.measure = ? AND f.part = ? AND (f.part = '' OR coalesce(f.part_kind, 'category') = 'category')
    AND f.period_end >= ? AND f.period_start <= ?
ORDER BY f.shop, f.platform, f.period_start, f.period_end
"""


@dataclass(frozen=True)
class Share:
    """A target, or a part of one: what a shop wants to reach from `first` to `last`, and where it was read."""

    shop: str
    platform: str
    first: date
    last: date
    amount: Decimal
    file_id: int | None
    line: int | None


def planned(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> tuple[Share, ...] | None:
    """Return the targets of a metric that make up exactly `period`, of every shop that has data.

    Of a shop it is the target of that very period, else the shorter ones that fill it day by day. None where a shop of the
    scope has neither, and for an open period.
    """
    if period.first is None or period.last is None:
        return None
    spans = _spans(store, key, period, scope)
    parts = [_filling(spans.get(shop, []), period.first, period.last) for shop in shops_of(store, scope)]
    known = [part for part in parts if part is not None]
    return tuple(share for part in known for share in part) if parts and len(known) == len(parts) else None


def shops_of(store: Store, scope: Scope) -> tuple[Shop, ...]:
    """Return the shops whose targets make up the scope's: of a category, those that sell any of it."""
    shops = coverage(store).shops(scope)
    if scope.category is None:
        return shops
    sell = set(
        store.rows(
            "SELECT DISTINCT p.shop, p.platform FROM item_parts AS p WHERE p.category = ?", [scope.category]
        )
    )
    return tuple(shop for shop in shops if shop in sell)


def planned_to_date(
    store: Store, key: str, days: Collection[ShopDay], category: str | None = None
) -> tuple[Share, ...] | None:
    """Return the day targets of exactly these shop-days, as the part of each target that falls on them; None where a day
    has none.

    A day's target is its own, else its share of the shortest period that holds it (metrics/analyses/day_targets.py). This is
    the one rule of what was planned so far, on every level: months to date add up to their year to date.
    """
    # Weights are learnt from figures, which are evaluated, which asks for plans: imported where it is needed.
    from metrics.analyses.day_targets import Weigh, layers

    found: list[Share] = []
    selling = set(shops_of(store, Scope(category=category)))
    for shop, platform in sorted({entry[:2] for entry in days} & selling):
        own = {day for name, where, day in days if (name, where) == (shop, platform)}
        scope = Scope(shop, platform, category)
        # A day may take its share from a year's target, which needs all that is set in that year.
        near = Period(date(min(own).year, 1, 1), date(max(own).year, 12, 31))
        spans = {(s.first, s.last): s for s in _spans(store, key, near, scope).get((shop, platform), [])}
        filled = layers({span: each.amount for span, each in spans.items()}, Weigh(store, key, scope), own)
        if not own <= {day for layer in filled for day in layer.days}:
            return None
        for layer in filled:
            inside = own & set(layer.days)
            if inside:
                amount = layer.within(inside)
                found.append(replace(spans[layer.span], first=min(inside), last=max(inside), amount=amount))
    return tuple(sorted(found, key=lambda share: (share.first, share.shop))) if found else None


def as_ordinary_days(
    store: Store, key: str, days: Collection[ShopDay], scope: Scope
) -> tuple[tuple[Share, ...], tuple[float, float]] | None:
    """Return what these days would have brought as ordinary ones, day by day, and the 95 % interval of their sum."""
    # As above: what is learnt from figures is imported where it is needed.
    from metrics.analyses.incremental import ordinary

    found = ordinary(store, key, sorted({day for _, _, day in days}), scope)
    if found is None:
        return None
    name, platform = scope.shop or "", scope.platform or ""
    shares = tuple(Share(name, platform, day, day, amount, None, None) for day, amount in found.days.items())
    return shares, (found.low, found.high)


def _spans(store: Store, key: str, period: Period, scope: Scope) -> dict[Shop, list[Share]]:
    found: dict[Shop, list[Share]] = {}
    for row in store.rows(SPANS, [key, scope.category or "", period.first, period.last]):
        if scope.holds(row[0], row[1]):
            found.setdefault((row[0], row[1]), []).append(Share(*row))
    return found


def _filling(spans: Sequence[Share], first: date, last: date) -> list[Share] | None:
    """Return the span from first to last, else the longest ones that fill it one after another; None with a gap."""
    found: list[Share] = []
    while first <= last:
        here = [span for span in spans if span.first == first and span.last <= last]
        if not here:
            return None
        found.append(max(here, key=lambda span: span.last))
        first = found[-1].last + timedelta(days=1)
    return found
