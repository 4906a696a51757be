"""The order report of 千牛 (订单报表, ExportOrderList): one row per parent order."""

from data.exports.order_status import RANK_SAID, STATUS, status_rank
from data.kind import Column, Kind, filled
from data.text import Text

_OLD_TOTAL = Text(
    "文件里没有「总金额」，用「总金额(旧版)」代替；请在导出时勾选「总金额」再导一次，金额才和后台一致。",
    "The file has no 总金额, so 总金额(旧版) stands in for it; export again with 总金额 ticked to match the platform.",
)

KIND = Kind(
    key="orders",
    title=Text("订单报表", "Order report"),
    where=Text(
        "千牛卖家中心 → 交易 → 已卖出的宝贝 → 批量导出 → 订单报表（勾选订单编号、总金额、买家实付金额、退款金额、订单状态、"
        "订单创建时间、订单付款时间、发货时间、确认收货时间、收货地址、买家会员名）",
        "Qianniu → Trade → Sold items → Export → Order report (tick order id, total, paid, refund, status, created, "
        "paid, shipped and confirmed times, address, buyer name)",
    ),
    table="order_versions",
    block=("order_id",),
    source="orders",
    day_field="created_at",
    covers="span",
    state=("status_rank", filled("paid_at", "shipped_at", "confirmed_at"), "coalesce(refund_amount, 0)"),
    columns=(
        Column(
            "order_id",
            "id",
            ("订单编号", "订单号", "主订单编号", "父订单编号", "order_id"),
            required=True,
            why=Text(
                "没有订单编号就分不清同一单的先后版本，同一单会被算两次。导不出编号时，可以在「更多选项」里勾选按买家、时间、金额认单"
                "（命令行：--identity buyer+time+amount）再载入。",
                "Without it the versions of one order can't be told apart, and it would count twice. Where it can't be "
                "exported, confirm under More that buyer, time and amount tell orders apart (command line: --identity "
                "buyer+time+amount).",
            ),
        ),
        Column("buyer", "buyer", ("买家会员名", "买家会员名称", "买家昵称", "买家旺旺", "客户编码")),
        Column(
            "amount_due",
            "money",
            ("总金额", "订单金额", "买家应付总额", "总金额(旧版)"),
            negative=False,
            strict=True,
            stand_ins=(("总金额(旧版)", _OLD_TOTAL),),
        ),
        Column(
            "amount_kept",
            "money",
            ("买家实际支付金额", "买家实付金额", "实付金额", "实付款"),
            negative=False,
            strict=True,
        ),
        Column("goods_payable", "money", ("买家应付货款",), strict=True),
        Column("freight_payable", "money", ("买家应付邮费", "邮费", "运费"), strict=True),
        Column(
            "refund_amount",
            "money",
            ("退款金额",),
            negative=False,
            empty="0",
            strict=True,
            words=(("无退款申请", "0"), ("无退款", "0")),
        ),
        Column("seller_received", "money", ("打款商家金额", "确认收货打款金额")),
        Column("status", "text", ("订单状态",)),
        Column("close_reason", "text", ("订单关闭原因",), words=(("订单未关闭", ""),)),
        Column("stage_info", "text", ("分阶段订单信息",)),
        Column("address", "address", ("收货地址",)),
        Column("province", "province", ("收货省份", "省份", "省")),
        Column("city", "text", ("城市", "市")),
        Column(
            "created_at",
            "time",
            ("订单创建时间", "下单时间", "买家下单时间"),
            required=True,
            why=Text(
                "没有它就不知道订单是哪天下的。", "Without it nobody knows on which day an order was placed."
            ),
        ),
        Column(
            "paid_at",
            "time",
            ("订单付款时间", "买家付款时间", "付款时间", "支付时间", "付款日期"),
            required=True,
            needed_cell=False,
            why=Text(
                "没有它就分不清哪些订单付了款。", "Without it paid and unpaid orders can't be told apart."
            ),
        ),
        Column("shipped_at", "time", ("发货时间",)),
        Column("confirmed_at", "time", ("确认收货时间",)),
        Column("item_title", "text", ("宝贝标题", "商品标题")),
        Column("item_kinds", "count", ("宝贝种类",), negative=False),
        Column("item_qty", "count", ("宝贝总数量", "商品数量", "购买数量", "数量"), negative=False),
        Column("tracking_no", "id", ("物流单号", "运单号", "配送运单号")),
        Column("carrier", "text", ("物流公司", "配送公司")),
        Column("has_buyer_note", "noted", ("买家留言", "主订单买家留言")),
        Column("has_seller_note", "noted", ("商家备注", "订单备注")),
        Column("is_mobile", "flag", ("是否手机订单",), true_words=("手机订单", "是"), empty="否"),
        Column("shop", "text", ("店铺名称",)),
    ),
    any_of=(("amount_due",), ("amount_kept",)),
    absent=("子订单编号", "标题", "商品价格", "价格", "商品属性", "退款编号"),
    derived={
        "status": STATUS,
        "rank_said": RANK_SAID,
        "status_rank": status_rank(confirmed="confirmed_at"),
        # A deposit is no payment: an order counts as paid only when it is paid in full. What was received without having been
        # paid for is cash on delivery, paid on receipt; a later refund closes it and takes no payment back.
        "paid_at": "CASE WHEN status_rank < 2 OR (status_rank = 7 AND contains(coalesce(close_reason, ''), '未付款')) "
        "THEN NULL WHEN status_rank >= 6 THEN coalesce(paid_at, confirmed_at) ELSE paid_at END",
        "province": "coalesce(province, address_province)",
        "city": "coalesce(city, address_city)",
    },
    private=(
        "买家支付宝账号",
        "收货人姓名",
        "联系电话",
        "联系手机",
        "修改后的收货地址",
        "发票抬头",
        "支付详情",
        "支付单号",
        "备注",
        "区",
    ),
    known=(
        "买家支付积分",
        "返点积分",
        "买家实际支付积分",
        "运送方式",
        "店铺Id",
        "卖家服务费",
        "买家服务费",
        "特权订金订单id",
        "是否上传合同照片",
        "是否上传小票",
        "是否代付",
        "定金排名",
        "修改后的sku",
        "异常信息",
        "天猫卡券抵扣",
        "集分宝抵扣",
        "是否是O2O交易",
        "是否上传身份证",
        "新零售交易类型",
        "新零售导购门店名称",
        "新零售导购门店id",
        "新零售发货门店名称",
        "新零售发货门店id",
        "预约门店",
        "含应开票给个人的个人红包",
        "总金额(旧版)",
        "买家实付积分",
        "备注标签",
        "商品属性SKU",
    ),
    name_hints=("ExportOrderList", "订单报表"),
)
