"""The lists behind the duties of the shop's people: rows to work through, each by one statement, newest or most urgent first."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.listing import Listing
from metrics.analyses.lists_goods import GOODS
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

# What the platform asks for where nothing else was agreed; the settings say otherwise.
PLATFORM_HOURS = 48


def rows(
    store: Store, key: str, day: date, scope: Scope = EVERYTHING, platform_hours: int = PLATFORM_HOURS
) -> pd.DataFrame:
    """Return the rows of a list of LISTS as of `day`, at most its `most`, with the columns that `ui.columns` names.

    platform_hours: how long after payment the platform wants an order sent, beside the shop's own 24 hours.
    """
    listing = LISTS[key]
    where = ["(? IS NULL OR f.shop = ?)", "(? IS NULL OR f.platform = ?)"]
    params: list[object] = [scope.shop, scope.shop, scope.platform, scope.platform]
    if listing.days:
        span = Period.last_days(day, listing.days)
        where.append(f"{listing.day_column} BETWEEN ? AND ?")
        params += [span.first, span.last]
    sql = listing.sql.replace("{where}", " AND ".join(where)).replace("{platform_hours}", str(platform_hours))
    return store.frame(f"{sql} LIMIT {listing.most}", params)


_UNSHIPPED = (
    "SELECT f.order_id, f.paid_at, f.hours, f.paid_at + INTERVAL {platform_hours} HOUR AS platform_deadline, f.amount, f.province,"
    " f.shop FROM dispatch_rows AS f"
    # Said as a column of the orders, too, so that old ones aren't read.
    " WHERE f.unshipped = 1 AND f.status_rank IN (2, 3) AND {where}"
)
_PAID_HOURS = (
    "SELECT f.day AS day, hour(f.paid_at) AS hour, count(*) AS orders, sum(f.amount) AS amount FROM paid_orders AS f"
    " WHERE {where} AND CAST(f.paid_at AS TIME) <= TIME '%s' GROUP BY f.day, hour(f.paid_at) ORDER BY f.day, 2"
)
LISTS: Mapping[str, Listing] = {
    **GOODS,
    "unshipped": Listing(Text("待发货订单（付款最早的在前）", "Orders to ship, oldest first"), f"{_UNSHIPPED} ORDER BY f.paid_at"),
    "overdue": Listing(
        Text("付款超过 24 小时未发货", "Unshipped 24 hours after payment"),
        f"{_UNSHIPPED} AND f.overdue = 1 ORDER BY f.paid_at",
    ),
    "dispatch_sheet": Listing(
        Text("14:00 发货单：当天 14:00 前付款、还没发的", "Dispatch sheet: paid before 14:00 that day, not shipped"),
        f"{_UNSHIPPED} AND CAST(f.paid_at AS TIME) < TIME '14:00:00' ORDER BY f.paid_at",
        1,
    ),
    "paid_until_1400": Listing(
        Text("到 14:00 为止每小时的付款", "Payments by hour until 14:00"), _PAID_HOURS % "13:59:59", 1
    ),
    "paid_until_1730": Listing(
        Text("到 17:30 为止每小时的付款", "Payments by hour until 17:30"), _PAID_HOURS % "17:30:00", 1
    ),
    "unshipped_low_stock": Listing(
        Text("待发订单里库存不多的商品", "Orders to ship whose items are short"),
        "SELECT i.order_id, i.item_name, i.seller_sku, i.qty, s.on_hand, f.paid_at, f.hours, f.shop FROM dispatch_rows AS f"
        " JOIN order_items AS i ON i.shop = f.shop AND i.platform = f.platform AND i.order_id = f.order_id"
        " JOIN item_stock AS s ON s.shop = i.shop AND s.platform = i.platform AND s.item = i.item"
        " WHERE f.unshipped = 1 AND f.status_rank IN (2, 3) AND s.on_hand < 10 AND {where} ORDER BY s.on_hand, f.paid_at",
    ),
    "with_notes": Listing(
        Text("带买家留言、还没发货的订单", "Orders to ship with a buyer's remark"),
        "SELECT f.order_id, f.paid_at, f.amount, f.province, f.city, f.has_seller_note, f.shop FROM orders AS f"
        " WHERE f.has_buyer_note AND f.paid_at IS NOT NULL AND f.shipped_at IS NULL AND f.status_rank < 3 AND {where}"
        " ORDER BY f.paid_at",
    ),
    "without_tracking": Listing(
        Text("已发货但没有运单号", "Shipped without a tracking number"),
        "SELECT f.order_id, f.shipped_at, f.carrier, f.province, f.shop FROM orders AS f WHERE f.shipped_at IS NOT NULL"
        " AND coalesce(f.tracking_no, '') = '' AND EXISTS (SELECT 1 FROM files AS t WHERE t.file_id = f.file_id"
        " AND concat(',', t.columns, ',') LIKE '%,tracking_no,%') AND {where} ORDER BY f.shipped_at DESC",
        30,
        "CAST(f.shipped_at AS DATE)",
    ),
    "carriers": Listing(
        Text("近 30 天按物流公司和省份", "Carriers and provinces, 30 days"),
        "SELECT f.carrier, f.province, count(*) AS orders FROM orders AS f WHERE f.shipped_at IS NOT NULL AND f.carrier IS NOT NULL"
        " AND {where} GROUP BY f.carrier, f.province ORDER BY orders DESC, f.carrier, f.province",
        30,
        "CAST(f.shipped_at AS DATE)",
    ),
    "statuses": Listing(
        Text("近 30 天订单的状态", "Order statuses, 30 days"),
        "SELECT f.order_status, count(*) AS orders, sum(f.placed_amount) AS placed_amount FROM orders AS f WHERE {where}"
        " GROUP BY f.order_status ORDER BY orders DESC, f.order_status",
        30,
        "f.placed_day",
    ),
    "provinces": Listing(
        Text("近 30 天付款按省份", "Payments by province, 30 days"),
        "SELECT f.province, count(*) AS orders, sum(f.amount) AS amount FROM paid_orders AS f WHERE {where}"
        " GROUP BY f.province ORDER BY amount DESC NULLS LAST, f.province",
        30,
    ),
    "open_refunds": Listing(
        Text("还没完结的退款（平台介入的在前，再按剩余时间、金额）", "Open refunds: the platform's own first, then by time left and money"),
        "SELECT f.refund_id, f.order_id, f.item_name, f.refund_type, f.goods_status, f.reason, f.refund_status, f.service_status,"
        " f.amount, f.applied_at, f.timeout_at, f.shop FROM refund_cases AS f WHERE f.is_open = 1 AND {where}"
        " ORDER BY f.is_stepped_in DESC, f.timeout_at NULLS LAST, f.amount DESC, f.refund_id",
    ),
    "refund_reasons": Listing(
        Text("近 30 天退款按原因和商品", "Refunds by reason and item, 30 days"),
        "SELECT f.reason, f.item_name, count(*) AS refunds, sum(f.amount) AS amount FROM refund_cases AS f WHERE {where}"
        " GROUP BY f.reason, f.item_name ORDER BY refunds DESC, amount DESC, f.reason",
        30,
    ),
    "refund_types": Listing(
        Text("近 30 天退款按类型和状态", "Refunds by type and status, 30 days"),
        "SELECT f.refund_type, f.refund_status, count(*) AS refunds, sum(f.amount) AS amount FROM refund_cases AS f WHERE {where}"
        " GROUP BY f.refund_type, f.refund_status ORDER BY refunds DESC, f.refund_type",
        30,
    ),
    "refund_cases": Listing(
        Text("近 30 天的退款", "Refund cases, 30 days"),
        "SELECT f.refund_id, f.order_id, f.item_name, f.refund_type, f.reason, f.refund_status, f.amount, f.applied_at, f.shop"
        " FROM refund_cases AS f WHERE {where} ORDER BY f.applied_at DESC",
        30,
    ),
    "stock": Listing(
        Text("最近一次库存", "The newest stock"),
        "SELECT f.item, f.item_name, f.on_hand, f.inbound, f.day, f.shop FROM item_stock AS f WHERE {where} ORDER BY f.on_hand, f.item",
    ),
    "stock_take": Listing(
        Text("盘点和账面不一致的", "Counts that differ from the books"),
        "SELECT f.day, f.item, f.item_name, f.sku_text, f.warehouse, f.counted, f.listed, f.difference FROM stock_take_rows AS f"
        " WHERE f.difference <> 0 AND {where} ORDER BY f.day DESC, abs(f.difference) DESC, f.item",
    ),
    "stock_moves": Listing(
        Text("近 30 天出入库", "Goods in and out, 30 days"),
        "SELECT f.* EXCLUDE (file_id, line) FROM stock_moves AS f WHERE {where} ORDER BY f.day DESC",
        30,
    ),
    "arrivals": Listing(
        Text("还没到的货，和近 30 天到的", "Goods awaited, and those of the last 30 days"),
        "SELECT f.expected_day, f.item, f.item_name, f.supplier, f.order_no, f.ordered_qty, f.awaited_qty, f.arrived_day, f.days_late"
        " FROM deliveries AS f WHERE (f.awaited_qty > 0 OR f.arrived_day > (SELECT max(d.arrived_day) - 30 FROM deliveries AS d))"
        " AND {where} ORDER BY f.awaited_qty > 0 DESC, f.expected_day, f.item",
    ),
    "parcels": Listing(
        Text("有问题的快递", "Parcels in trouble"),
        "SELECT f.order_id, f.tracking_no, f.carrier, f.shipped_at, f.trouble, f.last_status, f.last_status_at, f.hours_silent, f.shop"
        " FROM parcels AS f WHERE f.problem IS NOT NULL AND {where} ORDER BY f.hours_silent DESC, f.order_id",
    ),
    "product_changes": Listing(
        Text("两份商品清单之间的变化：上下架、标题、类目、价格", "What changed between two lists of goods: shelf, title, category, price"),
        "SELECT f.day, f.change, f.item, f.item_name, f.before, f.after, f.owner, f.day_before FROM product_changes AS f WHERE {where}"
        " ORDER BY f.day DESC, f.item, f.change",
    ),
    "lead_times": Listing(
        Text("各商品货期、起订量", "Lead times and order sizes"),
        "SELECT f.item, c.item_name, c.item_class, f.lead_days, f.safety_days, f.min_order, f.pack, f.is_assumed FROM item_terms AS f"
        " JOIN item_classes AS c ON c.shop = f.shop AND c.platform = f.platform AND c.item = f.item WHERE {where}"
        " ORDER BY c.items DESC, f.item",
    ),
    "bad_reviews": Listing(
        Text("近 30 天的差评", "Negative reviews, 30 days"),
        "SELECT f.day, f.item_name, f.content, f.order_id, f.review_id, f.shop FROM review_rows AS f WHERE f.is_bad = 1 AND {where}"
        " ORDER BY f.day DESC",
        30,
    ),
    "tickets": Listing(
        Text("还没处理完的问题单", "Open problem tickets"),
        "SELECT f.ticket_id, f.order_id, f.ticket_type, f.agent, f.opened_at, f.shop FROM problem_tickets AS f"
        " WHERE f.closed_at IS NULL AND {where} ORDER BY f.opened_at",
    ),
    "agents": Listing(
        Text("近 7 天各客服", "Agents, 7 days"),
        "SELECT f.agent, f.day, f.consults, f.received, f.inquirers, f.inquiry_buyers, f.inquiry_amount, f.response_seconds,"
        " f.response_rate_3min"
        " FROM service_by_agent AS f WHERE {where} ORDER BY f.day DESC, f.agent",
        7,
    ),
    "sources": Listing(
        Text("近 7 天流量来源", "Traffic sources, 7 days"),
        "SELECT f.* EXCLUDE (file_id, line) FROM traffic_by_source AS f WHERE {where} ORDER BY f.day DESC",
        7,
    ),
    "search_words": Listing(
        Text("近 7 天搜索词", "Search words, 7 days"),
        "SELECT f.* EXCLUDE (file_id, line) FROM search_rows AS f WHERE {where} ORDER BY f.day DESC",
        7,
    ),
    "changes": Listing(
        Text("近 30 天改过的标题、主图、价格", "Titles, pictures and prices changed, 30 days"),
        "SELECT f.changed_at, f.change, f.item_name, f.campaign, f.before, f.after, f.changed_by FROM page_changes AS f WHERE {where}"
        " ORDER BY f.changed_at DESC",
        30,
        "CAST(f.changed_at AS DATE)",
    ),
    "sign_ups": Listing(
        Text("活动报名", "Sign-ups"),
        "SELECT f.event, f.deadline, f.materials_due, f.starts_day, f.state, f.owner, f.materials FROM sign_ups AS f WHERE {where}"
        " ORDER BY f.deadline DESC",
    ),
    "competitors": Listing(
        Text("竞品记录", "What was seen at competitors"),
        "SELECT f.day, f.competitor, f.item AS competitor_item, f.price, f.sales, f.rating, f.move, f.note FROM competitor_log AS f"
        " WHERE {where} ORDER BY f.day DESC, f.competitor",
    ),
    "costs": Listing(
        Text("近 30 天费用表里的费用", "Costs of the cost sheet, 30 days"),
        "SELECT f.day, f.cost, f.amount, f.shop FROM entered_costs AS f WHERE {where} ORDER BY f.day DESC, f.cost",
        30,
    ),
    "fees": Listing(
        Text("近 30 天平台费用", "The platform's fees, 30 days"),
        "SELECT f.* EXCLUDE (file_id, line) FROM platform_fees AS f WHERE {where} ORDER BY f.day DESC",
        30,
    ),
    "lapsed": Listing(
        Text("90 天以上没再买的老客（加密编号）", "Returning buyers away for 90 days (hashed)"),
        "SELECT f.buyer, f.orders, f.amount, f.last_paid_day, f.shop FROM buyers AS f WHERE f.orders > 1"
        " AND f.last_paid_day < (SELECT max(b.last_paid_day) - 90 FROM buyers AS b) AND {where}"
        " ORDER BY f.amount DESC, f.buyer",
    ),
    "ad_days": Listing(
        Text("近 15 天广告报表的行", "Rows of the ad reports, 15 days"),
        "SELECT f.day, f.level, f.scene, f.campaign, f.item_name, f.keyword, f.province, f.hour, f.impressions, f.clicks, f.spend,"
        " f.revenue, f.orders FROM ad_rows AS f WHERE {where} ORDER BY f.day DESC, f.spend DESC",
        15,
    ),
    "creatives": Listing(
        Text("近 15 天创意的点击率", "Creatives, 15 days"),
        "SELECT f.creative, sum(f.impressions) AS impressions, sum(f.clicks) AS clicks, sum(f.spend) AS spend FROM ad_by_creative AS f"
        " WHERE {where} GROUP BY f.creative ORDER BY clicks DESC, f.creative",
        15,
    ),
}  # fmt: skip
