"""Trade: placed, paid, payment rate, conversion, spend (M-10 to M-19)."""

from data.text import Text
from metrics.core import Measure, People, Ratio
from metrics.facts import (
    PAID,
    PAID_ORDERS_OF_BUYERS,
    PAID_PEOPLE,
    PLACED,
    PLACED_ORDERS_OF_BUYERS,
    PLACED_PEOPLE,
)
from metrics.traffic import VISITOR_DAYS

DAILY = Text("日均口径：逐日人数相加", "per day: people of each day added")

PLACED_ORDERS = Measure(
    id="M-10",
    key="placed_orders",
    fact=PLACED,
    label=Text("收订单数", "Orders placed"),
    meaning=Text(
        "当天拍下的父订单数，含后来关闭的。", "Parent orders placed that day, later closed ones included."
    ),
    sql="sum(f.orders)",
    unit="count",
    sources=("orders",),
)
PLACED_AMOUNT = Measure(
    id="M-10",
    key="placed_amount",
    fact=PLACED,
    label=Text("收订金额", "Amount placed"),
    meaning=Text("当天拍下订单的应付总金额。", "What the orders placed that day came to."),
    sql="sum(f.amount)",
    unit="money",
)
DISTINCT_PLACED_BUYERS = Measure(
    id="M-10",
    key="distinct_placed_buyers",
    fact=PLACED_ORDERS_OF_BUYERS,
    label=Text("下单买家数", "Placing buyers"),
    meaning=Text("拍下订单的去重买家。", "Distinct buyers of placed orders."),
    sql="count(DISTINCT f.buyer)",
    unit="people",
    hidden=True,
)
PLACED_BUYERS = People(
    id="M-10",
    key="placed_buyers",
    fact=PLACED_PEOPLE,
    label=Text("下单买家数", "Placing buyers"),
    meaning=Text("拍下订单的去重买家数。", "Distinct buyers who placed an order."),
    column="placed_buyers",
    period_column="placed_buyers",
    distinct=DISTINCT_PLACED_BUYERS,
)
PAID_ORDERS = Measure(
    id="M-10b",
    key="paid_orders",
    fact=PAID,
    label=Text("付款单数", "Orders paid"),
    meaning=Text(
        "当天付清的父订单数，含后来退款的；预售在付清尾款当天计入。",
        "Parent orders paid in full that day, later refunds included; presales on the day the balance is paid.",
    ),
    sql="sum(f.orders)",
    unit="count",
    sources=("orders", "shop_daily_orders"),
)
PAID_AMOUNT = Measure(
    id="M-10b",
    key="paid_amount",
    fact=PAID,
    label=Text("付款金额", "Amount paid"),
    meaning=Text(
        "当天付清订单的总金额，含邮费，未剔除事后退款。",
        "Total of the orders paid that day, postage in, before refunds.",
    ),
    sql="sum(f.amount)",
    unit="money",
)
PAID_ITEMS = Measure(
    id="M-10b",
    key="paid_items",
    fact=PAID,
    label=Text("付款件数", "Items paid"),
    meaning=Text(
        "当天付清订单里的件数（补差、邮费等链接不计）。",
        "Pieces in the orders paid that day, without top-up and postage links.",
    ),
    sql="sum(f.items)",
    unit="count",
    sources=("pieces",),
    rows="paid_item_rows",
    not_by=("province", "hour"),
)
DISTINCT_PAID_BUYERS = Measure(
    id="M-10b",
    key="distinct_paid_buyers",
    fact=PAID_ORDERS_OF_BUYERS,
    label=Text("付款买家数", "Paying buyers"),
    meaning=Text("付清订单的去重买家。", "Distinct buyers of paid orders."),
    sql="count(DISTINCT f.buyer)",
    unit="people",
    hidden=True,
)
PAID_BUYERS = People(
    id="M-10b",
    key="paid_buyers",
    fact=PAID_PEOPLE,
    label=Text("付款买家数（客单数）", "Paying buyers"),
    meaning=Text(
        "付清订单的去重买家数。订单导出没有买家时，用生意参谋的支付买家数。",
        "Distinct buyers who paid. Where the order export names no buyer, the platform's own count.",
    ),
    column="buyers",
    period_column="paid_buyers",
    distinct=DISTINCT_PAID_BUYERS,
)
BUYER_DAYS = Measure(
    id="M-13",
    key="buyer_days",
    fact=PAID_PEOPLE,
    label=Text("付款买家数", "Paying buyers"),
    meaning=Text(
        "逐日付款买家数之和（只用作分子分母）。", "Sum of the days' paying buyers (a part of ratios only)."
    ),
    sql="sum(f.buyers)",
    unit="people",
    hidden=True,
)
BUYER_DAY_AMOUNT = Measure(
    id="M-14",
    key="buyer_day_amount",
    fact=PAID_PEOPLE,
    label=Text("付款金额", "Amount paid"),
    meaning=Text("与买家数同一来源的付款金额。", "Amount paid, of the same source as the buyers."),
    sql="sum(f.amount)",
    unit="money",
    hidden=True,
)
SAME_DAY_ORDERS = Measure(
    id="M-11b",
    key="same_day_paid_orders",
    fact=PLACED,
    label=Text("当天拍下并付款的单数", "Placed and paid the same day"),
    meaning=Text("拍下当天就付清的订单数。", "Orders paid on the day they were placed."),
    sql="sum(f.same_day_orders)",
    unit="count",
    sources=("orders",),
    hidden=True,
)
EVER_PAID_ORDERS = Measure(
    id="M-11c",
    key="ever_paid_orders",
    fact=PLACED,
    label=Text("拍下后付清的单数", "Placed and ever paid"),
    meaning=Text("当天拍下、至今已付清的订单数。", "Orders placed that day that have been paid since."),
    sql="sum(f.ever_paid_orders)",
    unit="count",
    sources=("orders",),
    hidden=True,
)
PAYMENT_RATE = Ratio(
    id="M-11",
    key="payment_rate",
    top=PAID_ORDERS,
    bottom=PLACED_ORDERS,
    label=Text("付款率", "Payment rate"),
    meaning=Text(
        "当天付款单数 ÷ 当天收订单数。昨夜拍下今天付的算在今天，所以可能大于 100%。",
        "Orders paid that day over orders placed that day; earlier orders paid today can carry it over 100 %.",
    ),
    unit="percent",
    minimum=30,
)
PAYMENT_RATE_AMOUNT = Ratio(
    id="M-11",
    key="payment_rate_amount",
    top=PAID_AMOUNT,
    bottom=PLACED_AMOUNT,
    label=Text("付款率（金额）", "Payment rate by amount"),
    meaning=Text("当天付款金额 ÷ 当天收订金额。", "Amount paid that day over amount placed that day."),
    unit="percent",
)
SAME_DAY_PAYMENT_RATE = Ratio(
    id="M-11b",
    key="same_day_payment_rate",
    top=SAME_DAY_ORDERS,
    bottom=PLACED_ORDERS,
    label=Text("当日下单付款率", "Same-day payment rate"),
    meaning=Text(
        "当天拍下且当天付清的单数 ÷ 当天收订单数，不超过 100%。", "Placed and paid the same day over placed."
    ),
    unit="percent",
    minimum=30,
)
FINAL_PAYMENT_RATE = Ratio(
    id="M-11c",
    key="final_payment_rate",
    top=EVER_PAID_ORDERS,
    bottom=PLACED_ORDERS,
    label=Text("最终付款率", "Final payment rate"),
    meaning=Text(
        "期内拍下的订单中至今付清的比例；未到付款期限的日子还会上升。",
        "Share of the orders placed that have been paid since; recent days still rise.",
    ),
    unit="percent",
    minimum=30,
)
CONVERSION = Ratio(
    id="M-13",
    key="conversion",
    top=BUYER_DAYS,
    bottom=VISITOR_DAYS,
    label=Text("支付转化率", "Conversion"),
    meaning=Text(
        "付款买家数 ÷ 访客数。多天为逐日买家之和 ÷ 逐日访客之和（日均口径）。",
        "Paying buyers over visitors. Over several days: the days' buyers over the days' visitors.",
    ),
    unit="percent",
    minimum=30,
)
ORDER_CONVERSION = Ratio(
    id="M-13b",
    key="order_conversion",
    top=PAID_ORDERS,
    bottom=VISITOR_DAYS,
    label=Text("订单转化率", "Order conversion"),
    meaning=Text("付款单数 ÷ 访客数。", "Orders paid over visitors."),
    unit="percent",
    minimum=30,
)
SPEND_PER_BUYER_DAILY = Ratio(
    id="M-14",
    key="spend_per_buyer_daily",
    top=BUYER_DAY_AMOUNT,
    bottom=BUYER_DAYS,
    label=Text("客单价（日均口径）", "Spend per buyer, daily"),
    meaning=Text("付款金额 ÷ 逐日付款买家数之和。", "Amount paid over the sum of the days' paying buyers."),
    unit="money",
    hidden=True,
    note=DAILY,
)
SPEND_PER_BUYER = Ratio(
    id="M-14",
    key="spend_per_buyer",
    top=PAID_AMOUNT,
    bottom=PAID_BUYERS,
    label=Text("客单价", "Spend per buyer"),
    meaning=Text(
        "付款金额 ÷ 付款买家数（期内去重）。", "Amount paid over distinct paying buyers of the period."
    ),
    unit="money",
    otherwise=SPEND_PER_BUYER_DAILY,
)
ORDER_VALUE = Ratio(
    id="M-14b",
    key="order_value",
    top=PAID_AMOUNT,
    bottom=PAID_ORDERS,
    label=Text("笔单价", "Order value"),
    meaning=Text("付款金额 ÷ 付款单数。", "Amount paid over orders paid."),
    unit="money",
)
UV_VALUE = Ratio(
    id="M-17",
    key="uv_value",
    top=PAID_AMOUNT,
    bottom=VISITOR_DAYS,
    label=Text("UV价值", "Value per visitor"),
    meaning=Text(
        "付款金额 ÷ 访客数；现在的导出没有独立 IP，以 UV 代替。",
        "Amount paid over visitors; exports of today have no IPs.",
    ),
    unit="money",
)

UNPAID_ORDERS = Measure(
    id="M-12",
    key="unpaid_orders",
    fact=PLACED,
    label=Text("未付款订单", "Unpaid orders"),
    meaning=Text(
        "期内拍下、还开着没付清的订单数。", "Orders placed in the period that are open and not paid in full."
    ),
    sql="sum(f.open_orders)",
    unit="count",
    good="down",
    sources=("orders",),
)
PLACED_BUYER_DAYS = Measure(
    id="M-13c",
    key="placed_buyer_days",
    fact=PLACED_PEOPLE,
    label=Text("下单买家数", "Placing buyers"),
    meaning=Text("逐日下单买家数之和（只用作分子）。", "Sum of the days' placing buyers (a numerator only)."),
    sql="sum(f.placed_buyers)",
    unit="people",
    hidden=True,
)
PLACING_CONVERSION = Ratio(
    id="M-13c",
    key="placing_conversion",
    top=PLACED_BUYER_DAYS,
    bottom=VISITOR_DAYS,
    label=Text("下单转化率", "Placing conversion"),
    meaning=Text(
        "下单买家数 ÷ 访客数；多天为日均口径。",
        "Placing buyers over visitors; daily basis over several days.",
    ),
    unit="percent",
    minimum=30,
)
ITEMS_PER_ORDER = Ratio(
    id="M-15",
    key="items_per_order",
    top=PAID_ITEMS,
    bottom=PAID_ORDERS,
    label=Text("连带率（每单件数）", "Items per order"),
    meaning=Text("付款件数 ÷ 付款单数。", "Items paid over orders paid."),
    unit="number",
)
ITEMS_PER_BUYER = Ratio(
    id="M-15",
    key="items_per_buyer",
    top=PAID_ITEMS,
    bottom=PAID_BUYERS,
    label=Text("人均件数", "Items per buyer"),
    meaning=Text(
        "付款件数 ÷ 付款买家数（期内去重）。", "Items paid over distinct paying buyers of the period."
    ),
    unit="number",
)
ITEM_PRICE = Ratio(
    id="M-16",
    key="item_price",
    top=PAID_AMOUNT,
    bottom=PAID_ITEMS,
    label=Text("件单价", "Price per item"),
    meaning=Text("付款金额 ÷ 付款件数。", "Amount paid over items paid."),
    unit="money",
    good="none",
)

TRADE = (
    PLACED_ORDERS,
    PLACED_AMOUNT,
    PLACED_BUYERS,
    PAID_ORDERS,
    PAID_AMOUNT,
    PAID_BUYERS,
    PAID_ITEMS,
    PAYMENT_RATE,
    PAYMENT_RATE_AMOUNT,
    SAME_DAY_PAYMENT_RATE,
    FINAL_PAYMENT_RATE,
    CONVERSION,
    ORDER_CONVERSION,
    SPEND_PER_BUYER,
    ORDER_VALUE,
    UV_VALUE,
    UNPAID_ORDERS,
    PLACING_CONVERSION,
    ITEMS_PER_ORDER,
    ITEMS_PER_BUYER,
    ITEM_PRICE,
)
