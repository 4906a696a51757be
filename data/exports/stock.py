"""A stock snapshot (菜鸟 库存日报, or a plain list of SKU and quantity): one row per article, warehouse and day."""

from data.kind import Column, Kind
from data.text import Text

_WITH_DEFECTS = Text(
    "文件里没有「期末良品」，用「期末总量」代替：它含次品，可卖的会少一些。",
    "The file has no 期末良品, so 期末总量 stands in for it: it holds defective pieces, and fewer can be sold.",
)


def _balance(field: str, name: str) -> Column:
    """A column of the day's balance; a grouped header gives it as group and name."""
    return Column(field, "count", (name, f"{name[:2]}-{name[2:]}", f"{name[:2]}_{name[2:]}"))


KIND = Kind(
    key="stock",
    title=Text("库存快照", "Stock snapshot"),
    where=Text(
        "菜鸟商家工作台 → 库存 → 库存日报 → 导出；其他仓库软件导出「商家编码、库存数量」两列也可以，文件名里写上日期",
        "Cainiao → Stock → Daily stock → Export; or any list with 商家编码 and 库存数量, the day in its file name",
    ),
    table="stock_versions",
    block=("day", "warehouse", "item_id", "item_code", "sku_text"),
    source="stock",
    day_field="day",
    one_row=False,
    columns=(
        Column("day", "day", ("日期", "库存日期", "统计日期"), required=True),
        Column("warehouse", "text", ("仓库名称", "仓库")),
        Column("item_id", "id", ("货品ID", "商品ID")),
        Column("item_code", "id", ("货品编码", "商家编码", "SKU编码", "SKU", "商品编码", "规格编码", "货号")),
        Column("sku_text", "text", ("规格", "商品属性", "规格名称")),
        Column("item_name", "text", ("货品名称", "商品名称", "名称")),
        Column(
            "on_hand",
            "count",
            (
                "期末良品",
                "期末-良品",
                "期末_良品",
                "可售库存",
                "可用库存",
                "库存数量",
                "库存",
                "数量",
                "现有库存",
                "实物库存",
                "期末总量",
            ),
            required=True,
            stand_ins=(("期末总量", _WITH_DEFECTS),),
        ),
        _balance("defective", "期末次品"),
        Column("inbound", "count", ("采购在途", "在途库存", "在途数量")),
        _balance("opening_total", "期初总量"),
        _balance("opening_good", "期初良品"),
        _balance("opening_defective", "期初次品"),
        _balance("received", "入库总量"),
        _balance("dispatched", "出库总量"),
        Column("sold", "count", ("良品销售发货", "出库良品销售发货", "销售出库")),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("item_id",), ("item_code",), ("item_name",)),
    absent=("订单编号", "主订单编号", "出入数量", "结存数量", "花费", "退款编号", "购买数量", "访客数"),
    day_from_name="snapshot",
    known=("期末总量", "入库良品", "入库次品", "出库良品", "出库次品"),
    name_hints=("库存",),
)
