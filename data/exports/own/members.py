"""The shop's own list of members with tier and points: one row per member, whose name is kept as a hash only."""

from data.exports.own.shared import SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("会员表", "Members")

KIND = Kind(
    key="members",
    title=TITLE,
    where=Text(
        "下载模板「会员表」，把会员后台的名单贴进去（数据页）",
        "Paste the list of members into the template 会员表 (data page)",
    ),
    table="member_versions",
    block=("buyer",),
    source="members",
    day_field="joined_day",
    own=True,
    replaced="name",
    columns=(
        Column("buyer", "buyer", ("会员名", "会员昵称", "会员账号", "Member"), required=True),
        Column("tier", "text", ("会员等级", "等级", "Tier")),
        Column("points", "count", ("会员积分", "积分", "Points"), negative=False),
        Column("joined_day", "day", ("入会日期", "入会时间", "Joined day")),
        SHOP,
    ),
    any_of=(("tier",), ("points",)),
    checks=(
        Check(
            "buyer IS NOT NULL",
            ("buyer",),
            Text(
                "会员名被平台打码，认不出是谁；这一行没有导入。",
                "The member's name is masked, so nobody can tell who it is; the row was left out.",
            ),
        ),
    ),
    private=("手机号", "手机", "姓名", "会员姓名", "生日", "邮箱", "地址"),
    absent=("订单编号", "主订单编号", "退款编号"),
    name_hints=("会员表", "会员名单"),
)

TEMPLATE = Template(
    "members",
    TITLE,
    Text(
        "平台已有会员等级或积分时用。会员名读入时变成代码，存不下名字。",
        "For tiers or points that the platform keeps. Names become codes when they are read; no name is stored.",
    ),
    (
        Field("会员名", "tb_example", Text("和订单里的买家会员名一样的写法。", "Written as in the orders.")),
        Field("会员等级", "银卡", Text("可以空着。", "May stay empty.")),
        Field("会员积分", "860", Text("可以空着。", "May stay empty.")),
        Field("入会日期", "2026-03-08", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)
