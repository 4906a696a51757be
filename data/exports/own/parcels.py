"""Parcels as their carriers tell: sent, picked up, last status, delivered; one row per tracking number."""

from data.exports.own.shared import SHOP, SHOP_FIELD
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("物流跟踪表", "Parcels")

KIND = Kind(
    key="parcels",
    title=TITLE,
    where=Text(
        "下载模板「物流跟踪表」，把快递后台查到的贴进去（数据页）",
        "Paste what the carrier's site tells into the template 物流跟踪表 (data page)",
    ),
    table="parcel_versions",
    block=("tracking_no",),
    source="parcels",
    day_field="started_at",
    own=True,
    columns=(
        Column("order_id", "id", ("订单编号", "订单号", "Order ID"), required=True),
        Column("tracking_no", "id", ("物流单号", "运单号", "快递单号", "Tracking number"), required=True),
        Column("carrier", "text", ("物流公司", "快递公司", "Carrier")),
        Column("shipped_at", "time", ("发货时间", "Shipped at")),
        Column("picked_up_at", "time", ("揽收时间", "揽件时间", "Picked up at")),
        Column("last_status", "text", ("最新物流状态", "物流状态", "最后状态", "Last status")),
        Column("last_status_at", "time", ("状态更新时间", "最后更新时间", "Last status at")),
        Column("delivered_at", "time", ("签收时间", "Delivered at")),
        Column("trouble", "text", ("异常原因", "异常", "Trouble")),
        SHOP,
    ),
    any_of=(("picked_up_at",), ("last_status",), ("delivered_at",)),
    absent=("订单创建时间", "买家实付金额", "买家实际支付金额", "购买数量", "退款编号"),
    derived={"started_at": "coalesce(shipped_at, picked_up_at, last_status_at, delivered_at)"},
    private=("收件人", "收货人", "收货人姓名", "收件电话", "收货人手机", "联系电话", "收货地址", "收件地址"),
    name_hints=("物流",),
)

TEMPLATE = Template(
    "parcels",
    TITLE,
    Text(
        "揽收、签收和异常件：物流清单要用。",
        "Pick-up, delivery and parcels in trouble.",
    ),
    (
        Field("订单编号", "4012345678901234567", Text("按文本填写。", "As text.")),
        Field("物流单号", "YT7512345678901", Text("按文本填写；同一单号只算一件。", "As text; one number is one parcel.")),
        Field("物流公司", "圆通速递", Text("可以空着。", "May stay empty.")),
        Field("发货时间", "2026-11-17 16:20", Text("写成 2026-11-17 16:20。", "Written as 2026-11-17 16:20.")),
        Field("揽收时间", "2026-11-17 20:41", Text("没有揽收就空着。", "Empty until it is picked up.")),
        Field("最新物流状态", "运输中", Text("快递后台写的状态。", "As the carrier has it.")),
        Field("状态更新时间", "2026-11-18 08:12", Text("最新状态的时间。", "When that was.")),
        Field("签收时间", "", Text("没有签收就空着。", "Empty until it is delivered.")),
        Field(
            "异常原因", "", Text("有异常从列表里选，或自己写。", "Choose, or write your own."),
            ("丢件", "破损", "拒收", "退回", "地址不详", "停滞", "其他"), open_list=True,
        ),
        SHOP_FIELD,
    ),
)  # fmt: skip
