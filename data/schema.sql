-- Tables of a store. Each is opened by a sentence that states its grain.
-- "versions" tables hold what files said; summaries (summaries.sql) are built from their current rows at every load.
-- Every versions table begins with the same columns:
--   file_id, line   the file (ledger) and the physical line in it
--   shop, platform  whose fact it is
--   block           the unit of replacement, as text (an order id, a day, a day and an item ...)
--   slot            'K': the file's export time is known (as_of); 'U': it is not
--   as_of           the newest export time at which a file with this content was seen (slot K), else NULL
--   state_1..3      how far the block had come, most important first; decides where as_of is not known
--   is_current      this version stands (exactly one of the block's versions does)
-- A block has at most one version per slot and shape (the set of columns of the file, files.columns). Columns that the
-- file of the current version didn't have hold what the other versions know (data/inherit.py).

-- One row: the layout's version and when the store was made.
CREATE TABLE IF NOT EXISTS store_info (
    schema_version INTEGER NOT NULL,
    store_version INTEGER NOT NULL,
    is_sample BOOLEAN NOT NULL DEFAULT FALSE,
    made_at TIMESTAMP NOT NULL
);

-- One row per load (one call of the importer, any number of files).
CREATE TABLE IF NOT EXISTS loads (
    load_id INTEGER NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    loaded_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL,              -- 'load', 'undo', 'migrate'
    undone_load INTEGER,                  -- for 'undo': which load was taken back
    version INTEGER NOT NULL,             -- the store version that it made
    based_on INTEGER NOT NULL,            -- the store version that it started from
    app_version VARCHAR NOT NULL
);

-- One row per file and sheet that was loaded: the ledger.
CREATE TABLE IF NOT EXISTS files (
    file_id INTEGER NOT NULL,
    load_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    sheet VARCHAR,
    sha256 VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    shop VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    as_of TIMESTAMP,
    rows_in BIGINT NOT NULL,
    loaded BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    set_aside BIGINT NOT NULL,
    first_day DATE,
    last_day DATE,
    gross_column VARCHAR,                 -- orders: which money column was found to be gross, 'amount_due' or 'amount_kept'
    ignored_columns VARCHAR,              -- headers kept out, joined by '、'
    dropped_columns VARCHAR,              -- private headers dropped or hashed, joined by '、'
    columns VARCHAR NOT NULL DEFAULT '',  -- the fields that the file had, sorted, joined by ','
    sample BOOLEAN NOT NULL DEFAULT FALSE
);

-- One row per file and shop that it speaks of (a file may name several; files.shop joins them by '、').
CREATE TABLE IF NOT EXISTS file_shops (
    file_id INTEGER NOT NULL,
    shop VARCHAR NOT NULL
);

-- One row per file and sheet whose load was taken back; its archived rows go when the version before the undo goes.
CREATE TABLE IF NOT EXISTS undone_files AS
SELECT f.*, CAST(0 AS INTEGER) AS undone_version FROM files AS f LIMIT 0;

-- One row per thing to say about a file: a refused row, an emptied cell, a kept row, a note.
CREATE TABLE IF NOT EXISTS problems (
    file_id INTEGER NOT NULL,
    line INTEGER,
    column_name VARCHAR,
    kind VARCHAR NOT NULL,                -- 'refused', 'emptied', 'kept', 'differs', 'note'
    reason_zh VARCHAR NOT NULL,
    reason_en VARCHAR NOT NULL,
    text VARCHAR                          -- the offending cell; blank for private columns
);

-- One row per load and figure of a day that was there before and shows another value since (data/reconcile/restate.py).
CREATE TABLE IF NOT EXISTS restatements (
    load_id INTEGER NOT NULL,
    shop VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    day DATE NOT NULL,
    key VARCHAR NOT NULL,                 -- a metric key
    before DECIMAL(18,2) NOT NULL,
    after DECIMAL(18,2),                  -- NULL: the day has no such figure any more
    cause_zh VARCHAR NOT NULL,
    cause_en VARCHAR NOT NULL
);

-- One row per file, day that the file covers: which days are loaded, and whether wholly.
CREATE TABLE IF NOT EXISTS covered_days (
    file_id INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    shop VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    day DATE NOT NULL,
    is_full BOOLEAN NOT NULL              -- FALSE: the export was taken before the day's end
);

-- One row per order (parent order) and slot.
CREATE TABLE IF NOT EXISTS order_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_id VARCHAR NOT NULL,
    buyer VARCHAR,                        -- HMAC; NULL where the export has none or the platform masked it
    amount_due DECIMAL(18,2),             -- 总金额
    amount_kept DECIMAL(18,2),            -- 买家实际支付金额
    gross DECIMAL(18,2),                  -- what was owed or paid before refunds, by the tested identity
    goods_payable DECIMAL(18,2),
    freight_payable DECIMAL(18,2),
    refund_amount DECIMAL(18,2),
    seller_received DECIMAL(18,2),
    status VARCHAR,
    status_rank INTEGER NOT NULL,         -- 0 waiting for payment .. 6 done, 7 closed; see exports/orders.py
    close_reason VARCHAR,
    stage_info VARCHAR,                   -- 分阶段订单信息
    province VARCHAR,
    city VARCHAR,
    created_at TIMESTAMP NOT NULL,
    paid_at TIMESTAMP,                    -- paid in full; NULL while only a deposit was paid
    shipped_at TIMESTAMP,
    confirmed_at TIMESTAMP,
    item_title VARCHAR,
    item_kinds BIGINT,
    item_qty BIGINT,
    tracking_no VARCHAR,
    carrier VARCHAR,
    has_buyer_note BOOLEAN,
    has_seller_note BOOLEAN,
    is_mobile BOOLEAN
);

-- One row per order line 子订单; the block is the order, whose lines are replaced together.
CREATE TABLE IF NOT EXISTS line_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_id VARCHAR NOT NULL,
    sub_order_id VARCHAR,
    item_id VARCHAR,
    title VARCHAR,
    unit_price DECIMAL(18,2),
    qty BIGINT NOT NULL,
    sku_text VARCHAR,
    seller_sku VARCHAR,
    external_code VARCHAR,
    status VARCHAR,
    status_rank INTEGER NOT NULL,
    goods_payable DECIMAL(18,2),          -- 买家应付货款, after the seller's discounts
    amount_kept DECIMAL(18,2),            -- 买家实付金额 of the line
    refund_status VARCHAR,
    refund_amount DECIMAL(18,2),
    created_at TIMESTAMP,
    paid_at TIMESTAMP,
    shipped_at TIMESTAMP,
    tracking_no VARCHAR,
    carrier VARCHAR
);

-- One row per refund case (退款编号).
CREATE TABLE IF NOT EXISTS refund_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    refund_id VARCHAR NOT NULL,
    order_id VARCHAR,
    item_id VARCHAR,
    title VARCHAR,
    seller_sku VARCHAR,
    sku_text VARCHAR,
    status VARCHAR NOT NULL,
    is_success BOOLEAN NOT NULL,
    is_closed BOOLEAN NOT NULL,           -- closed or withdrawn without money
    type VARCHAR,                         -- 仅退款, 退货退款, 换货 ... as the file says
    reason VARCHAR,
    reason_tag VARCHAR,
    stage VARCHAR,
    is_partial BOOLEAN,
    amount DECIMAL(18,2) NOT NULL,
    goods_status VARCHAR,
    service_status VARCHAR,               -- 客服介入状态
    paid_at TIMESTAMP,
    applied_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    timeout_at TIMESTAMP,
    returned_at TIMESTAMP
);

-- One row per shop and period (a day; or a week or month as the platform itself counted it).
CREATE TABLE IF NOT EXISTS shop_day_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    visitors BIGINT, page_views BIGINT, item_visitors BIGINT, item_page_views BIGINT,
    stay_seconds DOUBLE, bounce_rate DOUBLE, new_visitors BIGINT, old_visitors BIGINT,
    favourite_buyers BIGINT, cart_buyers BIGINT, cart_items BIGINT,
    placed_amount DECIMAL(18,2), placed_buyers BIGINT, placed_items BIGINT,
    paid_amount DECIMAL(18,2), paid_buyers BIGINT, paid_orders BIGINT, paid_lines BIGINT, paid_items BIGINT,
    old_paid_buyers BIGINT, new_paid_buyers BIGINT, old_buyer_amount DECIMAL(18,2),
    refund_amount DECIMAL(18,2),
    ad_keyword_spend DECIMAL(18,2), ad_audience_spend DECIMAL(18,2), ad_scene_spend DECIMAL(18,2),
    ad_site_spend DECIMAL(18,2), cps_fee DECIMAL(18,2),
    reviews BIGINT, negative_reviews BIGINT,
    score_description DOUBLE, score_service DOUBLE, score_logistics DOUBLE
);

-- One row per item and day as the platform counted it (生意参谋 商品, JD 商品明细).
CREATE TABLE IF NOT EXISTS item_day_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    item_id VARCHAR NOT NULL,
    title VARCHAR, item_no VARCHAR, item_status VARCHAR, brand VARCHAR,
    category_1 VARCHAR, category_2 VARCHAR, category_3 VARCHAR,
    first_shelved DATE,
    visitors BIGINT, page_views BIGINT, stay_seconds DOUBLE, bounce_rate DOUBLE,
    favourite_buyers BIGINT, cart_buyers BIGINT, cart_items BIGINT,
    placed_buyers BIGINT, placed_items BIGINT, placed_amount DECIMAL(18,2),
    paid_buyers BIGINT, paid_items BIGINT, paid_amount DECIMAL(18,2),
    new_paid_buyers BIGINT, old_paid_buyers BIGINT, refund_amount DECIMAL(18,2),
    search_visitors BIGINT, search_paid_buyers BIGINT
);

-- One row per row of an ad report; a block is one key of one report level, window and day, and may hold several rows.
CREATE TABLE IF NOT EXISTS ad_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    level VARCHAR NOT NULL,               -- 'account', 'campaign', 'item', 'keyword', 'region', 'hour' ...
    window_days INTEGER,                  -- 转化周期; NULL where the file does not say
    day DATE NOT NULL,
    hour INTEGER,
    scene VARCHAR,                        -- 场景 under its current name
    campaign_id VARCHAR, campaign VARCHAR,
    unit_id VARCHAR, unit VARCHAR,
    item_id VARCHAR, item_name VARCHAR,
    keyword VARCHAR, audience VARCHAR,
    province VARCHAR, city VARCHAR,
    impressions BIGINT, clicks BIGINT,
    spend DECIMAL(18,9),
    revenue DECIMAL(18,9), direct_revenue DECIMAL(18,9), indirect_revenue DECIMAL(18,9), net_revenue DECIMAL(18,9),
    orders BIGINT, direct_orders BIGINT, indirect_orders BIGINT,
    carts BIGINT, favourites BIGINT, new_buyers BIGINT
);

-- One row per spend line of a spend list (several a day); the block is the day.
CREATE TABLE IF NOT EXISTS ad_spend_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    spend DECIMAL(18,9) NOT NULL,
    purpose VARCHAR
);

-- One row per stock keeping unit, warehouse and day of the snapshot.
CREATE TABLE IF NOT EXISTS stock_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    warehouse VARCHAR,
    item_id VARCHAR, item_code VARCHAR, sku_text VARCHAR, item_name VARCHAR,
    on_hand BIGINT NOT NULL,              -- saleable stock at the end of the day
    defective BIGINT, inbound BIGINT
);

-- One row per own target (period x measure x part of the shop).
CREATE TABLE IF NOT EXISTS target_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    measure VARCHAR NOT NULL,             -- a metric key; paid_amount unless the sheet says otherwise
    part VARCHAR,                         -- department, owner or category; NULL for the whole shop
    amount DECIMAL(18,2) NOT NULL
);

-- One row per own cost entry; a per-order freight holds from its day until the next such entry.
CREATE TABLE IF NOT EXISTS cost_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    cost VARCHAR NOT NULL,                -- 'freight_per_order', 'postage', 'discount', 'ads', 'other'
    amount DECIMAL(18,2) NOT NULL,        -- per order for freight_per_order, else the sum over the period
    note VARCHAR
);

-- One row per own event (campaign, festival wave, price or page change), with hours.
CREATE TABLE IF NOT EXISTS event_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, slot VARCHAR NOT NULL, as_of TIMESTAMP,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    start_at TIMESTAMP NOT NULL,
    end_at TIMESTAMP NOT NULL,
    name VARCHAR NOT NULL,
    event_kind VARCHAR,                   -- 大促, 店铺活动, 上新, 改价 ...
    leaves_baseline BOOLEAN NOT NULL      -- its days are left out of "same weekday" comparisons
);

-- One row per kind of goods link that is no goods (补差, 邮费, 赠品), as the shop lists them.
CREATE TABLE IF NOT EXISTS excluded_items (
    shop VARCHAR, item_id VARCHAR, word VARCHAR
);
INSERT INTO excluded_items SELECT NULL, NULL, w.word FROM (VALUES ('补差'), ('补邮'), ('邮费'), ('运费专拍'), ('赠品')) AS w(word)
WHERE NOT EXISTS (SELECT 1 FROM excluded_items);
