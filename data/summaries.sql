-- Summaries: built from the current versions at the end of every load. Pages and metrics read these, never raw lines.
-- Each is opened by a sentence that states its grain. Statements are separated by semicolons and run in order.
-- A comment such as /* touched_days: day = paid_day */ behind a table lets a load renew only the rows that it touched
-- (data/parts.py), /* sums over touched_buyers: ... */ to renew sums by what the touched gave before and give now, /* most over
-- touched_orders: ... */ to raise greatest values to what the touched give now. All such comments of a statement name the same
-- rows; `unless` tables follow that change it beyond them.
-- /* rows only from a, b */: without rows in any of these a statement gives none, whatever else it reads; it is not run then
-- (data/statement.py). Without such a comment that holds of all that it reads.
-- {partial_ad_levels}: the levels of ad reports that hold a part of the advertising only (data/ad_levels.py). {quality_reason}: the
-- usual words of refunds for quality, colour or size (data/return_reasons.py); a shop may set its own (data/overlay.py).

-- One row per source, shop and day that some loaded file covers; is_full: at least one file was taken after the day's end.
CREATE OR REPLACE TABLE coverage AS
SELECT d.source AS source, d.shop AS shop, d.platform AS platform, d.day AS day, bool_or(d.is_full) AS is_full
FROM covered_days AS d
GROUP BY d.source, d.shop, d.platform, d.day;

-- One row per order (parent order) as it stands. amount: before refunds; paid_day is NULL until paid in full. seen_at: the newest
-- export that told of it so, where its time is known.
-- A view: as fast to read as a table of its own, and nothing to write again at every load.
CREATE OR REPLACE VIEW orders AS
SELECT
    v.order_id AS order_id, v.shop AS shop, v.platform AS platform, v.buyer AS buyer,
    v.created_at AS placed_at, CAST(v.created_at AS DATE) AS placed_day,
    coalesce(v.amount_due, v.gross) AS placed_amount,
    v.paid_at AS paid_at, CAST(v.paid_at AS DATE) AS paid_day,
    CASE WHEN v.paid_at IS NOT NULL THEN v.gross END AS amount,
    CASE WHEN v.paid_at IS NOT NULL THEN v.refund_amount END AS refund_amount,
    v.freight_payable AS freight_payable,
    v.status AS order_status, v.status_rank AS status_rank, v.close_reason AS close_reason,
    v.province AS province, v.city AS city, v.shipped_at AS shipped_at, v.confirmed_at AS confirmed_at,
    v.item_title AS item_title, v.item_qty AS item_qty, v.tracking_no AS tracking_no, v.carrier AS carrier,
    v.has_buyer_note AS has_buyer_note, v.has_seller_note AS has_seller_note, v.as_of AS seen_at,
    v.file_id AS file_id, v.line AS line
FROM order_versions AS v
WHERE v.is_current;

-- Days of refund exports that say when a refund was completed: only these can serve the completion clock.
INSERT INTO coverage
SELECT 'finished_refunds' AS source, d.shop AS shop, d.platform AS platform, d.day AS day, bool_or(d.is_full) AS is_full
FROM covered_days AS d
JOIN files AS f ON f.file_id = d.file_id
WHERE d.source = 'refunds' AND contains(concat(',', f.columns, ','), ',finished_at,')
GROUP BY d.shop, d.platform, d.day;

-- A refund export shows its cases, not the range that it was asked for, so its quiet ends can't be told from days that were
-- not asked for. Up to seven days at its ends, and four between two exports, count as asked for where orders are loaded.
INSERT INTO coverage
WITH known AS (
    SELECT c.shop AS shop, c.platform AS platform, c.day AS day,
        lag(c.day) OVER (PARTITION BY c.shop, c.platform ORDER BY c.day) AS earlier,
        lead(c.day) OVER (PARTITION BY c.shop, c.platform ORDER BY c.day) AS later
    FROM coverage AS c
    WHERE c.source = 'finished_refunds'
)
SELECT 'assumed_refunds' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, bool_or(c.is_full) AS is_full
FROM coverage AS c
JOIN known AS k ON k.shop = c.shop AND k.platform = c.platform AND (
    k.day = c.day
    OR (k.earlier IS NULL AND c.day BETWEEN k.day - 7 AND k.day)
    OR (k.later IS NULL AND c.day BETWEEN k.day AND k.day + 7)
    OR (k.later - k.day <= 5 AND c.day BETWEEN k.day AND k.later)
)
WHERE c.source IN ('orders', 'shop_daily', 'finished_refunds')
GROUP BY c.shop, c.platform, c.day;

-- One row per shop, day and platform-counted figure set (生意参谋 店铺日报); only rows of one day.
CREATE OR REPLACE TABLE platform_days AS
SELECT v.* EXCLUDE (block, slot, state_1, state_2, state_3, is_current), v.period_start AS day
FROM shop_day_versions AS v
WHERE v.is_current AND v.period_start = v.period_end;

-- Which figures the shop-daily export has on a day: people choose its columns.
INSERT INTO coverage
SELECT k.source AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM platform_days AS p, (VALUES ('visitors'), ('shop_daily_views'), ('shop_daily_placed'), ('shop_daily_paid'),
    ('shop_daily_orders'), ('shop_daily_refunds'), ('old_buyers')) AS k(source)
WHERE CASE k.source
    WHEN 'visitors' THEN p.visitors IS NOT NULL
    WHEN 'shop_daily_views' THEN p.page_views IS NOT NULL
    WHEN 'shop_daily_placed' THEN p.placed_amount IS NOT NULL
    WHEN 'shop_daily_paid' THEN p.paid_amount IS NOT NULL
    WHEN 'shop_daily_orders' THEN p.paid_amount IS NOT NULL AND p.paid_orders IS NOT NULL
    WHEN 'shop_daily_refunds' THEN p.refund_amount IS NOT NULL
    ELSE p.old_paid_buyers IS NOT NULL AND p.paid_buyers IS NOT NULL END;

-- One row per shop and longer period as the platform itself counted it (its own week or month).
CREATE OR REPLACE TABLE platform_periods AS
SELECT v.* EXCLUDE (block, slot, state_1, state_2, state_3, is_current)
FROM shop_day_versions AS v
WHERE v.is_current AND v.period_start < v.period_end;

-- One row per shop and day: what was placed that day, from orders, else (amount and people only) from the shop-daily export.
CREATE OR REPLACE TABLE placed_days AS
WITH own AS (
    SELECT
        o.shop AS shop, o.platform AS platform, o.placed_day AS day,
        count(*) AS orders, sum(o.placed_amount) AS amount,
        count(*) FILTER (WHERE o.paid_day = o.placed_day) AS same_day_orders,
        count(o.paid_day) AS ever_paid_orders,
        count(*) FILTER (WHERE o.paid_day IS NULL AND o.status_rank < 2) AS open_orders,
        count(*) FILTER (WHERE o.paid_day IS NULL AND o.status_rank = 1) AS deposit_orders, sum(o.amount) AS ever_paid_amount,
        count(*) FILTER (WHERE o.buyer IS NULL) AS nameless_orders, count(o.shipped_at) AS sent_orders
    FROM orders AS o /* touched_days: day = placed_day */
    GROUP BY o.shop, o.platform, o.placed_day
), days AS (
    SELECT shop, platform, day FROM own
    UNION SELECT shop, platform, day FROM coverage WHERE source = 'orders'
    UNION SELECT shop, platform, day FROM platform_days WHERE placed_amount IS NOT NULL
)
SELECT
    d.shop AS shop, d.platform AS platform, d.day AS day,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN 'shop_daily' ELSE 'orders' END AS source,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL ELSE coalesce(w.orders, 0) END AS orders,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN p.placed_amount
        ELSE coalesce(w.amount, 0) END AS amount,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL
        ELSE coalesce(w.same_day_orders, 0) END AS same_day_orders,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL
        ELSE coalesce(w.ever_paid_orders, 0) END AS ever_paid_orders,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL
        ELSE coalesce(w.open_orders, 0) END AS open_orders,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL
        ELSE coalesce(w.deposit_orders, 0) END AS deposit_orders,
    CASE WHEN c.day IS NULL AND p.placed_amount IS NOT NULL THEN NULL
        ELSE coalesce(w.ever_paid_amount, 0) END AS ever_paid_amount,
    w.nameless_orders AS nameless_orders, w.orders - w.nameless_orders AS named_orders, w.sent_orders AS sent_orders
FROM days AS d /* touched_days: day = day */
LEFT JOIN own AS w ON w.shop = d.shop AND w.platform = d.platform AND w.day = d.day
LEFT JOIN coverage AS c ON c.source = 'orders' AND c.shop = d.shop AND c.platform = d.platform AND c.day = d.day
LEFT JOIN platform_days AS p ON p.shop = d.shop AND p.platform = d.platform AND p.day = d.day;

-- Links that are no goods: the words that hold for every shop, and what the shops' own lists add.
DELETE FROM excluded_items WHERE shop IS NOT NULL;
INSERT INTO excluded_items (shop, item_id, word)
SELECT v.shop, v.item_id, v.word FROM excluded_versions AS v WHERE v.is_current;

-- One row per title that stands for one item of the shop: what names an order line without an item's id.
CREATE OR REPLACE VIEW item_titles_now AS
SELECT v.shop AS shop, v.platform AS platform, v.title AS title, min(v.item_id) AS item_id
FROM item_day_versions AS v
WHERE v.is_current AND v.title IS NOT NULL
GROUP BY v.shop, v.platform, v.title
HAVING min(v.item_id) = max(v.item_id);
CREATE OR REPLACE TABLE item_titles AS SELECT t.* FROM item_titles_now AS t /* touched_titles: title = title */;

-- One row per order line as it stands, with its order's clocks; item: the platform's item id, else its title.
CREATE OR REPLACE TABLE order_items AS /* rows only from line_versions */
SELECT
    v.shop AS shop, v.platform AS platform, v.order_id AS order_id, v.sub_order_id AS sub_order_id,
    coalesce(v.item_id, k.item_id, v.title, v.seller_sku) AS item, v.title AS item_name,
    v.sku_text AS sku_text, v.seller_sku AS seller_sku, v.qty AS qty,
    v.unit_price * v.qty AS list_amount, v.goods_payable AS amount,
    CASE WHEN v.goods_payable IS NOT NULL THEN greatest(v.unit_price * v.qty - v.goods_payable, 0) END AS discount,
    coalesce(v.refund_amount, 0) AS refund_amount,
    CAST(coalesce(o.placed_at, v.created_at) AS DATE) AS placed_day,
    CAST(CASE WHEN o.order_id IS NOT NULL THEN o.paid_at
        WHEN v.status_rank >= 2 THEN v.paid_at END AS DATE) AS paid_day,
    o.buyer AS buyer,
    EXISTS (
        SELECT 1 FROM excluded_items AS x
        WHERE (x.shop IS NULL OR x.shop = v.shop)
            AND (x.item_id = v.item_id OR (x.word IS NOT NULL AND contains(coalesce(v.title, ''), x.word)))
    ) AS is_excluded,
    v.file_id AS file_id, v.line AS line
FROM line_versions AS v /* touched_orders: order_id = order_id */
LEFT JOIN orders AS o ON o.shop = v.shop AND o.platform = v.platform AND o.order_id = v.order_id
LEFT JOIN item_titles AS k ON k.shop = v.shop AND k.platform = v.platform AND k.title = v.title
WHERE v.is_current;

-- One row per shop and day on which a paid order has no lines.
CREATE OR REPLACE TABLE bare_days AS
SELECT DISTINCT o.shop AS shop, o.platform AS platform, o.paid_day AS day
FROM orders AS o /* touched_days: day = paid_day */
WHERE o.paid_day IS NOT NULL AND NOT EXISTS (
    -- A line has its order's pay day.
    SELECT 1 FROM order_items AS i /* touched_days: day = paid_day */
    WHERE i.shop = o.shop AND i.platform = o.platform AND i.order_id = o.order_id
);

-- One row per shop and day of the order-line export on which every paid order has its lines: what only some orders' lines
-- add up to is no figure of the day.
CREATE OR REPLACE TABLE lined_days AS
SELECT c.shop AS shop, c.platform AS platform, c.day AS day
FROM coverage AS c
LEFT JOIN bare_days AS b ON b.shop = c.shop AND b.platform = c.platform AND b.day = c.day
WHERE c.source = 'order_lines' AND b.day IS NULL;

-- One row per shop and day: what was paid that day, from orders, else from the shop-daily export.
-- items come from order lines where each paid order has them, else from the shop-daily export.
CREATE OR REPLACE TABLE paid_days AS
WITH own AS (
    SELECT
        o.shop AS shop, o.platform AS platform, o.paid_day AS day,
        count(*) AS orders, sum(o.amount) AS amount,
        CASE WHEN count(*) = count(o.refund_amount) THEN count(*) FILTER (WHERE o.refund_amount > 0) END AS refunded_orders,
        CASE WHEN count(*) = count(o.refund_amount) THEN sum(o.refund_amount) END AS refund_amount,
        count(*) FILTER (WHERE o.buyer IS NULL) AS nameless_orders
    FROM orders AS o /* touched_days: day = paid_day */
    WHERE o.paid_day IS NOT NULL
    GROUP BY o.shop, o.platform, o.paid_day
), pieces AS (
    SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, sum(i.qty) AS items
    FROM order_items AS i /* touched_days: day = paid_day */
    WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded
    GROUP BY i.shop, i.platform, i.paid_day
), days AS (
    SELECT shop, platform, day FROM own
    UNION SELECT shop, platform, day FROM pieces
    UNION SELECT shop, platform, day FROM lined_days
    UNION SELECT shop, platform, day FROM coverage WHERE source = 'orders'
    UNION SELECT shop, platform, day FROM platform_days WHERE paid_amount IS NOT NULL OR paid_items IS NOT NULL
), basis AS (
    SELECT d.shop AS shop, d.platform AS platform, d.day AS day,
        CASE WHEN c.day IS NOT NULL THEN 'orders' WHEN p.paid_amount IS NOT NULL THEN 'shop_daily'
            WHEN w.day IS NOT NULL THEN 'orders' END AS source
    FROM days AS d /* touched_days: day = day */
    LEFT JOIN own AS w ON w.shop = d.shop AND w.platform = d.platform AND w.day = d.day
    LEFT JOIN coverage AS c ON c.source = 'orders' AND c.shop = d.shop AND c.platform = d.platform AND c.day = d.day
    LEFT JOIN platform_days AS p ON p.shop = d.shop AND p.platform = d.platform AND p.day = d.day
)
SELECT
    b.shop AS shop, b.platform AS platform, b.day AS day, b.source AS source,
    CASE b.source WHEN 'orders' THEN coalesce(w.orders, 0) WHEN 'shop_daily' THEN p.paid_orders END AS orders,
    CASE b.source WHEN 'orders' THEN coalesce(w.amount, 0) WHEN 'shop_daily' THEN p.paid_amount END AS amount,
    CASE WHEN b.source = 'orders' AND w.day IS NULL THEN 0 WHEN b.source = 'orders' THEN w.refunded_orders END
        AS refunded_orders,
    CASE WHEN b.source = 'orders' AND w.day IS NULL THEN 0 WHEN b.source = 'orders' THEN w.refund_amount END
        AS refund_amount,
    CASE WHEN l.day IS NOT NULL THEN coalesce(s.items, 0) ELSE coalesce(p.paid_items, s.items) END AS items,
    CASE WHEN l.day IS NOT NULL OR p.paid_items IS NULL THEN 'order_lines' ELSE 'shop_daily' END AS items_source,
    p.paid_amount AS platform_amount, p.paid_orders AS platform_orders, w.nameless_orders AS nameless_orders
FROM basis AS b
LEFT JOIN own AS w ON w.shop = b.shop AND w.platform = b.platform AND w.day = b.day
LEFT JOIN pieces AS s ON s.shop = b.shop AND s.platform = b.platform AND s.day = b.day
LEFT JOIN lined_days AS l ON l.shop = b.shop AND l.platform = b.platform AND l.day = b.day
LEFT JOIN platform_days AS p ON p.shop = b.shop AND p.platform = b.platform AND p.day = b.day;

-- Days on which every paid order tells its refund: an order export can come without that column.
INSERT INTO coverage
SELECT 'order_refunds' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, c.is_full AS is_full
FROM coverage AS c
JOIN paid_days AS t ON t.shop = c.shop AND t.platform = c.platform AND t.day = c.day
WHERE c.source = 'orders' AND t.source = 'orders' AND t.refund_amount IS NOT NULL;

INSERT INTO coverage
SELECT 'pieces' AS source, d.shop AS shop, d.platform AS platform, d.day AS day, TRUE AS is_full
FROM paid_days AS d
LEFT JOIN lined_days AS l ON l.shop = d.shop AND l.platform = d.platform AND l.day = d.day
WHERE l.day IS NOT NULL OR d.items_source = 'shop_daily';

-- One row per buyer of a shop: the whole history that is loaded. second_paid_day: the first pay day after the first one.
-- file_id, line: where the first payment stands (the later row of two in one second).
-- payments: every paid order as one whole number, the earliest first: days since 2000-01-01 times 2^48, plus 2^47 where some of
-- it was refunded, plus 2^46 and the cents paid less those refunded. One list of numbers costs a third of two lists, or one of
-- structs; with it nothing about buyers over time has to look for their orders again. Money of so few digits times 100 stays within
-- 64 bits, which takes a fifth of the time: cells hold less than 100 billion yuan (data/cells.sql), and garbled ones that were
-- loaded before that rule stop at 700 billion, which fits.
CREATE OR REPLACE TABLE buyers AS
WITH paid AS (
    SELECT o.shop AS shop, o.platform AS platform, o.buyer AS buyer, count(*) AS orders, sum(o.amount) AS amount,
        sum(o.refund_amount) AS refund_amount,
        -- One whole number of moment, file and line: twice as fast as asking for the file and the line of the first moment.
        min((CAST(epoch_us(o.paid_at) AS HUGEINT) * 4294967296 + o.file_id) * 4294967296 + o.line) AS first_row,
        list_sort(list(CAST(o.paid_day - DATE '2000-01-01' AS BIGINT) * 281474976710656
            + CASE WHEN o.refund_amount > 0 THEN 140737488355328 ELSE 0 END + 70368744177664
            + CAST((CAST(least(coalesce(o.amount, 0), 700000000000) AS DECIMAL(14, 2))
                - CAST(least(coalesce(o.refund_amount, 0), 700000000000) AS DECIMAL(14, 2)))
                * CAST(100 AS DECIMAL(3, 0)) AS BIGINT))) AS payments
    FROM orders AS o /* touched_buyers: buyer = buyer */
    WHERE o.paid_day IS NOT NULL AND o.buyer IS NOT NULL
    GROUP BY o.shop, o.platform, o.buyer
)
SELECT p.shop AS shop, p.platform AS platform, p.buyer AS buyer,
    DATE '2000-01-01' + CAST(p.payments[1] >> 48 AS INTEGER) AS first_paid_day,
    DATE '2000-01-01' + CAST(CASE WHEN p.payments[2] >> 48 > p.payments[1] >> 48 THEN p.payments[2]
        WHEN p.payments[-1] >> 48 > p.payments[1] >> 48
            THEN list_filter(p.payments, lambda payment: payment >> 48 > p.payments[1] >> 48)[1] END >> 48 AS INTEGER) AS second_paid_day,
    DATE '2000-01-01' + CAST(p.payments[-1] >> 48 AS INTEGER) AS last_paid_day,
    p.orders AS orders, p.amount AS amount, p.refund_amount AS refund_amount,
    CAST((p.first_row >> 32) & 4294967295 AS INTEGER) AS file_id, CAST(p.first_row & 4294967295 AS INTEGER) AS line,
    p.payments AS payments
FROM paid AS p;

-- One row per shop, pay day, the same buyers' pay day before it and the one before that: how many buyers paid on that day, and in
-- how many orders. A buyer's later orders of a day stand apart, with that very day as the one before, and no buyers. Who paid in
-- a span of days, how often, and who had paid before, is added up from these rows (metrics/summed.py) instead of being counted:
-- a buyer is new to the span on the one day whose day before lies outside.
-- is_double, was_double: these buyers paid more than one order on the day, on the one before. refunded_buyers: buyers of refunded
-- orders, in rows of their own, in which only such orders and their days count.
CREATE OR REPLACE TABLE buyer_steps AS
WITH known AS (
    SELECT b.shop AS shop, b.platform AS platform, b.first_paid_day AS first_paid_day, b.orders AS orders,
        b.refund_amount AS refund_amount, b.payments AS payments
    FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of orders, buyers, refunded_buyers */
), told AS (
    -- By places, which takes half the time of lists shifted by one and two. The place before the first is empty, the one before that
    -- would be the last.
    SELECT p.shop AS shop, p.platform AS platform, p.days AS days, p.days[p.place] AS day, p.days[p.place - 1] AS previous_day,
        CASE WHEN p.place > 2 THEN p.days[p.place - 2] END AS earlier_day, p.days[p.place + 1] AS next_day
    FROM (
        SELECT d.shop AS shop, d.platform AS platform, d.days AS days, unnest(range(1, len(d.days) + 1)) AS place
        FROM (
            SELECT k.shop AS shop, k.platform AS platform,
                list_transform(k.payments, lambda payment: CAST(payment >> 48 AS INTEGER)) AS days
            FROM known AS k WHERE k.orders > 1
        ) AS d
    ) AS p
), returned AS (
    SELECT d.shop AS shop, d.platform AS platform, unnest(d.days) AS day, unnest(list_prepend(NULL, d.days[:-2])) AS previous_day
    FROM (
        SELECT k.shop AS shop, k.platform AS platform,
            list_transform(list_filter(k.payments, lambda payment: payment & 140737488355328 > 0),
                lambda payment: CAST(payment >> 48 AS INTEGER)) AS days
        FROM known AS k WHERE k.refund_amount > 0
    ) AS d
), steps AS (
    SELECT t.shop AS shop, t.platform AS platform, t.day AS day, t.previous_day AS previous_day,
        -- Where the day before had several orders, the one before that has to be looked for.
        CASE WHEN t.previous_day = t.day THEN NULL
            WHEN t.earlier_day = t.previous_day THEN list_filter(t.days, lambda day: day < t.previous_day)[-1]
            ELSE t.earlier_day END AS earlier_day,
        coalesce(t.next_day = t.day AND t.previous_day IS DISTINCT FROM t.day, FALSE) AS is_double,
        coalesce(t.earlier_day = t.previous_day AND t.previous_day < t.day, FALSE) AS was_double,
        1 AS orders, CASE WHEN t.previous_day = t.day THEN 0 ELSE 1 END AS buyers, 0 AS refunded_buyers
    FROM told AS t
    UNION ALL
    -- Most buyers have bought once.
    SELECT k.shop, k.platform, k.first_paid_day - DATE '2000-01-01', NULL, NULL, FALSE, FALSE, count(*), count(*), 0
    FROM known AS k WHERE k.orders = 1
    GROUP BY k.shop, k.platform, k.first_paid_day
    UNION ALL
    SELECT r.shop, r.platform, r.day, r.previous_day, NULL, FALSE, FALSE, 0, 0, 1
    FROM returned AS r WHERE r.previous_day IS DISTINCT FROM r.day
)
SELECT s.shop AS shop, s.platform AS platform, DATE '2000-01-01' + CAST(s.day AS INTEGER) AS day,
    DATE '2000-01-01' + s.previous_day AS previous_day, DATE '2000-01-01' + s.earlier_day AS earlier_day,
    s.is_double AS is_double, s.was_double AS was_double, CAST(sum(s.orders) AS BIGINT) AS orders,
    CAST(sum(s.buyers) AS BIGINT) AS buyers, CAST(sum(s.refunded_buyers) AS BIGINT) AS refunded_buyers
FROM steps AS s
GROUP BY s.shop, s.platform, s.day, s.previous_day, s.earlier_day, s.is_double, s.was_double;

-- One row per shop and day on which orders were paid, or placed: how many people they are of.
CREATE OR REPLACE VIEW day_payers AS
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, CAST(sum(s.buyers) AS BIGINT) AS buyers
FROM buyer_steps AS s
WHERE s.buyers > 0
GROUP BY s.shop, s.platform, s.day;
CREATE OR REPLACE TABLE day_placers AS
SELECT o.shop AS shop, o.platform AS platform, o.placed_day AS day, count(DISTINCT o.buyer) AS buyers
FROM orders AS o /* touched_days: day = placed_day */
GROUP BY o.shop, o.platform, o.placed_day;

-- Days on which every paid order names its buyer, and those on which every order placed does, in shops whose orders name buyers at
-- all: only there can buyers be counted from orders.
INSERT INTO coverage
SELECT k.source AS source, c.shop AS shop, c.platform AS platform, c.day AS day, c.is_full AS is_full
FROM coverage AS c
JOIN (
    SELECT d.shop AS shop, d.platform AS platform, sum(d.named_orders) AS named_orders FROM placed_days AS d
    GROUP BY d.shop, d.platform
) AS n ON n.shop = c.shop AND n.platform = c.platform AND n.named_orders > 0
JOIN (
    SELECT 'buyers' AS source, t.shop AS shop, t.platform AS platform, t.day AS day, t.nameless_orders AS nameless_orders
    FROM paid_days AS t
    UNION ALL
    SELECT 'placing_buyers', d.shop, d.platform, d.day, d.nameless_orders FROM placed_days AS d
) AS k ON k.shop = c.shop AND k.platform = c.platform AND k.day = c.day AND coalesce(k.nameless_orders, 0) = 0
WHERE c.source = 'orders';

-- One row per shop and day: people of that day. Buyers from orders where every order names its buyer, else the platform's.
-- amount is the money of the same source, so that amount / buyers is of one source.
CREATE OR REPLACE TABLE people_days AS
WITH days AS (
    SELECT shop, platform, day FROM platform_days
    UNION SELECT shop, platform, day FROM coverage WHERE source IN ('buyers', 'placing_buyers')
)
SELECT
    d.shop AS shop, d.platform AS platform, d.day AS day,
    p.visitors AS visitors, p.page_views AS page_views,
    p.cart_buyers AS cart_buyers, p.favourite_buyers AS favourite_buyers,
    CASE WHEN n.day IS NOT NULL THEN coalesce(g.buyers, 0) ELSE p.placed_buyers END AS placed_buyers,
    p.old_paid_buyers AS old_buyers,
    p.paid_buyers AS platform_buyers, p.paid_amount AS platform_amount, p.file_id AS file_id, p.line AS line,
    CASE WHEN c.day IS NOT NULL THEN 'buyers' WHEN p.paid_buyers IS NOT NULL THEN 'shop_daily' END AS source,
    CASE WHEN c.day IS NOT NULL THEN coalesce(w.buyers, 0) ELSE p.paid_buyers END AS buyers,
    CASE WHEN c.day IS NOT NULL THEN coalesce(t.amount, 0) WHEN p.paid_buyers IS NOT NULL THEN p.paid_amount END AS amount
FROM days AS d
LEFT JOIN platform_days AS p ON p.shop = d.shop AND p.platform = d.platform AND p.day = d.day
LEFT JOIN coverage AS c ON c.source = 'buyers' AND c.shop = d.shop AND c.platform = d.platform AND c.day = d.day
LEFT JOIN coverage AS n ON n.source = 'placing_buyers' AND n.shop = d.shop AND n.platform = d.platform AND n.day = d.day
LEFT JOIN day_payers AS w ON w.shop = d.shop AND w.platform = d.platform AND w.day = d.day
LEFT JOIN day_placers AS g ON g.shop = d.shop AND g.platform = d.platform AND g.day = d.day
LEFT JOIN paid_days AS t ON t.shop = d.shop AND t.platform = d.platform AND t.day = d.day;

-- One row per refund of a paid order that the export tells as completed, dated by the order's payment: how a day's refunds filled up.
CREATE OR REPLACE TABLE refund_times AS /* rows only from refund_versions */
WITH paid AS MATERIALIZED (
    SELECT o.shop AS shop, o.platform AS platform, o.order_id AS order_id, o.paid_day AS paid_day
    FROM orders AS o /* touched_refunds: order_id = order_id */
    WHERE o.paid_day IS NOT NULL
)
SELECT v.shop AS shop, v.platform AS platform, p.paid_day AS day, v.order_id AS order_id, v.refund_id AS refund_id,
    v.finished_at AS finished_at, v.amount AS amount
FROM refund_versions AS v /* touched_refunds: refund_id = refund_id */
JOIN paid AS p ON p.shop = v.shop AND p.platform = v.platform AND p.order_id = v.order_id
WHERE v.is_current AND v.is_success AND v.finished_at IS NOT NULL
ORDER BY p.paid_day;

-- One row per shop, day and clock of refunds: 'refunds' (export, by completion), 'shop_daily' (the platform's sum of the
-- day), 'order_paid_day' (the order file's refund on the order's pay day). They tell of the same money: one is used.
CREATE OR REPLACE TABLE refund_days AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.finished_at AS DATE) AS day, 'refunds' AS source,
    count(*) AS refunds, sum(v.amount) AS amount
FROM refund_versions AS v
WHERE v.is_current AND v.is_success AND v.finished_at IS NOT NULL
GROUP BY v.shop, v.platform, CAST(v.finished_at AS DATE)
UNION ALL
SELECT p.shop AS shop, p.platform AS platform, p.day AS day, 'shop_daily' AS source,
    NULL AS refunds, p.refund_amount AS amount
FROM platform_days AS p
WHERE p.refund_amount IS NOT NULL
UNION ALL
SELECT t.shop AS shop, t.platform AS platform, t.day AS day, 'order_paid_day' AS source,
    t.refunded_orders AS refunds, t.refund_amount AS amount
FROM paid_days AS t
WHERE t.source = 'orders';

-- One row per current ad row, what 全站推广 sold kept apart: its sales hold free traffic, so they are never totalled with paid
-- scenes (site_ columns); its spend, impressions and clicks stay in the totals.
CREATE OR REPLACE VIEW ad_current AS
SELECT
    v.* EXCLUDE (block, slot, state_1, state_2, state_3, is_current, revenue, direct_revenue, indirect_revenue,
        net_revenue, orders),
    CASE WHEN NOT s.is_site THEN v.spend END AS paid_spend,
    CASE WHEN NOT s.is_site THEN v.clicks END AS paid_clicks,
    CASE WHEN NOT s.is_site THEN v.revenue END AS revenue,
    CASE WHEN NOT s.is_site THEN v.direct_revenue END AS direct_revenue,
    CASE WHEN NOT s.is_site THEN v.indirect_revenue END AS indirect_revenue,
    CASE WHEN NOT s.is_site THEN v.net_revenue END AS net_revenue,
    CASE WHEN NOT s.is_site THEN v.orders END AS orders,
    CASE WHEN s.is_site THEN v.spend END AS site_spend,
    CASE WHEN s.is_site THEN v.revenue END AS site_revenue,
    CASE WHEN s.is_site THEN v.orders END AS site_orders
FROM ad_versions AS v
JOIN (
    SELECT TRUE AS is_site UNION ALL SELECT FALSE
) AS s ON s.is_site = (contains(coalesce(v.scene, ''), '全站') OR contains(coalesce(v.campaign, ''), '全站推广'))
WHERE v.is_current;

-- One row per current ad row of the one attribution window that is read for its report, day and plan (15 days, else not
-- stated, else others), so that windows never add up and a plan that other advertisers sold, without a window, keeps its spend.
CREATE OR REPLACE TABLE ad_rows AS
SELECT v.*
FROM ad_current AS v
QUALIFY dense_rank() OVER (
    PARTITION BY v.shop, v.platform, v.level, v.day, coalesce(v.campaign_id, '')
    ORDER BY CASE coalesce(v.window_days, -1) WHEN 15 THEN 0 WHEN -1 THEN 1 WHEN 30 THEN 2 WHEN 7 THEN 3 WHEN 3 THEN 4
        ELSE 5 END, v.window_days
) = 1;

-- One row per shop, day and report level: the sums of its ad rows.
CREATE OR REPLACE TABLE ad_level_days AS /* rows only from ad_rows */
SELECT
    r.shop AS shop, r.platform AS platform, r.day AS day, r.level AS level, max(r.window_days) AS window_days,
    sum(r.impressions) AS impressions, sum(r.clicks) AS clicks, sum(r.spend) AS spend,
    coalesce(sum(r.paid_clicks), CASE WHEN count(r.clicks) > 0 THEN 0 END) AS paid_clicks,
    coalesce(sum(r.paid_spend), CASE WHEN count(r.spend) > 0 THEN 0 END) AS paid_spend,
    coalesce(sum(r.revenue), CASE WHEN count(r.site_revenue) > 0 THEN 0 END) AS revenue,
    sum(r.direct_revenue) AS direct_revenue, sum(r.indirect_revenue) AS indirect_revenue,
    coalesce(sum(r.orders), CASE WHEN count(r.site_orders) > 0 THEN 0 END) AS orders,
    sum(r.site_spend) AS site_spend, sum(r.site_revenue) AS site_revenue,
    sum(r.carts) AS carts, sum(r.favourites) AS favourites, sum(r.new_buyers) AS new_buyers,
    -- what was spent on rows of reports that came without their revenue
    sum(CASE WHEN r.revenue IS NULL AND n.file_id IS NOT NULL THEN r.paid_spend END) AS unsold_spend
FROM ad_rows AS r
LEFT JOIN (
    SELECT f.file_id AS file_id FROM files AS f WHERE NOT contains(concat(',', f.columns, ','), ',revenue,')
) AS n ON n.file_id = r.file_id
GROUP BY r.shop, r.platform, r.day, r.level;

-- One row per entry of the cost sheet and day of its period: the sum spread over the days to the cent, so that the days add
-- up to what was entered.
CREATE OR REPLACE TABLE entered_costs AS
WITH entries AS (
    SELECT c.shop AS shop, c.platform AS platform, c.cost AS cost, c.note AS note, c.file_id AS file_id, c.line AS line,
        c.period_start AS period_start, c.period_end AS period_end, CAST(c.amount * 100 AS BIGINT) AS cents,
        datediff('day', c.period_start, c.period_end) + 1 AS days
    FROM cost_versions AS c
    WHERE c.is_current AND c.cost <> 'freight_per_order'
), spread AS (
    SELECT e.*, CAST(g.day AS DATE) AS day, datediff('day', e.period_start, CAST(g.day AS DATE)) AS place
    FROM entries AS e,
        generate_series(CAST(e.period_start AS TIMESTAMP), CAST(e.period_end AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
)
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.cost AS cost, s.note AS note,
    -- As many decimals as ad money has: beside fewer, DuckDB would round what the ad reports say.
    CAST(CAST((s.cents * (s.place + 1)) // s.days - (s.cents * s.place) // s.days AS DECIMAL(18, 0))
        * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(27, 9)) AS amount,
    s.file_id AS file_id, s.line AS line
FROM spread AS s;

-- One row per shop and day: ad performance and spend, each from one report level (levels of the same spend never add up). A
-- report by benefit (权益) or keyword pack (词包) holds a part of the advertising only and stands for no day.
-- Spend: the first of campaign, account, scene and finer reports, else the spend list, else the shop-daily export, else
-- what the cost sheet says of ads.
CREATE OR REPLACE TABLE ad_days AS /* rows only from ad_level_days, ad_spend_versions, platform_days, entered_costs */
WITH ordered AS (
    SELECT l.*, CASE l.level WHEN 'campaign' THEN 1 WHEN 'account' THEN 2 WHEN 'scene' THEN 3 WHEN 'unit' THEN 4
        WHEN 'item' THEN 5 WHEN 'region' THEN 6 WHEN 'hour' THEN 7 WHEN 'goal' THEN 8 WHEN 'audience' THEN 9
        WHEN 'creative' THEN 10 WHEN 'placement' THEN 11 ELSE 12 END AS place
    FROM ad_level_days AS l
    WHERE l.level NOT IN {partial_ad_levels}
), performance AS (
    SELECT * FROM ordered WHERE impressions IS NOT NULL OR clicks IS NOT NULL OR revenue IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY shop, platform, day ORDER BY place) = 1
), reported AS (
    SELECT shop, platform, day, spend, paid_spend, level FROM ordered WHERE spend IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY shop, platform, day ORDER BY place) = 1
), listed AS (
    SELECT v.shop AS shop, v.platform AS platform, v.day AS day, sum(v.spend) AS spend
    FROM ad_spend_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform, v.day
), platform_spend AS (
    SELECT p.shop AS shop, p.platform AS platform, p.day AS day,
        coalesce(p.ad_keyword_spend, 0) + coalesce(p.ad_audience_spend, 0) + coalesce(p.ad_scene_spend, 0)
        + coalesce(p.ad_site_spend, 0) AS spend
    FROM platform_days AS p
    WHERE coalesce(p.ad_keyword_spend, p.ad_audience_spend, p.ad_scene_spend, p.ad_site_spend) IS NOT NULL
), entered AS (
    SELECT e.shop AS shop, e.platform AS platform, e.day AS day, sum(e.amount) AS spend
    FROM entered_costs AS e WHERE e.cost = 'ads'
    GROUP BY e.shop, e.platform, e.day
), days AS (
    SELECT shop, platform, day FROM performance
    UNION SELECT shop, platform, day FROM reported
    UNION SELECT shop, platform, day FROM listed
    UNION SELECT shop, platform, day FROM platform_spend
    UNION SELECT shop, platform, day FROM entered
    UNION SELECT shop, platform, day FROM coverage WHERE source = 'ads'
)
SELECT
    d.shop AS shop, d.platform AS platform, d.day AS day,
    f.impressions AS impressions, f.clicks AS clicks, f.revenue AS revenue,
    f.direct_revenue AS direct_revenue, f.indirect_revenue AS indirect_revenue, f.orders AS orders,
    f.carts AS carts, f.favourites AS favourites, f.new_buyers AS new_buyers, f.window_days AS window_days,
    f.level AS performance_level, f.paid_clicks AS paid_clicks, f.unsold_spend AS unsold_spend,
    f.site_spend AS site_spend, f.site_revenue AS site_revenue,
    coalesce(r.paid_spend, l.spend, s.spend, e.spend, CASE WHEN c.day IS NOT NULL THEN 0 END) AS paid_spend,
    coalesce(r.spend, l.spend, s.spend, e.spend, CASE WHEN c.day IS NOT NULL THEN 0 END) AS spend,
    CASE WHEN r.spend IS NOT NULL THEN r.level WHEN l.spend IS NOT NULL THEN 'spend_list'
        WHEN s.spend IS NOT NULL THEN 'shop_daily' WHEN e.spend IS NOT NULL THEN 'entered' ELSE 'quiet' END AS source
FROM days AS d
LEFT JOIN performance AS f ON f.shop = d.shop AND f.platform = d.platform AND f.day = d.day
LEFT JOIN reported AS r ON r.shop = d.shop AND r.platform = d.platform AND r.day = d.day
LEFT JOIN listed AS l ON l.shop = d.shop AND l.platform = d.platform AND l.day = d.day
LEFT JOIN platform_spend AS s ON s.shop = d.shop AND s.platform = d.platform AND s.day = d.day
LEFT JOIN entered AS e ON e.shop = d.shop AND e.platform = d.platform AND e.day = d.day
LEFT JOIN coverage AS c ON c.source = 'ads' AND c.shop = d.shop AND c.platform = d.platform AND c.day = d.day;

INSERT INTO coverage
SELECT k.source AS source, a.shop AS shop, a.platform AS platform, a.day AS day, TRUE AS is_full
FROM ad_days AS a, (VALUES ('ad_spend'), ('ad_performance'), ('ad_sales'), ('ad_sales_count'), ('ad_site'), ('ad_carts'),
    ('ad_new_buyers'), ('ad_sales_partly')) AS k(source)
WHERE CASE k.source
    WHEN 'ad_spend' THEN a.spend IS NOT NULL
    WHEN 'ad_sales' THEN a.revenue IS NOT NULL
    WHEN 'ad_sales_count' THEN a.orders IS NOT NULL
    WHEN 'ad_site' THEN a.site_revenue IS NOT NULL
    WHEN 'ad_carts' THEN a.carts IS NOT NULL
    WHEN 'ad_new_buyers' THEN a.new_buyers IS NOT NULL
    WHEN 'ad_sales_partly' THEN a.revenue IS NOT NULL AND a.unsold_spend > 0
    ELSE coalesce(a.impressions, a.clicks) IS NOT NULL OR a.revenue IS NOT NULL END;

-- One row per shop and day: postage that the shop bore: entered sums, else freight per order on paid orders less what the
-- buyer paid for it.
CREATE OR REPLACE TABLE postage_days AS /* rows only from cost_versions */
WITH entered AS (
    SELECT e.shop AS shop, e.platform AS platform, e.day AS day, sum(e.amount) AS amount
    FROM entered_costs AS e /* touched_days: day = day, unless cost_versions */ WHERE e.cost = 'postage'
    GROUP BY e.shop, e.platform, e.day
), rates AS (
    SELECT d.shop AS shop, d.platform AS platform, d.day AS day, c.amount AS rate
    FROM paid_days AS d /* touched_days: day = day, unless cost_versions */
    JOIN cost_versions AS c ON c.is_current AND c.cost = 'freight_per_order' AND c.shop = d.shop
        AND c.platform = d.platform AND c.period_start <= d.day
    QUALIFY row_number() OVER (PARTITION BY d.shop, d.platform, d.day ORDER BY c.period_start DESC, c.line DESC) = 1
), borne AS (
    SELECT r.shop AS shop, r.platform AS platform, r.day AS day,
        CASE WHEN any_value(t.source) = 'orders'
            THEN coalesce(sum(CASE WHEN o.order_id IS NOT NULL
                THEN greatest(r.rate - coalesce(o.freight_payable, 0), 0) END), 0)
            ELSE any_value(r.rate * t.orders) END AS amount, any_value(r.rate) AS rate
    FROM rates AS r
    JOIN paid_days AS t ON t.shop = r.shop AND t.platform = r.platform AND t.day = r.day
    LEFT JOIN (
        SELECT p.* FROM orders AS p /* touched_days: day = paid_day, unless cost_versions */
    ) AS o ON o.shop = r.shop AND o.platform = r.platform AND o.paid_day = r.day
    GROUP BY r.shop, r.platform, r.day
)
SELECT coalesce(e.shop, b.shop) AS shop, coalesce(e.platform, b.platform) AS platform, coalesce(e.day, b.day) AS day,
    coalesce(e.amount, b.amount) AS amount,
    CASE WHEN e.day IS NOT NULL THEN 'entered' ELSE 'freight_per_order' END AS source, b.rate AS rate
FROM entered AS e
FULL JOIN borne AS b ON b.shop = e.shop AND b.platform = e.platform AND b.day = e.day;

-- One row per shop and day: discounts that the shop bore: entered sums, else list price less what was payable, over paid
-- order lines. is_known: entered, or every paid order has its lines and every line its price and what was payable.
CREATE OR REPLACE TABLE discount_days AS
WITH entered AS (
    SELECT e.shop AS shop, e.platform AS platform, e.day AS day, sum(e.amount) AS amount
    FROM entered_costs AS e /* touched_days: day = day, unless cost_versions */ WHERE e.cost = 'discount'
    GROUP BY e.shop, e.platform, e.day
), measured AS (
    SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, sum(i.discount) AS amount,
        count(*) - count(i.discount) AS unknown
    FROM order_items AS i /* touched_days: day = paid_day, unless cost_versions */
    WHERE i.paid_day IS NOT NULL
    GROUP BY i.shop, i.platform, i.paid_day
), days AS (
    SELECT shop, platform, day FROM entered
    UNION SELECT shop, platform, day FROM measured WHERE amount IS NOT NULL
    UNION SELECT shop, platform, day FROM lined_days
)
SELECT d.shop AS shop, d.platform AS platform, d.day AS day,
    coalesce(e.amount, m.amount, CASE WHEN m.day IS NULL THEN 0 END) AS amount,
    CASE WHEN e.day IS NOT NULL THEN 'entered' ELSE 'order_lines' END AS source,
    e.day IS NOT NULL OR (l.day IS NOT NULL AND coalesce(m.unknown, 0) = 0) AS is_known
FROM days AS d /* touched_days: day = day, unless cost_versions */
LEFT JOIN entered AS e ON e.shop = d.shop AND e.platform = d.platform AND e.day = d.day
LEFT JOIN measured AS m ON m.shop = d.shop AND m.platform = d.platform AND m.day = d.day
LEFT JOIN lined_days AS l ON l.shop = d.shop AND l.platform = d.platform AND l.day = d.day;

-- One row per line of the Alipay account that is a fee of the platform: commission, 淘宝客, points, insurance, payment. Money
-- put into an ad account is none: the ad reports say what of it was spent.
CREATE OR REPLACE VIEW platform_fees AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.happened_at AS DATE) AS day, v.fee AS fee, v.order_id AS order_id,
    v.happened_at AS happened_at, CAST(v.amount AS DECIMAL(27, 9)) AS amount, v.file_id AS file_id, v.line AS line
FROM fee_versions AS v
WHERE v.is_current AND v.fee NOT IN ('none', 'ads');

-- One row per shop and day: other costs that the shop entered, and the platform's fees (they count where they are known, and
-- are not required).
CREATE OR REPLACE TABLE other_cost_days AS
SELECT c.shop AS shop, c.platform AS platform, c.day AS day, sum(c.amount) AS amount
FROM (
    SELECT e.shop AS shop, e.platform AS platform, e.day AS day, e.amount AS amount
    FROM entered_costs AS e WHERE e.cost = 'other'
    UNION ALL
    SELECT f.shop, f.platform, f.day, f.amount FROM platform_fees AS f
) AS c
GROUP BY c.shop, c.platform, c.day;

INSERT INTO coverage
SELECT 'postage' AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM postage_days AS p WHERE p.amount IS NOT NULL;
INSERT INTO coverage
SELECT 'discounts' AS source, d.shop AS shop, d.platform AS platform, d.day AS day, TRUE AS is_full
FROM discount_days AS d WHERE d.is_known;

-- One row per shop, day and item that order lines sold.
CREATE OR REPLACE TABLE sold_days AS
SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, i.item AS item,
    max(i.item_name) AS item_name, count(DISTINCT i.order_id) AS orders, sum(i.qty) AS items,
    CASE WHEN count(*) = count(i.amount) THEN sum(i.amount) END AS amount,
    CASE WHEN count(*) = count(i.buyer) THEN count(DISTINCT i.buyer) END AS buyers, max(i.file_id) AS file_id
FROM order_items AS i /* touched_days: day = paid_day */
WHERE i.paid_day IS NOT NULL AND i.item IS NOT NULL
GROUP BY i.shop, i.platform, i.paid_day, i.item;

-- What is bought together (metrics/analyses/basket.py). A basket is what one buyer paid for on one day, or one order where the
-- buyer is unknown; of links that are no goods there is none. One row per shop, pay day, item and other item (the later of the two
-- by name): how many baskets hold both. Without the other item: how many hold the item; without both: how many there are.
CREATE OR REPLACE TABLE basket_days AS
WITH codes AS (
    -- Lists of numbers are gathered in half the time of lists of names.
    SELECT n.item AS item, row_number() OVER (ORDER BY n.item) AS code
    FROM (SELECT DISTINCT s.item AS item FROM sold_days AS s /* touched_days: day = day */) AS n
), baskets AS (
    SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, list(c.code) AS codes
    FROM order_items AS i /* touched_days: day = paid_day */
    JOIN codes AS c ON c.item = i.item
    WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded AND i.buyer IS NOT NULL
    GROUP BY i.shop, i.platform, i.paid_day, i.buyer
    UNION ALL
    SELECT i.shop, i.platform, i.paid_day, list(c.code)
    FROM order_items AS i /* touched_days: day = paid_day */
    JOIN codes AS c ON c.item = i.item
    WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded AND i.buyer IS NULL
    GROUP BY i.shop, i.platform, i.paid_day, i.order_id
), held AS (
    SELECT t.shop AS shop, t.platform AS platform, t.day AS day, unnest(t.codes) AS code, t.codes AS codes
    FROM (
        SELECT b.shop AS shop, b.platform AS platform, b.day AS day, list_distinct(b.codes) AS codes
        FROM baskets AS b WHERE len(b.codes) > 1
    ) AS t
), counted AS (
    SELECT b.shop AS shop, b.platform AS platform, b.day AS day, NULL AS code, NULL AS other_code, count(*) AS baskets
    FROM baskets AS b
    GROUP BY b.shop, b.platform, b.day
    UNION ALL
    SELECT b.shop, b.platform, b.day, b.codes[1], NULL, count(*) FROM baskets AS b WHERE len(b.codes) = 1
    GROUP BY b.shop, b.platform, b.day, b.codes[1]
    UNION ALL
    SELECT h.shop, h.platform, h.day, h.code, NULL, count(*) FROM held AS h
    GROUP BY h.shop, h.platform, h.day, h.code
    UNION ALL
    SELECT p.shop, p.platform, p.day, p.code, p.other_code, count(*)
    FROM (
        SELECT h.shop AS shop, h.platform AS platform, h.day AS day, h.code AS code,
            unnest(list_filter(h.codes, lambda other: other > h.code)) AS other_code
        FROM held AS h
    ) AS p
    GROUP BY p.shop, p.platform, p.day, p.code, p.other_code
)
SELECT c.shop AS shop, c.platform AS platform, c.day AS day, i.item AS item, o.item AS other_item,
    CAST(sum(c.baskets) AS BIGINT) AS baskets
FROM counted AS c
LEFT JOIN codes AS i ON i.code = c.code
LEFT JOIN codes AS o ON o.code = c.other_code
GROUP BY c.shop, c.platform, c.day, i.item, o.item
ORDER BY c.day;

-- One row per shop, day and item: traffic from the item-daily export, trade from order lines where each paid order has them,
-- else from the item-daily export. Items that are no goods (补差, 邮费, 赠品) are marked.
CREATE OR REPLACE TABLE item_days AS /* rows only from item_day_versions, sold_days */
WITH seen AS (
    SELECT v.shop AS shop, v.platform AS platform, v.day AS day, v.item_id AS item, max(v.title) AS item_name,
        max(v.visitors) AS visitors, max(v.page_views) AS page_views, max(v.cart_buyers) AS cart_buyers,
        max(v.paid_items) AS items, max(v.paid_amount) AS amount, max(v.paid_buyers) AS buyers, max(v.file_id) AS file_id
    FROM item_day_versions AS v /* touched_days: day = day */
    WHERE v.is_current
    GROUP BY v.shop, v.platform, v.day, v.item_id
), lined AS (
    SELECT shop, platform, day FROM lined_days
    UNION
    SELECT s.shop, s.platform, s.day FROM sold_days AS s /* touched_days: day = day */
    WHERE NOT EXISTS (
        SELECT 1 FROM seen AS t
        WHERE t.shop = s.shop AND t.platform = s.platform AND t.day = s.day AND t.items IS NOT NULL
    )
)
SELECT
    coalesce(s.shop, t.shop) AS shop, coalesce(s.platform, t.platform) AS platform, coalesce(s.day, t.day) AS day,
    coalesce(s.item, t.item) AS item, coalesce(t.item_name, s.item_name) AS item_name,
    t.visitors AS visitors, t.page_views AS page_views, t.cart_buyers AS cart_buyers,
    CASE WHEN k.day IS NOT NULL THEN coalesce(s.orders, 0) END AS orders,
    CASE WHEN k.day IS NOT NULL THEN coalesce(s.items, 0) ELSE t.items END AS items,
    CASE WHEN k.day IS NULL THEN t.amount
        WHEN s.item IS NOT NULL AND s.amount IS NULL THEN t.amount ELSE coalesce(s.amount, 0) END AS amount,
    CASE WHEN t.buyers IS NOT NULL THEN t.buyers ELSE s.buyers END AS buyers, coalesce(s.file_id, t.file_id) AS file_id,
    CASE WHEN k.day IS NOT NULL THEN 'order_lines' ELSE 'item_daily' END AS source,
    EXISTS (
        SELECT 1 FROM excluded_items AS x
        WHERE (x.shop IS NULL OR x.shop = coalesce(s.shop, t.shop))
            AND (x.item_id = coalesce(s.item, t.item)
                OR (x.word IS NOT NULL AND contains(coalesce(t.item_name, s.item_name, ''), x.word)))
    ) AS is_excluded
FROM sold_days AS s /* touched_days: day = day */
FULL JOIN seen AS t ON t.shop = s.shop AND t.platform = s.platform AND t.day = s.day AND t.item = s.item
LEFT JOIN lined AS k ON k.shop = coalesce(s.shop, t.shop) AND k.platform = coalesce(s.platform, t.platform)
    AND k.day = coalesce(s.day, t.day);

-- One row per shop and day with items: which of their figures are known, their traffic, their trade, their buyers.
CREATE OR REPLACE TABLE item_known_days AS
SELECT i.shop AS shop, i.platform AS platform, i.day AS day, bool_or(i.visitors IS NOT NULL) AS has_visitors,
    bool_or(i.items IS NOT NULL) AS has_sales, bool_and(i.buyers IS NOT NULL OR coalesce(i.items, 0) = 0) AS has_buyers
FROM item_days AS i /* touched_days: day = day */
GROUP BY i.shop, i.platform, i.day;
INSERT INTO coverage
SELECT k.source AS source, n.shop AS shop, n.platform AS platform, n.day AS day, TRUE AS is_full
FROM item_known_days AS n, (VALUES ('items'), ('item_visitors'), ('item_sales'), ('item_buyers')) AS k(source)
WHERE CASE k.source WHEN 'items' THEN TRUE WHEN 'item_visitors' THEN n.has_visitors WHEN 'item_sales' THEN n.has_sales
    ELSE n.has_sales AND n.has_buyers END;

-- One row per paid order of a buyer, as `buyers` holds them: what was paid less what was refunded. last_paid_day: the buyer's last;
-- is_new_day: it is the buyer's first of its day.
CREATE OR REPLACE VIEW buyer_payments AS
SELECT u.shop AS shop, u.platform AS platform, u.buyer AS buyer, u.last_paid_day AS last_paid_day,
    DATE '2000-01-01' + CAST(u.payment >> 48 AS INTEGER) AS day,
    coalesce(u.previous >> 48 < u.payment >> 48, TRUE) AS is_new_day,
    CAST((u.payment & 140737488355327) - 70368744177664 AS DECIMAL(18, 0)) * 0.01 AS net_amount
FROM (
    SELECT b.shop AS shop, b.platform AS platform, b.buyer AS buyer, b.last_paid_day AS last_paid_day,
        unnest(b.payments) AS payment, unnest(list_prepend(NULL, b.payments[:-2])) AS previous
    FROM buyers AS b
) AS u;

-- One row per buyer of a shop and month.
CREATE OR REPLACE VIEW buyer_months AS
SELECT o.shop AS shop, o.platform AS platform, o.buyer AS buyer,
    CAST(date_trunc('month', o.paid_day) AS DATE) AS paid_month, count(*) AS orders,
    count(DISTINCT o.paid_day) AS pay_days, sum(o.amount) AS amount, sum(o.refund_amount) AS refund_amount
FROM orders AS o
WHERE o.paid_day IS NOT NULL AND o.buyer IS NOT NULL
GROUP BY o.shop, o.platform, o.buyer, CAST(date_trunc('month', o.paid_day) AS DATE);

-- Plans: what the shop set and noted itself. What people type on the pages is laid over the next three (data/overlay.py), so
-- everything about targets and events reads these and what is built on them, never the versions.
-- One row per own target: period, measure and part of the shop ('' for the whole shop).
CREATE OR REPLACE VIEW targets AS
SELECT v.shop AS shop, v.platform AS platform, v.period_start AS period_start, v.period_end AS period_end,
    v.measure AS measure, coalesce(v.part, '') AS part, v.part_kind AS part_kind, v.amount AS amount,
    v.file_id AS file_id, v.line AS line
FROM target_versions AS v
WHERE v.is_current;

-- One row per event of the shop's calendar, also those that comparisons don't leave out.
CREATE OR REPLACE VIEW events AS
SELECT v.shop AS shop, v.platform AS platform, v.start_at AS start_at, v.end_at AS end_at, v.name AS event_name,
    v.event_kind AS event_kind, v.leaves_baseline AS leaves_baseline, v.file_id AS file_id, v.line AS line
FROM event_versions AS v
WHERE v.is_current;

-- One row per thing seen at a competitor on a day ('' for the item: of the whole store).
CREATE OR REPLACE VIEW competitor_log AS
SELECT v.shop AS shop, v.platform AS platform, v.day AS day, v.competitor AS competitor, coalesce(v.item, '') AS item,
    v.price AS price, v.sales AS sales, v.rating AS rating, coalesce(v.move, 'other') AS move, v.note AS note, v.link AS link,
    v.file_id AS file_id, v.line AS line
FROM competitor_versions AS v
WHERE v.is_current;

-- What the calendar of days shows besides events: changes to pages and items, sign-ups.
CREATE OR REPLACE VIEW page_changes AS
SELECT v.shop AS shop, v.platform AS platform, v.changed_at AS changed_at, v.change AS change, v.item_id AS item_id,
    v.item_name AS item_name, v.campaign AS campaign, v.before AS before, v.after AS after, v.changed_by AS changed_by,
    v.note AS note, v.file_id AS file_id, v.line AS line
FROM change_versions AS v
WHERE v.is_current;

CREATE OR REPLACE VIEW sign_ups AS
SELECT v.shop AS shop, v.platform AS platform, v.event AS event, v.deadline AS deadline, v.materials_due AS materials_due,
    v.starts_day AS starts_day, v.ends_day AS ends_day, v.materials AS materials, v.owner AS owner, v.state AS state,
    v.file_id AS file_id, v.line AS line
FROM deadline_versions AS v
WHERE v.is_current;

-- One row per item: its category, who is in charge of it, and that person's department, as far as any sheet or report says.
-- The sheet of owners stands over the list of goods; an owner of an item over an owner of its category.
CREATE OR REPLACE TABLE item_parts AS
WITH listed AS (
    SELECT v.shop AS shop, v.platform AS platform, v.item_id AS item, arg_max(v.category, v.day) AS category,
        arg_max(v.owner, v.day) AS owner
    FROM product_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform, v.item_id
), reported AS (
    SELECT v.shop AS shop, v.platform AS platform, v.item_id AS item,
        arg_max(coalesce(v.category_3, v.category_2, v.category_1), v.day) AS category
    FROM item_day_versions AS v
    WHERE v.is_current AND coalesce(v.category_3, v.category_2, v.category_1) IS NOT NULL
    GROUP BY v.shop, v.platform, v.item_id
), items AS (
    SELECT l.shop AS shop, l.platform AS platform, l.item AS item FROM listed AS l
    UNION
    SELECT r.shop, r.platform, r.item FROM reported AS r
    UNION
    SELECT v.shop, v.platform, v.item_id FROM owner_versions AS v WHERE v.is_current AND v.item_id IS NOT NULL
), named AS (
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, coalesce(l.category, r.category) AS category, l.owner AS owner
    FROM items AS i
    LEFT JOIN listed AS l ON l.shop = i.shop AND l.platform = i.platform AND l.item = i.item
    LEFT JOIN reported AS r ON r.shop = i.shop AND r.platform = i.platform AND r.item = i.item
), of_items AS (
    SELECT v.shop AS shop, v.platform AS platform, v.item_id AS item, arg_max(v.owner, coalesce(v.from_day, DATE '1970-01-01')) AS owner
    FROM owner_versions AS v WHERE v.is_current AND v.item_id IS NOT NULL
    GROUP BY v.shop, v.platform, v.item_id
), of_categories AS (
    SELECT v.shop AS shop, v.platform AS platform, v.category AS category,
        arg_max(v.owner, coalesce(v.from_day, DATE '1970-01-01')) AS owner
    FROM owner_versions AS v WHERE v.is_current AND v.category IS NOT NULL AND v.item_id IS NULL
    GROUP BY v.shop, v.platform, v.category
), departments AS (
    SELECT v.shop AS shop, v.platform AS platform, v.owner AS owner, max(v.department) AS department
    FROM owner_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform, v.owner
)
SELECT n.shop AS shop, n.platform AS platform, n.item AS item, n.category AS category,
    coalesce(o.owner, c.owner, n.owner) AS owner, d.department AS department
FROM named AS n
LEFT JOIN of_items AS o ON o.shop = n.shop AND o.platform = n.platform AND o.item = n.item
LEFT JOIN of_categories AS c ON c.shop = n.shop AND c.platform = n.platform AND c.category = n.category
LEFT JOIN departments AS d ON d.shop = n.shop AND d.platform = n.platform AND d.owner = coalesce(o.owner, c.owner, n.owner);

-- One row per campaign that somebody is in charge of.
CREATE OR REPLACE VIEW campaign_owners AS
SELECT v.shop AS shop, v.platform AS platform, v.campaign_id AS campaign_id, v.campaign AS campaign,
    arg_max(v.owner, coalesce(v.from_day, DATE '1970-01-01')) AS owner
FROM owner_versions AS v
WHERE v.is_current AND (v.campaign IS NOT NULL OR v.campaign_id IS NOT NULL)
GROUP BY v.shop, v.platform, v.campaign_id, v.campaign;

-- One row per shop and day on which an event was on that comparisons leave out.
CREATE OR REPLACE TABLE event_days AS
SELECT DISTINCT e.shop AS shop, e.platform AS platform, CAST(g.day AS DATE) AS day, e.event_name AS event_name
FROM events AS e,
    generate_series(CAST(CAST(e.start_at AS DATE) AS TIMESTAMP), e.end_at, INTERVAL 1 DAY) AS g(day)
WHERE e.leaves_baseline;

-- The rows behind figures, one view per fact with its day: what a number laid open shows.
CREATE OR REPLACE VIEW placed_orders AS
SELECT o.placed_day AS day, o.* EXCLUDE (item_title, amount, seen_at), o.placed_amount AS amount, 1 AS orders,
    CASE WHEN o.paid_day = o.placed_day THEN 1 ELSE 0 END AS same_day_orders,
    CASE WHEN o.paid_day IS NOT NULL THEN 1 ELSE 0 END AS ever_paid_orders,
    CASE WHEN o.paid_day IS NULL AND o.status_rank < 2 THEN 1 ELSE 0 END AS open_orders,
    CASE WHEN o.paid_day IS NULL AND o.status_rank = 1 THEN 1 ELSE 0 END AS deposit_orders, o.amount AS ever_paid_amount,
    hour(o.placed_at) AS placed_hour
FROM orders AS o;

CREATE OR REPLACE VIEW paid_orders AS
SELECT o.paid_day AS day, o.* EXCLUDE (item_title, seen_at), 1 AS orders,
    CASE WHEN o.refund_amount > 0 THEN 1 ELSE 0 END AS refunded_orders,
    hour(o.paid_at) AS paid_hour
FROM orders AS o
WHERE o.paid_day IS NOT NULL;

CREATE OR REPLACE VIEW finished_refunds AS
SELECT CAST(v.finished_at AS DATE) AS day, v.shop AS shop, v.platform AS platform, v.refund_id AS refund_id,
    v.order_id AS order_id, v.item_id AS item, v.title AS item_name, v.type AS refund_type, v.reason AS reason,
    v.amount AS amount, v.applied_at AS applied_at, v.finished_at AS finished_at, v.paid_at AS paid_at,
    1 AS refunds, v.file_id AS file_id, v.line AS line
FROM refund_versions AS v
WHERE v.is_current AND v.is_success AND v.finished_at IS NOT NULL;

-- Ad rows by campaign: of the coarsest report of the day that names campaigns (reports of the same spend never add up).
CREATE OR REPLACE VIEW ad_by_campaign AS
SELECT r.*, coalesce(r.campaign, r.campaign_id) AS campaign_name
FROM ad_rows AS r
JOIN (
    SELECT shop, platform, day, min(CASE level WHEN 'campaign' THEN 1 WHEN 'unit' THEN 2 WHEN 'item' THEN 3
        WHEN 'hour' THEN 4 WHEN 'region' THEN 5 WHEN 'keyword' THEN 6 WHEN 'audience' THEN 7 WHEN 'creative' THEN 8
        WHEN 'placement' THEN 9 ELSE 10 END) AS place
    FROM ad_rows
    WHERE coalesce(campaign, campaign_id) IS NOT NULL AND level NOT IN {partial_ad_levels}
    GROUP BY shop, platform, day
) AS b ON b.shop = r.shop AND b.platform = r.platform AND b.day = r.day
    AND b.place = CASE r.level WHEN 'campaign' THEN 1 WHEN 'unit' THEN 2 WHEN 'item' THEN 3
        WHEN 'hour' THEN 4 WHEN 'region' THEN 5 WHEN 'keyword' THEN 6 WHEN 'audience' THEN 7 WHEN 'creative' THEN 8
        WHEN 'placement' THEN 9 ELSE 10 END
WHERE coalesce(r.campaign, r.campaign_id) IS NOT NULL AND r.level NOT IN {partial_ad_levels};

CREATE OR REPLACE VIEW ad_by_item AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'item' AND r.item_id IS NOT NULL;
CREATE OR REPLACE VIEW ad_by_keyword AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'keyword' AND r.keyword IS NOT NULL;
CREATE OR REPLACE VIEW ad_by_region AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'region' AND r.province IS NOT NULL;
CREATE OR REPLACE VIEW ad_by_hour AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'hour' AND r.hour IS NOT NULL;

-- The rows behind placed_days: orders, and the platform's rows for the days that it alone covers.
CREATE OR REPLACE VIEW placed_rows AS
SELECT o.shop AS shop, o.platform AS platform, o.day AS day, o.order_id AS order_id, o.placed_at AS placed_at,
    o.paid_at AS paid_at, o.order_status AS order_status, o.orders AS orders, o.amount AS amount,
    o.same_day_orders AS same_day_orders, o.ever_paid_orders AS ever_paid_orders,
    o.open_orders AS open_orders, o.deposit_orders AS deposit_orders, o.ever_paid_amount AS ever_paid_amount,
    o.file_id AS file_id, o.line AS line
FROM placed_orders AS o
JOIN placed_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.day AND d.source = 'orders'
UNION ALL
SELECT p.shop, p.platform, p.day, NULL, NULL, NULL, NULL, NULL, p.placed_amount, NULL, NULL, NULL, NULL, NULL, p.file_id, p.line
FROM platform_days AS p
JOIN placed_days AS d ON d.shop = p.shop AND d.platform = p.platform AND d.day = p.day AND d.source = 'shop_daily';

-- The rows behind paid_days: orders, and the platform's rows for the days that it alone covers.
CREATE OR REPLACE VIEW paid_rows AS
SELECT o.shop AS shop, o.platform AS platform, o.day AS day, o.order_id AS order_id, o.placed_at AS placed_at,
    o.paid_at AS paid_at, o.order_status AS order_status, o.province AS province, o.orders AS orders, o.amount AS amount,
    o.refunded_orders AS refunded_orders, o.refund_amount AS refund_amount, o.file_id AS file_id, o.line AS line
FROM paid_orders AS o
JOIN paid_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.day AND d.source = 'orders'
UNION ALL
SELECT p.shop, p.platform, p.day, NULL, NULL, NULL, NULL, NULL, p.paid_orders, p.paid_amount, NULL, NULL,
    p.file_id, p.line
FROM platform_days AS p
JOIN paid_days AS d ON d.shop = p.shop AND d.platform = p.platform AND d.day = p.day AND d.source = 'shop_daily';

-- The rows behind the items of paid_days: order lines, and the platform's rows for days on which orders lack theirs.
CREATE OR REPLACE VIEW paid_item_rows AS
SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, i.order_id AS order_id, i.item AS item,
    i.item_name AS item_name, i.sku_text AS sku_text, i.qty AS items, i.file_id AS file_id, i.line AS line
FROM order_items AS i
JOIN paid_days AS d ON d.shop = i.shop AND d.platform = i.platform AND d.day = i.paid_day AND d.items_source = 'order_lines'
WHERE NOT i.is_excluded
UNION ALL
SELECT p.shop, p.platform, p.day, NULL, NULL, NULL, NULL, p.paid_items, p.file_id, p.line
FROM platform_days AS p
JOIN paid_days AS d ON d.shop = p.shop AND d.platform = p.platform AND d.day = p.day AND d.items_source = 'shop_daily';

-- Items with what they sold; links that are no goods keep their money and leave the pieces.
CREATE OR REPLACE VIEW item_sales AS
SELECT i.* EXCLUDE (items), CASE WHEN NOT i.is_excluded THEN i.items END AS items
FROM item_days AS i;

-- The rows behind the traffic of people_days.
CREATE OR REPLACE VIEW visit_rows AS
SELECT p.shop AS shop, p.platform AS platform, p.day AS day, p.visitors AS visitors, p.page_views AS page_views,
    p.file_id AS file_id, p.line AS line
FROM platform_days AS p
WHERE p.visitors IS NOT NULL OR p.page_views IS NOT NULL;

-- The rows behind the buyers of people_days: each buyer of a day once, and the platform's rows for days it alone counted.
CREATE OR REPLACE VIEW paid_people_rows AS
SELECT o.shop AS shop, o.platform AS platform, o.day AS day, 'buyers' AS source, o.buyer AS buyer,
    count(*) AS orders, 1 AS buyers, sum(o.amount) AS amount, max(o.file_id) AS file_id, max(o.line) AS line
FROM paid_orders AS o
JOIN people_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.day AND d.source = 'buyers'
GROUP BY o.shop, o.platform, o.day, o.buyer
UNION ALL
SELECT d.shop, d.platform, d.day, d.source, NULL, NULL, d.buyers, d.amount, d.file_id, d.line
FROM people_days AS d WHERE d.source = 'shop_daily';

-- The rows behind refund_days, for each of its clocks.
CREATE OR REPLACE VIEW refund_rows AS
SELECT r.shop AS shop, r.platform AS platform, r.day AS day, 'refunds' AS source, r.refund_id AS refund_id,
    r.order_id AS order_id, r.item_name AS item_name, r.refund_type AS refund_type, r.reason AS reason,
    r.finished_at AS finished_at, r.refunds AS refunds, r.amount AS amount, r.file_id AS file_id, r.line AS line
FROM finished_refunds AS r
UNION ALL
SELECT p.shop, p.platform, p.day, 'shop_daily', NULL, NULL, NULL, NULL, NULL, NULL, NULL, p.refund_amount,
    p.file_id, p.line
FROM platform_days AS p WHERE p.refund_amount IS NOT NULL
UNION ALL
SELECT o.shop, o.platform, o.day, 'order_paid_day', NULL, o.order_id, NULL, NULL, NULL, NULL, o.refunded_orders,
    o.refund_amount, o.file_id, o.line
FROM paid_rows AS o WHERE o.refund_amount > 0;

-- The rows behind the performance of ad_days: of the report level that was read.
CREATE OR REPLACE VIEW ad_performance_rows AS
SELECT r.*
FROM ad_rows AS r
JOIN ad_days AS d ON d.shop = r.shop AND d.platform = r.platform AND d.day = r.day AND d.performance_level = r.level;

-- The rows behind the spend of ad_days: a report's rows, lines of the spend list, or the platform's day.
CREATE OR REPLACE VIEW ad_spend_rows AS
SELECT r.shop AS shop, r.platform AS platform, r.day AS day, d.source AS source,
    coalesce(r.campaign, r.campaign_id, r.item_name, r.keyword) AS name, r.spend AS spend,
    r.paid_spend AS paid_spend,
    r.file_id AS file_id, r.line AS line
FROM ad_rows AS r
JOIN ad_days AS d ON d.shop = r.shop AND d.platform = r.platform AND d.day = r.day AND d.source = r.level
UNION ALL
SELECT v.shop, v.platform, v.day, d.source, v.purpose, v.spend, v.spend, v.file_id, v.line
FROM ad_spend_versions AS v
JOIN ad_days AS d ON d.shop = v.shop AND d.platform = v.platform AND d.day = v.day AND d.source = 'spend_list'
WHERE v.is_current
UNION ALL
SELECT p.shop, p.platform, p.day, d.source, NULL, d.spend, d.paid_spend, p.file_id, p.line
FROM platform_days AS p
JOIN ad_days AS d ON d.shop = p.shop AND d.platform = p.platform AND d.day = p.day AND d.source = 'shop_daily'
UNION ALL
SELECT e.shop, e.platform, e.day, d.source, e.note, e.amount, e.amount, e.file_id, e.line
FROM entered_costs AS e
JOIN ad_days AS d ON d.shop = e.shop AND d.platform = e.platform AND d.day = e.day AND d.source = 'entered'
WHERE e.cost = 'ads';

-- The rows behind postage_days: what was entered, else each paid order's freight less what its buyer paid for it.
CREATE OR REPLACE VIEW postage_rows AS
SELECT e.shop AS shop, e.platform AS platform, e.day AS day, 'entered' AS source, NULL AS order_id, NULL AS rate,
    NULL AS freight_payable, e.amount AS amount, e.file_id AS file_id, e.line AS line
FROM entered_costs AS e
WHERE e.cost = 'postage'
UNION ALL
SELECT o.shop, o.platform, o.day, d.source, o.order_id, d.rate, o.freight_payable,
    greatest(d.rate - coalesce(o.freight_payable, 0), 0), o.file_id, o.line
FROM paid_orders AS o
JOIN postage_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.day AND d.source = 'freight_per_order'
JOIN paid_days AS t ON t.shop = o.shop AND t.platform = o.platform AND t.day = o.day AND t.source = 'orders'
UNION ALL
SELECT p.shop, p.platform, p.day, d.source, NULL, d.rate, NULL, d.amount, p.file_id, p.line
FROM platform_days AS p
JOIN postage_days AS d ON d.shop = p.shop AND d.platform = p.platform AND d.day = p.day AND d.source = 'freight_per_order'
JOIN paid_days AS t ON t.shop = p.shop AND t.platform = p.platform AND t.day = p.day AND t.source = 'shop_daily';

-- The rows behind other_cost_days: what was entered, and the lines of the Alipay account.
CREATE OR REPLACE VIEW other_cost_rows AS
SELECT e.shop AS shop, e.platform AS platform, e.day AS day, 'entered' AS source, e.note AS note, NULL AS order_id,
    e.amount AS amount, e.file_id AS file_id, e.line AS line
FROM entered_costs AS e
WHERE e.cost = 'other'
UNION ALL
SELECT f.shop, f.platform, f.day, 'fees',
    CASE f.fee WHEN 'commission' THEN '平台佣金' WHEN 'cps' THEN '淘宝客佣金' WHEN 'points' THEN '返点积分'
        WHEN 'insurance' THEN '运费险' WHEN 'payment' THEN '支付手续费' WHEN 'donation' THEN '公益捐赠' ELSE '服务费' END,
    f.order_id, f.amount, f.file_id, f.line
FROM platform_fees AS f;

-- The rows behind discount_days: paid order lines with a list price, or the entered sums.
CREATE OR REPLACE VIEW discount_rows AS
SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, i.order_id AS order_id, i.item_name AS item_name,
    i.list_amount AS list_amount, i.amount AS payable, i.discount AS amount, i.file_id AS file_id, i.line AS line
FROM order_items AS i
JOIN discount_days AS d ON d.shop = i.shop AND d.platform = i.platform AND d.day = i.paid_day AND d.source = 'order_lines'
WHERE i.discount IS NOT NULL
UNION ALL
SELECT e.shop, e.platform, e.day, NULL, NULL, NULL, NULL, e.amount, e.file_id, e.line
FROM entered_costs AS e WHERE e.cost = 'discount';

INSERT INTO coverage
SELECT 'paid_people' AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM people_days AS p WHERE p.buyers IS NOT NULL;
INSERT INTO coverage
SELECT 'placed_people' AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM people_days AS p WHERE p.placed_buyers IS NOT NULL;
INSERT INTO coverage
SELECT 'other_costs' AS source, o.shop AS shop, o.platform AS platform, o.day AS day, TRUE AS is_full
FROM other_cost_days AS o;

-- One row per shop and seller's code that order lines tie to an item.
CREATE OR REPLACE TABLE item_codes AS
SELECT i.shop AS shop, i.platform AS platform, i.seller_sku AS code, max(i.item) AS item, max(i.item_name) AS item_name
FROM order_items AS i /* most over touched_orders: order_id = order_id, of item, item_name */
WHERE i.seller_sku IS NOT NULL AND i.item IS NOT NULL
GROUP BY i.shop, i.platform, i.seller_sku;

-- Days on which the shop-daily export fills one of its further columns.
INSERT INTO coverage
SELECT k.source AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM platform_days AS p,
    (VALUES ('stay'), ('bounce'), ('visitor_kinds'), ('favourites'), ('carts'), ('reviews'), ('score_description'),
        ('score_service'), ('score_logistics')) AS k(source)
WHERE CASE k.source
    WHEN 'visitor_kinds' THEN p.new_visitors IS NOT NULL AND p.old_visitors IS NOT NULL AND p.visitors IS NOT NULL
    WHEN 'stay' THEN p.stay_seconds IS NOT NULL AND p.visitors IS NOT NULL
    WHEN 'bounce' THEN p.bounce_rate IS NOT NULL
    WHEN 'favourites' THEN p.favourite_buyers IS NOT NULL
    WHEN 'carts' THEN p.cart_buyers IS NOT NULL
    WHEN 'reviews' THEN p.reviews IS NOT NULL AND p.negative_reviews IS NOT NULL
    WHEN 'score_description' THEN p.score_description IS NOT NULL
    WHEN 'score_service' THEN p.score_service IS NOT NULL
    ELSE p.score_logistics IS NOT NULL END;

-- One row per shop that has paid orders: when its newest order export was taken, else the end of its last loaded day.
CREATE OR REPLACE VIEW orders_taken AS
SELECT c.shop AS shop, c.platform AS platform,
    coalesce(
        (SELECT max(f.as_of) FROM files AS f JOIN file_shops AS s ON s.file_id = f.file_id
            WHERE f.kind = 'orders' AND s.shop = c.shop AND f.platform = c.platform),
        CAST(max(c.day) FILTER (WHERE c.is_full) + 1 AS TIMESTAMP)
    ) AS taken_at
FROM coverage AS c
WHERE c.source = 'orders'
    AND EXISTS (SELECT 1 FROM paid_days AS p WHERE p.shop = c.shop AND p.platform = c.platform AND p.source = 'orders' AND p.orders > 0)
GROUP BY c.shop, c.platform;

-- One row per paid order with what its dispatch is judged by (M-40): the moment it was last seen (the export that told of it, else
-- the shop's newest order export), whether it can be judged by then (paid 24 hours before, not closed before sending, and its time
-- of sending known where it was sent: older exports have none), and the verdict. An order that no later export held may have been
-- sent since. What was sent before it was paid (cash on delivery) has no such clock.
CREATE OR REPLACE VIEW dispatch_rows AS
SELECT
    o.shop AS shop, o.platform AS platform, o.paid_day AS day, o.order_id AS order_id, o.paid_at AS paid_at,
    o.shipped_at AS shipped_at, o.order_status AS order_status, o.status_rank AS status_rank, o.amount AS amount,
    o.taken_at AS taken_at,
    CASE WHEN o.paid_at <= o.judged_until
            AND (o.shipped_at >= o.paid_at OR (o.shipped_at IS NULL AND o.status_rank IN (2, 3)))
        THEN 1 ELSE 0 END AS eligible,
    CASE WHEN o.paid_at <= o.judged_until
            AND o.shipped_at BETWEEN o.paid_at AND o.paid_at + INTERVAL 24 HOUR
        THEN 1 ELSE 0 END AS in_time,
    CASE WHEN o.shipped_at IS NULL AND o.status_rank IN (2, 3) THEN 1 ELSE 0 END AS unshipped,
    CASE WHEN o.paid_at <= o.judged_until AND o.shipped_at IS NULL AND o.status_rank IN (2, 3)
        THEN 1 ELSE 0 END AS overdue,
    CAST(floor(datediff('minute', o.paid_at, o.taken_at) / 60.0) AS INTEGER) AS hours, o.province AS province,
    o.file_id AS file_id, o.line AS line
FROM (
    SELECT s.*, coalesce(s.seen_at, t.taken_at) AS taken_at,
        coalesce(s.seen_at, t.taken_at) - INTERVAL 24 HOUR AS judged_until
    FROM orders AS s
    JOIN orders_taken AS t ON t.shop = s.shop AND t.platform = s.platform
    WHERE s.paid_at IS NOT NULL
) AS o;

INSERT INTO coverage
SELECT 'dispatch' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, c.is_full AS is_full
FROM coverage AS c
WHERE c.source = 'orders' AND EXISTS (
    SELECT 1 FROM placed_days AS d WHERE d.shop = c.shop AND d.platform = c.platform AND d.sent_orders > 0
);

-- One row per refund case, dated by its application: what was asked for, and why. is_stepped_in: it is open and the platform's
-- service is on it or asked to be.
CREATE OR REPLACE VIEW refund_cases AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.applied_at AS DATE) AS day, v.refund_id AS refund_id,
    v.order_id AS order_id, v.title AS item_name, v.type AS refund_type, v.status AS refund_status,
    v.goods_status AS goods_status, v.service_status AS service_status, v.timeout_at AS timeout_at,
    coalesce(v.reason, v.reason_tag) AS reason, v.amount AS amount, v.applied_at AS applied_at,
    CASE WHEN v.is_success OR v.is_closed THEN 0 ELSE 1 END AS is_open,
    CASE WHEN NOT (v.is_success OR v.is_closed) AND regexp_matches(coalesce(v.service_status, ''), '介入|初审|复审')
        AND NOT regexp_matches(v.service_status, '未|不需|无需|没有') THEN 1 ELSE 0 END AS is_stepped_in,
    CASE WHEN {quality_reason} THEN 1 ELSE 0 END AS is_quality,
    v.file_id AS file_id, v.line AS line
FROM refund_versions AS v
WHERE v.is_current;

-- One row per buyer of a shop, dated by the first loaded purchase: when the second pay day came, and for how many days the
-- buyer has been observed since the first.
CREATE OR REPLACE VIEW buyer_firsts AS
SELECT b.shop AS shop, b.platform AS platform, b.first_paid_day AS day, b.buyer AS buyer,
    b.second_paid_day AS second_paid_day, datediff('day', b.first_paid_day, b.second_paid_day) AS days_to_second,
    datediff('day', b.first_paid_day, e.last_day) AS observed_days, b.orders AS orders,
    b.amount - coalesce(b.refund_amount, 0) AS net_amount, b.file_id AS file_id, b.line AS line
FROM buyers AS b
JOIN (
    SELECT c.shop AS shop, c.platform AS platform, max(c.day) AS last_day
    FROM coverage AS c WHERE c.source = 'orders' AND c.is_full
    GROUP BY c.shop, c.platform
) AS e ON e.shop = b.shop AND e.platform = b.platform;

-- One row per shop, day of the first purchase and day of the second one: how many buyers, and what they have paid so far less refunds.
CREATE OR REPLACE TABLE first_days AS
SELECT b.shop AS shop, b.platform AS platform, b.first_paid_day AS day, b.second_paid_day AS second_paid_day,
    count(*) AS buyers, sum(b.amount) - coalesce(sum(b.refund_amount), 0) AS net_amount
FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of buyers, net_amount */
GROUP BY b.shop, b.platform, b.first_paid_day, b.second_paid_day;

-- The rows of buyer_firsts added up.
CREATE OR REPLACE VIEW buyer_firsts_added AS
SELECT d.shop AS shop, d.platform AS platform, d.day AS day, datediff('day', d.day, d.second_paid_day) AS days_to_second,
    datediff('day', d.day, e.last_day) AS observed_days, d.buyers AS buyers, d.net_amount AS net_amount
FROM first_days AS d
JOIN (
    SELECT c.shop AS shop, c.platform AS platform, max(c.day) AS last_day
    FROM coverage AS c WHERE c.source = 'orders' AND c.is_full
    GROUP BY c.shop, c.platform
) AS e ON e.shop = d.shop AND e.platform = d.platform;

-- Supply: stock over time, what sells, and on what terms goods are bought (metrics/supply_as_of.py, metrics/stock.py) ----------

-- One row per shop and day on which what was sold is known by item, a day without a sale too; not the days on which only orders
-- of before were paid.
CREATE OR REPLACE TABLE item_sales_days AS
SELECT i.shop AS shop, i.platform AS platform, i.day AS day FROM item_days AS i
WHERE i.source = 'item_daily' AND i.items IS NOT NULL
UNION
SELECT l.shop AS shop, l.platform AS platform, l.day AS day FROM lined_days AS l;

-- One row per shop, item and day of a stock snapshot: its sizes added up.
CREATE OR REPLACE TABLE item_stock_days AS
SELECT v.shop AS shop, v.platform AS platform, v.day AS day,
    coalesce(c.item, v.item_id, v.item_code, v.item_name) AS item, max(v.item_name) AS item_name,
    sum(v.on_hand) AS on_hand, sum(v.inbound) AS inbound, count(*) AS sizes,
    count(*) FILTER (WHERE v.on_hand <= 0) AS empty_sizes, max(v.file_id) AS file_id, max(v.line) AS line
FROM stock_versions AS v
LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
WHERE v.is_current
GROUP BY v.shop, v.platform, v.day, coalesce(c.item, v.item_id, v.item_code, v.item_name)
ORDER BY v.shop, v.platform, v.day;

-- One row per shop and item: how many pieces the newest stock snapshot holds, its sizes added up.
CREATE OR REPLACE TABLE item_stock AS
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.item AS item, s.item_name AS item_name, s.on_hand AS on_hand,
    s.inbound AS inbound, s.sizes AS sizes, s.empty_sizes AS empty_sizes
FROM item_stock_days AS s
JOIN (
    SELECT d.shop AS shop, d.platform AS platform, max(d.day) AS day FROM item_stock_days AS d GROUP BY d.shop, d.platform
) AS n ON n.shop = s.shop AND n.platform = s.platform AND n.day = s.day;

-- One row per return whose goods can be sold again, and the days from its application to the one before it ended (12-31 of 9999
-- while it is open): what is on its way back. Left out: refunds without goods, exchanges, refused ones, those that ended at an
-- unknown time, and goods that come back broken, wrong or not at all. pieces: of a line of several pieces the share that the money
-- has in theirs, at least one (the export tells no pieces).
CREATE OR REPLACE TABLE returning_goods AS
SELECT v.shop AS shop, v.platform AS platform, v.refund_id AS refund_id, v.order_id AS order_id,
    coalesce(v.item_id, k.item_id, v.title, v.seller_sku) AS item, v.title AS item_name, v.status AS refund_status,
    coalesce(v.reason, v.reason_tag) AS reason, v.amount AS amount,
    CAST(v.applied_at AS DATE) AS first_day,
    CASE WHEN v.is_success OR v.is_closed THEN CAST(v.finished_at AS DATE) - 1 ELSE DATE '9999-12-31' END AS last_day,
    CAST(coalesce(least(l.qty, greatest(1, round(l.qty * v.amount / nullif(l.amount, 0)))), 1) AS BIGINT) AS pieces,
    v.file_id AS file_id, v.line AS line
FROM refund_versions AS v /* touched_refunds: refund_id = refund_id */
LEFT JOIN item_titles AS k ON k.shop = v.shop AND k.platform = v.platform AND k.title = v.title
LEFT JOIN (
    SELECT i.shop AS shop, i.platform AS platform, i.order_id AS order_id, i.item AS item, sum(i.qty) AS qty, sum(i.amount) AS amount
    FROM order_items AS i /* touched_refunds: order_id = order_id */
    WHERE i.qty > 1
    GROUP BY i.shop, i.platform, i.order_id, i.item
) AS l ON l.shop = v.shop AND l.platform = v.platform AND l.order_id = v.order_id
    AND l.item = coalesce(v.item_id, k.item_id, v.title, v.seller_sku)
WHERE v.is_current AND coalesce(v.item_id, k.item_id, v.title, v.seller_sku) IS NOT NULL
    AND (contains(v.type, '退货') OR v.returned_at IS NOT NULL) AND NOT contains(coalesce(v.type, ''), '换货')
    AND NOT contains(v.status, '拒绝') AND (v.finished_at IS NOT NULL OR NOT (v.is_success OR v.is_closed))
    AND NOT regexp_matches(coalesce(v.reason, '') || coalesce(v.reason_tag, ''),
        '质量|做工|瑕疵|破损|掉色|褪色|起球|开线|污渍|发霉|异味|变质|过期|假货|错发|发错|漏发|少件|空包');

-- One row per such return and day of a snapshot that has its item.
CREATE OR REPLACE VIEW returning_rows AS
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, r.refund_id AS refund_id, r.order_id AS order_id, r.item AS item,
    r.item_name AS item_name, r.refund_status AS refund_status, r.reason AS reason, r.amount AS amount, r.pieces AS returning,
    r.file_id AS file_id, r.line AS line
FROM item_stock_days AS s
JOIN returning_goods AS r ON r.shop = s.shop AND r.platform = s.platform AND r.item = s.item
    AND s.day BETWEEN r.first_day AND r.last_day;

-- One row per shop and day of a stock snapshot: all that the shop had.
CREATE OR REPLACE TABLE stock_days AS
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, sum(s.on_hand) AS on_hand, count(*) AS items,
    max(s.file_id) AS file_id, max(s.line) AS line
FROM item_stock_days AS s
GROUP BY s.shop, s.platform, s.day;

-- One row per shop and item that sold in the 28 days to the last one known: its place in the shop's pieces. share_before: what
-- the items before it sold, of all; the first 80 % are hot, the next 15 % normal, the rest slow (M-52).
CREATE OR REPLACE TABLE item_classes AS
WITH sold AS (
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, max(i.item_name) AS item_name, sum(i.items) AS items,
        sum(i.amount) AS amount
    FROM item_days AS i
    JOIN (SELECT d.shop AS shop, d.platform AS platform, max(d.day) AS day FROM item_sales_days AS d GROUP BY d.shop, d.platform) AS n
        ON n.shop = i.shop AND n.platform = i.platform AND i.day BETWEEN n.day - 27 AND n.day
    WHERE NOT i.is_excluded AND i.items > 0
    GROUP BY i.shop, i.platform, i.item
), ranked AS (
    SELECT s.*, sum(s.items) OVER (
            PARTITION BY s.shop, s.platform ORDER BY s.items DESC, s.amount DESC NULLS LAST, s.item
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) - s.items AS items_before,
        sum(s.items) OVER (PARTITION BY s.shop, s.platform) AS all_items
    FROM sold AS s
)
SELECT r.shop AS shop, r.platform AS platform, r.item AS item, r.item_name AS item_name, r.items AS items,
    r.items_before / CAST(r.all_items AS DOUBLE) AS share_before,
    CASE WHEN r.items_before < 0.8 * r.all_items THEN 'hot' WHEN r.items_before < 0.95 * r.all_items THEN 'normal'
        ELSE 'slow' END AS item_class
FROM ranked AS r;

-- One row per shop and item: how long its goods take to come, what must lie in reserve, and in what numbers it is ordered. The
-- shop's own sheet says so for the item, its code, its supplier or its class, or for all; else 7, 3 and 7 days, piece by piece.
CREATE OR REPLACE TABLE item_terms AS
WITH items AS (
    SELECT s.shop AS shop, s.platform AS platform, s.item AS item FROM item_stock_days AS s
    UNION
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item FROM item_days AS i
), suppliers AS (
    SELECT v.shop AS shop, v.platform AS platform, coalesce(c.item, v.item_id, v.item_code, v.item_name) AS item,
        arg_max(v.supplier, v.expected_day) AS supplier
    FROM inbound_versions AS v
    LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
    WHERE v.is_current AND v.supplier IS NOT NULL
    GROUP BY v.shop, v.platform, coalesce(c.item, v.item_id, v.item_code, v.item_name)
), fitting AS (
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, 1 AS place, l.* EXCLUDE (shop, platform)
    FROM items AS i JOIN lead_time_versions AS l ON l.shop = i.shop AND l.platform = i.platform AND l.item_id = i.item
    WHERE l.is_current
    UNION ALL BY NAME
    SELECT c.shop AS shop, c.platform AS platform, c.item AS item, 2 AS place, l.* EXCLUDE (shop, platform)
    FROM item_codes AS c JOIN lead_time_versions AS l ON l.shop = c.shop AND l.platform = c.platform AND l.item_code = c.code
    WHERE l.is_current
    UNION ALL BY NAME
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, 2 AS place, l.* EXCLUDE (shop, platform)
    FROM items AS i JOIN lead_time_versions AS l ON l.shop = i.shop AND l.platform = i.platform AND l.item_code = i.item
    WHERE l.is_current
    UNION ALL BY NAME
    SELECT s.shop AS shop, s.platform AS platform, s.item AS item, 3 AS place, l.* EXCLUDE (shop, platform)
    FROM suppliers AS s JOIN lead_time_versions AS l ON l.shop = s.shop AND l.platform = s.platform AND l.supplier = s.supplier
    WHERE l.is_current AND l.item_id IS NULL AND l.item_code IS NULL
    UNION ALL BY NAME
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, 4 AS place, l.* EXCLUDE (shop, platform)
    FROM items AS i
    LEFT JOIN item_classes AS k ON k.shop = i.shop AND k.platform = i.platform AND k.item = i.item
    JOIN lead_time_versions AS l ON l.shop = i.shop AND l.platform = i.platform
        AND l.item_class = coalesce(k.item_class, 'slow')
    WHERE l.is_current AND l.item_id IS NULL AND l.item_code IS NULL AND l.supplier IS NULL
    UNION ALL BY NAME
    SELECT i.shop AS shop, i.platform AS platform, i.item AS item, 5 AS place, l.* EXCLUDE (shop, platform)
    FROM items AS i JOIN lead_time_versions AS l ON l.shop = i.shop AND l.platform = i.platform
    WHERE l.is_current AND l.item_id IS NULL AND l.item_code IS NULL AND l.supplier IS NULL AND l.item_class IS NULL
), chosen AS (
    SELECT f.* FROM fitting AS f
    QUALIFY row_number() OVER (
        PARTITION BY f.shop, f.platform, f.item ORDER BY f.place, f.from_day DESC NULLS LAST, f.line DESC
    ) = 1
)
SELECT i.shop AS shop, i.platform AS platform, i.item AS item, coalesce(c.lead_days, 7) AS lead_days,
    coalesce(c.safety_days, 3) AS safety_days, coalesce(c.review_days, 7) AS review_days,
    coalesce(c.min_order, 0) AS min_order, greatest(coalesce(c.pack, 1), 1) AS pack, c.item IS NULL AS is_assumed
FROM items AS i
LEFT JOIN chosen AS c ON c.shop = i.shop AND c.platform = i.platform AND c.item = i.item;

-- One row per shop, hot item and day of a stock snapshot: whether any was left (M-55).
CREATE OR REPLACE VIEW hot_stock_days AS
SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.item AS item, coalesce(k.item_name, s.item_name) AS item_name,
    s.on_hand AS on_hand, CASE WHEN s.on_hand <= 0 THEN 1 ELSE 0 END AS is_out, s.file_id AS file_id, s.line AS line
FROM item_stock_days AS s
JOIN item_classes AS k ON k.shop = s.shop AND k.platform = s.platform AND k.item = s.item AND k.item_class = 'hot';

-- One row per shop, item and day on which the item report lists it: what was on the shelf, and whether it sold (M-57).
CREATE OR REPLACE VIEW shelf_days AS
SELECT i.shop AS shop, i.platform AS platform, i.day AS day, i.item AS item, i.item_name AS item_name, i.items AS items,
    concat(i.shop, '/', i.platform, '/', i.item) AS listed, i.file_id AS file_id
FROM item_days AS i
WHERE i.visitors IS NOT NULL AND NOT i.is_excluded;

-- One row per delivery that came in, by its day (M-57).
CREATE OR REPLACE VIEW arrivals AS
SELECT v.shop AS shop, v.platform AS platform, v.arrived_day AS day,
    coalesce(c.item, v.item_id, v.item_code, v.item_name) AS item, coalesce(v.item_name, c.item_name) AS item_name,
    v.supplier AS supplier, v.order_no AS order_no, coalesce(v.arrived_qty, v.ordered_qty) AS items,
    v.file_id AS file_id, v.line AS line
FROM inbound_versions AS v
LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
WHERE v.is_current AND v.arrived_day IS NOT NULL;

-- One row per article that was counted and the books know: the sheet's own listed number, else the snapshot's of that day (M-60).
CREATE OR REPLACE VIEW stock_take_rows AS
SELECT v.shop AS shop, v.platform AS platform, v.day AS day,
    coalesce(c.item, v.item_id, v.item_code, v.item_name) AS item, coalesce(v.item_name, c.item_name) AS item_name,
    v.sku_text AS sku_text, v.warehouse AS warehouse, v.counted AS counted, coalesce(v.listed, b.on_hand) AS listed,
    coalesce(v.listed, b.on_hand) - v.counted AS difference, v.file_id AS file_id, v.line AS line
FROM stock_take_versions AS v
LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
LEFT JOIN (
    SELECT s.shop AS shop, s.platform AS platform, s.day AS day, coalesce(s.item_code, s.item_id, s.item_name) AS code,
        coalesce(s.sku_text, '') AS sku_text, sum(s.on_hand) AS on_hand
    FROM stock_versions AS s
    WHERE s.is_current
    GROUP BY s.shop, s.platform, s.day, coalesce(s.item_code, s.item_id, s.item_name), coalesce(s.sku_text, '')
) AS b ON b.shop = v.shop AND b.platform = v.platform AND b.day = v.day AND b.sku_text = coalesce(v.sku_text, '')
    AND b.code = coalesce(v.item_code, v.item_id, v.item_name)
WHERE v.is_current AND coalesce(v.listed, b.on_hand) IS NOT NULL;

INSERT INTO coverage
SELECT 'item_speed' AS source, d.shop AS shop, d.platform AS platform, d.day AS day, TRUE AS is_full
FROM item_sales_days AS d;
INSERT INTO coverage
SELECT 'stock_items' AS source, s.shop AS shop, s.platform AS platform, s.day AS day, TRUE AS is_full
FROM stock_days AS s JOIN item_sales_days AS d ON d.shop = s.shop AND d.platform = s.platform AND d.day = s.day;
-- Days whose returns on their way the refund export tells: it says when refunds ended.
INSERT INTO coverage
SELECT 'returning' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, TRUE AS is_full
FROM coverage AS c JOIN coverage AS r ON r.source = 'assumed_refunds' AND r.shop = c.shop AND r.platform = c.platform AND r.day = c.day
WHERE c.source = 'stock_items';
INSERT INTO coverage
SELECT DISTINCT 'taken' AS source, t.shop AS shop, t.platform AS platform, t.day AS day, TRUE AS is_full
FROM stock_take_rows AS t;
-- A delivery list says nothing of the days before its first and after its last delivery.
INSERT INTO coverage /* rows only from arrivals */
SELECT 'arrivals' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, TRUE AS is_full
FROM (SELECT DISTINCT d.shop AS shop, d.platform AS platform, d.day AS day FROM item_sales_days AS d) AS c
JOIN (
    SELECT a.shop AS shop, a.platform AS platform, min(a.day) AS first_day, max(a.day) AS last_day
    FROM arrivals AS a GROUP BY a.shop, a.platform
) AS r ON r.shop = c.shop AND r.platform = c.platform AND c.day BETWEEN r.first_day AND r.last_day;

-- Plans of spend, margins, tickets, customer service (metrics/plan_metrics.py, margins.py, team.py) ----------------------

-- One row per planned spend and day of its period, the sum spread to the cent: all advertising where the sheet says it, else
-- the channels of the day (M-78).
CREATE OR REPLACE VIEW spend_plan_days AS
WITH entries AS (
    SELECT v.shop AS shop, v.platform AS platform, v.channel AS channel, v.period_start AS period_start,
        CAST(v.amount * 100 AS BIGINT) AS cents, datediff('day', v.period_start, v.period_end) + 1 AS days,
        v.period_end AS period_end, v.file_id AS file_id, v.line AS line
    FROM spend_plan_versions AS v
    WHERE v.is_current
), spread AS (
    SELECT e.*, CAST(g.day AS DATE) AS day, datediff('day', e.period_start, CAST(g.day AS DATE)) AS place
    FROM entries AS e,
        generate_series(CAST(e.period_start AS TIMESTAMP), CAST(e.period_end AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
), ranked AS (
    SELECT s.*, rank() OVER (
        PARTITION BY s.shop, s.platform, s.day, coalesce(s.channel, '') ORDER BY s.days, s.period_start DESC, s.line DESC
    ) AS finest, min(CASE WHEN s.channel IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY s.shop, s.platform, s.day) AS kind
    FROM spread AS s
)
SELECT r.shop AS shop, r.platform AS platform, r.day AS day, r.channel AS channel,
    CAST(CAST((r.cents * (r.place + 1)) // r.days - (r.cents * r.place) // r.days AS DECIMAL(18, 0))
        * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(18, 2)) AS amount,
    r.file_id AS file_id, r.line AS line
FROM ranked AS r
WHERE r.finest = 1 AND (r.kind = 1 OR r.channel IS NULL);

INSERT INTO coverage
SELECT DISTINCT 'planned_spend' AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM spend_plan_days AS p;

-- One row per paid order line whose cost of goods is known, by the day of payment: what it left after cost, the platform's
-- share and refunds (M-82). kept_margin: the margin of the part that was not refunded.
CREATE OR REPLACE TABLE margin_lines AS /* rows only from margin_versions */
WITH costs AS (
    SELECT v.*, coalesce(v.from_day, DATE '1900-01-01') AS since,
        CASE WHEN v.item_id IS NOT NULL THEN 1 WHEN v.item_code IS NOT NULL THEN 2 WHEN v.category IS NOT NULL THEN 3
            ELSE 4 END AS place
    FROM margin_versions AS v
    WHERE v.is_current
), categories AS (
    SELECT p.shop AS shop, p.platform AS platform, p.item_id AS item, arg_max(p.category, p.day) AS category
    FROM product_versions AS p
    WHERE p.is_current AND p.category IS NOT NULL
    GROUP BY p.shop, p.platform, p.item_id
), goods AS (
    -- Costs are found for each good once, not for each line.
    SELECT n.*, k.category AS category, row_number() OVER () AS number
    FROM (
        SELECT DISTINCT i.shop AS shop, i.platform AS platform, i.item AS item, i.sku_text AS sku_text, i.seller_sku AS seller_sku
        FROM order_items AS i /* touched_orders: order_id = order_id, unless margin_versions, product_versions */
        WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded AND i.amount > 0 AND EXISTS (SELECT 1 FROM costs)
    ) AS n
    LEFT JOIN categories AS k ON k.shop = n.shop AND k.platform = n.platform AND k.item = n.item
), matched AS (
    SELECT g.number AS number, c.place AS place, c.since AS since, c.sku_text AS cost_sku, c.cost AS unit_cost,
        c.margin_rate AS margin_rate, c.fee_rate AS fee_rate, c.line AS line
    FROM goods AS g JOIN costs AS c ON c.shop = g.shop AND c.platform = g.platform AND c.item_id = g.item
        AND (c.sku_text IS NULL OR c.sku_text = g.sku_text)
    UNION ALL
    SELECT g.number, c.place, c.since, c.sku_text, c.cost, c.margin_rate, c.fee_rate, c.line
    FROM goods AS g JOIN costs AS c ON c.shop = g.shop AND c.platform = g.platform AND c.place = 2 AND c.item_code = g.seller_sku
    UNION ALL
    SELECT g.number, c.place, c.since, c.sku_text, c.cost, c.margin_rate, c.fee_rate, c.line
    FROM goods AS g JOIN costs AS c ON c.shop = g.shop AND c.platform = g.platform AND c.place = 3 AND c.category = g.category
    UNION ALL
    SELECT g.number, c.place, c.since, c.sku_text, c.cost, c.margin_rate, c.fee_rate, c.line
    FROM goods AS g JOIN costs AS c ON c.shop = g.shop AND c.platform = g.platform AND c.place = 4
), chosen AS (
    SELECT d.number AS number, d.since AS since, d.next_since AS next_since, m.unit_cost AS unit_cost,
        m.margin_rate AS margin_rate, m.fee_rate AS fee_rate
    FROM (
        SELECT u.number AS number, u.since AS since,
            lead(u.since, 1, DATE '9999-12-31') OVER (PARTITION BY u.number ORDER BY u.since) AS next_since
        FROM (SELECT DISTINCT m.number AS number, m.since AS since FROM matched AS m) AS u
    ) AS d
    JOIN matched AS m ON m.number = d.number AND m.since <= d.since
    QUALIFY row_number() OVER (
        PARTITION BY d.number, d.since ORDER BY m.place, m.cost_sku NULLS LAST, m.since DESC, m.line
    ) = 1
), terms AS (
    SELECT g.*, c.* EXCLUDE (number) FROM goods AS g JOIN chosen AS c ON c.number = g.number
), refunds AS MATERIALIZED (
    SELECT o.shop AS shop, o.platform AS platform, o.order_id AS order_id, o.refund_amount AS refund_amount
    FROM orders AS o /* touched_orders: order_id = order_id, unless margin_versions, product_versions */
    WHERE o.refund_amount > 0 AND EXISTS (SELECT 1 FROM costs)
), refunded AS (
    -- A file of lines without refunds: the order's refund, in proportion.
    SELECT o.shop AS shop, o.platform AS platform, o.order_id AS order_id, any_value(o.refund_amount) AS refund_amount,
        sum(i.amount) AS amount
    FROM order_items AS i /* touched_orders: order_id = order_id, unless margin_versions, product_versions */
    JOIN refunds AS o ON o.shop = i.shop AND o.platform = i.platform AND o.order_id = i.order_id
    WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded AND i.amount > 0
    GROUP BY o.shop, o.platform, o.order_id
    HAVING sum(i.refund_amount) = 0
), priced AS (
    SELECT i.*, CASE WHEN r.order_id IS NULL THEN i.refund_amount
            ELSE CAST(r.refund_amount * i.amount / r.amount AS DECIMAL(18, 2)) END AS refund,
        coalesce(CAST(t.unit_cost * i.qty AS DOUBLE), i.amount * (1 - t.margin_rate)) AS cost_of_goods,
        i.amount * coalesce(t.fee_rate, 0) AS fee
    FROM order_items AS i /* touched_orders: order_id = order_id, unless margin_versions, product_versions */
    JOIN terms AS t ON t.shop = i.shop AND t.platform = i.platform AND t.item IS NOT DISTINCT FROM i.item
        AND t.sku_text IS NOT DISTINCT FROM i.sku_text AND t.seller_sku IS NOT DISTINCT FROM i.seller_sku
        AND i.paid_day >= t.since AND i.paid_day < t.next_since
    LEFT JOIN refunded AS r ON r.shop = i.shop AND r.platform = i.platform AND r.order_id = i.order_id
    WHERE NOT i.is_excluded AND i.amount > 0
)
SELECT p.shop AS shop, p.platform AS platform, p.paid_day AS day, p.order_id AS order_id, p.item AS item,
    p.item_name AS item_name, p.qty AS items, p.amount AS amount, p.refund AS refund_amount,
    CAST(p.cost_of_goods AS DECIMAL(18, 2)) AS cost_of_goods, CAST(p.fee AS DECIMAL(18, 2)) AS fee,
    CAST((p.amount - p.cost_of_goods - p.fee) * (p.amount - p.refund) / p.amount AS DECIMAL(18, 4)) AS kept_margin,
    p.file_id AS file_id, p.line AS line
FROM priced AS p
WHERE p.cost_of_goods IS NOT NULL;

-- One row per shop and day on which goods of known cost were paid for.
CREATE OR REPLACE TABLE margin_days AS
SELECT DISTINCT m.shop AS shop, m.platform AS platform, m.day AS day
FROM margin_lines AS m /* touched_days: day = day, unless margin_versions, product_versions */;

-- Days whose goods have a cost and whose refunds have had 15 days to come.
INSERT INTO coverage /* rows only from margin_days */
SELECT 'matured_margins' AS source, m.shop AS shop, m.platform AS platform, m.day AS day, TRUE AS is_full
FROM margin_days AS m
JOIN (
    SELECT c.shop AS shop, c.platform AS platform, max(c.day) AS last_day
    FROM coverage AS c WHERE c.source = 'orders' GROUP BY c.shop, c.platform
) AS e ON e.shop = m.shop AND e.platform = m.platform AND m.day <= e.last_day - 15;

-- One row per problem that was opened, by its day: whether it can be judged yet (opened 24 hours before the sheet was taken, or
-- closed), and whether it was closed within 24 hours (M-42).
CREATE OR REPLACE VIEW problem_tickets AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.opened_at AS DATE) AS day, v.ticket_id AS ticket_id,
    v.order_id AS order_id, v.ticket_type AS ticket_type, v.agent AS agent, v.opened_at AS opened_at,
    v.closed_at AS closed_at, t.taken_at AS taken_at,
    CASE WHEN v.closed_at IS NOT NULL OR v.opened_at <= t.taken_at - INTERVAL 24 HOUR THEN 1 ELSE 0 END AS eligible,
    CASE WHEN v.closed_at <= v.opened_at + INTERVAL 24 HOUR THEN 1 ELSE 0 END AS in_time,
    v.file_id AS file_id, v.line AS line
FROM ticket_versions AS v
JOIN (
    SELECT m.shop AS shop, m.platform AS platform,
        max(greatest(m.opened_at, coalesce(m.closed_at, m.opened_at), coalesce(m.as_of, m.opened_at))) AS taken_at
    FROM ticket_versions AS m WHERE m.is_current GROUP BY m.shop, m.platform
) AS t ON t.shop = v.shop AND t.platform = v.platform
WHERE v.is_current;

-- One row per shop and day of customer service, of the team where its overview is loaded, else one per agent: people of agents
-- are no people of the team.
CREATE OR REPLACE VIEW service_by_agent AS
SELECT v.* EXCLUDE (block, slot, as_of, state_1, state_2, state_3, is_current)
FROM service_versions AS v
WHERE v.is_current AND v.agent IS NOT NULL;

CREATE OR REPLACE VIEW service_days AS
SELECT v.* EXCLUDE (block, slot, as_of, state_1, state_2, state_3, is_current)
FROM service_versions AS v
WHERE v.is_current AND (v.agent IS NULL OR NOT EXISTS (
    SELECT 1 FROM service_versions AS t
    WHERE t.is_current AND t.agent IS NULL AND t.shop = v.shop AND t.platform = v.platform AND t.day = v.day
));

INSERT INTO coverage
SELECT k.source AS source, v.shop AS shop, v.platform AS platform, v.day AS day, TRUE AS is_full
FROM service_days AS v, (VALUES ('consults'), ('inquiries'), ('response'), ('quick_response'), ('agents')) AS k(source)
WHERE CASE k.source
    WHEN 'consults' THEN v.consults IS NOT NULL
    WHEN 'inquiries' THEN v.inquirers IS NOT NULL AND v.inquiry_buyers IS NOT NULL
    WHEN 'response' THEN v.response_seconds IS NOT NULL AND coalesce(v.received, v.consults) IS NOT NULL
    WHEN 'quick_response' THEN v.response_rate_3min IS NOT NULL AND coalesce(v.received, v.consults) IS NOT NULL
    ELSE v.agent IS NOT NULL END
GROUP BY k.source, v.shop, v.platform, v.day;

-- Days on which the shop-daily export has one of its rarer columns.
INSERT INTO coverage
SELECT k.source AS source, p.shop AS shop, p.platform AS platform, p.day AS day, TRUE AS is_full
FROM platform_days AS p, (VALUES ('unique_ips'), ('score_experience')) AS k(source)
WHERE CASE k.source WHEN 'unique_ips' THEN p.unique_ips IS NOT NULL ELSE p.score_experience IS NOT NULL END;

-- One row per review that the shop listed, by its day (M-35).
CREATE OR REPLACE VIEW review_rows AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.reviewed_at AS DATE) AS day, v.review_id AS review_id,
    v.item_id AS item, v.item_name AS item_name, v.order_id AS order_id, v.rating AS rating, v.content AS content,
    CASE WHEN v.rating = 'bad' THEN 1 ELSE 0 END AS is_bad, v.file_id AS file_id, v.line AS line
FROM review_versions AS v
WHERE v.is_current;

-- Further reports of the platform ---------------------------------------------------------------------------------------

-- One row per shop, day and terminal ('pc', 'mobile') of the shop-daily export. People who came on both stand in each row.
CREATE OR REPLACE VIEW terminal_days AS
SELECT p.shop AS shop, p.platform AS platform, p.day AS day, 'pc' AS terminal, p.pc_visitors AS visitors,
    p.pc_page_views AS page_views, p.pc_item_visitors AS item_visitors, p.pc_cart_buyers AS cart_buyers,
    p.pc_placed_buyers AS placed_buyers, p.pc_placed_amount AS placed_amount, p.pc_paid_buyers AS paid_buyers,
    p.pc_paid_orders AS paid_orders, p.pc_paid_items AS paid_items, p.pc_paid_amount AS paid_amount,
    p.file_id AS file_id, p.line AS line
FROM platform_days AS p
WHERE coalesce(p.pc_visitors, p.pc_page_views, p.pc_paid_buyers) IS NOT NULL OR p.pc_paid_amount IS NOT NULL
UNION ALL
SELECT p.shop, p.platform, p.day, 'mobile', p.mobile_visitors, p.mobile_page_views, p.mobile_item_visitors,
    p.mobile_cart_buyers, p.mobile_placed_buyers, p.mobile_placed_amount, p.mobile_paid_buyers, p.mobile_paid_orders,
    p.mobile_paid_items, p.mobile_paid_amount, p.file_id, p.line
FROM platform_days AS p
WHERE coalesce(p.mobile_visitors, p.mobile_page_views, p.mobile_paid_buyers) IS NOT NULL OR p.mobile_paid_amount IS NOT NULL;

-- One row per traffic source of the shop or of an item (item is NULL for the shop), day, terminal and level, as loaded: rows
-- of one depth, one terminal and one item are alternatives of which one visitor may stand in several.
CREATE OR REPLACE VIEW traffic_rows AS
SELECT v.shop AS shop, v.platform AS platform, v.day AS day, v.terminal AS terminal, v.depth AS depth, v.item_id AS item,
    coalesce(v.source_3, v.source_2, v.source_1) AS source_name, v.source_1 AS source_1, v.source_2 AS source_2,
    v.source_3 AS source_3, v.* EXCLUDE (shop, platform, day, terminal, depth, item_id, source_1, source_2, source_3, block,
        slot, as_of, state_1, state_2, state_3, is_current)
FROM traffic_versions AS v
WHERE v.is_current;

-- One row per traffic source of the shop and day, of one level and one terminal: the coarsest level that the day's reports
-- have, of all terminals where that is loaded, else of phones, else of computers. Neither levels nor terminals add up.
CREATE OR REPLACE VIEW traffic_by_source AS
SELECT r.*
FROM traffic_rows AS r
WHERE r.item IS NULL
QUALIFY dense_rank() OVER (
    PARTITION BY r.shop, r.platform, r.day
    ORDER BY CASE r.terminal WHEN 'all' THEN 0 WHEN 'mobile' THEN 1 ELSE 2 END, r.depth
) = 1;

-- One row per search word and day that led to the shop (item is NULL) or to an item.
CREATE OR REPLACE VIEW search_rows AS
SELECT v.shop AS shop, v.platform AS platform, v.day AS day, v.keyword AS keyword, v.item_id AS item,
    v.* EXCLUDE (shop, platform, day, keyword, item_id, block, slot, as_of, state_1, state_2, state_3, is_current)
FROM search_versions AS v
WHERE v.is_current;

-- One row per shop and day: what 淘宝客 (CPS) sold and cost: the report's row of all plans, else its plans added up, else the
-- commission of the shop-daily export.
CREATE OR REPLACE VIEW cps_days AS
WITH reported AS (
    SELECT v.shop AS shop, v.platform AS platform, v.day AS day, sum(v.clicks) AS clicks, sum(v.paid_orders) AS paid_orders,
        sum(v.paid_amount) AS paid_amount, sum(v.paid_cost) AS paid_cost, sum(v.settled_amount) AS settled_amount,
        sum(v.settled_cost) AS settled_cost
    FROM cps_versions AS v
    WHERE v.is_current AND (v.plan IS NULL OR NOT EXISTS (
        SELECT 1 FROM cps_versions AS t
        WHERE t.is_current AND t.plan IS NULL AND t.shop = v.shop AND t.platform = v.platform AND t.day = v.day
    ))
    GROUP BY v.shop, v.platform, v.day
)
SELECT coalesce(r.shop, p.shop) AS shop, coalesce(r.platform, p.platform) AS platform, coalesce(r.day, p.day) AS day,
    CASE WHEN r.day IS NOT NULL THEN 'cps' ELSE 'shop_daily' END AS source, r.clicks AS clicks, r.paid_orders AS paid_orders,
    r.paid_amount AS paid_amount, CASE WHEN r.day IS NOT NULL THEN r.paid_cost ELSE p.cps_fee END AS paid_cost,
    r.settled_amount AS settled_amount, r.settled_cost AS settled_cost
FROM reported AS r
FULL JOIN (
    SELECT d.shop AS shop, d.platform AS platform, d.day AS day, d.cps_fee AS cps_fee
    FROM platform_days AS d WHERE d.cps_fee IS NOT NULL
) AS p ON p.shop = r.shop AND p.platform = r.platform AND p.day = r.day;

-- One row per move of goods as it stands: what came in and what went out, in pieces.
CREATE OR REPLACE VIEW stock_moves AS
SELECT v.shop AS shop, v.platform AS platform, CAST(v.moved_at AS DATE) AS day, v.moved_at AS moved_at, v.move_id AS move_id,
    coalesce(v.item_id, v.item_code, v.item_name) AS item, v.item_code AS item_code, v.item_name AS item_name,
    v.warehouse AS warehouse, v.move_type AS move_type, v.stock_type AS stock_type, greatest(v.quantity, 0) AS received,
    greatest(-v.quantity, 0) AS dispatched, v.quantity AS quantity, v.balance AS balance, v.file_id AS file_id, v.line AS line
FROM stock_move_versions AS v
WHERE v.is_current;

CREATE OR REPLACE VIEW ad_by_unit AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'unit' AND r.unit_id IS NOT NULL;
CREATE OR REPLACE VIEW ad_by_audience AS SELECT r.* FROM ad_rows AS r WHERE r.level = 'audience' AND r.audience IS NOT NULL;
CREATE OR REPLACE VIEW ad_by_creative AS
SELECT r.*, coalesce(r.creative, r.creative_id) AS creative_name
FROM ad_rows AS r WHERE r.level = 'creative' AND r.creative_id IS NOT NULL;

-- One row per shop, day and score: of the shop-daily export, and of the scores' own page where the export has none.
CREATE OR REPLACE VIEW score_days AS
WITH given AS (
    SELECT p.shop AS shop, p.platform AS platform, p.day AS day, k.indicator AS indicator,
        CASE k.indicator WHEN 'description' THEN p.score_description WHEN 'service' THEN p.score_service
            WHEN 'logistics' THEN p.score_logistics WHEN 'experience' THEN p.score_experience
            WHEN 'goods' THEN p.score_goods WHEN 'delivery' THEN p.score_delivery ELSE p.score_care END AS score,
        p.file_id AS file_id, p.line AS line
    FROM platform_days AS p, (VALUES ('description'), ('service'), ('logistics'), ('experience'), ('goods'), ('delivery'),
        ('care')) AS k(indicator)
)
SELECT g.shop AS shop, g.platform AS platform, g.day AS day, g.indicator AS indicator, g.score AS score,
    NULL AS industry_average, NULL AS target, g.file_id AS file_id, g.line AS line
FROM given AS g WHERE g.score IS NOT NULL
UNION ALL
SELECT v.shop, v.platform, v.day, v.indicator, v.score, v.industry_average, v.target, v.file_id, v.line
FROM shop_score_versions AS v
WHERE v.is_current AND NOT EXISTS (
    SELECT 1 FROM given AS g
    WHERE g.shop = v.shop AND g.platform = v.platform AND g.day = v.day AND g.indicator = v.indicator AND g.score IS NOT NULL
);

-- Days on which the further reports have what their figures need.
INSERT INTO coverage
SELECT DISTINCT 'sources' AS source, t.shop AS shop, t.platform AS platform, t.day AS day, TRUE AS is_full
FROM traffic_by_source AS t WHERE t.visitors IS NOT NULL
UNION ALL
SELECT DISTINCT 'cps_cost', c.shop, c.platform, c.day, TRUE FROM cps_days AS c WHERE c.paid_cost IS NOT NULL
UNION ALL
SELECT DISTINCT 'terminals', m.shop, m.platform, m.day, TRUE FROM terminal_days AS m;

-- Members (metrics/members.py): the rules of the tiers, the points of buyers, and the days as of which tiers are known.
CREATE OR REPLACE VIEW vip_rules AS
SELECT v.shop AS shop, v.platform AS platform, v.tier AS tier, v.from_amount AS from_amount, v.from_count AS from_count,
    v.from_points AS from_points, v.from_day AS from_day, v.file_id AS file_id, v.line AS line
FROM vip_rule_versions AS v
WHERE v.is_current;

CREATE OR REPLACE VIEW vip_points AS
SELECT v.shop AS shop, v.platform AS platform, v.buyer AS buyer, max(v.points) AS points
FROM member_versions AS v
WHERE v.is_current AND v.points IS NOT NULL
GROUP BY v.shop, v.platform, v.buyer;

CREATE OR REPLACE VIEW vip_days AS
SELECT c.shop AS shop, c.platform AS platform, c.day AS day
FROM coverage AS c
WHERE c.source = 'vip';

INSERT INTO coverage /* rows only from vip_rules */
SELECT 'vip' AS source, c.shop AS shop, c.platform AS platform, c.day AS day, c.is_full AS is_full
FROM coverage AS c
WHERE c.source = 'buyers' AND EXISTS (SELECT 1 FROM vip_rules AS r WHERE r.shop = c.shop AND r.platform = c.platform);

-- One row per shop, day and tier: how many more buyers are of that tier as of this day than as of the day before, so that the
-- members of a day are the sum of all days up to it. A purchase counts from its day on, a rule of a tier from the day it is valid.
CREATE OR REPLACE TABLE tier_days AS /* rows only from vip_rules */
WITH rules AS (
    SELECT r.shop AS shop, r.platform AS platform, r.tier AS tier, r.from_amount AS from_amount,
        coalesce(r.from_count, 0) AS from_count, coalesce(r.from_points, 0) AS from_points,
        coalesce(r.from_day, DATE '1900-01-01') AS from_day,
        row_number() OVER (PARTITION BY r.shop, r.platform
            ORDER BY coalesce(r.from_amount, 0) DESC, coalesce(r.from_count, 0) DESC, coalesce(r.from_points, 0) DESC, r.tier) AS place
    FROM vip_rules AS r
), starts AS (
    SELECT DISTINCT r.shop AS shop, r.platform AS platform, r.from_day AS day FROM rules AS r
), epochs AS (
    SELECT s.shop AS shop, s.platform AS platform, s.day AS day,
        lead(s.day) OVER (PARTITION BY s.shop, s.platform ORDER BY s.day) AS next_day
    FROM starts AS s
), held AS (
    SELECT e.shop AS shop, e.platform AS platform, e.day AS day, any_value(e.next_day) AS next_day,
        list({'tier': r.tier, 'cents': CAST(r.from_amount * 100 AS BIGINT), 'count': r.from_count, 'points': r.from_points}
            ORDER BY r.place) AS rules
    FROM epochs AS e
    JOIN rules AS r ON r.shop = e.shop AND r.platform = e.platform AND r.from_day <= e.day
    GROUP BY e.shop, e.platform, e.day
), told AS (
    SELECT b.shop AS shop, b.platform AS platform, b.rowid AS buyer, coalesce(m.points, 0) AS points,
        unnest(b.payments) AS payment, unnest(list_prepend(NULL, b.payments[:-2])) AS previous,
        unnest(list_append(b.payments[2:], NULL)) AS next
    FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of members, unless vip_rules, vip_points */
    SEMI JOIN vip_rules AS r ON r.shop = b.shop AND r.platform = b.platform
    LEFT JOIN vip_points AS m ON m.shop = b.shop AND m.platform = b.platform AND m.buyer = b.buyer
), sums AS (
    SELECT t.shop AS shop, t.platform AS platform, t.points AS points,
        DATE '2000-01-01' + CAST(t.payment >> 48 AS INTEGER) AS day, DATE '2000-01-01' + CAST(t.next >> 48 AS INTEGER) AS next_day,
        sum((t.payment & 140737488355327) - 70368744177664) OVER w AS cents,
        count(*) FILTER (WHERE t.previous IS NULL OR t.previous >> 48 < t.payment >> 48) OVER w AS pay_days
    FROM told AS t
    WINDOW w AS (PARTITION BY t.buyer ORDER BY t.payment ROWS UNBOUNDED PRECEDING)
), stays AS (
    SELECT s.shop AS shop, s.platform AS platform, greatest(s.day, h.day) AS day, least(s.next_day, h.next_day) AS next_day,
        list_filter(h.rules, lambda rule: coalesce(s.cents >= rule.cents, TRUE) AND s.pay_days >= rule.count AND s.points >= rule.points)[1].tier AS tier
    FROM sums AS s
    JOIN held AS h ON h.shop = s.shop AND h.platform = s.platform
        AND coalesce(s.next_day > h.day, TRUE) AND coalesce(h.next_day > s.day, TRUE)
    WHERE s.next_day IS DISTINCT FROM s.day
), moves AS (
    SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.tier AS tier, 1 AS members FROM stays AS s WHERE s.tier IS NOT NULL
    UNION ALL
    SELECT s.shop, s.platform, s.next_day, s.tier, -1 FROM stays AS s WHERE s.tier IS NOT NULL AND s.next_day IS NOT NULL
)
SELECT m.shop AS shop, m.platform AS platform, m.day AS day, m.tier AS tier, CAST(sum(m.members) AS BIGINT) AS members
FROM moves AS m
GROUP BY m.shop, m.platform, m.day, m.tier
HAVING sum(m.members) <> 0;

-- One row per shop, day and attribution window: the ads of paid scenes, of the coarsest report of that window (M-75).
CREATE OR REPLACE VIEW ad_window_days AS
WITH sums AS (
    SELECT c.shop AS shop, c.platform AS platform, c.day AS day, c.window_days AS window_days, c.level AS level,
        sum(c.paid_spend) AS paid_spend, sum(c.revenue) AS revenue, max(c.file_id) AS file_id,
        row_number() OVER (PARTITION BY c.shop, c.platform, c.day, c.window_days ORDER BY CASE c.level WHEN 'campaign' THEN 1
            WHEN 'account' THEN 2 WHEN 'scene' THEN 3 WHEN 'unit' THEN 4 WHEN 'item' THEN 5 ELSE 6 END, c.level) AS place
    FROM ad_current AS c
    WHERE c.window_days IN (1, 7) AND c.level NOT IN {partial_ad_levels}
        AND c.level NOT IN ('keyword', 'audience', 'creative', 'placement')
    GROUP BY c.shop, c.platform, c.day, c.window_days, c.level
    HAVING sum(c.revenue) IS NOT NULL
)
SELECT s.* EXCLUDE (place) FROM sums AS s WHERE s.place = 1;

INSERT INTO coverage
SELECT DISTINCT concat('ad_window_', CAST(w.window_days AS VARCHAR)) AS source, w.shop AS shop, w.platform AS platform,
    w.day AS day, TRUE AS is_full
FROM ad_window_days AS w;

-- The shop's own sheets as lists (data/exports/own) ----------------------------------------------------------------------
-- One row per delivery of the plan, by the day on which it is expected: what is still awaited, what came, how late it was.
CREATE OR REPLACE VIEW deliveries AS
SELECT v.shop AS shop, v.platform AS platform, v.expected_day AS day, v.order_no AS order_no,
    coalesce(c.item, v.item_id, v.item_code, v.item_name) AS item, coalesce(v.item_name, c.item_name) AS item_name,
    v.item_code AS item_code, v.sku_text AS sku_text, v.supplier AS supplier, v.ordered_day AS ordered_day,
    v.expected_day AS expected_day, v.arrived_day AS arrived_day, v.ordered_qty AS ordered_qty,
    CASE WHEN v.arrived_day IS NOT NULL THEN coalesce(v.arrived_qty, v.ordered_qty) END AS arrived_qty,
    CASE WHEN v.arrived_day IS NULL THEN v.ordered_qty ELSE 0 END AS awaited_qty,
    datediff('day', v.expected_day, v.arrived_day) AS days_late, datediff('day', v.ordered_day, v.arrived_day) AS lead_days,
    v.file_id AS file_id, v.line AS line
FROM inbound_versions AS v
LEFT JOIN item_codes AS c ON c.shop = v.shop AND c.platform = v.platform AND c.code = v.item_code
WHERE v.is_current;

-- One row per thing that differs between two lists of goods in a row: an item that came or went, another title, category,
-- price or shelf state. day: of the later list; what changed in between is not known to the day.
CREATE OR REPLACE VIEW product_changes AS
WITH lists AS (
    SELECT l.shop AS shop, l.platform AS platform, l.day AS day,
        lag(l.day) OVER (PARTITION BY l.shop, l.platform ORDER BY l.day) AS day_before
    FROM (SELECT DISTINCT p.shop AS shop, p.platform AS platform, p.day AS day FROM product_versions AS p WHERE p.is_current) AS l
), later AS (
    SELECT l.day_before AS day_before, p.*
    FROM lists AS l
    JOIN product_versions AS p ON p.is_current AND p.shop = l.shop AND p.platform = l.platform AND p.day = l.day
    WHERE l.day_before IS NOT NULL
), earlier AS (
    SELECT l.day AS day_after, p.*
    FROM lists AS l
    JOIN product_versions AS p ON p.is_current AND p.shop = l.shop AND p.platform = l.platform AND p.day = l.day_before
), pairs AS (
    SELECT coalesce(n.shop, o.shop) AS shop, coalesce(n.platform, o.platform) AS platform, coalesce(n.day, o.day_after) AS day,
        coalesce(n.day_before, o.day) AS day_before, coalesce(n.item_id, o.item_id) AS item,
        coalesce(n.title, o.title) AS item_name, coalesce(n.owner, o.owner) AS owner,
        unnest([
            {'change': 'listed', 'before': CASE WHEN o.item_id IS NULL THEN '' ELSE '=' END,
                'after': CASE WHEN n.item_id IS NULL THEN '' ELSE '=' END},
            {'change': 'title', 'before': o.title, 'after': n.title},
            {'change': 'category', 'before': o.category, 'after': n.category},
            {'change': 'price', 'before': CAST(o.price AS VARCHAR), 'after': CAST(n.price AS VARCHAR)},
            {'change': 'shelf_state', 'before': o.shelf_state, 'after': n.shelf_state}
        ], recursive := TRUE), coalesce(n.file_id, o.file_id) AS file_id, coalesce(n.line, o.line) AS line
    FROM later AS n
    FULL JOIN earlier AS o ON o.shop = n.shop AND o.platform = n.platform AND o.day_after = n.day AND o.item_id = n.item_id
)
SELECT p.shop AS shop, p.platform AS platform, p.day AS day, p.day_before AS day_before, p.item AS item,
    p.item_name AS item_name, p.owner AS owner,
    CASE WHEN p.change <> 'listed' THEN p.change WHEN p.after = '=' THEN 'added' ELSE 'gone' END AS change,
    CASE WHEN p.change <> 'listed' THEN p.before END AS before, CASE WHEN p.change <> 'listed' THEN p.after END AS after,
    p.file_id AS file_id, p.line AS line
FROM pairs AS p
-- Of an item that stands on one list only nothing else is compared, and a column that a list lacks has not changed.
WHERE p.before <> p.after;

-- One row per parcel, by the day of sending, with what is wrong with it as of the sheet that told last: 'trouble' (the sheet
-- says what), 'not_picked_up' (24 hours after sending), 'silent' (no news for 48 hours), else NULL.
CREATE OR REPLACE VIEW parcels AS
WITH told AS (
    SELECT v.*, CASE WHEN v.delivered_at IS NULL THEN datediff('minute', greatest(v.started_at,
        coalesce(v.picked_up_at, v.started_at), coalesce(v.last_status_at, v.started_at)), v.as_of) / 60 END AS hours_silent
    FROM parcel_versions AS v WHERE v.is_current
)
SELECT t.shop AS shop, t.platform AS platform, CAST(t.started_at AS DATE) AS day, t.order_id AS order_id,
    t.tracking_no AS tracking_no, t.carrier AS carrier, t.shipped_at AS shipped_at, t.picked_up_at AS picked_up_at,
    t.last_status AS last_status, t.last_status_at AS last_status_at, t.delivered_at AS delivered_at, t.trouble AS trouble,
    t.hours_silent AS hours_silent,
    CASE WHEN t.trouble IS NOT NULL THEN 'trouble' WHEN t.delivered_at IS NOT NULL THEN NULL
        WHEN t.picked_up_at IS NULL AND t.last_status IS NULL AND t.hours_silent >= 24 THEN 'not_picked_up'
        WHEN t.hours_silent >= 48 THEN 'silent' END AS problem,
    t.as_of AS told_at, t.file_id AS file_id, t.line AS line
FROM told AS t;

-- One row per paid order that could be judged for dispatch: whether its carrier had its first parcel within 24 hours (M-40).
CREATE OR REPLACE VIEW pickup_rows AS
SELECT d.shop AS shop, d.platform AS platform, d.day AS day, d.order_id AS order_id, d.paid_at AS paid_at,
    d.shipped_at AS shipped_at, p.picked_up_at AS picked_up_at, d.eligible AS eligible,
    CASE WHEN d.eligible = 1 AND p.picked_up_at <= d.paid_at + INTERVAL 24 HOUR THEN 1 ELSE 0 END AS picked_in_time,
    d.file_id AS file_id, d.line AS line
FROM dispatch_rows AS d
LEFT JOIN (
    SELECT v.shop AS shop, v.platform AS platform, v.order_id AS order_id, min(v.picked_up_at) AS picked_up_at
    FROM parcel_versions AS v WHERE v.is_current
    GROUP BY v.shop, v.platform, v.order_id
) AS p ON p.shop = d.shop AND p.platform = d.platform AND p.order_id = d.order_id;

-- One row per item whose first day on the shelf is known: from the list of goods, or the platform's item report.
CREATE OR REPLACE VIEW item_shelved AS
SELECT u.shop AS shop, u.platform AS platform, u.item AS item, max(u.item_name) AS item_name,
    min(u.first_shelved) AS first_shelved
FROM (
    SELECT v.shop AS shop, v.platform AS platform, v.item_id AS item, v.title AS item_name, v.first_shelved AS first_shelved
    FROM item_day_versions AS v WHERE v.is_current AND v.first_shelved IS NOT NULL
    UNION ALL
    SELECT p.shop, p.platform, p.item_id, p.title, p.first_shelved
    FROM product_versions AS p WHERE p.is_current AND p.first_shelved IS NOT NULL
) AS u
GROUP BY u.shop, u.platform, u.item;

-- One row per order whose parcels the list has and all were delivered, dated by the last of them: whether a refund that came
-- to money was applied for after that, and when such a refund was completed first (M-33).
CREATE OR REPLACE VIEW signed_orders AS
WITH signed AS (
    SELECT v.shop AS shop, v.platform AS platform, v.order_id AS order_id, max(v.delivered_at) AS signed_at,
        count(*) AS parcels, max(v.file_id) AS file_id, arg_max(v.line, v.delivered_at) AS line
    FROM parcel_versions AS v
    WHERE v.is_current
    GROUP BY v.shop, v.platform, v.order_id
    HAVING count(*) = count(v.delivered_at)
), returned AS (
    SELECT s.shop AS shop, s.platform AS platform, s.order_id AS order_id, min(r.applied_at) AS applied_at,
        min(r.finished_at) AS refunded_at, count(*) AS refunds
    FROM signed AS s
    JOIN refund_versions AS r ON r.shop = s.shop AND r.platform = s.platform AND r.order_id = s.order_id
    WHERE r.is_current AND r.is_success AND r.applied_at >= s.signed_at
    GROUP BY s.shop, s.platform, s.order_id
)
SELECT s.shop AS shop, s.platform AS platform, CAST(s.signed_at AS DATE) AS day, s.order_id AS order_id,
    s.signed_at AS signed_at, s.parcels AS parcels, 1 AS orders, CASE WHEN r.refunds > 0 THEN 1 ELSE 0 END AS refunded_after,
    r.applied_at AS applied_at, r.refunded_at AS refunded_at, s.file_id AS file_id, s.line AS line
FROM signed AS s
LEFT JOIN returned AS r ON r.shop = s.shop AND r.platform = s.platform AND r.order_id = s.order_id;

INSERT INTO coverage
SELECT DISTINCT 'signed' AS source, s.shop AS shop, s.platform AS platform, s.day AS day, TRUE AS is_full FROM signed_orders AS s;

-- Cohorts (metrics/analyses/cohorts.py): one row per shop, month of first purchase and month of payment: how many of those buyers
-- paid then, and what, less refunds. Most buyers pay in one month only and stand in `buyers` already; only the payments of the
-- others are looked at. Counted on every look, this would take 0.4 s of CPU per million orders.
CREATE OR REPLACE TABLE cohort_months AS
WITH months AS (
    SELECT b.shop AS shop, b.platform AS platform, b.amount AS amount, b.refund_amount AS refund_amount, b.payments AS payments,
        CAST(date_trunc('month', b.first_paid_day) AS DATE) AS first_month,
        CAST(date_trunc('month', b.last_paid_day) AS DATE) AS last_month
    FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of buyers, net_amount */
), told AS (
    SELECT m.shop AS shop, m.platform AS platform, m.first_month AS first_month, unnest(m.payments) AS payment,
        unnest(list_prepend(NULL, m.payments[:-2])) AS previous
    FROM months AS m WHERE m.first_month < m.last_month
), again AS (
    SELECT t.shop AS shop, t.platform AS platform, t.first_month AS first_month,
        CAST(date_trunc('month', DATE '2000-01-01' + CAST(t.payment >> 48 AS INTEGER)) AS DATE) AS later_month,
        CAST(date_trunc('month', DATE '2000-01-01' + CAST(t.previous >> 48 AS INTEGER)) AS DATE) AS previous_month,
        (t.payment & 140737488355327) - 70368744177664 AS net_cents
    FROM told AS t
), cells AS (
    SELECT m.shop AS shop, m.platform AS platform, m.first_month AS first_month, m.first_month AS later_month,
        count(*) AS buyers, sum(m.amount) - coalesce(sum(m.refund_amount), 0) AS net_amount
    FROM months AS m WHERE m.first_month = m.last_month
    GROUP BY m.shop, m.platform, m.first_month
    UNION ALL
    SELECT a.shop, a.platform, a.first_month, a.later_month,
        count(*) FILTER (WHERE a.previous_month IS DISTINCT FROM a.later_month), CAST(sum(a.net_cents) AS DECIMAL(38, 0)) * 0.01
    FROM again AS a
    GROUP BY a.shop, a.platform, a.first_month, a.later_month
)
SELECT c.shop AS shop, c.platform AS platform, c.first_month AS first_month, c.later_month AS later_month,
    CAST(sum(c.buyers) AS BIGINT) AS buyers, CAST(sum(c.net_amount) AS DECIMAL(38, 2)) AS net_amount
FROM cells AS c
GROUP BY c.shop, c.platform, c.first_month, c.later_month;
