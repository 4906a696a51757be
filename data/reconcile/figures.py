"""The core figures of each shop and day, as the page of that day shows them, one row per figure."""

# Metric keys (metrics/catalogue.py) whose past days are watched; `refunds` is read beside them, for the wording.
KEYS = (
    "placed_orders", "placed_amount", "paid_orders", "paid_amount", "paid_buyers", "refund_amount", "net_paid_amount",
    "visitors", "ad_spend", "ad_revenue",
)  # fmt: skip
COUNTS = ("placed_orders", "paid_orders", "paid_buyers", "visitors")

# One row per shop, day and key: the value, which source it is from, and whether that source covers the day to its end.
# Refunds go by the clock that serves the single day (metrics/facts.py, REFUNDED): the first of these that is there.
DAY_FIGURES = """
WITH known AS (
    SELECT c.source AS name, c.shop, c.platform, c.day, bool_or(c.is_full) AS is_full FROM coverage AS c
    GROUP BY c.source, c.shop, c.platform, c.day
), clocks AS (
    SELECT k.shop, k.platform, k.day,
        arg_min(o.clock, o.place) AS source, arg_min(k.is_full, o.place) AS is_full
    FROM known AS k
    JOIN (VALUES ('finished_refunds', 'refunds', 1), ('shop_daily_refunds', 'shop_daily', 2),
        ('assumed_refunds', 'refunds', 3), ('orders', 'order_paid_day', 4)) AS o(name, clock, place) ON o.name = k.name
    GROUP BY k.shop, k.platform, k.day
), refunded AS (
    SELECT c.shop, c.platform, c.day, c.source, c.is_full, coalesce(r.amount, 0) AS amount, coalesce(r.refunds, 0) AS refunds
    FROM clocks AS c
    LEFT JOIN refund_days AS r ON r.shop = c.shop AND r.platform = c.platform AND r.day = c.day AND r.source = c.source
), figures AS (
    SELECT shop, platform, day, 'placed_orders' AS key, orders AS value, source, source AS name FROM placed_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'placed_amount' AS key, amount AS value, source, source AS name FROM placed_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'paid_orders' AS key, orders AS value, source, source AS name FROM paid_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'paid_amount' AS key, amount AS value, source, source AS name FROM paid_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'paid_buyers' AS key, buyers AS value, source, source AS name FROM people_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'visitors' AS key, visitors AS value, 'shop_daily' AS source, 'shop_daily' AS name
    FROM people_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'ad_spend' AS key, spend AS value, source,
        CASE source WHEN 'shop_daily' THEN 'shop_daily' ELSE 'ads' END AS name
    FROM ad_days
    UNION ALL BY NAME
    SELECT shop, platform, day, 'ad_revenue' AS key, revenue AS value, performance_level AS source, 'ad_revenue' AS name
    FROM ad_days
)
SELECT f.shop, f.platform, f.day, f.key, CAST(round(f.value, 2) AS DECIMAL(18, 2)) AS value, f.source, k.is_full
FROM figures AS f
JOIN known AS k ON k.shop = f.shop AND k.platform = f.platform AND k.day = f.day AND k.name = f.name
WHERE f.value IS NOT NULL
UNION ALL
SELECT r.shop, r.platform, r.day, 'refund_amount', CAST(r.amount AS DECIMAL(18, 2)), r.source, r.is_full FROM refunded AS r
UNION ALL
SELECT r.shop, r.platform, r.day, 'refunds', CAST(r.refunds AS DECIMAL(18, 2)), r.source, r.is_full FROM refunded AS r
UNION ALL
SELECT p.shop, p.platform, p.day, 'net_paid_amount', CAST(p.amount - r.amount AS DECIMAL(18, 2)), p.source,
    r.is_full AND k.is_full
FROM paid_days AS p
JOIN refunded AS r ON r.shop = p.shop AND r.platform = p.platform AND r.day = p.day
JOIN known AS k ON k.shop = p.shop AND k.platform = p.platform AND k.day = p.day AND k.name = p.source
WHERE p.amount IS NOT NULL
"""
