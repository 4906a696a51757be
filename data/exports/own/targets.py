"""The shop's own targets: one row per period, measure and part of the shop."""

from data.exports.own.shared import END_BEFORE_START, SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("目标表", "Targets")

# What a person writes in the column 指标, and the metric that it means.
MEASURES: tuple[tuple[str, str], ...] = (
    ("付款金额", "paid_amount"),
    ("支付金额", "paid_amount"),
    ("销售额", "paid_amount"),
    ("净付款金额", "net_paid_amount"),
    ("付款单数", "paid_orders"),
    ("付款人数", "paid_buyers"),
    ("下单金额", "placed_amount"),
    ("下单单数", "placed_orders"),
    ("访客数", "visitors"),
    ("广告花费", "ad_spend"),
)

KIND = Kind(
    key="targets",
    title=TITLE,
    where=Text(
        "下载模板「目标表」填写（数据页，或 shop.py sample）", "Fill in the template 目标表 (data page)"
    ),
    table="target_versions",
    block=("period_start", "period_end", "measure", "part", "part_kind"),
    source="targets",
    day_field="period_start",
    own=True,
    replaced="name",
    columns=(
        Column("period", "period", ("周期", "月份", "目标周期", "Period"), planned=True),
        Column("first_day", "day", ("开始日期", "First day"), planned=True),
        Column("last_day", "day", ("结束日期", "Last day"), planned=True),
        SHOP,
        Column(
            "measure",
            "choice",
            ("指标", "Measure"),
            words=(*MEASURES, *((key, key) for key in sorted({k for _, k in MEASURES}))),
        ),
        Column("amount", "money", ("目标值", "目标", "目标金额", "Target"), required=True, negative=False),
        # Whose target it is: one of three columns, or one column of the older template that doesn't say which.
        Column("department", "text", ("部门", "Department")),
        Column("owner", "text", ("负责人", "Owner")),
        Column("category", "text", ("类目", "Category")),
        Column("part", "text", ("部门/负责人/类目",)),
    ),
    any_of=(("period",), ("first_day", "last_day")),
    derived={
        "period_start": "coalesce(period_start, first_day)",
        "period_end": "coalesce(period_end, last_day, first_day)",
        "measure": "coalesce(measure, 'paid_amount')",
        "part": "coalesce(department, owner, category, part)",
        "part_kind": "CASE WHEN department IS NOT NULL THEN 'department' WHEN owner IS NOT NULL THEN 'owner' "
        "WHEN category IS NOT NULL THEN 'category' END",
    },
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
        Check(
            "(department IS NOT NULL)::INT + (owner IS NOT NULL)::INT + (category IS NOT NULL)::INT <= 1",
            ("department", "owner", "category"),
            Text(
                "一行只能写一个：部门、负责人或类目；请分成几行。这一行没有导入。",
                "A row is of a department, an owner or a category; make it several rows. The row was left out.",
            ),
        ),
    ),
    name_hints=("目标",),
)

TEMPLATE = Template(
    "targets",
    TITLE,
    Text(
        "年、季、月、周、日的目标；今日页、目标页和周报显示完成率。",
        "Targets of years, months, weeks and days: attainment on the pages and in the weekly report.",
    ),
    (
        Field(
            "周期", "2026-11",
            Text(
                "年 2026、季 2026Q4、月 2026-11、周 2026-W47、日 2026-11-18，或 2026-11-01 至 2026-11-11。每个周期一行。",
                "A year 2026, a quarter 2026Q4, a month 2026-11, a week 2026-W47, a day 2026-11-18, or a range; a row each.",
            ),
        ),
        SHOP_FIELD,
        Field("指标", "付款金额", Text("从列表里选；空着就是付款金额。", "Choose from the list; empty means 付款金额."),
              tuple(words for words, _ in MEASURES)),
        Field("目标值", "300000", Text("金额写元，单数写个数。", "Money in yuan, orders as a count.")),
        Field("部门", "", Text("部门的目标才填；全店目标三列都空着。", "For a department's target; empty for the whole shop.")),
        Field("负责人", "", Text("个人的目标才填。", "For a person's target.")),
        Field("类目", "", Text("类目的目标才填。", "For a category's target.")),
    ),
)  # fmt: skip
