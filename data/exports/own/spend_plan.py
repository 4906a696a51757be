"""What the shop means to spend on advertising: one row per period and channel."""

from data.exports.ad_columns import SCENES
from data.exports.own.shared import END_BEFORE_START, NOTE, NOTE_FIELD, SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("推广预算表", "Ad budget")
WHOLE = ("全部", "合计渠道", "all")
CHANNELS = ("全部", "关键词推广", "精准人群推广", "智能场景", "全站推广", "淘宝客", "其他")

KIND = Kind(
    key="spend_plan",
    title=TITLE,
    where=Text("下载模板「推广预算表」填写（数据页）", "Fill in the template 推广预算表 (data page)"),
    table="spend_plan_versions",
    block=("period_start", "period_end", "channel"),
    source="spend_plan",
    day_field="period_start",
    own=True,
    replaced="name",
    columns=(
        Column("period", "period", ("周期", "月份", "Period"), planned=True),
        Column("first_day", "day", ("开始日期", "First day"), planned=True),
        Column("last_day", "day", ("结束日期", "Last day"), planned=True),
        Column("channel", "text", ("推广渠道", "渠道", "场景", "Channel")),
        Column("amount", "money", ("计划花费", "预算", "Planned spend"), required=True, negative=False),
        SHOP,
        NOTE,
    ),
    any_of=(("period",), ("first_day", "last_day")),
    derived={
        "period_start": "coalesce(period_start, first_day)",
        "period_end": "coalesce(period_end, last_day, first_day)",
        "channel": "CASE "
        + " ".join(f"WHEN channel = '{old}' THEN '{new}'" for old, new in SCENES.items())
        + " WHEN lower(channel) IN (" + ", ".join(f"'{word}'" for word in WHOLE) + ") THEN NULL ELSE channel END",
    },
    absent=("费用类型", "订单编号", "展现量"),
    checks=(
        Check(
            "period_start IS NOT NULL",
            ("period", "first_day"),
            Text(
                "这一行没有写周期，例如 2026-11 或 2026-11-01 至 2026-11-30；这一行没有导入。",
                "This row names no period, such as 2026-11 or 2026-11-01 至 2026-11-30; the row was left out.",
            ),
        ),
        Check("period_end >= period_start", ("last_day", "period"), END_BEFORE_START),
    ),
    name_hints=("预算",),
)  # fmt: skip

TEMPLATE = Template(
    "spend_plan",
    TITLE,
    Text("推广花费的进度：花到计划的几成。", "How far ad spend has come of what was planned."),
    (
        Field(
            "周期", "2026-11",
            Text("月 2026-11、周 2026-W47、日 2026-11-18，或 2026-11-01 至 2026-11-11。",
                 "A month 2026-11, a week 2026-W47, a day 2026-11-18, or 2026-11-01 至 2026-11-11."),
        ),
        Field("推广渠道", "关键词推广", Text("全部：所有推广加起来的预算。", "全部: the budget of all advertising."),
              CHANNELS, open_list=True),
        Field("计划花费", "30000", Text("整个周期的总额，单位元。", "The sum over the period, in yuan.")),
        SHOP_FIELD,
        NOTE_FIELD,
    ),
)  # fmt: skip
