"""Buyers who come back (M-90, M-90b, M-92)."""

from data.text import Text
from metrics.core import Measure, Ratio
from metrics.facts import BUYER_WINDOW, FIRST_PURCHASES, PAID_PEOPLE

WINDOW_BUYERS = Measure(
    id="M-90",
    key="window_buyers",
    fact=BUYER_WINDOW,
    label=Text("期内付款买家数", "Buyers of the window"),
    meaning=Text("期内付过款的去重买家数。", "Distinct buyers who paid in the window."),
    sql="count(*)",
    summed="sum(f.buyers)",
    unit="people",
    hidden=True,
)
REPEAT_BUYERS = Measure(
    id="M-90",
    key="repeat_buyers",
    fact=BUYER_WINDOW,
    label=Text("付款日≥2 天的买家数", "Buyers with two pay days or more"),
    meaning=Text(
        "期内在两个及以上不同日期付过款的买家数。", "Buyers who paid on two or more days of the window."
    ),
    sql="count(*) FILTER (WHERE f.pay_days >= 2)",
    summed="sum(f.repeat_buyers)",
    unit="people",
    hidden=True,
)
REPEAT_BUYERS_BY_ORDERS = Measure(
    id="M-90b",
    key="repeat_buyers_orders",
    fact=BUYER_WINDOW,
    label=Text("付款单数≥2 的买家数", "Buyers with two orders or more"),
    meaning=Text(
        "期内付过两单及以上的买家数，不按天去重。", "Buyers with two or more paid orders in the window."
    ),
    sql="count(*) FILTER (WHERE f.orders >= 2)",
    summed="sum(f.buyers_of_two)",
    unit="people",
    hidden=True,
)
REPEAT_RATE = Ratio(
    id="M-90",
    key="repeat_rate",
    top=REPEAT_BUYERS,
    bottom=WINDOW_BUYERS,
    label=Text("复购率", "Repeat rate"),
    meaning=Text(
        "期内在≥2 个不同日期付款的买家 ÷ 期内付款买家；未指定日期时为近 365 天。",
        "Buyers who paid on two or more days over all buyers of the window; 365 days unless dates are given.",
    ),
    unit="percent",
    minimum=30,
)
REPEAT_RATE_ORDERS = Ratio(
    id="M-90b",
    key="repeat_rate_orders",
    top=REPEAT_BUYERS_BY_ORDERS,
    bottom=WINDOW_BUYERS,
    label=Text("复购率（按单数）", "Repeat rate by orders"),
    meaning=Text(
        "期内付款≥2 单的买家 ÷ 期内付款买家，同一天两单也算，高于按天去重的复购率。",
        "Buyers with two or more paid orders over all buyers; two orders of one day count too.",
    ),
    unit="percent",
    minimum=30,
)
KNOWN_BUYERS = Measure(
    id="M-92",
    key="known_buyers",
    fact=BUYER_WINDOW,
    label=Text("前 365 天付过款的买家数", "Buyers who had paid in the 365 days before"),
    meaning=Text(
        "期内买家中，期初之前 365 天内付过款的人数。",
        "Buyers of the period who had paid in the 365 days before it.",
    ),
    sql="sum(f.has_paid_before)",
    summed="sum(f.known_buyers)",
    unit="people",
    history_days=365,
    hidden=True,
)
OLD_BUYER_DAYS = Measure(
    id="M-92",
    key="old_buyer_days",
    fact=PAID_PEOPLE,
    label=Text("支付老买家数（生意参谋）", "Returning buyers (platform)"),
    meaning=Text("生意参谋的支付老买家数，逐日相加。", "The platform's returning buyers, the days added."),
    sql="sum(f.old_buyers)",
    unit="people",
    sources=("old_buyers",),
    rows="people_days",
    not_by=("item",),
    hidden=True,
)
PLATFORM_BUYER_DAYS = Measure(
    id="M-92",
    key="platform_buyer_days",
    fact=PAID_PEOPLE,
    label=Text("支付买家数（生意参谋）", "Paying buyers (platform)"),
    meaning=Text("生意参谋的支付买家数，逐日相加。", "The platform's paying buyers, the days added."),
    sql="sum(f.platform_buyers)",
    unit="people",
    sources=("old_buyers",),
    rows="people_days",
    not_by=("item",),
    hidden=True,
)
RETURNING_BUYER_SHARE_PLATFORM = Ratio(
    id="M-92",
    key="returning_buyer_share_platform",
    top=OLD_BUYER_DAYS,
    bottom=PLATFORM_BUYER_DAYS,
    label=Text("老客占比（生意参谋）", "Returning buyers' share (platform)"),
    meaning=Text("支付老买家数 ÷ 支付买家数。", "The platform's returning buyers over its paying buyers."),
    unit="percent",
    good="none",
    hidden=True,
    note=Text("生意参谋口径", "the platform's count"),
)
RETURNING_BUYER_SHARE = Ratio(
    id="M-92",
    key="returning_buyer_share",
    top=KNOWN_BUYERS,
    bottom=WINDOW_BUYERS,
    label=Text("老客占比", "Returning buyers' share"),
    meaning=Text(
        "期内买家中，期初之前 365 天内付过款的比例；历史不足 365 天时用生意参谋的老买家。",
        "Share of the period's buyers who had paid in the 365 days before; with less history, the platform's count.",
    ),
    unit="percent",
    good="none",
    minimum=30,
    otherwise=RETURNING_BUYER_SHARE_PLATFORM,
)

WINDOW_ORDERS = Measure(
    id="M-90c",
    key="window_orders",
    fact=BUYER_WINDOW,
    label=Text("期内付款单数", "Orders of the window"),
    meaning=Text("期内带买家的付款单数。", "Paid orders of the window that name their buyer."),
    sql="sum(f.orders)",
    summed="sum(f.orders)",
    unit="count",
    hidden=True,
)
REPEAT_ORDERS = Measure(
    id="M-90c",
    key="repeat_orders",
    fact=BUYER_WINDOW,
    label=Text("复购单数", "Repeat orders"),
    meaning=Text(
        "每个买家期内第一单以外的付款单数之和。", "Paid orders beyond each buyer's first of the window."
    ),
    sql="sum(f.orders - 1)",
    summed="sum(f.orders - f.buyers)",
    unit="count",
    hidden=True,
)
REPEAT_ORDER_SHARE = Ratio(
    id="M-90c",
    key="repeat_order_share",
    top=REPEAT_ORDERS,
    bottom=WINDOW_ORDERS,
    label=Text("复购单占比", "Repeat orders' share"),
    meaning=Text("期内复购单数 ÷ 期内付款单数（交易口径）。", "Repeat orders over all orders of the window."),
    unit="percent",
    minimum=30,
)
RETURNING_GOODS_BUYERS = Measure(
    id="M-32",
    key="return_buyers",
    fact=BUYER_WINDOW,
    label=Text("有退款的买家数", "Buyers with a refund"),
    meaning=Text(
        "期内付款、这些订单至今有退款的买家数。", "Buyers of the period with a refund on those orders so far."
    ),
    sql="sum(f.has_returned)",
    summed="sum(f.refunded_buyers)",
    unit="people",
    sources=("order_refunds",),
    hidden=True,
)
RETURN_BUYER_RATE = Ratio(
    id="M-32",
    key="return_buyer_rate",
    top=RETURNING_GOODS_BUYERS,
    bottom=WINDOW_BUYERS,
    label=Text("客户退换货比例", "Buyers with returns"),
    meaning=Text(
        "期内付款买家中，这些订单至今有退款的比例（按付款批次，新近的还会上升）。",
        "Share of the period's buyers with a refund on those orders so far; recent days still rise.",
    ),
    unit="percent",
    good="down",
    minimum=30,
)
FIRST_BUYERS = Measure(
    id="M-97",
    key="first_buyers",
    fact=FIRST_PURCHASES,
    label=Text("首购买家数", "First-time buyers"),
    meaning=Text(
        "期内首次付款的买家数（按已加载的历史）。", "Buyers whose first loaded purchase lies in the period."
    ),
    sql="count(*)",
    summed="coalesce(sum(f.buyers), 0)",
    unit="people",
    hidden=True,
)
FIRST_BUYERS_NET = Measure(
    id="M-97",
    key="first_buyers_net",
    fact=FIRST_PURCHASES,
    label=Text("首购买家累计净付款", "Their net payments so far"),
    meaning=Text("这些买家至今的付款减退款。", "What these buyers have paid so far, less refunds."),
    sql="sum(f.net_amount)",
    summed="sum(f.net_amount)",
    unit="money",
    hidden=True,
)
OBSERVED_LTV = Ratio(
    id="M-97",
    key="observed_ltv",
    top=FIRST_BUYERS_NET,
    bottom=FIRST_BUYERS,
    label=Text("观察到的客户价值", "Observed lifetime value"),
    meaning=Text(
        "期内首购的买家至今人均净付款；只是已发生的，不预测。",
        "Net payments so far per buyer who first bought in the period; what happened, not a forecast.",
    ),
    unit="money",
)


def _repeat_within(days: int) -> Ratio:
    """Return the share of first-time buyers, observed for `days` days, who paid again on another day within them (M-93)."""
    observed = Measure(
        id="M-93",
        key=f"observed_{days}d",
        fact=FIRST_PURCHASES,
        label=Text(f"首购已满 {days} 天的买家数", f"First-time buyers observed for {days} days"),
        meaning=Text(
            f"期内首购、至今已满 {days} 天的买家数。",
            f"First bought in the period, at least {days} days ago.",
        ),
        sql=f"count(*) FILTER (WHERE f.observed_days >= {days})",
        summed=f"coalesce(sum(f.buyers) FILTER (WHERE f.observed_days >= {days}), 0)",
        unit="people",
        hidden=True,
        lacks=Text(
            f"期内首次付款的买家还没有满 {days} 天的（或期内没有），不能计算。",
            f"No buyer who first paid in the period has been observed for {days} days yet (or there is none).",
        ),
    )
    again = Measure(
        id="M-93",
        key=f"again_{days}d",
        fact=FIRST_PURCHASES,
        label=Text(f"{days} 天内再次付款的买家数", f"Paid again within {days} days"),
        meaning=Text(
            f"其中 {days} 天内在另一天再次付款的人数。",
            f"Of these, who paid on another day within {days} days.",
        ),
        sql=f"count(*) FILTER (WHERE f.observed_days >= {days} AND f.days_to_second <= {days})",
        summed=f"coalesce(sum(f.buyers) FILTER (WHERE f.observed_days >= {days} AND f.days_to_second <= {days}), 0)",
        unit="people",
        hidden=True,
    )
    return Ratio(
        id="M-93",
        key=f"repeat_within_{days}d",
        top=again,
        bottom=observed,
        label=Text(f"首购后 {days} 天复购率", f"Repeat within {days} days"),
        meaning=Text(
            f"首购已满 {days} 天的买家中，{days} 天内在另一天再次付款的比例；未满的不计。",
            f"Share of first-time buyers, observed for {days} days, who paid again on another day; younger ones are left out.",
        ),
        unit="percent",
        minimum=30,
    )


CUSTOMER_METRICS = (
    REPEAT_RATE,
    REPEAT_RATE_ORDERS,
    REPEAT_ORDER_SHARE,
    RETURNING_BUYER_SHARE,
    RETURN_BUYER_RATE,
    *(_repeat_within(days) for days in (30, 60, 90, 180)),
    OBSERVED_LTV,
)
