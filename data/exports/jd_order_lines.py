"""The SKUs in JD's order export: the same rows as `jd_orders`, one per order and SKU.

What a line was paid is not in the file, only its list price: the discounts are the order's. So lines count pieces and have no
amount. It has no recognition of its own: a file of `jd_orders` is read as both.
"""

from data.exports import jd_orders
from data.exports.order_status import status_rank
from data.kind import Column, Kind, filled
from data.text import Text

KIND = Kind(
    key="jd_order_lines",
    title=Text("京东订单商品", "Items of the JD order export"),
    where=jd_orders.WHERE,
    table="line_versions",
    block=("order_id",),
    source="order_lines",
    day_field="created_at",
    covers="span",
    one_row=False,
    constants={"platform": "jd"},
    state=("status_rank", filled("paid_at")),
    columns=(
        jd_orders.ORDER_ID,
        Column("item_id", "id", ("商品ID",)),
        Column("title", "text", ("商品名称",)),
        Column("unit_price", "money", ("京东价",), negative=False, strict=True),
        Column("qty", "count", ("订购数量", "订单数量"), required=True, negative=False),
        Column("seller_sku", "id", ("货号", "商家SKUID")),
        jd_orders.STATUS_WORDS,
        jd_orders.CREATED,
        jd_orders.PAID,
        jd_orders.SHOP,
    ),
    any_of=(("item_id",), ("title",)),
    derived={**jd_orders.DERIVED, "status_rank": status_rank(shipped="NULL")},
    private=(*jd_orders.PRIVATE, "下单帐号", "下单账号", "客户地址", "订单备注", "商家备注"),
    known=(
        *jd_orders.ORDER_COLUMNS,
        "支付方式",
        "应付金额",
        "余额支付",
        "运费金额",
        "订单完成时间",
        "仓库ID",
        "仓库名称",
    ),
)
