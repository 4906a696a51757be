"""Buyers who come back (M-90, M-90b, M-92)."""

from data.text import Text
from metrics.core import Measure, Ratio
from metrics.facts import BUYER_WINDOW, PAID_PEOPLE

WINDOW_BUYERS = Measure(
    id="M-90",
    key="window_buyers",
    fact=BUYER_WINDOW,
    label=Text("期内付款买家数", "Buyers of the window"),
    meaning=Text("期内付过款的去重买家数。", "Distinct buyers who paid in the window."),
    sql="count(*)",
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

CUSTOMER_METRICS = (REPEAT_RATE, REPEAT_RATE_ORDERS, RETURNING_BUYER_SHARE)
