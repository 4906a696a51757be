"""The search words of 生意参谋 (三级流量来源详情 of 手淘搜索, 来源名称): one row per word and day."""

from data.exports.traffic_columns import ABSENT, FIGURES, KNOWN
from data.kind import Column, Kind, counted
from data.text import Text

KIND = Kind(
    key="search_words",
    title=Text("搜索关键词报表", "Search word report"),
    where=Text(
        "生意参谋 → 流量 → 店铺来源 → 手淘搜索 → 详情（关键词），日期选「日」→ 下载",
        "Business Advisor → Traffic → Shop sources → Taobao search → Details, period: day → Download",
    ),
    table="search_versions",
    block=("day", "item_id", "keyword"),
    source="search_words",
    day_field="day",
    state=("coalesce(visitors, 0)", "coalesce(paid_amount, 0)"),
    columns=(
        Column("day", "day", ("统计日期", "日期"), required=True),
        Column("keyword", "text", ("来源名称", "关键词", "搜索词"), required=True),
        Column("item_id", "id", ("商品ID",)),
        *FIGURES,
        counted("bounced_visitors", "跳出本店人数"),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("visitors",), ("paid_amount",)),
    absent=(*ABSENT, "一级来源", "二级来源", "流量来源", "来源明细", "搜索人气", "在线商品数"),
    known=(
        *KNOWN,
        "直接支付买家数",
        "粉丝支付买家数",
        "收藏商品-支付买家数",
        "加购商品-支付买家数",
        "新访客数",
        "新访客",
        "关注店铺人数",
        "商品名称",
    ),
    day_from_name="day",
    name_hints=("三级流量来源详情", "关键词", "搜索词"),
)
