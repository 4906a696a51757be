"""The shop's own costs: freight per order, postage borne, discounts, advertising elsewhere, other; one row per entry."""

from data.kind import Check, Column, Kind
from data.text import Text

COSTS: tuple[tuple[str, str], ...] = (
    ("每单运费", "freight_per_order"),
    ("包邮费", "postage"),
    ("折扣", "discount"),
    ("广告", "ads"),
    ("其他", "other"),
)

KIND = Kind(
    key="costs",
    title=Text("费用表", "Costs"),
    where=Text("下载模板「费用表」填写（数据页）", "Fill in the template 费用表 (data page)"),
    table="cost_versions",
    block=("period_start", "period_end", "cost"),
    source="costs",
    day_field="period_start",
    own=True,
    one_row=False,
    columns=(
        Column("period_start", "day", ("开始日期",), required=True, planned=True),
        Column("period_end", "day", ("结束日期",), planned=True),
        Column("shop", "text", ("店铺", "店铺名称")),
        Column(
            "cost",
            "choice",
            ("费用类型",),
            required=True,
            words=(
                *COSTS,
                ("运费", "postage"),
                ("邮费", "postage"),
                ("优惠", "discount"),
                ("推广", "ads"),
                ("其它", "other"),
            ),
        ),
        Column("amount", "money", ("金额",), required=True, negative=False),
        Column("note", "text", ("备注", "说明")),
    ),
    derived={"period_end": "coalesce(period_end, period_start)"},
    checks=(
        Check(
            "period_end >= period_start",
            ("period_end",),
            Text(
                "结束日期早于开始日期；这一行没有导入。",
                "The end lies before the start; the row was left out.",
            ),
        ),
    ),
    name_hints=("费用",),
)
