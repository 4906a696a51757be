"""The shop's own targets: one row per period, measure and part of the shop."""

from data.kind import Check, Column, Kind
from data.text import Text

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
    title=Text("目标表", "Targets"),
    where=Text(
        "下载模板「目标表」填写（数据页，或 shop.py sample）", "Fill in the template 目标表 (data page)"
    ),
    table="target_versions",
    block=("period_start", "period_end", "measure", "part"),
    source="targets",
    day_field="period_start",
    own=True,
    columns=(
        Column("period", "period", ("周期", "月份", "目标周期"), planned=True),
        Column("first_day", "day", ("开始日期",), planned=True),
        Column("last_day", "day", ("结束日期",), planned=True),
        Column("shop", "text", ("店铺", "店铺名称")),
        Column(
            "measure",
            "choice",
            ("指标",),
            words=(*MEASURES, *((key, key) for key in sorted({k for _, k in MEASURES}))),
        ),
        Column("amount", "money", ("目标值", "目标", "目标金额"), required=True, negative=False),
        Column("part", "text", ("部门", "负责人", "类目", "部门/负责人/类目")),
    ),
    any_of=(("period",), ("first_day", "last_day")),
    derived={
        "period_start": "coalesce(period_start, first_day)",
        "period_end": "coalesce(period_end, last_day, first_day)",
        "measure": "coalesce(measure, 'paid_amount')",
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
        Check(
            "period_end >= period_start",
            ("last_day", "period"),
            Text(
                "结束日期早于开始日期；这一行没有导入。",
                "The end lies before the start; the row was left out.",
            ),
        ),
    ),
    name_hints=("目标",),
)
