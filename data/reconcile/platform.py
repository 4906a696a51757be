"""What orders, refunds and item reports add up to, held against the platform's shop-daily figures."""

from data.reconcile.difference import Difference, found
from data.store import Store


def platform_differences(store: Store) -> list[Difference]:
    """Return where our sums of a day are not the platform's figure of it; only days that both cover."""
    return [
        *found(store, "shop_daily", TRADE),
        *found(store, "shop_daily", REFUNDS),
        *found(store, "items", ITEMS),
    ]


# covered: whether each side's exports of the day were taken after its end.
COVERED = """
ends AS (
    SELECT d.source, d.shop, d.platform, d.day, bool_or(d.is_full) AS is_full FROM covered_days AS d
    GROUP BY d.source, d.shop, d.platform, d.day
)"""
# still_open: orders placed by the end of the day and last seen unpaid before it; what they could add, and how many they are.
TRADE = f"""
WITH {COVERED}, pairs AS (
    SELECT t.shop, t.platform, t.day, k.what,
        CASE k.what WHEN 'paid_amount' THEN t.amount WHEN 'paid_orders' THEN t.orders WHEN 'placed_amount' THEN g.amount
            WHEN 'paid_buyers' THEN CASE WHEN w.source = 'buyers' THEN w.buyers END
            WHEN 'paid_items' THEN CASE WHEN t.items_source = 'order_lines' AND l.day IS NOT NULL THEN t.items END
            WHEN 'placed_buyers' THEN CASE WHEN n.day IS NOT NULL THEN w.placed_buyers END END AS ours,
        CASE k.what WHEN 'paid_amount' THEN p.paid_amount WHEN 'paid_orders' THEN p.paid_orders
            WHEN 'placed_amount' THEN p.placed_amount WHEN 'paid_buyers' THEN p.paid_buyers
            WHEN 'paid_items' THEN p.paid_items ELSE p.placed_buyers END AS theirs
    FROM paid_days AS t
    JOIN platform_days AS p ON p.shop = t.shop AND p.platform = t.platform AND p.day = t.day
    CROSS JOIN (VALUES ('paid_amount'), ('paid_orders'), ('placed_amount'), ('paid_buyers'), ('paid_items'),
        ('placed_buyers')) AS k(what)
    LEFT JOIN placed_days AS g ON g.shop = t.shop AND g.platform = t.platform AND g.day = t.day AND g.source = 'orders'
    LEFT JOIN people_days AS w ON w.shop = t.shop AND w.platform = t.platform AND w.day = t.day
    LEFT JOIN lined_days AS l ON l.shop = t.shop AND l.platform = t.platform AND l.day = t.day
    LEFT JOIN coverage AS n ON n.source = 'placing_buyers' AND n.shop = t.shop AND n.platform = t.platform AND n.day = t.day
    WHERE t.source = 'orders'
), apart AS (
    SELECT p.* FROM pairs AS p WHERE p.ours IS NOT NULL AND p.theirs IS NOT NULL AND abs(p.ours - p.theirs) >= 0.005
), still_open AS (
    SELECT a.shop, a.platform, a.day, count(DISTINCT o.order_id) AS orders, sum(o.gross) AS amount
    FROM (SELECT DISTINCT x.shop, x.platform, x.day FROM apart AS x) AS a
    JOIN order_versions AS o ON o.is_current AND o.shop = a.shop AND o.platform = a.platform AND o.status_rank < 2
        AND CAST(o.created_at AS DATE) BETWEEN a.day - 20 AND a.day AND o.as_of < CAST(a.day + 1 AS TIMESTAMP)
    GROUP BY a.shop, a.platform, a.day
), odd_items AS (
    SELECT i.shop, i.platform, i.paid_day AS day, sum(i.qty) AS items FROM order_items AS i
    WHERE i.is_excluded AND i.paid_day IS NOT NULL GROUP BY i.shop, i.platform, i.paid_day
)
SELECT a.shop, a.platform, a.day, a.what, a.ours, a.theirs,
    CASE WHEN NOT coalesce(e.is_full, TRUE) OR NOT coalesce(d.is_full, TRUE) THEN 'partial'
        WHEN a.what = 'paid_items' AND a.theirs - a.ours = x.items THEN 'excluded'
        WHEN a.what LIKE 'paid%' AND a.theirs > a.ours AND b.day IS NULL THEN 'first_day'
        WHEN a.what = 'paid_amount' AND a.theirs > a.ours AND a.theirs - a.ours <= s.amount THEN 'paid_since'
        WHEN a.what IN ('paid_orders', 'paid_buyers') AND a.theirs > a.ours AND a.theirs - a.ours <= s.orders THEN 'paid_since'
    END, NULL
FROM apart AS a
LEFT JOIN ends AS e ON e.source = 'orders' AND e.shop = a.shop AND e.platform = a.platform AND e.day = a.day
LEFT JOIN ends AS d ON d.source = 'shop_daily' AND d.shop = a.shop AND d.platform = a.platform AND d.day = a.day
LEFT JOIN ends AS b ON b.source = 'orders' AND b.shop = a.shop AND b.platform = a.platform AND b.day = a.day - 1
LEFT JOIN still_open AS s ON s.shop = a.shop AND s.platform = a.platform AND s.day = a.day
LEFT JOIN odd_items AS x ON x.shop = a.shop AND x.platform = a.platform AND x.day = a.day
ORDER BY a.day, a.shop, a.what
"""
REFUNDS = f"""
WITH {COVERED}, starts AS (
    SELECT v.shop, v.platform, CAST(min(v.applied_at) AS DATE) AS first_day FROM refund_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform
), apart AS (
    SELECT p.shop, p.platform, p.day, coalesce(r.amount, 0) AS ours, p.refund_amount AS theirs
    FROM platform_days AS p
    JOIN coverage AS c ON c.source = 'assumed_refunds' AND c.shop = p.shop AND c.platform = p.platform AND c.day = p.day
    LEFT JOIN refund_days AS r ON r.source = 'refunds' AND r.shop = p.shop AND r.platform = p.platform AND r.day = p.day
    WHERE abs(coalesce(r.amount, 0) - p.refund_amount) >= 0.005
), still_open AS (
    SELECT a.shop, a.platform, a.day, sum(v.amount) AS amount
    FROM apart AS a
    JOIN refund_versions AS v ON v.is_current AND v.shop = a.shop AND v.platform = a.platform AND v.finished_at IS NULL
        AND v.applied_at < CAST(a.day + 1 AS TIMESTAMP) AND v.as_of < CAST(a.day + 1 AS TIMESTAMP)
    GROUP BY a.shop, a.platform, a.day
)
SELECT a.shop, a.platform, a.day, 'refund_amount', a.ours, a.theirs,
    CASE WHEN e.day IS NULL THEN 'refunds_range' WHEN NOT e.is_full OR NOT coalesce(d.is_full, TRUE) THEN 'partial'
        WHEN a.theirs > a.ours AND a.day <= f.first_day + 20 THEN 'refunds_before'
        WHEN a.theirs > a.ours AND a.theirs - a.ours <= s.amount THEN 'refunds_open' END, NULL
FROM apart AS a
JOIN starts AS f ON f.shop = a.shop AND f.platform = a.platform
LEFT JOIN ends AS e ON e.source = 'refunds' AND e.shop = a.shop AND e.platform = a.platform AND e.day = a.day
LEFT JOIN ends AS d ON d.source = 'shop_daily' AND d.shop = a.shop AND d.platform = a.platform AND d.day = a.day
LEFT JOIN still_open AS s ON s.shop = a.shop AND s.platform = a.platform AND s.day = a.day
ORDER BY a.day, a.shop
"""
# Item visitors may add up to more than the shop's, never to less than its item visitors, and no item has more than the shop.
ITEMS = f"""
WITH {COVERED}, sums AS (
    SELECT v.shop, v.platform, v.day, sum(v.paid_amount) AS amount, sum(v.paid_items) AS items, sum(v.visitors) AS visitors,
        max(v.visitors) AS most, sum(v.placed_amount) AS placed
    FROM item_day_versions AS v WHERE v.is_current GROUP BY v.shop, v.platform, v.day
), freight AS (
    SELECT o.shop, o.platform, o.paid_day AS day, sum(o.freight_payable) AS amount FROM orders AS o
    WHERE o.paid_day IS NOT NULL GROUP BY o.shop, o.platform, o.paid_day
), pairs AS (
    SELECT s.shop, s.platform, s.day, k.what, s.most, p.visitors AS all_visitors, p.item_visitors,
        CASE k.what WHEN 'paid_amount' THEN s.amount WHEN 'paid_items' THEN s.items ELSE s.visitors END AS ours,
        CASE k.what WHEN 'paid_amount' THEN p.paid_amount WHEN 'paid_items' THEN p.paid_items ELSE p.visitors END AS theirs
    FROM sums AS s
    JOIN platform_days AS p ON p.shop = s.shop AND p.platform = s.platform AND p.day = s.day
    CROSS JOIN (VALUES ('paid_amount'), ('paid_items'), ('visitors')) AS k(what)
)
SELECT a.shop, a.platform, a.day, a.what, a.ours, a.theirs,
    CASE WHEN NOT coalesce(e.is_full, TRUE) OR NOT coalesce(d.is_full, TRUE) THEN 'partial'
        WHEN a.what = 'paid_amount' AND a.theirs - a.ours = f.amount THEN 'freight'
        WHEN a.what = 'visitors' AND a.most <= a.all_visitors AND a.ours >= coalesce(a.item_visitors, a.all_visitors)
            THEN 'item_visitors' END, NULL
FROM pairs AS a
LEFT JOIN ends AS e ON e.source = 'item_daily' AND e.shop = a.shop AND e.platform = a.platform AND e.day = a.day
LEFT JOIN ends AS d ON d.source = 'shop_daily' AND d.shop = a.shop AND d.platform = a.platform AND d.day = a.day
LEFT JOIN freight AS f ON f.shop = a.shop AND f.platform = a.platform AND f.day = a.day
WHERE a.ours IS NOT NULL AND a.theirs IS NOT NULL AND abs(a.ours - a.theirs) >= 0.005
ORDER BY a.day, a.shop, a.what
"""
