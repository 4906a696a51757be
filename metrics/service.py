"""Service and dispatch: 24-hour dispatch, reasons of returns, reviews, scores (M-34 to M-36, M-40, M-41)."""

from data.text import Text
from metrics.core import Measure, Ratio
from metrics.facts import DISPATCH, PICKUP, PLATFORM, REFUND_CASES, REVIEW_LIST

ELIGIBLE_ORDERS = Measure(
    id="M-40",
    key="dispatch_eligible",
    fact=DISPATCH,
    label=Text("应发货订单", "Orders due"),
    meaning=Text(
        "最后一次导出时付款已满 24 小时、发货前没有关闭的订单；先发货后付款的（货到付款）不计。",
        "Paid 24 hours before the last export that holds the order, and not closed before sending; what is paid after sending (cash "
        "on delivery) is left out.",
    ),
    sql="sum(f.eligible)",
    unit="count",
    hidden=True,
)
ORDERS_IN_TIME = Measure(
    id="M-40",
    key="dispatch_in_time",
    fact=DISPATCH,
    label=Text("24小时内发货的订单", "Orders sent within 24 hours"),
    meaning=Text(
        "应发货订单中，付款后 24 小时内发货的。", "Of the orders due, those sent within 24 hours of payment."
    ),
    sql="sum(CASE WHEN f.eligible = 1 THEN f.in_time ELSE 0 END)",
    unit="count",
    hidden=True,
)
DISPATCH_RATE_24H = Ratio(
    id="M-40",
    key="dispatch_rate_24h",
    top=ORDERS_IN_TIME,
    bottom=ELIGIBLE_ORDERS,
    label=Text("24小时发货率", "Sent within 24 hours"),
    meaning=Text(
        "付款后 24 小时内发货的订单 ÷ 应发货订单；付款未满 24 小时的不计。",
        "Orders sent within 24 hours of payment over orders due; those paid less than 24 hours ago don't count yet.",
    ),
    unit="percent",
    minimum=30,
)
PICKED_UP_IN_TIME = Measure(
    id="M-40",
    key="picked_up_in_time",
    fact=PICKUP,
    label=Text("24小时内揽收的订单", "Orders picked up within 24 hours"),
    meaning=Text(
        "应发货订单中，付款后 24 小时内被快递揽收的。",
        "Of the orders due, those that their carrier had within 24 hours of payment.",
    ),
    sql="sum(f.picked_in_time)",
    unit="count",
    hidden=True,
)
PICKUP_RATE_24H = Ratio(
    id="M-40",
    key="pickup_rate_24h",
    top=PICKED_UP_IN_TIME,
    bottom=ELIGIBLE_ORDERS,
    label=Text("24小时揽收率", "Picked up within 24 hours"),
    meaning=Text(
        "付款后 24 小时内被快递揽收的订单 ÷ 应发货订单；揽收时间取自物流跟踪表。",
        "Orders that their carrier had within 24 hours of payment over orders due, by the sheet of parcels.",
    ),
    unit="percent",
    minimum=30,
)
OVERDUE_ORDERS = Measure(
    id="M-41",
    key="overdue_orders",
    fact=DISPATCH,
    label=Text("超时未发货订单", "Overdue orders"),
    meaning=Text(
        "付款满 24 小时、到最近一次订单导出时还没发货的订单。",
        "Orders paid 24 hours ago or more that were unsent when the newest order export was taken.",
    ),
    sql="sum(f.overdue)",
    unit="count",
    good="down",
)
REFUND_APPLICATIONS = Measure(
    id="M-34",
    key="refund_applications",
    fact=REFUND_CASES,
    label=Text("退款申请数", "Refund cases"),
    meaning=Text(
        "期内申请的退款笔数，不论结果。", "Refund cases applied for in the period, whatever came of them."
    ),
    sql="count(*)",
    unit="count",
    good="down",
    hidden=True,
)
QUALITY_RETURNS = Measure(
    id="M-34",
    key="quality_returns",
    fact=REFUND_CASES,
    label=Text("质量、色差、尺码原因的申请", "Cases for quality, colour or size"),
    meaning=Text(
        "原因里提到质量、做工、破损、色差、尺码等的申请；哪些词算，可以在设置里改。",
        "Cases whose reason speaks of quality, damage, colour or size; which words count can be set in the settings.",
    ),
    sql="sum(f.is_quality)",
    unit="count",
    good="down",
    hidden=True,
)
QUALITY_RETURN_SHARE = Ratio(
    id="M-34",
    key="quality_return_share",
    top=QUALITY_RETURNS,
    bottom=REFUND_APPLICATIONS,
    label=Text("质量/色差/尺码退货占比", "Returns for quality, colour or size"),
    meaning=Text(
        "这些原因的退款申请 ÷ 全部退款申请（按申请日）。",
        "Cases with these reasons over all cases, by day of application.",
    ),
    unit="percent",
    good="down",
    minimum=30,
)
REVIEWS = Measure(
    id="M-35",
    key="review_count",
    fact=PLATFORM,
    label=Text("评价数", "Reviews"),
    meaning=Text("当天的评价数。", "Reviews of the day."),
    sql="sum(f.reviews)",
    unit="count",
    sources=("reviews",),
    hidden=True,
)
NEGATIVE_REVIEWS = Measure(
    id="M-35",
    key="negative_review_count",
    fact=PLATFORM,
    label=Text("负面评价数", "Negative reviews"),
    meaning=Text("当天的负面评价数。", "Negative reviews of the day."),
    sql="sum(f.negative_reviews)",
    unit="count",
    good="down",
    sources=("reviews",),
    hidden=True,
)
LISTED_REVIEWS = Measure(
    id="M-35",
    key="listed_reviews",
    fact=REVIEW_LIST,
    label=Text("评价数（评价表）", "Reviews (own sheet)"),
    meaning=Text("评价表里期内的评价数。", "Reviews of the period in the shop's own sheet."),
    sql="count(*)",
    unit="count",
    hidden=True,
)
LISTED_NEGATIVE_REVIEWS = Measure(
    id="M-35",
    key="listed_negative_reviews",
    fact=REVIEW_LIST,
    label=Text("差评数（评价表）", "Negative reviews (own sheet)"),
    meaning=Text("其中的差评数。", "Of these, the negative ones."),
    sql="sum(f.is_bad)",
    unit="count",
    good="down",
    hidden=True,
)
NEGATIVE_REVIEW_RATE_LISTED = Ratio(
    id="M-35",
    key="negative_review_rate_listed",
    top=LISTED_NEGATIVE_REVIEWS,
    bottom=LISTED_REVIEWS,
    label=Text("差评率（评价表）", "Negative reviews' share (own sheet)"),
    meaning=Text("差评数 ÷ 评价数（评价表）。", "Negative reviews over all reviews of the shop's own sheet."),
    unit="percent",
    good="down",
    minimum=30,
    hidden=True,
    note=Text("取自评价表", "from the sheet of reviews"),
)
NEGATIVE_REVIEW_RATE = Ratio(
    id="M-35",
    key="negative_review_rate",
    top=NEGATIVE_REVIEWS,
    bottom=REVIEWS,
    label=Text("差评率", "Negative reviews' share"),
    meaning=Text(
        "负面评价数 ÷ 评价数（生意参谋；没有时用评价表）。",
        "Negative reviews over all reviews, as the platform counts, else by the shop's own sheet.",
    ),
    unit="percent",
    good="down",
    minimum=30,
    otherwise=NEGATIVE_REVIEW_RATE_LISTED,
)


def _score(key: str, label: Text) -> Measure:
    """Return a score that the platform gives: the last one of the range, never an average (M-36)."""
    return Measure(
        id="M-36",
        key=key,
        fact=PLATFORM,
        label=label,
        meaning=Text(
            "平台给出的店铺评分，取期内最后一天；不跨天、不跨店平均。",
            "The platform's score, of the last day of the range; never averaged over days or shops.",
        ),
        sql=f"CASE WHEN count(DISTINCT f.shop) = 1 THEN arg_max(f.{key}, f.day) FILTER (WHERE f.{key} IS NOT NULL) END",
        unit="number",
        sources=(key,),
    )


SCORE_DESCRIPTION = _score("score_description", Text("描述相符", "Score: as described"))
SCORE_SERVICE = _score("score_service", Text("服务态度", "Score: service"))
SCORE_LOGISTICS = _score("score_logistics", Text("物流服务", "Score: logistics"))
SCORE_EXPERIENCE = _score("score_experience", Text("真实体验分", "Score: experience"))

SERVICE_METRICS = (
    DISPATCH_RATE_24H,
    PICKUP_RATE_24H,
    OVERDUE_ORDERS,
    QUALITY_RETURN_SHARE,
    NEGATIVE_REVIEW_RATE,
    SCORE_DESCRIPTION,
    SCORE_SERVICE,
    SCORE_LOGISTICS,
    SCORE_EXPERIENCE,
)
