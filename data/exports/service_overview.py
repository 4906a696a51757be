"""Customer service of the whole shop (客服概览): one row per day."""

from data.exports.service_columns import ABSENT, CHECKS, FIGURES, KNOWN
from data.kind import Column, Kind
from data.text import Text

KIND = Kind(
    key="service_overview",
    title=Text("客服概览", "Customer service overview"),
    where=Text(
        "生意参谋 → 服务 → 客服概览，日期选「日」→ 下载",
        "Business Advisor → Service → Overview, period: day → Download",
    ),
    table="service_versions",
    block=("day", "agent"),
    source="service_overview",
    day_field="day",
    state=("coalesce(consults, inquirers, received, 0)", "coalesce(inquiry_amount, sales, 0)"),
    columns=(
        Column("day", "day", ("日期", "统计日期", "时间"), required=True),
        *FIGURES,
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("consults",), ("received",), ("inquirers",), ("sales",)),
    checks=CHECKS,
    absent=(*ABSENT, "旺旺昵称", "客服昵称", "客服旺旺", "商品名称"),
    known=KNOWN,
    day_from_name="day",
    name_hints=("客服概览", "接待概览"),
)
