"""Rules about goods: hot sellers that run out, items that stopped converting."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.finding import Finding
from metrics.analyses.goods import LOW_COVER_DAYS, ON_HAND, hot_sellers
from metrics.compare import event_names
from metrics.period import Period
from metrics.scope import Scope

URGENT_COVER_DAYS = 3.0
COLLAPSE_SHARE = Decimal("0.5")
MINIMUM_VISITORS, MINIMUM_BUYERS = 200, 30


def running_out(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Hot sellers whose stock lasts under three days at their ordinary speed; money: a week's sales without stock.

    Of the stock alone: what is on its way back or from a supplier can't be sold within three days.
    """
    sellers = [
        seller
        for seller in hot_sellers(store, day, scope, cover=ON_HAND)
        if seller.cover_days is not None and seller.cover_days < URGENT_COVER_DAYS
    ]
    found = []
    for seller in sellers:
        price = (seller.amount_window or Decimal(0)) / max(seller.items_window, 1)
        lost_days = LOW_COVER_DAYS - min(seller.cover_days or 0.0, LOW_COVER_DAYS)
        money = (Decimal(repr(seller.speed * lost_days)) * price).quantize(Decimal("0.01"))
        cover = f"{seller.cover_days:.1f}"
        rows = pd.DataFrame(
            [
                {
                    "item": seller.item,
                    "item_name": seller.name,
                    "on_hand": seller.on_hand,
                    "daily_sales": round(seller.speed, 2),
                    "cover_days": round(seller.cover_days or 0.0, 1),
                }
            ]
        )
        found.append(
            Finding(
                f"running_out:{seller.shop}:{seller.item}",
                Text(
                    f"热卖「{seller.name}」现货只够卖 {cover} 天",
                    f"“{seller.name}”: the stock lasts {cover} more days",
                ),
                Text(
                    f"现有库存 {seller.on_hand} 件，平日每天卖 {seller.speed:.1f} 件；断货一周约少卖 {money:,.2f} 元。补货或停推广。",
                    f"{seller.on_hand} in stock now, {seller.speed:.1f} sold on an ordinary day; a week without it costs about "
                    f"{money:,.2f} yuan. Reorder, or stop its ads.",
                ),
                seller.stock_day,
                money,
                "items",
                rows,
                ("item", seller.item),
            )
        )
    return found


def conversion_collapse(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Items whose conversion of the last 3 days fell under half of the 28 days before, on enough visitors."""
    events = set(event_names(store, scope))
    before = [d for d in Period.last_days(day - timedelta(days=3), 28).days() if d not in events]
    recent = list(Period.last_days(day, 3).days())
    if not before:
        return []
    marks = ", ".join("?" for _ in before)
    sql = (
        "SELECT f.shop, f.item, arg_max(f.item_name, f.day), sum(f.buyers) FILTER (WHERE f.day >= ?),"
        " sum(f.visitors) FILTER (WHERE f.day >= ?), sum(f.buyers) FILTER (WHERE f.day < ?),"
        " sum(f.visitors) FILTER (WHERE f.day < ?), sum(f.amount) FILTER (WHERE f.day < ?)"
        " FROM item_days AS f WHERE f.visitors IS NOT NULL AND NOT f.is_excluded AND f.day BETWEEN ? AND ?"
        f" AND (f.day >= ? OR f.day IN ({marks})) AND (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?)"
        " GROUP BY f.shop, f.platform, f.item"
        " HAVING sum(f.visitors) FILTER (WHERE f.day >= ?) >= ? AND sum(f.buyers) FILTER (WHERE f.day < ?) >= ?"
    )
    shops = (scope.shop, scope.shop, scope.platform, scope.platform)
    values: list[object] = [*[recent[0]] * 5, before[0], recent[-1], recent[0], *before, *shops]
    values += [recent[0], MINIMUM_VISITORS, recent[0], MINIMUM_BUYERS]
    found = []
    for shop, item, name, buyers, visitors, old_buyers, old_visitors, amount in store.rows(sql, values):
        if not old_visitors:
            continue
        rate, old = Decimal(int(buyers or 0)) / visitors, Decimal(int(old_buyers)) / old_visitors
        if rate >= old * COLLAPSE_SHARE:
            continue
        per_buyer = (amount or Decimal(0)) / old_buyers
        money = ((old - rate) * visitors * per_buyer).quantize(Decimal("0.01"))
        found.append(
            Finding(
                f"conversion_collapse:{shop}:{item}",
                Text(f"「{name}」转化掉了一半以上", f"Conversion of “{name}” more than halved"),
                Text(
                    f"近 3 天 {rate:.2%}（{visitors} 访客），之前平日 {old:.2%}；约少卖 {money:,.2f} 元。查详情页、价格、评价。",
                    f"{rate:.2%} in 3 days ({visitors} visitors) after {old:.2%}; about {money:,.2f} yuan lost. "
                    "Check page, price and reviews.",
                ),
                recent[0],
                money,
                "items",
                pd.DataFrame(
                    [{"item": item, "item_name": name, "visitors": visitors, "buyers": int(buyers or 0)}]
                ),
                ("item", item),
            )
        )
    return found
