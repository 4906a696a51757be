"""Trade, divided: payment rate, conversion, spend per buyer and the like (M-11 to M-17)."""

from data.text import Text
from metrics.core import Ratio
from metrics.orders import (
    BUYER_DAY_AMOUNT,
    BUYER_DAYS,
    EVER_PAID_ORDERS,
    PAID_AMOUNT,
    PAID_BUYERS,
    PAID_ITEMS,
    PAID_ORDERS,
    PLACED_AMOUNT,
    PLACED_BUYER_DAYS,
    PLACED_ORDERS,
    SAME_DAY_ORDERS,
)
from metrics.traffic import IP_DAYS, VISITOR_DAYS

EARLIER = Text(
    "超过 100%：里面有之前拍下、这时才付的订单", "over 100 %: orders placed earlier and paid now are in it"
)
MORE_THAN_CAME = Text(
    "超过 100%：买家比访客还多，两份报表对不上，请核对",
    "over 100 %: more buyers than visitors, so two exports disagree: check them",
)
PAYMENT_RATE = Ratio(
    id="M-11",
    key="payment_rate",
    over=EARLIER,
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
    over=EARLIER,
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
    over=MORE_THAN_CAME,
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
    over=MORE_THAN_CAME,
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

VALUE_PER_IP = Ratio(
    id="M-06",
    key="value_per_ip",
    top=PAID_AMOUNT,
    bottom=IP_DAYS,
    label=Text("每独立IP贡献值", "Value per unique IP"),
    meaning=Text(
        "付款金额 ÷ 独立 IP 数；现在的导出没有独立 IP，请看 UV价值。",
        "Amount paid over unique IPs; today's exports have none: see value per visitor.",
    ),
    unit="money",
)
PLACING_CONVERSION = Ratio(
    id="M-13c",
    key="placing_conversion",
    over=MORE_THAN_CAME,
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

RATE_METRICS = (
    PAYMENT_RATE,
    PAYMENT_RATE_AMOUNT,
    SAME_DAY_PAYMENT_RATE,
    FINAL_PAYMENT_RATE,
    CONVERSION,
    ORDER_CONVERSION,
    SPEND_PER_BUYER,
    ORDER_VALUE,
    UV_VALUE,
    VALUE_PER_IP,
    PLACING_CONVERSION,
    ITEMS_PER_ORDER,
    ITEMS_PER_BUYER,
    ITEM_PRICE,
)
