"""Order lines held against order heads: money of each paid order, orders without lines, lines without an order."""

from data.reconcile.difference import Difference, found
from data.store import Store


def line_differences(store: Store) -> list[Difference]:
    """Return where the lines of paid orders don't add up to the orders, by day of payment (of placing, without an order)."""
    return [*found(store, "lines", MONEY), *found(store, "lines", BARE), *found(store, "lines", LOST)]


# Orders of which every line says what was payable; before refunds, with what the buyer paid for freight.
MONEY = """
WITH sums AS (
    SELECT v.shop, v.platform, v.order_id, sum(v.goods_payable) AS payable
    FROM line_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform, v.order_id HAVING count(*) = count(v.goods_payable)
), pairs AS (
    SELECT o.shop, o.platform, o.paid_day AS day, o.order_id, s.payable + coalesce(o.freight_payable, 0) AS ours,
        o.amount AS theirs,
        CASE WHEN o.freight_payable IS NULL AND o.amount > s.payable THEN 'freight_unknown' END AS cause
    FROM orders AS o
    JOIN sums AS s ON s.shop = o.shop AND s.platform = o.platform AND s.order_id = o.order_id
    WHERE o.paid_day IS NOT NULL AND o.amount IS NOT NULL
)
SELECT p.shop, p.platform, p.day, 'paid_amount', sum(p.ours), sum(p.theirs), p.cause, list(p.order_id ORDER BY p.order_id)[1:5]
FROM pairs AS p WHERE p.ours <> p.theirs
GROUP BY p.shop, p.platform, p.day, p.cause ORDER BY p.day, p.shop
"""
# Line reports are asked for by the day of placing. taken: the newest one that reaches the order's day.
BARE = """
WITH reach AS (
    SELECT d.shop, d.platform, d.day, bool_or(d.is_full) AS is_full, max(f.as_of) AS taken, bool_or(f.as_of IS NULL) AS untimed
    FROM covered_days AS d JOIN files AS f ON f.file_id = d.file_id
    WHERE d.source = 'order_lines' GROUP BY d.shop, d.platform, d.day
), bare AS (
    SELECT o.shop, o.platform, o.paid_day AS day, o.order_id,
        CASE WHEN NOT r.is_full THEN 'partial' WHEN NOT r.untimed AND o.paid_at > r.taken THEN 'lines_older' END AS cause
    FROM orders AS o
    JOIN reach AS r ON r.shop = o.shop AND r.platform = o.platform AND r.day = o.placed_day
    WHERE o.paid_day IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM order_items AS i WHERE i.shop = o.shop AND i.platform = o.platform AND i.order_id = o.order_id
    )
)
SELECT b.shop, b.platform, b.day, 'orders_without_lines', 0, count(*), b.cause, list(b.order_id ORDER BY b.order_id)[1:5]
FROM bare AS b GROUP BY b.shop, b.platform, b.day, b.cause ORDER BY b.day, b.shop
"""
LOST = """
WITH lost AS (
    SELECT v.shop, v.platform, CAST(coalesce(v.created_at, v.paid_at) AS DATE) AS day, v.order_id
    FROM line_versions AS v
    WHERE v.is_current AND NOT EXISTS (
        SELECT 1 FROM orders AS o WHERE o.shop = v.shop AND o.platform = v.platform AND o.order_id = v.order_id
    )
)
SELECT l.shop, l.platform, l.day, 'lines_without_order', count(*), 0,
    CASE WHEN c.day IS NULL THEN 'order_not_loaded' WHEN NOT c.is_full THEN 'partial' END,
    list(DISTINCT l.order_id ORDER BY l.order_id)[1:5]
FROM lost AS l
LEFT JOIN coverage AS c ON c.source = 'orders' AND c.shop = l.shop AND c.platform = l.platform AND c.day = l.day
GROUP BY l.shop, l.platform, l.day, c.day, c.is_full ORDER BY l.day, l.shop
"""
