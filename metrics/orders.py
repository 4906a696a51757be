"""Trade, counted: orders placed and paid, their money, people and pieces (M-10, M-12, parts of M-11 to M-16)."""

from data.text import Text
from metrics.core import Measure, People
from metrics.facts import (
    PAID,
    PAID_ORDERS_OF_BUYERS,
    PAID_PEOPLE,
    PLACED,
    PLACED_ORDERS_OF_BUYERS,
    PLACED_PEOPLE,
)

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
        "当天付清的父订单数，含后来退款的；预售在付清尾款当天计入，货到付款在收货当天计入。",
        "Parent orders paid in full that day, later refunds included; presales on the day the balance is paid, cash on delivery "
        "on the day of receipt.",
    ),
    sql="sum(f.orders)",
    unit="count",
    sources=("orders", "shop_daily_orders"),
    over_items=False,
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
    summed="sum(f.buyers)",
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
DEPOSIT_ORDERS = Measure(
    id="M-10",
    key="deposit_orders",
    fact=PLACED,
    label=Text("只付了定金的订单", "Orders with only the deposit paid"),
    meaning=Text(
        "期内拍下、付了定金还没付尾款的预售订单；付清尾款那天才算付款。",
        "Presale orders placed in the period whose rest isn't paid; they count as paid on the day it is.",
    ),
    sql="sum(f.deposit_orders)",
    unit="count",
    good="none",
    sources=("orders",),
)
PAID_AMOUNT_BY_PLACING = Measure(
    id="M-10b",
    key="paid_amount_by_placing",
    fact=PLACED,
    label=Text("付款金额（记在下单日）", "Amount paid, on the day of placing"),
    meaning=Text(
        "期内拍下、至今付清的订单的付款金额，记在下单那天；新近的日子还会上升。",
        "What has been paid for the orders placed in the period, on the day they were placed; recent days still rise.",
    ),
    sql="sum(f.ever_paid_amount)",
    unit="money",
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
ORDER_METRICS = (
    PLACED_ORDERS,
    PLACED_AMOUNT,
    PLACED_BUYERS,
    PAID_ORDERS,
    PAID_AMOUNT,
    PAID_BUYERS,
    PAID_ITEMS,
    UNPAID_ORDERS,
    DEPOSIT_ORDERS,
    PAID_AMOUNT_BY_PLACING,
)
