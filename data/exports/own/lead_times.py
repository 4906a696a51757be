"""How long goods take to come: one row per item, code, supplier or class, or (all empty) the shop's default."""

from data.exports.own.shared import ITEM_CODE, ITEM_CODE_FIELD, ITEM_ID, SHOP, SHOP_FIELD
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("货期表", "Lead times")
CLASSES: tuple[tuple[str, str], ...] = (("热销", "hot"), ("常销", "normal"), ("滞销", "slow"))

KIND = Kind(
    key="lead_times",
    title=TITLE,
    where=Text("下载模板「货期表」填写（数据页）", "Fill in the template 货期表 (data page)"),
    table="lead_time_versions",
    block=("item_id", "item_code", "supplier", "item_class"),
    source="lead_times",
    day_field="from_day",
    own=True,
    replaced="name",
    columns=(
        ITEM_ID,
        ITEM_CODE,
        Column("supplier", "text", ("供应商", "厂家", "Supplier")),
        Column(
            "item_class",
            "choice",
            ("商品等级", "商品分级", "Class"),
            words=(*CLASSES, *((meaning, meaning) for _, meaning in CLASSES)),
        ),
        Column("lead_days", "count", ("货期天数", "货期", "Lead days"), required=True, negative=False),
        Column("safety_days", "count", ("安全天数", "Safety days"), negative=False),
        Column("review_days", "count", ("补货周期", "Review days"), negative=False),
        Column("min_order", "count", ("起订量", "最小起订量", "Minimum order"), negative=False),
        Column("pack", "count", ("装箱数", "每箱件数", "Pack"), negative=False),
        Column("from_day", "day", ("生效日期", "Valid from"), planned=True),
        SHOP,
    ),
    name_hints=("货期",),
)

TEMPLATE = Template(
    "lead_times",
    TITLE,
    Text(
        "库存预警和补货单要用。越具体的越优先：商品、商家编码、供应商、等级、默认。",
        "Stock warnings and replenishment. The most specific row counts: item, code, supplier, class, default.",
    ),
    (
        Field(
            "商品ID", "601234567890",
            Text("按商品给货期时填；四列都空着就是全店默认。", "For one item; all four empty: the shop's default."),
        ),
        ITEM_CODE_FIELD,
        Field("供应商", "织里针织厂", Text("按供应商给货期时填。", "For all goods of a supplier.")),
        Field("商品等级", "热销", Text("按等级给货期时选。", "For all goods of a class."), tuple(word for word, _ in CLASSES)),
        Field("货期天数", "15", Text("从下单到能发货要几天。", "Days from ordering until it can be sent.")),
        Field("安全天数", "5", Text("多备几天的货。", "Days of stock kept in reserve.")),
        Field("补货周期", "7", Text("隔几天补一次货；空着按 7 天。", "Days between two orders; empty: 7.")),
        Field("起订量", "100", Text("可以空着。", "May stay empty.")),
        Field("装箱数", "20", Text("一箱几件；可以空着。", "Pieces per box; may stay empty.")),
        Field("生效日期", "", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
