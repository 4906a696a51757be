"""Sizes that are out (断码): which share of an item's sales its variants carried that the newest snapshot has none of (2.12)."""

from collections.abc import Collection
from datetime import date

from data.store import Store
from metrics.period import Period

WINDOW = 28
# A variant is known by its code, else by its words (颜色:黑;尺码:L), in the snapshot as in the order lines. One that lies in two
# warehouses is out when both are empty.
SHARES = """
WITH stocked AS (
    SELECT s.shop AS shop, s.platform AS platform, s.item AS item, s.day AS day
    FROM item_stock AS s WHERE s.item IN ({items})
), variants AS (
    SELECT t.shop AS shop, t.platform AS platform, t.item AS item, v.item_code AS code, v.sku_text AS words,
        sum(v.on_hand) AS on_hand
    FROM stocked AS t
    JOIN stock_versions AS v ON v.shop = t.shop AND v.platform = t.platform AND v.day = t.day
    LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
    WHERE v.is_current AND coalesce(c.item, v.item_id, v.item_code, v.item_name) = t.item
    GROUP BY t.shop, t.platform, t.item, v.item_code, v.sku_text
), sold AS (
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, i.seller_sku AS code, i.sku_text AS words, sum(i.qty) AS pieces
    FROM order_items AS i
    WHERE i.paid_day BETWEEN ? AND ? AND i.item IN ({items})
    GROUP BY i.shop, i.platform, i.item, i.seller_sku, i.sku_text
), known AS (
    SELECT v.shop AS shop, v.platform AS platform, v.item AS item, count(*) AS variants,
        count(CASE WHEN v.on_hand <= 0 THEN 1 END) AS out
    FROM variants AS v GROUP BY v.shop, v.platform, v.item
)
SELECT s.shop, s.platform, s.item, CAST(sum(CASE WHEN EXISTS (
        SELECT 1 FROM variants AS v
        WHERE v.shop = s.shop AND v.platform = s.platform AND v.item = s.item AND v.on_hand <= 0
            AND (v.code = s.code OR ((v.code IS NULL OR s.code IS NULL) AND v.words = s.words))
    ) THEN s.pieces ELSE 0 END) AS DOUBLE) / sum(s.pieces)
FROM sold AS s
JOIN known AS k ON k.shop = s.shop AND k.platform = s.platform AND k.item = s.item
WHERE k.variants > 1 AND k.out > 0
GROUP BY s.shop, s.platform, s.item
HAVING sum(s.pieces) > 0
"""


def shares_out(store: Store, day: date, items: Collection[str]) -> dict[tuple[str, str, str], float]:
    """Return the share of the pieces of the 28 days to `day` that the variants carried which are out now, by shop, platform and item.

    Items whose snapshot has a single row, or no variant that is out, are left out. Source: stock snapshot, order lines. Limit: a
    variant that snapshot and order lines name differently counts as in stock.
    """
    if not items:
        return {}
    span, names = Period.last_days(day, WINDOW), sorted(set(items))
    marks = ", ".join("?" for _ in names)
    params = [*names, span.first, span.last, *names]
    rows = store.rows(SHARES.replace("{items}", marks), params)
    return {(shop, platform, item): float(share) for shop, platform, item, share in rows}
