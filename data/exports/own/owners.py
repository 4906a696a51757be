"""Who is in charge of which item, campaign or category: one row per thing."""

from data.exports.own.shared import (
    ITEM_ID,
    ITEM_ID_FIELD,
    ITEM_NAME,
    ITEM_NAME_FIELD,
    SHOP,
    SHOP_FIELD,
    names_one,
)
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("负责人表", "Owners")

KIND = Kind(
    key="owners",
    title=TITLE,
    where=Text("下载模板「负责人表」填写（数据页）", "Fill in the template 负责人表 (data page)"),
    table="owner_versions",
    block=("item_id", "campaign_id", "campaign", "category"),
    source="owners",
    day_field="from_day",
    own=True,
    replaced="name",
    columns=(
        Column("owner", "text", ("负责人", "Owner"), required=True),
        Column("department", "text", ("部门", "Department")),
        ITEM_ID,
        ITEM_NAME,
        Column("campaign_id", "id", ("计划ID", "Campaign ID")),
        Column("campaign", "text", ("计划名称", "计划名字", "推广计划", "Campaign")),
        Column("category", "text", ("类目", "商品类目", "Category")),
        Column("from_day", "day", ("生效日期", "Valid from"), planned=True),
        SHOP,
    ),
    any_of=(("item_id",), ("campaign_id",), ("campaign",), ("category",)),
    absent=("花费", "消耗", "目标值", "目标", "统计日期", "展现量", "订单编号", "上架状态", "商品状态"),
    checks=(
        names_one(
            "item_id", "campaign_id", "campaign", "category",
            reason=Text(
                "这一行没有写负责什么（商品ID、计划或类目）；这一行没有导入。",
                "This row doesn't say in charge of what (商品ID, campaign or category); the row was left out.",
            ),
        ),
    ),
    name_hints=("负责人",),
)  # fmt: skip

TEMPLATE = Template(
    "owners",
    TITLE,
    Text("待办按负责人分，各人看自己的。", "To-dos by the person in charge."),
    (
        Field("负责人", "小林", Text("同一个人每次写法要一样。", "Always write a person the same way.")),
        Field("部门", "推广", Text("可以空着。", "May stay empty.")),
        ITEM_ID_FIELD,
        ITEM_NAME_FIELD,
        Field("计划ID", "", Text("负责推广计划时填。", "For a campaign.")),
        Field("计划名称", "", Text("没有计划ID时填名称。", "Its name where there is no id.")),
        Field("类目", "", Text("负责整个类目时填。", "For a whole category.")),
        Field("生效日期", "", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)
