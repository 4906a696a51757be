"""What the goods cost the shop: one row per item, code, category or (all empty) the whole shop, from a day on."""

from data.exports.own.shared import (
    ITEM_CODE,
    ITEM_CODE_FIELD,
    ITEM_ID,
    ITEM_ID_FIELD,
    ITEM_NAME,
    ITEM_NAME_FIELD,
    SHOP,
    SHOP_FIELD,
    SKU_TEXT,
    names_one,
)
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("商品成本表", "Cost of goods")

KIND = Kind(
    key="margins",
    title=TITLE,
    where=Text("下载模板「商品成本表」填写（数据页）", "Fill in the template 商品成本表 (data page)"),
    table="margin_versions",
    block=("from_day", "item_id", "item_code", "sku_text", "category"),
    source="margins",
    day_field="from_day",
    own=True,
    replaced="name",
    columns=(
        ITEM_ID,
        ITEM_CODE,
        SKU_TEXT,
        ITEM_NAME,
        Column("category", "text", ("类目", "商品类目", "Category")),
        Column("cost", "money", ("成本价", "商品成本", "单件成本", "Cost"), negative=False),
        Column("margin_rate", "rate", ("毛利率", "Gross margin")),
        Column("fee_rate", "rate", ("平台扣点", "佣金率", "Fee rate"), negative=False),
        Column("from_day", "day", ("生效日期", "开始日期", "Valid from"), planned=True),
        SHOP,
    ),
    any_of=(("cost",), ("margin_rate",)),
    absent=("订单编号", "主订单编号", "花费", "退款编号", "付款佣金支出"),
    checks=(
        names_one(
            "cost", "margin_rate",
            reason=Text(
                "成本价和毛利率都空着；这一行没有导入。",
                "Neither a cost nor a margin is given; the row was left out.",
            ),
        ),
        Check(
            "margin_rate BETWEEN -1 AND 1",
            ("margin_rate",),
            Text("毛利率不在 -100% 到 100% 之间；这一行没有导入。", "The margin isn't between -100 % and 100 %."),
        ),
        Check(
            "item_name IS NULL OR coalesce(item_id, item_code, category) IS NOT NULL",
            ("item_name",),
            Text(
                "这一行只写了商品名称，对不上订单；请写商品ID或商家编码。这一行没有导入。",
                "This row has only a name, which can't be matched with orders; give 商品ID or 商家编码. It was left out.",
            ),
        ),
    ),
    name_hints=("成本", "毛利"),
)  # fmt: skip

TEMPLATE = Template(
    "margins",
    TITLE,
    Text("毛利、盈亏平衡ROI、库存周转要用。", "Gross margin, break-even ROI, stock turnover."),
    (
        ITEM_ID_FIELD,
        ITEM_CODE_FIELD,
        ITEM_NAME_FIELD,
        Field("类目", "", Text("按类目给一个成本或毛利率时填。", "For one margin of a whole category.")),
        Field("成本价", "62.50", Text("一件的进货价，单位元。", "What one piece costs, in yuan.")),
        Field("毛利率", "", Text("不知道成本价时写，例如 45%。", "Where the cost isn't known, such as 45%.")),
        Field("平台扣点", "5%", Text("天猫佣金等，例如 5%；没有可以空着。", "The platform's share, such as 5%.")),
        Field("生效日期", "2026-09-01", Text("涨价后加一行；空着就是一直。", "A new row when it changes; empty: always.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
