"""The shop's own calendar of events (festival waves, shop campaigns, new goods, price changes), with hours."""

from data.exports.own.shared import SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("活动表", "Events")

EVENT_KINDS = ("大促", "店铺活动", "上新", "改价", "改版", "其他")

KIND = Kind(
    key="events",
    title=TITLE,
    where=Text("下载模板「活动表」填写（数据页）", "Fill in the template 活动表 (data page)"),
    table="event_versions",
    block=("start_at", "name"),
    source="events",
    day_field="start_at",
    own=True,
    replaced="name",
    columns=(
        Column("start_at", "time", ("开始时间", "开始日期", "Starts at"), required=True, planned=True),
        Column("end_at", "time", ("结束时间", "结束日期", "Ends at"), required=True, planned=True),
        SHOP,
        Column("name", "text", ("活动名称", "活动", "Event"), required=True),
        Column("event_kind", "text", ("类型", "活动类型", "Type")),
        Column("leaves_baseline", "flag", ("是否剔除基线", "剔除基线", "Leave out of comparisons")),
    ),
    derived={
        # An end without an hour means that whole day.
        "end_at": "CASE WHEN start_at = date_trunc('day', start_at) AND end_at = date_trunc('day', end_at) "
        "THEN end_at + INTERVAL 1 DAY - INTERVAL 1 SECOND ELSE end_at END",
        "leaves_baseline": "coalesce(leaves_baseline, coalesce(event_kind, '') = '大促')",
    },
    checks=(
        Check(
            "end_at >= start_at",
            ("end_at",),
            Text(
                "结束时间早于开始时间；这一行没有导入。",
                "The end lies before the start; the row was left out.",
            ),
        ),
    ),
    name_hints=("活动",),
)

TEMPLATE = Template(
    "events",
    TITLE,
    Text("大促和店铺活动；对比时跳过这些天。", "Festivals and campaigns: comparisons pass these days over."),
    (
        Field("开始时间", "2026-11-10 20:00",
              Text("写成 2026-11-10 20:00；整天的活动只写日期。", "Written as 2026-11-10 20:00; whole days need no hour.")),
        Field("结束时间", "2026-11-11 23:59", Text("只写日期就是到那天结束。", "A day alone means to its end.")),
        SHOP_FIELD,
        Field("活动名称", "双11 第二波",
              Text("同一开始时间和名称的活动只算一个。", "Two events of one start and name are one.")),
        Field("类型", "大促", Text("从列表里选。", "Choose from the list."), EVENT_KINDS),
        Field(
            "是否剔除基线", "是",
            Text(
                "是：这几天不参加「同星期」比较。空着时，大促算是，其他算否。",
                "是: its days are left out of same-weekday comparisons. Empty: 是 for 大促, else 否.",
            ),
            ("是", "否"),
        ),
    ),
)  # fmt: skip
