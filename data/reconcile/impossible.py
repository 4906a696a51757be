"""Figures that can't be: more buyers than visitors, sales without a click, less than nothing on stock, money in fen (R3, R11)."""

from data.ad_levels import PARTIAL_LEVELS_SQL
from data.reconcile.difference import Difference, found
from data.sql import fill
from data.store import Store

# A click of a shop's ads costs some mao to some yuan: a hundred times that is money in fen.
DEAR_CLICK = 50
FEW_CLICKS = 20
PEOPLE = """
SELECT p.shop, p.platform, p.day, 'paid_buyers', p.paid_buyers, p.visitors, NULL, NULL
FROM platform_days AS p
WHERE p.paid_buyers > p.visitors
ORDER BY p.day, p.shop
"""
CLICKS = """
SELECT d.shop, d.platform, d.day, 'ad_orders', sum(d.orders), sum(d.clicks), 'view_through', NULL
FROM ad_level_days AS d
WHERE d.level NOT IN {partial}
GROUP BY d.shop, d.platform, d.day, d.level
HAVING sum(d.orders) > 0 AND sum(d.clicks) = 0
ORDER BY d.day, d.shop
"""
FEN = """
SELECT d.shop, d.platform, d.day, 'ad_spend', sum(d.spend), CAST(sum(d.spend) / 100 AS DECIMAL(18, 2)), 'fen', NULL
FROM ad_level_days AS d
WHERE d.level NOT IN {partial}
GROUP BY d.shop, d.platform, d.day, d.level
HAVING sum(d.clicks) >= {few} AND sum(d.spend) > {dear} * sum(d.clicks)
ORDER BY d.day, d.shop
"""
STOCK = """
SELECT s.shop, s.platform, s.day, 'stock_on_hand', s.on_hand, 0, 'oversold', list(coalesce(s.item_name, s.item))
FROM item_stock_days AS s
WHERE s.on_hand < 0
GROUP BY s.shop, s.platform, s.day, s.on_hand
ORDER BY s.day, s.shop
"""


def impossible(store: Store) -> list[Difference]:
    """Return what the exports say and what can't be so; the most likely cause, where there is one."""
    limits = {"partial": PARTIAL_LEVELS_SQL, "few": str(FEW_CLICKS), "dear": str(DEAR_CLICK)}
    return [
        difference
        for sql in (PEOPLE, CLICKS, FEN, STOCK)
        for difference in found(store, "impossible", fill(sql, **limits))
    ]
