"""What was counted in the warehouse: one row per article and day of counting."""

from data.exports.own.shared import (
    ITEM_CODE,
    ITEM_CODE_FIELD,
    ITEM_ID,
    ITEM_ID_FIELD,
    ITEM_NAME,
    ITEM_NAME_FIELD,
    NOTE,
    NOTE_FIELD,
    SHOP,
    SHOP_FIELD,
    SKU_TEXT,
    names_one,
)
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("盘点表", "Stock-take")

KIND = Kind(
    key="stock_take",
    title=TITLE,
    where=Text("下载模板「盘点表」填写（数据页）", "Fill in the template 盘点表 (data page)"),
    table="stock_take_versions",
    block=("day", "warehouse", "item_id", "item_code", "sku_text", "item_name"),
    source="stock_take",
    day_field="day",
    own=True,
    replaced="days",
    columns=(
        Column("day", "day", ("盘点日期", "Counted day"), required=True),
        Column("warehouse", "text", ("仓库", "仓库名称", "Warehouse")),
        ITEM_ID,
        ITEM_CODE,
        SKU_TEXT,
        ITEM_NAME,
        Column(
            "counted", "count", ("盘点数量", "实盘数量", "Counted quantity"), required=True, negative=False
        ),
        Column("listed", "count", ("账面数量", "系统数量", "Listed quantity")),
        SHOP,
        NOTE,
    ),
    checks=(
        names_one(
            "item_id", "item_code", "item_name",
            reason=Text(
                "这一行没有写是哪个商品（商品ID、商家编码或商品名称）；这一行没有导入。",
                "This row names no item (商品ID, 商家编码 or 商品名称); the row was left out.",
            ),
        ),
    ),
    name_hints=("盘点",),
)  # fmt: skip

TEMPLATE = Template(
    "stock_take",
    TITLE,
    Text("账实差异要用。", "Listed against counted stock."),
    (
        Field("盘点日期", "2026-11-18", Text("写成 2026-11-18。", "Written as 2026-11-18.")),
        ITEM_CODE_FIELD,
        ITEM_ID_FIELD,
        ITEM_NAME_FIELD,
        Field("规格", "米白 M", Text("颜色和尺码；可以空着。", "Colour and size; may stay empty.")),
        Field("仓库", "", Text("只有一个仓库时可以空着。", "May stay empty where there is only one.")),
        Field("盘点数量", "126", Text("数到的件数。", "Pieces counted.")),
        Field(
            "账面数量", "128",
            Text("当天系统里的件数；空着就和当天的库存快照比。", "The books of that day; empty: that day's stock snapshot."),
        ),
        SHOP_FIELD,
        NOTE_FIELD,
    ),
)  # fmt: skip
