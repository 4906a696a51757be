"""The shop's own plan of deliveries: what was ordered, when it is expected, when it came; one row per delivery."""

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
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("到货计划", "Deliveries")

KIND = Kind(
    key="inbound",
    title=TITLE,
    where=Text("下载模板「到货计划」填写（数据页）", "Fill in the template 到货计划 (data page)"),
    table="inbound_versions",
    block=("order_no", "item_id", "item_code", "sku_text", "item_name", "ordered_day"),
    source="inbound",
    day_field="expected_day",
    own=True,
    replaced="name",
    one_row=False,
    columns=(
        Column("order_no", "id", ("采购单号", "采购单", "Purchase order")),
        ITEM_ID,
        ITEM_CODE,
        SKU_TEXT,
        ITEM_NAME,
        Column("supplier", "text", ("供应商", "厂家", "Supplier")),
        Column("ordered_day", "day", ("采购日期", "下单日期", "Ordered day")),
        Column(
            "expected_day",
            "day",
            ("预计到货日期", "预计到货", "到货日期", "Expected day"),
            required=True,
            planned=True,
        ),
        Column("arrived_day", "day", ("实际到货日期", "实际到货", "Arrived day")),
        Column(
            "ordered_qty",
            "count",
            ("采购数量", "采购件数", "Ordered quantity"),
            required=True,
            negative=False,
        ),
        Column("arrived_qty", "count", ("到货数量", "实到数量", "Arrived quantity"), negative=False),
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
        Check(
            "arrived_qty IS NULL OR arrived_day IS NOT NULL",
            ("arrived_qty",),
            Text(
                "写了到货数量，却没有写实际到货日期；这一行没有导入。",
                "A quantity has arrived, but no day is given; the row was left out.",
            ),
        ),
    ),
    name_hints=("到货", "采购"),
)  # fmt: skip

TEMPLATE = Template(
    "inbound",
    TITLE,
    Text(
        "采购了什么、哪天到货：到货提醒、补货单、货期要用。",
        "What was ordered and when it comes: arrivals, replenishment, lead times.",
    ),
    (
        Field("采购单号", "CG20261101-01", Text("没有可以空着。", "May stay empty.")),
        ITEM_ID_FIELD,
        ITEM_CODE_FIELD,
        ITEM_NAME_FIELD,
        Field("规格", "米白 M", Text("颜色和尺码；可以空着。", "Colour and size; may stay empty.")),
        Field("供应商", "织里针织厂", Text("可以空着。", "May stay empty.")),
        Field("采购日期", "2026-11-01", Text("下采购单的那天，写成 2026-11-01。", "The day of ordering.")),
        Field("预计到货日期", "2026-11-20", Text("必填；推迟了就改这一格。", "Needed; change it when it is put off.")),
        Field("实际到货日期", "", Text("到货后再填。", "Filled in on arrival.")),
        Field("采购数量", "300", Text("件数。", "Pieces.")),
        Field("到货数量", "", Text("空着就是全部到齐；少到了写实际件数。", "Empty: all of it; else the pieces that came.")),
        SHOP_FIELD,
        NOTE_FIELD,
    ),
)  # fmt: skip
