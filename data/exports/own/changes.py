"""What the shop changed at its items, pages and bids: one row per change."""

from data.exports.own.shared import (
    ITEM_ID,
    ITEM_ID_FIELD,
    ITEM_NAME,
    ITEM_NAME_FIELD,
    NOTE,
    NOTE_FIELD,
    SHOP,
    SHOP_FIELD,
)
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("变更记录", "Changes")
CHANGES: tuple[tuple[str, str], ...] = (
    ("标题", "title"),
    ("主图", "picture"),
    ("价格", "price"),
    ("类目", "category"),
    ("库存", "stock"),
    ("详情页", "detail"),
    ("上架", "on_shelf"),
    ("下架", "off_shelf"),
    ("店铺页面", "page"),
    ("出价", "bid"),
    ("其他", "other"),
)

KIND = Kind(
    key="changes",
    title=TITLE,
    where=Text("下载模板「变更记录」填写（数据页）", "Fill in the template 变更记录 (data page)"),
    table="change_versions",
    block=("changed_at", "change", "item_id", "item_name", "campaign"),
    source="changes",
    day_field="changed_at",
    own=True,
    replaced="name",
    one_row=False,
    columns=(
        Column(
            "changed_at", "time", ("变更时间", "变更日期", "修改时间", "修改日期", "Changed at"), required=True
        ),
        Column(
            "change",
            "choice",
            ("变更内容", "改了什么", "Change"),
            required=True,
            words=(*CHANGES, ("详情", "detail"), ("其它", "other"), *((meaning, meaning) for _, meaning in CHANGES)),
        ),
        ITEM_ID,
        ITEM_NAME,
        Column("campaign", "text", ("推广计划", "计划名称", "Campaign")),
        Column("before", "text", ("改前", "修改前", "From")),
        Column("after", "text", ("改后", "修改后", "To")),
        Column("changed_by", "text", ("改动人", "操作人", "Changed by")),
        SHOP,
        NOTE,
    ),
    name_hints=("变更",),
)  # fmt: skip

TEMPLATE = Template(
    "changes",
    TITLE,
    Text(
        "改标题、主图、价格的日子会标在图上，前后好比较。",
        "Changes of titles, pictures and prices are marked on the charts.",
    ),
    (
        Field("变更时间", "2026-11-12 10:30", Text("只写日期也行。", "A day alone will do.")),
        Field("变更内容", "主图", Text("从列表里选。", "Choose from the list."), tuple(word for word, _ in CHANGES)),
        ITEM_ID_FIELD,
        ITEM_NAME_FIELD,
        Field("推广计划", "", Text("改的是推广计划时填。", "For a change of a campaign.")),
        Field("改前", "白底图", Text("可以空着。", "May stay empty.")),
        Field("改后", "模特上身图", Text("可以空着。", "May stay empty.")),
        Field("改动人", "小林", Text("谁改的。", "Who did it.")),
        SHOP_FIELD,
        NOTE_FIELD,
    ),
)  # fmt: skip
