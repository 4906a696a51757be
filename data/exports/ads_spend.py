"""A list of advertising charges: several lines a day, corrections below zero."""

from data.exports.ad_columns import SHOP
from data.kind import Column, Kind
from data.text import Text

KIND = Kind(
    key="ads_spend",
    title=Text("推广花费明细", "Ad spend list"),
    where=Text(
        "推广后台 → 财务 → 花费明细 → 下载（日期、费用两列即可）",
        "Advertising console → Finance → Charges → Download (day and amount are enough)",
    ),
    table="ad_spend_versions",
    block=("day",),
    source="ads",
    day_field="day",
    covers="span",
    one_row=False,
    state=("spend",),
    columns=(
        Column("day", "day", ("日期", "统计日期", "扣费日期"), required=True),
        Column("spend", "fine", ("费用", "广告费", "推广费", "花费", "消耗"), required=True),
        Column("purpose", "text", ("用途", "费用类型", "类型", "备注")),
        SHOP,
    ),
    absent=(
        "展现量",
        "点击量",
        "展现数",
        "点击数",
        "计划ID",
        "计划名字",
        "主体ID",
        "场景名字",
        "订单编号",
        "访客数",
        "开始日期",
        "浏览量",
    ),
    prefer=-0.05,
    name_hints=("花费", "费用明细"),
)
