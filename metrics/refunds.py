"""Refunds and what is left after them (M-18, M-30, M-31, M-33)."""

from data.text import Text
from metrics.core import Measure, Ratio, Total
from metrics.facts import PAID, REFUNDED, SIGNED
from metrics.orders import PAID_AMOUNT, PAID_ORDERS

REFUNDS = Measure(
    id="M-30",
    key="refunds",
    fact=REFUNDED,
    label=Text("退款笔数", "Refunds"),
    meaning=Text(
        "退款成功的笔数：有售后导出时按完结日；只有订单导出时为有退款的订单，记在付款日。",
        "Successful refunds: by completion from the refund export; from orders alone, refunded orders on their pay day.",
    ),
    sql="sum(f.refunds)",
    unit="count",
    good="down",
)
REFUND_AMOUNT = Measure(
    id="M-30",
    key="refund_amount",
    fact=REFUNDED,
    label=Text("退款金额", "Refund amount"),
    meaning=Text(
        "退款成功的金额：售后导出按完结日，其次店铺日报的成功退款金额，再次订单导出的退款记在付款日。",
        "Money refunded: the refund export by completion, else the shop-daily sum, else orders' refunds on their pay day.",
    ),
    sql="sum(f.amount)",
    unit="money",
    good="down",
)
NET_PAID_AMOUNT = Total(
    id="M-18",
    key="net_paid_amount",
    label=Text("净付款金额", "Net amount paid"),
    meaning=Text(
        "付款金额 − 退款金额（退款按上面所用的时钟）。",
        "Amount paid less refunds, on the refund clock in use.",
    ),
    parts=((1, PAID_AMOUNT), (-1, REFUND_AMOUNT)),
    unit="money",
)
REFUND_RATE = Ratio(
    id="M-31",
    key="refund_rate",
    top=REFUND_AMOUNT,
    bottom=PAID_AMOUNT,
    label=Text("退款率", "Refund rate"),
    meaning=Text(
        "期内完结的退款金额 ÷ 期内付款金额；两者不是同一批订单。",
        "Refunds completed in the period over amount paid in it.",
    ),
    unit="percent",
    good="down",
)
COHORT_REFUND_AMOUNT = Measure(
    id="M-31",
    key="cohort_refund_amount",
    fact=PAID,
    label=Text("这批订单至今的退款", "Refunds so far of these orders"),
    meaning=Text("期内付款的订单至今的退款金额。", "Refunds so far of the orders paid in the period."),
    sql="sum(f.refund_amount)",
    unit="money",
    good="down",
    sources=("order_refunds",),
    not_by=("item",),
    hidden=True,
)
REFUNDED_ORDERS = Measure(
    id="M-31",
    key="refunded_orders",
    fact=PAID,
    label=Text("有退款的订单数", "Orders refunded"),
    meaning=Text("期内付款、至今有退款的订单数。", "Orders paid in the period that have a refund so far."),
    sql="sum(f.refunded_orders)",
    unit="count",
    good="down",
    sources=("order_refunds",),
    not_by=("item",),
    hidden=True,
)
REFUND_RATE_COHORT = Ratio(
    id="M-31",
    key="refund_rate_cohort",
    top=COHORT_REFUND_AMOUNT,
    bottom=PAID_AMOUNT,
    label=Text("退款率（按付款批次）", "Refund rate of the pay cohort"),
    meaning=Text(
        "期内付款的订单至今退掉的金额 ÷ 这批付款金额；新近的日子还会上升。",
        "Refunds so far of the orders paid in the period over their amount; recent days still rise.",
    ),
    unit="percent",
    good="down",
)
ORDER_REFUND_RATE = Ratio(
    id="M-31",
    key="order_refund_rate",
    top=REFUNDED_ORDERS,
    bottom=PAID_ORDERS,
    label=Text("订单退款率", "Order refund rate"),
    meaning=Text(
        "期内付款的订单中至今有退款的比例。", "Share of the orders paid in the period with a refund so far."
    ),
    unit="percent",
    good="down",
    minimum=30,
)
SIGNED_ORDERS = Measure(
    id="M-33",
    key="signed_orders",
    fact=SIGNED,
    label=Text("签收的订单", "Orders delivered"),
    meaning=Text(
        "物流跟踪表里全部包裹都已签收的订单，记在最后一件签收那天。",
        "Orders all of whose parcels the sheet of parcels has as delivered, on the day of the last one.",
    ),
    sql="sum(f.orders)",
    unit="count",
    hidden=True,
)
REFUNDED_AFTER_SIGNING = Measure(
    id="M-33",
    key="refunded_after_signing",
    fact=SIGNED,
    label=Text("签收后退款的订单", "Of these, refunded after delivery"),
    meaning=Text(
        "其中签收以后才申请、并且退款成功的订单。",
        "Of these, the ones with a successful refund that was applied for after delivery.",
    ),
    sql="sum(f.refunded_after)",
    unit="count",
    good="down",
    sources=("refunds",),
    hidden=True,
)
SIGNED_REFUND_RATE = Ratio(
    id="M-33",
    key="signed_refund_rate",
    top=REFUNDED_AFTER_SIGNING,
    bottom=SIGNED_ORDERS,
    label=Text("签收退款率", "Refunded after delivery"),
    meaning=Text(
        "签收后申请并退款成功的订单 ÷ 当天签收的订单；签收后两周内还会上升。",
        "Orders refunded on an application after delivery over orders delivered that day; rises for two weeks.",
    ),
    unit="percent",
    good="down",
    minimum=30,
)

REFUND_METRICS = (
    REFUNDS, REFUND_AMOUNT, NET_PAID_AMOUNT, REFUND_RATE, REFUND_RATE_COHORT, ORDER_REFUND_RATE, SIGNED_REFUND_RATE,
)  # fmt: skip
