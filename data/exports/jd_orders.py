"""The order export of JD's merchant console (京东商家后台): one row per order and SKU, with the order's own columns repeated.

This kind reads the orders; what stands in a row about its SKU is `jd_order_lines`.
"""

from data.exports.order_status import RANK_SAID, STATUS, status_rank
from data.kind import Column, Kind, filled
from data.text import Text

WHERE = Text(
    "京东商家后台 → 订单管理 → 订单查询与跟踪 → 导出订单",
    "JD merchant console → Orders → Query and track → Export orders",
)
ORDER_ID = Column(
    "order_id",
    "id",
    ("订单号", "订单编号"),
    required=True,
    why=Text(
        "没有订单号就分不清同一单的先后版本，同一单会被算两次。",
        "Without it the versions of one order can't be told apart, and it would count twice.",
    ),
)
STATUS_WORDS = Column("status", "text", ("订单状态",))
CREATED = Column(
    "created_at",
    "time",
    ("下单时间",),
    required=True,
    why=Text("没有它就不知道订单是哪天下的。", "Without it nobody knows on which day an order was placed."),
)
PAID = Column(
    "paid_at",
    "time",
    ("付款确认时间",),
    required=True,
    needed_cell=False,
    why=Text("没有它就分不清哪些订单付了款。", "Without it paid and unpaid orders can't be told apart."),
)
SHOP = Column("shop", "text", ("店铺名称", "店铺"))
# (删除)等待出库: an order that was cancelled keeps the words of where it stood.
DERIVED = {
    "status": STATUS,
    "rank_said": RANK_SAID,
    "status_rank": status_rank(confirmed="confirmed_at", shipped="NULL"),
    "paid_at": "CASE WHEN status_rank < 2 THEN NULL ELSE paid_at END",
}
# Cash on delivery without a confirmed payment is paid when the order is done. A cancelled one may have the time of its end, too.
PAID_ON_RECEIPT = (
    "CASE WHEN status_rank = 6 AND contains(coalesce(payment_method, '货到付款'), '货到付款') "
    f"THEN coalesce(paid_at, confirmed_at) ELSE {DERIVED['paid_at']} END"
)
PRIVATE = ("客户姓名", "联系电话", "发票抬头", "普通发票纳税编号", "邮箱地址", "邮政编码")
# The columns of the orders and those of the lines: each kind leaves the other's.
ITEM_COLUMNS = ("商品ID", "商品名称", "订购数量", "京东价", "货号", "商家SKUID", "仓库ID", "仓库名称")
ORDER_COLUMNS = (
    "订单类型", "发票类型", "发票内容", "商家备注等级(等级1-5为由高到低)", "增值税发票", "订单来源", "订单渠道", "送装服务",
    "服务费", "结算金额", "订单金额", "店铺ID", "是否为品牌商订单", "是否为toplife订单",
)  # fmt: skip

KIND = Kind(
    key="jd_orders",
    title=Text("京东订单", "JD order export"),
    where=WHERE,
    table="order_versions",
    block=("order_id",),
    source="orders",
    day_field="created_at",
    covers="span",
    constants={"platform": "jd"},
    state=("status_rank", filled("paid_at", "confirmed_at")),
    columns=(
        ORDER_ID,
        Column("buyer", "buyer", ("下单帐号", "下单账号")),
        Column(
            "amount_due",
            "money",
            ("应付金额",),
            required=True,
            negative=False,
            why=Text(
                "没有它就不知道这一单买家付多少（订单金额是优惠前的，结算金额是给商家的）。",
                "Without it nobody knows what the buyer pays (订单金额 is before discounts, 结算金额 is what the merchant gets).",
            ),
        ),
        # 应付金额 is what is left to pay once the buyer's balance with JD was used, which is the buyer's money too.
        Column("balance_used", "money", ("余额支付",), negative=False, empty="0", strict=True),
        Column("freight_payable", "money", ("运费金额",), strict=True),
        Column("payment_method", "text", ("支付方式",)),
        STATUS_WORDS,
        Column("address", "address", ("客户地址",)),
        CREATED,
        PAID,
        Column("confirmed_at", "time", ("订单完成时间",)),
        Column("has_buyer_note", "noted", ("订单备注",)),
        Column("has_seller_note", "noted", ("商家备注",)),
        SHOP,
    ),
    absent=("订单付款时间", "主订单编号", "子订单编号", "买家会员名"),
    derived={
        **DERIVED,
        "paid_at": PAID_ON_RECEIPT,
        "amount_due": "amount_due + coalesce(balance_used, 0)",
        "gross": "amount_due",
        "province": "address_province",
        "city": "address_city",
    },
    private=PRIVATE,
    known=(*ITEM_COLUMNS, *ORDER_COLUMNS),
    also="jd_order_lines",
)
