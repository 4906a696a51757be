"""Customer service performance (客服绩效): one row per agent of the shop and day."""

from data.exports.service_columns import ABSENT, CHECKS, FIGURES, KNOWN
from data.kind import Column, Kind
from data.text import Text

# Rows below the agents that speak of the team, the shop, or other shops.
_NOBODY = (
    "汇总值",
    "平均值",
    "均值",
    "全店汇总值",
    "全店平均值",
    "同行同层优秀",
    "同行同层均值",
    "汇总",
    "合计",
)

KIND = Kind(
    key="service_agents",
    title=Text("客服绩效报表", "Customer service by agent"),
    where=Text(
        "生意参谋 → 服务 → 客服绩效，日期选「日」→ 下载（文件名里有日期）",
        "Business Advisor → Service → Agent performance, period: day → Download (the day is in its name)",
    ),
    table="service_versions",
    block=("day", "agent"),
    source="service_agents",
    day_field="day",
    state=("coalesce(consults, inquirers, received, 0)", "coalesce(inquiry_amount, sales, 0)"),
    columns=(
        Column("day", "day", ("日期", "统计日期", "时间"), required=True),
        # An agent's working nickname, given by the shop: not a buyer, and the report is about it.
        Column("agent", "text", ("旺旺昵称", "客服昵称", "客服旺旺"), required=True),
        *FIGURES,
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("inquirers",), ("consults",), ("received",), ("sales",), ("response_seconds",)),
    checks=CHECKS,
    absent=ABSENT,
    known=KNOWN,
    aside={"agent": _NOBODY},
    day_from_name="day",
    name_hints=("客服绩效", "客服"),
)
