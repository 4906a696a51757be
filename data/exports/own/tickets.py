"""Problems that customer service opened and closed: one row per ticket."""

from data.exports.own.shared import SHOP, SHOP_FIELD, row_number
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("问题单", "Service tickets")
TYPES: tuple[tuple[str, str], ...] = (
    ("查单", "tracing"),
    ("质保", "quality"),
    ("退换货", "return"),
    ("投诉", "complaint"),
    ("缺货", "stock"),
    ("发票", "invoice"),
    ("其他", "other"),
)

KIND = Kind(
    key="tickets",
    title=TITLE,
    where=Text("下载模板「问题单」填写（数据页）", "Fill in the template 问题单 (data page)"),
    table="ticket_versions",
    block=("ticket_id",),
    source="tickets",
    day_field="opened_at",
    covers="span",
    own=True,
    columns=(
        Column("ticket_id", "id", ("问题单号", "工单号", "Ticket")),
        Column("order_id", "id", ("订单编号", "订单号", "Order ID")),
        Column(
            "ticket_type",
            "choice",
            ("问题类型", "工单类型", "Type"),
            required=True,
            words=(
                *TYPES,
                ("质量", "quality"),
                ("退货", "return"),
                ("换货", "return"),
                ("物流", "tracing"),
                ("其它", "other"),
                *((meaning, meaning) for _, meaning in TYPES),
            ),
        ),
        Column("opened_at", "time", ("建单时间", "Opened at"), required=True),
        Column("closed_at", "time", ("办结时间", "完结时间", "Closed at")),
        Column("agent", "text", ("处理人", "客服", "Agent")),
        Column("state", "text", ("进展", "State")),
        SHOP,
    ),
    derived={"ticket_id": f"coalesce(ticket_id, {row_number('opened_at', 'order_id', 'ticket_type')})"},
    checks=(
        Check(
            "closed_at >= opened_at",
            ("closed_at",),
            Text("办结时间早于建单时间；这一行没有导入。", "It was closed before it was opened; the row was left out."),
        ),
    ),
    private=("买家昵称", "买家会员名", "买家", "联系电话", "手机号", "收货人"),
    name_hints=("问题单", "工单"),
)  # fmt: skip

TEMPLATE = Template(
    "tickets",
    TITLE,
    Text(
        "问题单 24 小时处理率要用。办结后把办结时间补上再载入一次。",
        "How many are closed within 24 hours. Fill in 办结时间 and load it again.",
    ),
    (
        Field(
            "建单时间", "2026-11-18 10:15", Text("写成 2026-11-18 10:15。", "Written as 2026-11-18 10:15.")
        ),
        Field(
            "问题类型",
            "查单",
            Text("从列表里选。", "Choose from the list."),
            tuple(word for word, _ in TYPES),
        ),
        Field(
            "订单编号", "4012345678901234567", Text("按文本填写；没有可以空着。", "As text; may stay empty.")
        ),
        Field("办结时间", "", Text("没有办完就空着。", "Empty until it is closed.")),
        Field("处理人", "客服小美", Text("可以空着。", "May stay empty.")),
        Field(
            "进展", "已联系快递", Text("随意，不要写买家的姓名电话。", "Free text, without buyers' names.")
        ),
        Field(
            "问题单号",
            "",
            Text("有就填；同一单号只算一条。", "If there is one; the same number counts once."),
        ),
        SHOP_FIELD,
    ),
)
