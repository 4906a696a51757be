"""What it takes to be a member of each tier: one row per tier; every edge that is given must be reached."""

from data.exports.own.shared import SHOP, SHOP_FIELD, names_one
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("会员等级规则", "VIP rules")

KIND = Kind(
    key="vip_rules",
    title=TITLE,
    where=Text("下载模板「会员等级规则」填写（数据页）", "Fill in the template 会员等级规则 (data page)"),
    table="vip_rule_versions",
    block=("tier",),
    source="vip_rules",
    day_field="from_day",
    own=True,
    replaced="shop",
    columns=(
        Column("tier", "text", ("会员等级", "等级", "Tier"), required=True),
        Column("from_amount", "money", ("累计金额起", "累计消费金额", "From amount"), negative=False),
        Column("from_count", "count", ("累计次数起", "累计购买次数", "From purchases"), negative=False),
        Column("from_points", "count", ("积分起", "From points"), negative=False),
        Column("from_day", "day", ("生效日期", "Valid from"), planned=True),
        SHOP,
    ),
    any_of=(("from_amount",), ("from_count",), ("from_points",)),
    checks=(
        names_one(
            "from_amount", "from_count", "from_points",
            reason=Text(
                "这一级没有写门槛（金额、次数或积分）；这一行没有导入。最低一级写 0。",
                "This tier has no edge (amount, purchases or points); the row was left out. Write 0 for the lowest.",
            ),
        ),
    ),
    name_hints=("会员等级", "VIP"),
)  # fmt: skip

TEMPLATE = Template(
    "vip_rules",
    TITLE,
    Text(
        "各级会员人数要用。新的一份整份替换旧的。", "Members per tier. A new sheet replaces the old one whole."
    ),
    (
        Field("会员等级", "银卡", Text("每一级一行。", "A row per tier.")),
        Field(
            "累计金额起", "500",
            Text("净付款金额达到多少元；刚好等于也算。不按金额就空着。", "Net paid in yuan from which on, the edge included."),
        ),
        Field("累计次数起", "2", Text("按付款的天数算；不按次数就空着。", "Days with purchases; empty: doesn't matter.")),
        Field("积分起", "", Text("要用积分，还得载入会员表。", "Points need the list of members as well.")),
        Field("生效日期", "", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
