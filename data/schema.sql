-- Tables of a store. Each is opened by a sentence that states its grain.
-- "versions" tables hold what files said; summaries (summaries.sql) are built from their current rows at every load.
-- Every versions table begins with the same columns:
--   file_id, line   the file (ledger) and the physical line in it
--   shop, platform  whose fact it is
--   block           the unit of replacement, as text (an order id, a day, a day and an item ...); where it is one id of the
--                   fact it is only read as that, not kept once more
--   as_of           the newest export time at which a file with this content was seen, NULL where none is known
--   slot            'K': the export time is known; 'U': it is not (read from as_of, not kept)
--   state_1..3      how far the block had come, most important first; decides where as_of is not known
--   is_current      this version stands (exactly one of the block's versions does)
-- Ids that hardly repeat are kept by zstd: as small as what DuckDB would choose by itself, written in half the time.
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
    block VARCHAR GENERATED ALWAYS AS (order_id) VIRTUAL, as_of TIMESTAMP,
    slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_id VARCHAR USING COMPRESSION zstd NOT NULL,
    buyer BIGINT,                         -- data/hashing.py; NULL where the export has none or the platform masked it
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
    tracking_no VARCHAR USING COMPRESSION zstd,
    carrier VARCHAR,
    has_buyer_note BOOLEAN,
    has_seller_note BOOLEAN,
    is_mobile BOOLEAN
);

-- One row per order line 子订单; the block is the order, whose lines are replaced together.
CREATE TABLE IF NOT EXISTS line_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR GENERATED ALWAYS AS (order_id) VIRTUAL, as_of TIMESTAMP,
    slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_id VARCHAR USING COMPRESSION zstd NOT NULL,
    sub_order_id VARCHAR USING COMPRESSION zstd,
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
    tracking_no VARCHAR USING COMPRESSION zstd,
    carrier VARCHAR
);

-- One row per refund case (退款编号).
CREATE TABLE IF NOT EXISTS refund_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR GENERATED ALWAYS AS (refund_id) VIRTUAL, as_of TIMESTAMP,
    slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    refund_id VARCHAR USING COMPRESSION zstd NOT NULL,
    order_id VARCHAR USING COMPRESSION zstd,
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
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
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
    score_description DOUBLE, score_service DOUBLE, score_logistics DOUBLE,
    unique_ips BIGINT,                    -- 独立IP, in old files only
    favourite_times BIGINT, shop_favourite_buyers BIGINT, paid_goods BIGINT,
    picture_reviews BIGINT, positive_reviews BIGINT, old_positive_reviews BIGINT, old_negative_reviews BIGINT,
    parcels_collected BIGINT, parcels_sent BIGINT, parcels_delivering BIGINT, parcels_signed BIGINT,
    pay_to_sign_seconds DOUBLE,           -- 平均支付_签收时长, given as a mean of the day
    -- 真实体验分 beside the older DSR: the whole, 宝贝质量, 物流速度, 服务保障
    score_experience DOUBLE, score_goods DOUBLE, score_delivery DOUBLE, score_care DOUBLE,
    -- the columns PC端… and 无线端…: a person who came on both stands in each, so people of terminals never add up
    pc_visitors BIGINT, pc_page_views BIGINT, pc_item_visitors BIGINT, pc_item_page_views BIGINT, pc_favourite_buyers BIGINT,
    pc_cart_buyers BIGINT, pc_cart_items BIGINT, pc_placed_buyers BIGINT, pc_placed_items BIGINT,
    pc_paid_buyers BIGINT, pc_paid_orders BIGINT, pc_paid_lines BIGINT, pc_paid_items BIGINT,
    pc_stay_seconds DOUBLE, pc_bounce_rate DOUBLE, pc_placed_amount DECIMAL(18,2), pc_paid_amount DECIMAL(18,2),
    mobile_visitors BIGINT, mobile_page_views BIGINT, mobile_item_visitors BIGINT, mobile_item_page_views BIGINT,
    mobile_favourite_buyers BIGINT,
    mobile_cart_buyers BIGINT, mobile_cart_items BIGINT, mobile_placed_buyers BIGINT, mobile_placed_items BIGINT,
    mobile_paid_buyers BIGINT, mobile_paid_orders BIGINT, mobile_paid_lines BIGINT, mobile_paid_items BIGINT,
    mobile_stay_seconds DOUBLE, mobile_bounce_rate DOUBLE, mobile_placed_amount DECIMAL(18,2), mobile_paid_amount DECIMAL(18,2)
);

-- One row per item and day as the platform counted it (生意参谋 商品, JD 商品明细).
CREATE TABLE IF NOT EXISTS item_day_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
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
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    level VARCHAR NOT NULL,               -- 'account', 'campaign', 'item', 'keyword', 'region', 'word_pack' ...
    window_days INTEGER,                  -- 转化周期; NULL where the file does not say
    day DATE NOT NULL,
    hour INTEGER,
    scene VARCHAR,                        -- 场景 under its current name
    campaign_id VARCHAR, campaign VARCHAR,
    unit_id VARCHAR, unit VARCHAR,
    item_id VARCHAR, item_name VARCHAR,
    keyword VARCHAR, audience VARCHAR,
    creative_id VARCHAR, creative VARCHAR,
    province VARCHAR, city VARCHAR,
    benefit_id VARCHAR, benefit VARCHAR,  -- 权益, a coupon or gift that the ad carries
    placement VARCHAR,                    -- 资源位
    goal VARCHAR,                         -- 优化目标
    impressions BIGINT, clicks BIGINT,
    spend DECIMAL(18,9),
    revenue DECIMAL(18,9), direct_revenue DECIMAL(18,9), indirect_revenue DECIMAL(18,9), net_revenue DECIMAL(18,9),
    orders BIGINT, direct_orders BIGINT, indirect_orders BIGINT,
    carts BIGINT, favourites BIGINT, new_buyers BIGINT
);

-- One row per spend line of a spend list (several a day); the block is the day.
CREATE TABLE IF NOT EXISTS ad_spend_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    spend DECIMAL(18,9) NOT NULL,
    purpose VARCHAR
);

-- One row per stock keeping unit, warehouse and day of the snapshot.
CREATE TABLE IF NOT EXISTS stock_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    warehouse VARCHAR,
    item_id VARCHAR, item_code VARCHAR, sku_text VARCHAR, item_name VARCHAR,
    on_hand BIGINT NOT NULL,              -- saleable stock at the end of the day
    defective BIGINT, inbound BIGINT,
    -- the day's balance, where the report has it
    opening_total BIGINT, opening_good BIGINT, opening_defective BIGINT,
    received BIGINT, dispatched BIGINT, sold BIGINT
);

-- One row per own target (period x measure x part of the shop).
CREATE TABLE IF NOT EXISTS target_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    measure VARCHAR NOT NULL,             -- a metric key; paid_amount unless the sheet says otherwise
    part VARCHAR,                         -- department, owner or category; NULL for the whole shop
    part_kind VARCHAR,                    -- 'department', 'owner', 'category'; NULL where the sheet doesn't say which
    amount DECIMAL(18,2) NOT NULL
);

-- One row per own cost entry; a per-order freight holds from its day until the next such entry.
CREATE TABLE IF NOT EXISTS cost_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
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
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    start_at TIMESTAMP NOT NULL,
    end_at TIMESTAMP NOT NULL,
    name VARCHAR NOT NULL,
    event_kind VARCHAR,                   -- 大促, 店铺活动, 上新, 改价 ...
    leaves_baseline BOOLEAN NOT NULL      -- its days are left out of "same weekday" comparisons
);

-- Further reports of the platform ---------------------------------------------------------------------------------------

-- One row per traffic source and day as the platform counted it. Sources nest in three levels: a row of depth 1 holds what
-- its rows of depth 2 hold, and a visitor stands in every source that led to the shop. Neither levels nor people add up.
CREATE TABLE IF NOT EXISTS traffic_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    terminal VARCHAR NOT NULL,            -- 'all', 'pc', 'mobile'
    depth INTEGER NOT NULL,               -- 1 to 3: the finest level that the row names
    source_1 VARCHAR NOT NULL, source_2 VARCHAR, source_3 VARCHAR,  -- under their names since 2024-02-19
    item_id VARCHAR,                      -- reports of one item; NULL: of the shop
    visitors BIGINT, page_views BIGINT, new_visitors BIGINT,
    favourite_buyers BIGINT, cart_buyers BIGINT, follow_buyers BIGINT,
    placed_buyers BIGINT, placed_amount DECIMAL(18,2),
    paid_buyers BIGINT, paid_items BIGINT, paid_amount DECIMAL(18,2),
    direct_paid_buyers BIGINT, fan_paid_buyers BIGINT, favourite_paid_buyers BIGINT, cart_paid_buyers BIGINT
);

-- One row per search word and day: what it led to (关键词 of 手淘搜索, 来源名称).
CREATE TABLE IF NOT EXISTS search_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    keyword VARCHAR NOT NULL,
    item_id VARCHAR,                      -- reports of one item; NULL: of the shop
    visitors BIGINT, page_views BIGINT, bounced_visitors BIGINT,
    favourite_buyers BIGINT, cart_buyers BIGINT,
    placed_buyers BIGINT, placed_amount DECIMAL(18,2),
    paid_buyers BIGINT, paid_items BIGINT, paid_amount DECIMAL(18,2)
);

-- One row per plan of 淘宝客 (CPS) and day. paid_: when the buyer paid, settled_: when the commission was settled,
-- confirmed_: when the goods were confirmed; the three clocks tell of the same sales and never add up.
CREATE TABLE IF NOT EXISTS cps_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    plan VARCHAR,
    clicks BIGINT, click_users BIGINT,
    paid_buyers BIGINT, paid_orders BIGINT, paid_items BIGINT, paid_amount DECIMAL(18,9),
    paid_commission DECIMAL(18,9), paid_service_fee DECIMAL(18,9), paid_cost DECIMAL(18,9),
    settled_buyers BIGINT, settled_orders BIGINT, settled_amount DECIMAL(18,9),
    settled_commission DECIMAL(18,9), settled_service_fee DECIMAL(18,9), settled_cost DECIMAL(18,9),
    confirmed_buyers BIGINT, confirmed_orders BIGINT, confirmed_amount DECIMAL(18,9)
);

-- One row per agent of the shop's customer service and day; agent is NULL in the overview of the whole team. A customer whom
-- two agents served stands in both rows, so agents never add up to the team.
CREATE TABLE IF NOT EXISTS service_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    agent VARCHAR,                        -- the agent's working nickname (旺旺昵称)
    consults BIGINT, received BIGINT, inquirers BIGINT,      -- people: 咨询, 接待, 询单
    inquiry_placed_buyers BIGINT, inquiry_buyers BIGINT,     -- 询单最终下单人数, 询单最终付款人数
    inquiry_amount DECIMAL(18,2),
    sales DECIMAL(18,2), buyers BIGINT, items BIGINT,
    refund_amount DECIMAL(18,2), net_sales DECIMAL(18,2),
    sales_share DOUBLE, close_rate DOUBLE,                   -- as the file gives them
    first_response_seconds DOUBLE, response_seconds DOUBLE,
    satisfaction_rate DOUBLE, reply_rate DOUBLE,
    response_rate_3min DOUBLE,            -- answered by a person within three minutes
    refund_only_hours DOUBLE, return_refund_hours DOUBLE, help_rate DOUBLE, judge_rate DOUBLE
);

-- One row per move of goods into or out of a warehouse (出入库流水).
CREATE TABLE IF NOT EXISTS stock_move_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    moved_at TIMESTAMP NOT NULL,
    move_id VARCHAR,
    warehouse VARCHAR,
    item_id VARCHAR, item_code VARCHAR, item_name VARCHAR,
    move_type VARCHAR,                    -- 单据类型 as the file says
    stock_type VARCHAR,                   -- 良品, 次品 ...
    quantity BIGINT NOT NULL,             -- above zero: in, below: out
    balance BIGINT,
    erp_order VARCHAR
);

-- One row per line of the shop's Alipay account (账务明细) that is a fee of the platform or the return of one.
CREATE TABLE IF NOT EXISTS fee_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    flow_id VARCHAR NOT NULL,
    order_id VARCHAR,                     -- the order that the fee is of, where the line names it
    happened_at TIMESTAMP NOT NULL,
    fee VARCHAR NOT NULL,                 -- 'commission', 'cps', 'points', 'insurance', 'payment', 'donation', 'service',
                                          -- 'ads' (money put into an ad account), 'none' (sales, refunds, transfers)
    amount DECIMAL(18,2) NOT NULL         -- above zero: paid by the shop, below: given back
);

-- One row per score of the shop and day (动态评分, 真实体验分 as its own page gives them).
CREATE TABLE IF NOT EXISTS shop_score_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    indicator VARCHAR NOT NULL,           -- 'description', 'service', 'logistics', 'experience', 'goods', 'delivery', 'care'
    score DOUBLE NOT NULL,
    industry_average DOUBLE,
    target DOUBLE
);

-- The shop's own sheets (data/exports/own) ------------------------------------------------------------------------------
-- Rows that the newest sheet no longer lists are not current (data/own_sheets.py).

-- One row per delivery that the shop ordered or expects (own sheet 到货计划).
CREATE TABLE IF NOT EXISTS inbound_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_no VARCHAR,                     -- the purchase order's number
    item_id VARCHAR, item_code VARCHAR, sku_text VARCHAR, item_name VARCHAR,
    supplier VARCHAR,
    ordered_day DATE,
    expected_day DATE NOT NULL,
    arrived_day DATE,                     -- NULL: still on its way
    ordered_qty BIGINT NOT NULL,
    arrived_qty BIGINT,                   -- NULL with an arrived_day: all of it
    note VARCHAR
);

-- One row per review (own sheet 评价表); the reviewer's name is dropped, the review itself is public.
CREATE TABLE IF NOT EXISTS review_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    review_id VARCHAR NOT NULL,           -- the platform's number, else a hash of the row
    reviewed_at TIMESTAMP NOT NULL,
    item_id VARCHAR, item_name VARCHAR, order_id VARCHAR,
    rating VARCHAR NOT NULL,              -- 'good', 'neutral', 'bad'
    content VARCHAR,                      -- telephone numbers and e-mail addresses blanked
    has_picture BOOLEAN,
    handled VARCHAR                       -- what the shop did about it
);

-- One row per parcel as its carrier tells it (own sheet 物流跟踪表).
CREATE TABLE IF NOT EXISTS parcel_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    order_id VARCHAR NOT NULL,
    tracking_no VARCHAR NOT NULL,
    carrier VARCHAR,
    started_at TIMESTAMP,                 -- sent, else picked up, else the last status
    shipped_at TIMESTAMP, picked_up_at TIMESTAMP,
    last_status VARCHAR, last_status_at TIMESTAMP,
    delivered_at TIMESTAMP,
    trouble VARCHAR                       -- 丢件, 破损, 拒收 ... as the sheet says
);

-- One row per item and day of the list of goods (own sheet 商品清单); `day` is the day that the list speaks of.
CREATE TABLE IF NOT EXISTS product_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    item_id VARCHAR NOT NULL,
    item_code VARCHAR, title VARCHAR, category VARCHAR, brand VARCHAR,
    attributes_filled BIGINT, attributes_total BIGINT,
    shelf_state VARCHAR,                  -- 'on_shelf', 'in_warehouse', 'sold_out', 'removed'
    first_shelved DATE,
    price DECIMAL(18,2),
    owner VARCHAR
);

-- One row per article counted in the warehouse (own sheet 盘点表).
CREATE TABLE IF NOT EXISTS stock_take_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    warehouse VARCHAR,
    item_id VARCHAR, item_code VARCHAR, sku_text VARCHAR, item_name VARCHAR,
    counted BIGINT NOT NULL,
    listed BIGINT,                        -- what the books said that day, where the sheet has it
    note VARCHAR
);

-- One row per tier of the shop's members and what it takes to reach it (own sheet 会员等级规则); edges belong to the tier.
CREATE TABLE IF NOT EXISTS vip_rule_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    tier VARCHAR NOT NULL,
    from_amount DECIMAL(18,2),            -- net paid, all that is loaded
    from_count BIGINT,                    -- purchases (pay days)
    from_points BIGINT,
    from_day DATE
);

-- One row per member as the shop's own list has them (own sheet 会员表).
CREATE TABLE IF NOT EXISTS member_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    buyer BIGINT NOT NULL,                -- as in order_versions
    tier VARCHAR, points BIGINT, joined_day DATE
);

-- One row per cost of goods: of an item, a code, a category, or (all empty) the whole shop (own sheet 商品成本表).
CREATE TABLE IF NOT EXISTS margin_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    from_day DATE,                        -- holds from this day until the next such row; NULL: always
    item_id VARCHAR, item_code VARCHAR, sku_text VARCHAR, category VARCHAR, item_name VARCHAR,
    cost DECIMAL(18,2),                   -- of one piece, in yuan
    margin_rate DOUBLE,                   -- gross margin, where no cost is given
    fee_rate DOUBLE                       -- the platform's share of the price
);

-- One row per thing seen at a competitor (own sheet 竞品记录).
CREATE TABLE IF NOT EXISTS competitor_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    day DATE NOT NULL,
    competitor VARCHAR NOT NULL,
    item VARCHAR,
    price DECIMAL(18,2), sales BIGINT, rating DOUBLE,
    move VARCHAR,                         -- 'price', 'new_item', 'campaign', 'picture', 'hot_item', 'other'
    note VARCHAR, link VARCHAR
);

-- One row per change that the shop made to a page or an item (own sheet 变更记录).
CREATE TABLE IF NOT EXISTS change_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    change VARCHAR NOT NULL,              -- 'title', 'picture', 'price', 'category', 'stock', 'detail', 'on_shelf', 'off_shelf',
                                          -- 'page', 'bid', 'other'
    item_id VARCHAR, item_name VARCHAR, campaign VARCHAR,
    before VARCHAR, after VARCHAR,
    changed_by VARCHAR, note VARCHAR
);

-- One row per lead time: of an item, a code, a supplier or a class of goods, or (all empty) the default (own sheet 货期表).
CREATE TABLE IF NOT EXISTS lead_time_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    item_id VARCHAR, item_code VARCHAR, supplier VARCHAR,
    item_class VARCHAR,                   -- 'hot', 'normal', 'slow'
    lead_days BIGINT NOT NULL,
    safety_days BIGINT,
    review_days BIGINT,                   -- days between two orders to the supplier; 7 where empty
    min_order BIGINT, pack BIGINT,
    from_day DATE
);

-- One row per item, campaign or category and who is in charge of it (own sheet 负责人表).
CREATE TABLE IF NOT EXISTS owner_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    owner VARCHAR NOT NULL,
    department VARCHAR,
    item_id VARCHAR, item_name VARCHAR, campaign_id VARCHAR, campaign VARCHAR, category VARCHAR,
    from_day DATE
);

-- One row per event to sign up for and until when (own sheet 活动报名表).
CREATE TABLE IF NOT EXISTS deadline_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    event VARCHAR NOT NULL,
    deadline TIMESTAMP NOT NULL,          -- a day alone: its end
    materials_due TIMESTAMP,
    starts_day DATE, ends_day DATE,
    materials VARCHAR, owner VARCHAR,
    state VARCHAR                         -- 'open', 'submitted', 'accepted', 'declined', 'skipped'
);

-- One row per link that is no goods, by its id or by words of its title (own sheet 剔除链接表); feeds excluded_items.
CREATE TABLE IF NOT EXISTS excluded_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    item_id VARCHAR, word VARCHAR,
    reason VARCHAR NOT NULL,              -- 'difference', 'postage', 'gift', 'test', 'other'
    from_day DATE
);

-- One row per planned ad spend of a period and channel (own sheet 推广预算表).
CREATE TABLE IF NOT EXISTS spend_plan_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    channel VARCHAR,                      -- a scene under its current name; NULL: all advertising
    amount DECIMAL(18,2) NOT NULL,        -- the sum over the period
    note VARCHAR
);

-- One row per problem that customer service opened (own sheet 问题单).
CREATE TABLE IF NOT EXISTS ticket_versions (
    file_id INTEGER NOT NULL, line INTEGER NOT NULL, shop VARCHAR NOT NULL, platform VARCHAR NOT NULL,
    block VARCHAR NOT NULL, as_of TIMESTAMP, slot VARCHAR GENERATED ALWAYS AS (if(as_of IS NULL, 'U', 'K')) VIRTUAL,
    state_1 DOUBLE, state_2 DOUBLE, state_3 DOUBLE, is_current BOOLEAN NOT NULL,
    ticket_id VARCHAR NOT NULL,           -- its number, else a hash of the row
    order_id VARCHAR,
    ticket_type VARCHAR,                  -- 'tracing', 'quality', 'return', 'complaint', 'stock', 'invoice', 'other'
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,                  -- NULL: open
    agent VARCHAR, state VARCHAR
);

-- One row per kind of goods link that is no goods (补差, 邮费, 赠品), as the shop lists them.
CREATE TABLE IF NOT EXISTS excluded_items (
    shop VARCHAR, item_id VARCHAR, word VARCHAR
);
INSERT INTO excluded_items SELECT NULL, NULL, w.word FROM (VALUES ('补差'), ('补邮'), ('邮费'), ('运费专拍'), ('赠品')) AS w(word)
WHERE NOT EXISTS (SELECT 1 FROM excluded_items);
