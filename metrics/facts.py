"""The facts that metrics measure: where each is read, by which clock, and how it can be divided."""

from data.text import Text
from metrics.core import Cut, Fact

VISITS = Fact(
    key="visits",
    label=Text("店铺流量", "Shop traffic"),
    clock=Text("访问日（生意参谋）", "day of the visit (platform's count)"),
    view="people_days",
    sources=("visitors",),
    cuts={"item": Cut("item_days", "item", "item_name", ("item_visitors",))},
    rows="visit_rows",
)
PLACED = Fact(
    key="placed",
    label=Text("收订（拍下）", "Orders placed"),
    clock=Text("下单时间", "time of placing"),
    view="placed_days",
    sources=("orders", "shop_daily_placed"),
    cuts={
        "province": Cut("placed_orders", "province", None, ("orders",)),
        "hour": Cut("placed_orders", "placed_hour", None, ("orders",)),
    },
    rows="placed_rows",
)
PAID = Fact(
    key="paid",
    label=Text("付款", "Orders paid"),
    clock=Text("付款时间", "time of payment"),
    view="paid_days",
    sources=("orders", "shop_daily_paid"),
    cuts={
        "province": Cut("paid_orders", "province", None, ("orders",)),
        "hour": Cut("paid_orders", "paid_hour", None, ("orders",)),
        "item": Cut(
            "item_sales", "item", "item_name", ("item_sales",), unknown="f.amount IS NULL AND f.items > 0"
        ),
    },
    rows="paid_rows",
)
PLACED_PEOPLE = Fact(
    key="placed_people",
    label=Text("下单买家", "Placing buyers"),
    clock=Text("下单时间", "time of placing"),
    view="people_days",
    sources=("placed_people",),
    rows="people_days",
)
PAID_PEOPLE = Fact(
    key="paid_people",
    label=Text("付款买家", "Paying buyers"),
    clock=Text("付款时间", "time of payment"),
    view="people_days",
    sources=("paid_people",),
    cuts={"item": Cut("item_days", "item", "item_name", ("item_buyers",))},
    rows="paid_people_rows",
)
PLACED_ORDERS_OF_BUYERS = Fact(
    key="placed_orders_of_buyers",
    label=Text("带买家的下单订单", "Placed orders that name their buyer"),
    clock=Text("下单时间", "time of placing"),
    view="placed_orders",
    sources=("placing_buyers",),
    rows="placed_orders",
)
# Added up from the steps of buyers (buyer_steps in data/summaries.sql). A buyer of the span has one day whose day before lies
# outside of it: there it tells what came before the span. Who has two days has one of which only the day before lies within.
BUYERS_OF_SPANS = (
    "SELECT {cut} AS cut_value, f.orders AS orders,"
    " CASE WHEN f.previous_day >= {start} THEN 0 ELSE f.buyers END AS buyers,"
    " CASE WHEN f.previous_day < {start} AND f.previous_day >= {start} - 365 THEN f.buyers ELSE 0 END AS known_buyers,"
    " CASE WHEN f.previous_day < {start} THEN f.buyers ELSE 0 END AS ever_buyers,"
    " CASE WHEN f.previous_day >= {start} AND coalesce(f.earlier_day < {start}, TRUE) THEN f.buyers ELSE 0 END AS repeat_buyers,"
    " CASE WHEN coalesce(f.previous_day < {start}, TRUE) THEN CASE WHEN f.is_double THEN f.buyers ELSE 0 END"
    " WHEN coalesce(f.earlier_day < {start}, TRUE) AND NOT f.was_double THEN f.buyers ELSE 0 END AS buyers_of_two,"
    " CASE WHEN f.previous_day >= {start} THEN 0 ELSE f.refunded_buyers END AS refunded_buyers"
    " FROM buyer_steps AS f WHERE {where}"
)
PAID_ORDERS_OF_BUYERS = Fact(
    key="paid_orders_of_buyers",
    label=Text("带买家的付款订单", "Paid orders that name their buyer"),
    clock=Text("付款时间", "time of payment"),
    view="paid_orders",
    sources=("buyers",),
    cuts={"province": Cut("paid_orders", "province"), "hour": Cut("paid_orders", "paid_hour")},
    summed=BUYERS_OF_SPANS,
    rows="paid_orders",
)
BUYER_WINDOW = Fact(
    key="buyer_window",
    label=Text("期内买家", "Buyers of the window"),
    clock=Text(
        "付款时间；未指定日期时为截至最后一天的 365 天",
        "time of payment; without dates, 365 days to the last one",
    ),
    view="paid_orders",
    sources=("buyers",),
    grouped=(
        "SELECT {cut} AS cut_value, f.buyer AS buyer, count(*) AS orders, count(DISTINCT f.day) AS pay_days,"
        " sum(f.amount) AS amount, max(f.refunded_orders) AS has_returned,"
        " max(CASE WHEN EXISTS (SELECT 1 FROM buyers AS h WHERE h.shop = f.shop"
        " AND h.platform = f.platform AND h.buyer = f.buyer AND h.first_paid_day < {start}) AND EXISTS ("
        "SELECT 1 FROM paid_orders AS p WHERE p.shop = f.shop AND p.platform = f.platform AND p.buyer = f.buyer"
        " AND p.day < {start} AND p.day >= {start} - 365) THEN 1 ELSE 0 END) AS has_paid_before,"
        " max(CASE WHEN EXISTS (SELECT 1 FROM buyers AS e WHERE e.shop = f.shop AND e.platform = f.platform"
        " AND e.buyer = f.buyer AND e.first_paid_day < {start}) THEN 1 ELSE 0 END) AS has_ever_paid"
        " FROM paid_orders AS f WHERE f.buyer IS NOT NULL AND {where} GROUP BY {cut}, f.buyer"
    ),
    summed=BUYERS_OF_SPANS,
    window_days=365,
    rows="paid_orders",
)
REFUNDED = Fact(
    key="refunded",
    label=Text("退款", "Refunds"),
    clock=Text("见所用来源", "see the source used"),
    view="refund_days",
    sources=("finished_refunds", "shop_daily_refunds", "order_refunds"),
    one_clock=(
        ("refunds", "finished_refunds"),
        ("shop_daily", "shop_daily_refunds"),
        ("refunds", "assumed_refunds"),
        ("order_paid_day", "order_refunds"),
    ),
    rows="refund_rows",
)
ADS = Fact(
    key="ads",
    label=Text("广告", "Ads"),
    clock=Text("花费发生日；成交归到点击日", "day of the spend; sales on the day of the click"),
    view="ad_days",
    sources=("ad_performance",),
    cuts={
        "campaign": Cut("ad_by_campaign", "campaign_name", None, ("ad_performance", "ad_spend")),
        "item": Cut("ad_by_item", "item_id", "item_name", ("ad_item",)),
        "keyword": Cut("ad_by_keyword", "keyword", None, ("ad_keyword",)),
        "region": Cut("ad_by_region", "province", None, ("ad_region",)),
        "hour": Cut("ad_by_hour", "hour", None, ("ad_hour",)),
    },
    rows="ad_performance_rows",
)
POSTAGE = Fact(
    key="postage",
    label=Text("包邮费", "Postage borne"),
    clock=Text("付款日", "day of payment"),
    view="postage_days",
    sources=("postage",),
    rows="postage_rows",
)
DISCOUNT = Fact(
    key="discount",
    label=Text("商家折扣", "Discounts borne"),
    clock=Text("付款日", "day of payment"),
    view="discount_days",
    sources=("discounts",),
    rows="discount_rows",
)
OTHER_COST = Fact(
    key="other_cost",
    label=Text("其他运营成本", "Other costs"),
    clock=Text("录入的日期", "the dates entered"),
    view="other_cost_days",
    sources=("other_costs",),
    rows="other_cost_rows",
)
PLATFORM = Fact(
    key="platform",
    label=Text("生意参谋店铺日报", "Shop-daily export"),
    clock=Text("统计日期", "day of the export"),
    view="platform_days",
    sources=("shop_daily",),
    rows="platform_days",
)
DISPATCH = Fact(
    key="dispatch",
    label=Text("发货", "Dispatch"),
    clock=Text(
        "付款时间；判断到最近一次订单导出为止", "time of payment; judged as of the newest order export"
    ),
    view="dispatch_rows",
    sources=("dispatch",),
    rows="dispatch_rows",
)
PICKUP = Fact(
    key="pickup",
    label=Text("揽收", "Pick-up"),
    clock=Text(
        "付款时间；判断到最近一次订单导出为止", "time of payment; judged as of the newest order export"
    ),
    view="pickup_rows",
    sources=("parcels",),
    rows="pickup_rows",
)
SIGNED = Fact(
    key="signed",
    label=Text("签收", "Deliveries"),
    clock=Text("签收时间（最后一件）", "time of delivery, of the order's last parcel"),
    view="signed_orders",
    sources=("signed",),
    rows="signed_orders",
)
REFUND_CASES = Fact(
    key="refund_cases",
    label=Text("退款申请", "Refund cases"),
    clock=Text("申请时间", "time of application"),
    view="refund_cases",
    sources=("refunds",),
    rows="refund_cases",
)
FIRST_PURCHASES = Fact(
    key="first_purchases",
    label=Text("首购买家", "First-time buyers"),
    clock=Text("首次付款日（按已加载的历史）", "day of the first loaded purchase"),
    view="buyer_firsts",
    sources=("buyers",),
    summed_view="buyer_firsts_added",
    rows="buyer_firsts",
)
REVIEW_LIST = Fact(
    key="review_list",
    label=Text("评价", "Reviews"),
    clock=Text("评价时间", "time of the review"),
    view="review_rows",
    sources=("review_list",),
    cuts={"item": Cut("review_rows", "item", "item_name")},
    rows="review_rows",
)
ADS_BY_WINDOW = Fact(
    key="ads_by_window",
    label=Text("广告（按归因窗口）", "Ads by attribution window"),
    clock=Text("花费发生日；成交归到点击日", "day of the spend; sales on the day of the click"),
    view="ad_window_days",
    sources=("ad_window_7",),
    rows="ad_window_days",
)
