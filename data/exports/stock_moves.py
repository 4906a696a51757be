"""Moves of goods (菜鸟 出入库流水): one row per document, article and kind of stock."""

from data.kind import Column, Kind
from data.text import Text

KIND = Kind(
    key="stock_moves",
    title=Text("出入库流水", "Stock moves"),
    where=Text(
        "菜鸟商家工作台 → 库存 → 出入库流水 → 导出",
        "Cainiao → Stock → Moves → Export",
    ),
    table="stock_move_versions",
    block=("move_id", "warehouse", "item_id", "item_code", "stock_type", "moved_at"),
    source="stock_moves",
    day_field="moved_at",
    covers="span",
    one_row=False,
    columns=(
        Column("moved_at", "time", ("出入库时间", "操作时间"), required=True),
        Column("move_id", "id", ("单号", "出入库单号", "单据号")),
        Column("warehouse", "text", ("仓库名称", "仓库")),
        Column("item_id", "id", ("货品ID", "商品ID")),
        Column("item_code", "id", ("货品编码", "商家编码", "SKU编码")),
        Column("item_name", "text", ("货品名称", "商品名称")),
        Column("move_type", "text", ("单据类型", "出入库类型", "业务类型")),
        Column("stock_type", "text", ("库存类型",)),
        Column("quantity", "count", ("出入数量", "出入库数量"), required=True),
        Column("balance", "count", ("结存数量",)),
        Column("erp_order", "id", ("ERP订单号",)),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("item_code",), ("item_id",), ("item_name",)),
    absent=("订单编号", "花费", "退款编号", "期末良品"),
    name_hints=("出入库", "流水"),
)
