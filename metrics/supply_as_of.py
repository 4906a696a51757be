"""Every item as of a day: how fast it sells, what lies there, comes back and is on its way, and on what terms it is ordered."""

from data.text import Text
from metrics.core import Cut, Fact

# What every item sold in the 28 days to the day, on how many days it could sell, and what lay in stock. A day counts for its
# speed if no event was on and the item was not out of stock (a snapshot of nothing, and nothing sold); where every day was an
# event, all count. {shop, platform, day} of the days asked about come from item_sales_days. What is on its way from suppliers is
# what the stock export says, else what the sheet of deliveries awaits.
ITEMS_AS_OF = """
WITH asked AS (
    SELECT f.shop AS shop, f.platform AS platform, f.day AS day FROM item_sales_days AS f WHERE {where}
), marks AS (
    SELECT a.shop AS shop, a.platform AS platform, a.day AS day, d.day AS sold_day,
        CASE WHEN d.day > a.day - 7 THEN 1 ELSE 0 END AS in_week, CASE WHEN e.day IS NULL THEN 1 ELSE 0 END AS is_plain
    FROM asked AS a
    JOIN item_sales_days AS d ON d.shop = a.shop AND d.platform = a.platform AND d.day BETWEEN a.day - 27 AND a.day
    LEFT JOIN (SELECT DISTINCT v.shop AS shop, v.platform AS platform, v.day AS day FROM event_days AS v) AS e
        ON e.shop = d.shop AND e.platform = d.platform AND e.day = d.day
    WHERE d.day BETWEEN {first} - 27 AND {last}
), windows AS (
    SELECT m.shop AS shop, m.platform AS platform, m.day AS day, count(*) AS all_28, sum(m.in_week) AS all_7,
        sum(m.is_plain) AS plain_28, sum(m.is_plain * m.in_week) AS plain_7
    FROM marks AS m GROUP BY m.shop, m.platform, m.day
), sold AS (
    SELECT m.shop AS shop, m.platform AS platform, m.day AS day, i.item AS item, max(i.item_name) AS item_name,
        sum(i.items) AS all_28, sum(i.items * m.in_week) AS all_7, sum(i.items * m.is_plain) AS plain_28,
        sum(i.items * m.is_plain * m.in_week) AS plain_7, max(i.file_id) AS file_id
    FROM marks AS m
    JOIN item_days AS i ON i.shop = m.shop AND i.platform = m.platform AND i.day = m.sold_day
    WHERE NOT i.is_excluded AND i.items > 0 AND i.day BETWEEN {first} - 27 AND {last}
    GROUP BY m.shop, m.platform, m.day, i.item
), outs AS (
    SELECT m.shop AS shop, m.platform AS platform, m.day AS day, s.item AS item, count(*) AS all_28,
        sum(m.in_week) AS all_7, sum(m.is_plain) AS plain_28, sum(m.is_plain * m.in_week) AS plain_7
    FROM marks AS m
    JOIN item_stock_days AS s ON s.shop = m.shop AND s.platform = m.platform AND s.day = m.sold_day
    LEFT JOIN item_days AS i ON i.shop = s.shop AND i.platform = s.platform AND i.day = s.day AND i.item = s.item
    WHERE s.on_hand <= 0 AND coalesce(i.items, 0) = 0 AND s.day BETWEEN {first} - 27 AND {last}
    GROUP BY m.shop, m.platform, m.day, s.item
), held AS (
    SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.item AS item, s.item_name AS item_name,
        s.on_hand AS on_hand, greatest(s.on_hand, 0) AS to_sell, s.inbound AS inbound, s.file_id AS file_id
    FROM item_stock_days AS s
    JOIN asked AS a ON a.shop = s.shop AND a.platform = s.platform AND a.day = s.day
), backs AS (
    SELECT a.shop AS shop, a.platform AS platform, a.day AS day, r.item AS item, sum(r.pieces) AS pieces
    FROM asked AS a
    JOIN returning_goods AS r ON r.shop = a.shop AND r.platform = a.platform
        AND a.day >= r.first_day AND a.day <= r.last_day
    GROUP BY a.shop, a.platform, a.day, r.item
), awaited AS (
    SELECT a.shop AS shop, a.platform AS platform, a.day AS day, d.item AS item, sum(d.ordered_qty) AS pieces
    FROM asked AS a
    JOIN deliveries AS d ON d.shop = a.shop AND d.platform = a.platform
        AND coalesce(d.ordered_day, a.day) <= a.day AND coalesce(d.arrived_day, a.day + 1) > a.day
    GROUP BY a.shop, a.platform, a.day, d.item
), counted AS (
    SELECT coalesce(s.shop, h.shop) AS shop, coalesce(s.platform, h.platform) AS platform, coalesce(s.day, h.day) AS day,
        coalesce(s.item, h.item) AS item, coalesce(s.item_name, h.item_name) AS item_name,
        s.all_28 AS all_28, s.all_7 AS all_7, s.plain_28 AS plain_28, s.plain_7 AS plain_7,
        h.on_hand AS on_hand, h.to_sell AS to_sell, coalesce(h.inbound, t.pieces, l.nothing) AS inbound,
        CASE WHEN h.on_hand IS NOT NULL AND k.day IS NOT NULL THEN coalesce(b.pieces, 0) END AS returning,
        coalesce(h.file_id, s.file_id) AS file_id
    FROM sold AS s
    FULL JOIN held AS h ON h.shop = s.shop AND h.platform = s.platform AND h.day = s.day AND h.item = s.item
    LEFT JOIN backs AS b ON b.shop = h.shop AND b.platform = h.platform AND b.day = h.day AND b.item = h.item
    LEFT JOIN awaited AS t ON t.shop = h.shop AND t.platform = h.platform AND t.day = h.day AND t.item = h.item
    LEFT JOIN (SELECT DISTINCT e.shop AS shop, e.platform AS platform, 0 AS nothing FROM deliveries AS e) AS l
        ON l.shop = h.shop AND l.platform = h.platform
    LEFT JOIN coverage AS k ON k.source = 'returning' AND k.shop = h.shop AND k.platform = h.platform AND k.day = h.day
), speeds AS (
    SELECT c.shop AS shop, c.platform AS platform, c.day AS day, c.item AS item, c.item_name AS item_name,
        c.on_hand AS on_hand, c.to_sell AS to_sell, c.inbound AS inbound, c.returning AS returning,
        c.to_sell + coalesce(c.returning, 0) AS available, c.file_id AS file_id,
        CASE WHEN w.plain_28 > coalesce(o.plain_28, 0) THEN coalesce(c.plain_28, 0) ELSE coalesce(c.all_28, 0) END AS sold_28,
        CASE WHEN w.plain_28 > coalesce(o.plain_28, 0) THEN w.plain_28 - coalesce(o.plain_28, 0)
            ELSE w.all_28 - coalesce(o.all_28, 0) END AS days_28,
        CASE WHEN w.plain_7 > coalesce(o.plain_7, 0) THEN coalesce(c.plain_7, 0) ELSE coalesce(c.all_7, 0) END AS sold_7,
        CASE WHEN w.plain_7 > coalesce(o.plain_7, 0) THEN w.plain_7 - coalesce(o.plain_7, 0)
            ELSE w.all_7 - coalesce(o.all_7, 0) END AS days_7
    FROM counted AS c
    JOIN windows AS w ON w.shop = c.shop AND w.platform = c.platform AND w.day = c.day
    LEFT JOIN outs AS o ON o.shop = c.shop AND o.platform = c.platform AND o.day = c.day AND o.item = c.item
), rated AS (
    SELECT s.*, CASE WHEN s.days_7 > 0 THEN s.sold_7 / CAST(s.days_7 AS DOUBLE) END AS daily_7,
        CASE WHEN s.days_28 > 0 THEN s.sold_28 / CAST(s.days_28 AS DOUBLE) END AS daily_28
    FROM speeds AS s
), judged AS (
    SELECT r.*, coalesce(t.lead_days, 7) AS lead_days, coalesce(t.safety_days, 3) AS safety_days,
        coalesce(t.review_days, 7) AS review_days, coalesce(t.min_order, 0) AS min_order, coalesce(t.pack, 1) AS pack,
        coalesce(t.is_assumed, TRUE) AS is_assumed,
        CASE WHEN r.daily_28 > 0 THEN r.available / r.daily_28 END AS cover_days,
        r.daily_28 * (coalesce(t.lead_days, 7) + coalesce(t.review_days, 7) + coalesce(t.safety_days, 3))
            - r.available - coalesce(r.inbound, 0) AS short_of
    FROM rated AS r
    LEFT JOIN item_terms AS t ON t.shop = r.shop AND t.platform = r.platform AND t.item = r.item
)
SELECT j.shop AS shop, j.platform AS platform, j.day AS day, j.item AS item, j.item_name AS item_name,
    j.sold_7 AS sold_7, j.days_7 AS days_7, j.daily_7 AS daily_7, j.sold_28 AS sold_28, j.days_28 AS days_28,
    j.daily_28 AS daily_28, j.on_hand AS on_hand, j.to_sell AS to_sell,
    j.returning AS returning, j.available AS available, j.inbound AS inbound, j.cover_days AS cover_days,
    j.lead_days AS lead_days, j.safety_days AS safety_days, j.review_days AS review_days, j.is_assumed AS is_assumed,
    CASE WHEN j.cover_days < j.lead_days + j.safety_days THEN 1 WHEN j.on_hand IS NOT NULL THEN 0 END AS is_short,
    -- Rounded first: 3 pieces a day for 7 days are not 22 for a millionth more.
    CASE WHEN j.short_of > 0.000001 THEN greatest(
            CAST(ceil(round(j.short_of / j.pack, 6)) AS BIGINT) * j.pack,
            CAST(ceil(j.min_order / CAST(j.pack AS DOUBLE)) AS BIGINT) * j.pack)
        WHEN j.on_hand IS NOT NULL THEN 0 END AS to_order,
    j.file_id AS file_id
FROM judged AS j
"""
SUPPLY = Fact(
    key="supply",
    label=Text("商品供应", "Supply of goods"),
    clock=Text("截至那一天（区间取最后一天）", "as of the day; of a range, its last day"),
    view="item_sales_days",
    sources=("item_speed",),
    cuts={"item": Cut("item_sales_days", "item", "item_name")},
    relation=ITEMS_AS_OF,
    as_of=True,
)
