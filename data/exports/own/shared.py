"""Columns that many of the shop's own sheets have, for the importer and for the templates."""

from data.kind import Check, Column
from data.template import Field
from data.text import Text

SHOP = Column("shop", "text", ("店铺", "店铺名称", "Shop"))
ITEM_ID = Column("item_id", "id", ("商品ID", "宝贝ID", "Item ID"))
ITEM_CODE = Column("item_code", "id", ("商家编码", "货号", "SKU编码", "Item code", "SKU"))
SKU_TEXT = Column("sku_text", "text", ("规格", "商品属性", "Variant"))
ITEM_NAME = Column("item_name", "text", ("商品名称", "商品标题", "宝贝标题", "Item"))
NOTE = Column("note", "text", ("备注", "说明", "Note"))

SHOP_FIELD = Field(
    "店铺", "", Text("只有一个店铺时可以空着。", "May stay empty where there is only one shop.")
)
ITEM_ID_FIELD = Field(
    "商品ID",
    "601234567890",
    Text(
        "商品链接里 id= 后面的数字；按文本填写，不要让它变成 6.01E+11。",
        "The digits after id= in the item's link, as text.",
    ),
)
ITEM_CODE_FIELD = Field(
    "商家编码",
    "QH1001-OW-M",
    Text("商家编码，按 SKU 填；没有可以空着。", "The seller's code of the SKU; may stay empty."),
)
ITEM_NAME_FIELD = Field(
    "商品名称", "短款针织开衫", Text("给人看的，可以空着。", "For people; may stay empty.")
)
NOTE_FIELD = Field("备注", "", Text("随意。", "Free text."))

END_BEFORE_START = Text(
    "结束日期早于开始日期；这一行没有导入。",
    "The end lies before the start; the row was left out.",
)


def names_one(*fields: str, reason: Text) -> Check:
    """Return the check that a row says what it is about in one of these fields at least."""
    return Check(" OR ".join(f"{name} IS NOT NULL" for name in fields), fields, reason)


def end_of_day(field: str) -> str:
    """Return SQL for a moment of which only the day was written: the end of that day."""
    return (
        f"CASE WHEN {field} = date_trunc('day', {field}) "
        f"THEN {field} + INTERVAL 1 DAY - INTERVAL 1 SECOND ELSE {field} END"
    )


def row_number(*fields: str) -> str:
    """Return SQL for what stands in for a row's own number: the same text for the same cells."""
    return "md5(concat_ws(chr(31), " + ", ".join(f"coalesce(CAST({f} AS VARCHAR), '')" for f in fields) + "))"
