"""What sells and how long it lasts: ranks, sales speed and cover of items (M-50, M-51, M-58)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.store import Store
from metrics.analyses.sizes import shares_out
from metrics.evaluate import evaluate
from metrics.numbers import Numbers
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, Shop
from metrics.statement import Joint, Params, filters
from metrics.supply import DAILY_SALES_28D

WINDOW = 28
SPEED = DAILY_SALES_28D.key
COVER, ON_HAND = "cover_days", "cover_days_on_hand"
# Which pieces the readings of cover count besides those on hand.
BESIDES: Mapping[str, tuple[str, ...]] = {
    COVER: ("expected_returns",),
    ON_HAND: (),
    "cover_days_inbound": ("expected_returns", "stock_inbound"),
}
LOW_COVER_DAYS = 7


@dataclass(frozen=True)
class Seller:
    """One item: pieces and yuan of the day and of the window, pieces a day on ordinary days, stock and days of cover.

    speed: the item's daily sales of 28 days (M-50, metrics/supply_as_of.py: without event days and days out of stock). on_hand,
    cover_days: None without a stock file that names the item. stock_day: the snapshot's day. coming: the pieces that days of cover
    count besides those on hand, as of the snapshot (M-51: returns that can be sold again, by another reading inbound stock).
    out_share: which share of the window's pieces the sizes carried that are out (metrics/analyses/sizes.py); None: none is out.
    """

    shop: str
    item: str
    name: str
    items_day: int
    amount_day: Decimal | None
    items_window: int
    amount_window: Decimal | None
    visitors_day: int | None
    speed: float
    on_hand: int | None
    inbound: int | None
    coming: int
    cover_days: float | None
    stock_day: date | None
    out_share: float | None


def hot_sellers(
    store: Store,
    day: date,
    scope: Scope = EVERYTHING,
    count: int = 10,
    by_day: bool = False,
    cover: str = COVER,
) -> list[Seller]:
    """Return the `count` items that sold most in the 28 days to `day` (or on `day`), ties by amount, then id (M-58).

    cover: the metric that days of cover are. Links that are no goods (补差, 邮费, 赠品) are left out.
    """
    rows = _item_rows(store, day, Period.last_days(day, WINDOW), scope, count, by_day)
    stock, speeds = _stock(store, scope), daily_sales(store, day, {(row[0], row[1]) for row in rows})
    days = {(row[0], row[1]): stock[row[:3]][2] for row in rows if row[:3] in stock}
    coming, out = _coming(store, days, BESIDES[cover]), shares_out(store, day, [row[2] for row in rows])
    found = []
    for shop, platform, item, name, items_day, amount_day, visitors, items, amount in rows:
        held = stock.get((shop, platform, item))
        speed = speeds.get((shop, platform, item), 0.0)
        more = 0 if held is None else coming.get((shop, platform, item), 0)
        lasts = None if held is None or speed <= 0 else (max(held[0], 0) + more) / speed
        found.append(
            Seller(
                shop,
                item,
                name or item,
                int(items_day),
                amount_day,
                int(items),
                amount,
                visitors,
                speed,
                held[0] if held else None,
                held[1] if held else None,
                more,
                lasts,
                held[2] if held else None,
                out.get((shop, platform, item)),
            )
        )
    return found


def daily_sales(store: Store, day: date, shops: Collection[Shop]) -> dict[tuple[str, str, str], float]:
    """Return every item's daily sales as of `day` by shop, platform and item (M-50); items without any are left out."""
    found: dict[tuple[str, str, str], float] = {}
    for shop in shops:
        # The numbers alone: nothing else is said of thousands of items of which ten are shown.
        told = Numbers(store, Period.day(day), "item", Scope(*shop))
        pair = (DAILY_SALES_28D, told.joint(DAILY_SALES_28D))
        told.load([pair])
        for item, number in told.numbers_of(*pair).items():
            if item and number is not None:
                found[*shop, str(item)] = float(number)
    return found


def _coming(
    store: Store, days: Mapping[Shop, date], keys: tuple[str, ...]
) -> dict[tuple[str, str, str], int]:
    """Return the pieces besides those on hand by shop, platform and item, as of the day given for each shop."""
    found: dict[tuple[str, str, str], int] = {}
    for shop, day in days.items() if keys else ():
        for row in evaluate(store, keys, Period.day(day), "item", Scope(*shop)):
            pieces = [value for key in keys if isinstance(value := row.values[key].value, int)]
            if row.cut and pieces:
                found[*shop, row.cut] = sum(pieces)
    return found


def _item_rows(
    store: Store, day: date, window: Period, scope: Scope, count: int, by_day: bool
) -> list[tuple[Any, ...]]:
    params: Params = [day, day, day]
    where = filters(window, scope, (), Joint(frozenset()), params, "item")
    order = (
        "items_of_day DESC, amount_of_day DESC NULLS LAST"
        if by_day
        else "items_sold DESC, amount_sold DESC NULLS LAST"
    )
    sql = (
        "SELECT f.shop, f.platform, f.item, arg_max(f.item_name, f.day),"
        " coalesce(sum(f.items) FILTER (WHERE f.day = ?), 0) AS items_of_day,"
        " sum(f.amount) FILTER (WHERE f.day = ?) AS amount_of_day, max(f.visitors) FILTER (WHERE f.day = ?),"
        " coalesce(sum(f.items), 0) AS items_sold, sum(f.amount) AS amount_sold"
        f" FROM item_days AS f WHERE {where} AND NOT f.is_excluded"
        f" GROUP BY f.shop, f.platform, f.item HAVING sum(f.items) > 0 ORDER BY {order}, f.item LIMIT {int(count)}"
    )
    return store.rows(sql, params)


def _stock(store: Store, scope: Scope) -> dict[tuple[str, str, str], tuple[int, int | None, date]]:
    rows = store.rows("SELECT s.shop, s.platform, s.item, s.on_hand, s.inbound, s.day FROM item_stock AS s")
    return {
        (shop, platform, item): (int(on_hand), inbound, day)
        for shop, platform, item, on_hand, inbound, day in rows
        if scope.holds(shop, platform)
    }
