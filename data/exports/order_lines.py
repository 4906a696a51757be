"""The item report of 千牛 (宝贝报表, ExportOrderDetailList): one row per order line 子订单."""

from data.exports.order_status import RANK_SAID, STATUS, status_rank
from data.kind import Column, Kind, filled
from data.text import Text

KIND = Kind(
    key="order_lines",
    title=Text("宝贝报表（子订单）", "Order line report"),
    where=Text(
        "千牛卖家中心 → 交易 → 已卖出的宝贝 → 批量导出 → 宝贝报表（子订单）",
        "Qianniu → Trade → Sold items → Export → Item report (order lines)",
    ),
    table="line_versions",
    block=("order_id",),
    source="order_lines",
    day_field="created_at",
    covers="span",
    one_row=False,
    state=("status_rank", filled("paid_at", "shipped_at"), "coalesce(refund_amount, 0)"),
    columns=(
        Column("sub_order_id", "id", ("子订单编号",)),
        Column(
            "order_id",
            "id",
            ("主订单编号", "订单编号"),
            required=True,
            why=Text(
                "没有订单编号就不知道这件商品属于哪一单。", "Without it a line can't be tied to its order."
            ),
        ),
        Column("item_id", "id", ("商品ID", "宝贝ID")),
        Column("title", "text", ("商品标题", "标题", "宝贝标题", "商品名称")),
        Column("unit_price", "money", ("商品价格", "价格"), negative=False, strict=True),
        Column("qty", "count", ("购买数量",), required=True, negative=False),
        Column("external_code", "id", ("外部系统编号",)),
        Column("sku_text", "text", ("商品属性",)),
        Column("seller_sku", "id", ("商家编码",)),
        Column("status", "text", ("订单状态",)),
        Column("goods_payable", "money", ("买家应付货款",), strict=True),
        Column("amount_kept", "money", ("买家实付金额",), negative=False, strict=True),
        Column("refund_status", "text", ("退款状态",)),
        Column(
            "refund_amount",
            "money",
            ("退款金额",),
            negative=False,
            empty="0",
            strict=True,
            words=(("无退款申请", "0"), ("没有申请退款", "0"), ("无退款", "0")),
        ),
        Column("created_at", "time", ("订单创建时间",)),
        Column("paid_at", "time", ("订单付款时间",)),
        Column("shipped_at", "time", ("发货时间",)),
        Column("tracking_no", "id", ("物流单号",)),
        Column("carrier", "text", ("物流公司",)),
        Column("shop", "text", ("店铺名称",)),
    ),
    any_of=(("title",), ("item_id",)),
    absent=("退款编号", "总金额"),
    derived={
        "status": STATUS,
        "rank_said": RANK_SAID,
        "status_rank": status_rank(),
        "paid_at": "CASE WHEN status IS NOT NULL AND status_rank < 2 THEN NULL ELSE paid_at END",
    },
    private=("备注", "联系方式备注", "商家备注", "主订单买家留言"),
    known=("套餐信息",),
    # 主订单编号, a title and a number of pieces make a line; an order report with the same columns has 总金额 besides.
    prefer=0.02,
    name_hints=("ExportOrderDetailList", "宝贝报表", "子订单"),
)
