"""The shop's own calendar of events (festival waves, shop campaigns, new goods, price changes), with hours."""

from data.kind import Check, Column, Kind
from data.text import Text

EVENT_KINDS = ("大促", "店铺活动", "上新", "改价", "改版", "其他")

KIND = Kind(
    key="events",
    title=Text("活动表", "Events"),
    where=Text("下载模板「活动表」填写（数据页）", "Fill in the template 活动表 (data page)"),
    table="event_versions",
    block=("start_at", "name"),
    source="events",
    day_field="start_at",
    own=True,
    columns=(
        Column("start_at", "time", ("开始时间", "开始日期"), required=True, planned=True),
        Column("end_at", "time", ("结束时间", "结束日期"), required=True, planned=True),
        Column("shop", "text", ("店铺", "店铺名称")),
        Column("name", "text", ("活动名称", "活动"), required=True),
        Column("event_kind", "text", ("类型", "活动类型")),
        Column("leaves_baseline", "flag", ("是否剔除基线", "剔除基线")),
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
