"""The shop's own costs: freight per order, postage borne, discounts, advertising elsewhere, other; one row per entry."""

from data.exports.own.shared import END_BEFORE_START, NOTE, NOTE_FIELD, SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("费用表", "Costs")

COSTS: tuple[tuple[str, str], ...] = (
    ("每单运费", "freight_per_order"),
    ("包邮费", "postage"),
    ("折扣", "discount"),
    ("广告", "ads"),
    ("其他", "other"),
)

KIND = Kind(
    key="costs",
    title=TITLE,
    where=Text("下载模板「费用表」填写（数据页）", "Fill in the template 费用表 (data page)"),
    table="cost_versions",
    block=("period_start", "period_end", "cost"),
    source="costs",
    day_field="period_start",
    own=True,
    replaced="name",
    one_row=False,
    columns=(
        Column("period_start", "day", ("开始日期", "First day"), required=True, planned=True),
        Column("period_end", "day", ("结束日期", "Last day"), planned=True),
        SHOP,
        Column(
            "cost",
            "choice",
            ("费用类型", "Cost type"),
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
        Column("amount", "money", ("金额", "Amount"), required=True, negative=False),
        NOTE,
    ),
    derived={"period_end": "coalesce(period_end, period_start)"},
    checks=(Check("period_end >= period_start", ("period_end",), END_BEFORE_START),),
    name_hints=("费用",),
)

TEMPLATE = Template(
    "costs",
    TITLE,
    Text(
        "运费、包邮、折扣等成本；店铺ROI 要用。推广报表里已有的花费不用再填。",
        "Postage, discounts and other costs for the store ROI. What the ad reports hold needs no row here.",
    ),
    (
        Field("开始日期", "2026-11-01", Text("写成 2026-11-01。", "Written as 2026-11-01.")),
        Field(
            "结束日期", "2026-11-30",
            Text("一天的费用可以空着；每单运费从开始日期起一直有效，直到下一条。",
                 "May stay empty for one day; freight per order holds until the next such entry."),
        ),
        SHOP_FIELD,
        Field(
            "费用类型", "每单运费",
            Text(
                "每单运费：一单多少钱；其他：这段时间的总额。广告：只在没有推广报表的日子顶上，有报表的日子不再加。"
                "推广报表里没有的广告（站外、达人）写「其他」，那才会加进去。",
                "Freight per order: of one order; else the sum of the period. 广告 counts on days without an ad report only; "
                "ads that no report holds belong under 其他, which is added.",
            ),
            tuple(words for words, _ in COSTS),
        ),
        Field("金额", "3.50", Text("单位元。", "In yuan.")),
        NOTE_FIELD,
    ),
)  # fmt: skip
