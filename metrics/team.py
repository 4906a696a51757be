"""Customer service: who asked, who then paid, how fast the answers and the help came (M-37 to M-39, M-42)."""

from data.text import Text
from metrics.core import Cut, Fact, Measure, People, Ratio, Unit
from metrics.orders import PAID_ORDERS
from metrics.traffic import VISITOR_DAYS

BY_AGENT = {"agent": Cut("service_by_agent", "agent", None, ("agents",))}
SERVICE = Fact(
    key="service",
    label=Text("客服接待", "Customer service"),
    clock=Text("咨询日", "day of the consult"),
    view="service_days",
    sources=("consults",),
    cuts=BY_AGENT,
    rows="service_days",
)
TICKETS = Fact(
    key="tickets",
    label=Text("问题单", "Problems opened"),
    clock=Text("提出时间", "time of opening"),
    view="problem_tickets",
    sources=("tickets",),
    cuts={"agent": Cut("problem_tickets", "agent", None)},
    rows="problem_tickets",
)
CONSULTS = People(
    id="M-37",
    key="consults",
    fact=SERVICE,
    label=Text("咨询人数", "People who asked"),
    meaning=Text(
        "当天咨询客服的去重人数；多天、多个客服不能相加。",
        "Distinct people who asked customer service that day; days and agents don't add up.",
    ),
    column="consults",
    period_column=None,
)


ASKED_OR_NOT = Text(
    "超过 100%：不咨询就买的订单也在里面", "over 100 %: orders of people who never asked are in it"
)


def _service(
    key: str, metric_id: str, label: Text, meaning: Text, sql: str, source: str, unit: Unit = "people"
) -> Measure:
    return Measure(
        id=metric_id, key=key, fact=SERVICE, label=label, meaning=meaning, sql=sql, unit=unit, sources=(source,),
        hidden=True,
    )  # fmt: skip


CONSULT_DAYS = _service(
    "consult_days",
    "M-37",
    Text("咨询人数", "People who asked"),
    Text("逐日咨询人数之和（只用作分子）。", "The days' people who asked, added (a numerator only)."),
    "sum(f.consults)",
    "consults",
)
CONSULT_RATE = Ratio(
    id="M-37",
    key="consult_rate",
    top=CONSULT_DAYS,
    bottom=VISITOR_DAYS,
    label=Text("咨询率", "Consult rate"),
    meaning=Text(
        "咨询人数 ÷ 访客数；多天为日均口径。",
        "People who asked over visitors; daily basis over several days.",
    ),
    unit="percent",
    good="none",
    minimum=30,
)
INQUIRERS = _service(
    "inquirer_days",
    "M-38",
    Text("询单人数", "People who asked before buying"),
    Text("逐日询单人数之和（只用作分母）。", "The days' inquirers, added (a denominator only)."),
    "sum(CASE WHEN f.inquiry_buyers IS NOT NULL THEN f.inquirers END)",
    "inquiries",
)
INQUIRY_BUYERS = _service(
    "inquiry_buyer_days",
    "M-38",
    Text("询单最终付款人数", "Of these, who paid in the end"),
    Text(
        "逐日询单后付款的人数之和（只用作分子）。", "The days' inquirers who paid, added (a numerator only)."
    ),
    "sum(CASE WHEN f.inquirers IS NOT NULL THEN f.inquiry_buyers END)",
    "inquiries",
)
CONSULT_CLOSE_RATE = Ratio(
    id="M-38",
    key="consult_close_rate",
    top=INQUIRY_BUYERS,
    bottom=INQUIRERS,
    label=Text("询单转化率", "Consults that close"),
    meaning=Text(
        "询单后最终付款的人数 ÷ 询单人数，归到询单日（平台口径，含之后几天付款）。",
        "People who asked and paid in the end over people who asked, on the day they asked, as the platform counts.",
    ),
    unit="percent",
    minimum=30,
)
CONSULT_ORDER_RATE = Ratio(
    id="M-38",
    key="consult_order_rate",
    top=PAID_ORDERS,
    bottom=CONSULT_DAYS,
    label=Text("付款单数 ÷ 咨询人数", "Orders paid per person who asked"),
    meaning=Text(
        "当天付款单数 ÷ 当天咨询人数，不管买的人有没有咨询过；可大于 100%。",
        "Orders paid that day over people who asked that day, whether or not the buyers had asked; can exceed 100 %.",
    ),
    unit="percent",
    minimum=30,
    over=ASKED_OR_NOT,
)
RESPONSE_WEIGHTED = _service(
    "response_weighted",
    "M-39",
    Text("响应时长 × 接待人数", "Response time times people"),
    Text("逐行 平均响应时长 × 接待人数 之和。", "Sum of mean response time times people received."),
    "sum(f.response_seconds * coalesce(f.received, f.consults))",
    "response",
)
RESPONSE_PEOPLE = _service(
    "response_people",
    "M-39",
    Text("接待人数", "People received"),
    Text("有响应时长的接待人数之和（只用作权重）。", "People received with a response time (weights only)."),
    "sum(CASE WHEN f.response_seconds IS NOT NULL THEN coalesce(f.received, f.consults) END)",
    "response",
)
RESPONSE_SECONDS = Ratio(
    id="M-39",
    key="response_seconds",
    top=RESPONSE_WEIGHTED,
    bottom=RESPONSE_PEOPLE,
    label=Text("平均响应时长（秒）", "Mean response, seconds"),
    meaning=Text(
        "平台给出的平均响应时长，按接待人数加权。",
        "The platform's mean response time, weighted by people received.",
    ),
    unit="number",
    good="down",
)
QUICK_WEIGHTED = _service(
    "quick_weighted",
    "M-39",
    Text("3 分钟响应率 × 接待人数", "Rate answered within 3 minutes times people"),
    Text(
        "逐行 3 分钟响应率 × 接待人数 之和。",
        "Sum of the rate answered within 3 minutes times people received.",
    ),
    "sum(f.response_rate_3min * coalesce(f.received, f.consults))",
    "quick_response",
    unit="number",
)
QUICK_PEOPLE = _service(
    "quick_people",
    "M-39",
    Text("接待人数", "People received"),
    Text("有 3 分钟响应率的接待人数之和（只用作权重）。", "People received with such a rate (weights only)."),
    "sum(CASE WHEN f.response_rate_3min IS NOT NULL THEN coalesce(f.received, f.consults) END)",
    "quick_response",
)
RESPONSE_RATE_3MIN = Ratio(
    id="M-39",
    key="response_rate_3min",
    top=QUICK_WEIGHTED,
    bottom=QUICK_PEOPLE,
    label=Text("3 分钟响应率", "Answered within 3 minutes"),
    meaning=Text(
        "平台给出的 3 分钟人工响应率，按接待人数加权；回复率是另一个数，不在这里。",
        "The platform's rate of answers by a person within 3 minutes, weighted by people received; its reply rate is another figure.",
    ),
    unit="percent",
    minimum=30,
)
DUE_TICKETS = Measure(
    id="M-42",
    key="tickets_due",
    fact=TICKETS,
    label=Text("可判断的问题单", "Problems that can be judged"),
    meaning=Text("提出已满 24 小时或已处理的问题单。", "Problems opened 24 hours ago or more, or closed."),
    sql="sum(f.eligible)",
    unit="count",
    hidden=True,
)
CLOSED_IN_TIME = Measure(
    id="M-42",
    key="tickets_in_time",
    fact=TICKETS,
    label=Text("24小时内处理的问题单", "Problems closed within 24 hours"),
    meaning=Text("其中提出后 24 小时内处理的。", "Of these, those closed within 24 hours of opening."),
    sql="sum(CASE WHEN f.eligible = 1 THEN f.in_time ELSE 0 END)",
    unit="count",
    hidden=True,
)
PROBLEM_RATE_24H = Ratio(
    id="M-42",
    key="problem_rate_24h",
    top=CLOSED_IN_TIME,
    bottom=DUE_TICKETS,
    label=Text("问题单24小时处理率", "Problems closed within 24 hours"),
    meaning=Text(
        "24 小时内处理的问题单 ÷ 提出已满 24 小时（或已处理）的问题单。",
        "Problems closed within 24 hours over those opened 24 hours ago or more, or closed.",
    ),
    unit="percent",
    minimum=30,
)
TEAM_METRICS = (
    CONSULTS, CONSULT_RATE, CONSULT_CLOSE_RATE, CONSULT_ORDER_RATE, RESPONSE_SECONDS, RESPONSE_RATE_3MIN, PROBLEM_RATE_24H,
)  # fmt: skip
