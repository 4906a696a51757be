"""The traffic sources of 生意参谋 (流量来源): one row per source and day, in three levels that nest and never add up."""

from data.exports.traffic_columns import ABSENT, FIGURES, KNOWN, channel
from data.kind import Column, Kind, counted
from data.text import Text

# In a row of a level the finer levels hold this word, or nothing.
_SUM = "('汇总', '合计', '总计', '-')"


def _level(field: str) -> str:
    return f"CASE WHEN {field} IN {_SUM} THEN NULL ELSE {channel(field)} END"


KIND = Kind(
    key="traffic_source",
    title=Text("流量来源报表", "Traffic source report"),
    where=Text(
        "生意参谋 → 流量 → 店铺来源，日期选「日」→ 下载（一级、二级、三级来源）",
        "Business Advisor → Traffic → Shop sources, period: day → Download",
    ),
    table="traffic_versions",
    block=("day", "terminal", "item_id", "source_1", "source_2", "source_3"),
    source="traffic_source",
    day_field="day",
    state=("coalesce(visitors, 0)", "coalesce(paid_amount, 0)"),
    columns=(
        Column("day", "day", ("统计日期", "日期"), required=True),
        Column("source_1", "text", ("一级来源", "流量来源"), required=True),
        Column("source_2", "text", ("二级来源", "来源明细")),
        Column("source_3", "text", ("三级来源",)),
        Column("item_id", "id", ("商品ID",)),
        Column(
            "terminal",
            "choice",
            ("终端", "终端类型"),
            words=(
                ("所有终端", "all"),
                ("全部", "all"),
                ("PC端", "pc"),
                ("PC", "pc"),
                ("无线端", "mobile"),
                ("无线", "mobile"),
            ),
        ),
        *FIGURES,
        counted("new_visitors", "新访客数", "新访客"),
        counted("follow_buyers", "关注店铺人数", "关注店铺买家数"),
        counted("direct_paid_buyers", "直接支付买家数"),
        counted("fan_paid_buyers", "粉丝支付买家数"),
        counted("favourite_paid_buyers", "收藏商品-支付买家数", "收藏商品_支付买家数"),
        counted("cart_paid_buyers", "加购商品-支付买家数", "加购商品_支付买家数"),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    derived={
        "source_1": channel("source_1"),
        "source_2": _level("source_2"),
        "source_3": _level("source_3"),
        "depth": "CASE WHEN source_2 IS NULL THEN 1 WHEN source_3 IS NULL THEN 2 ELSE 3 END",
        "terminal": "coalesce(terminal, 'all')",
    },
    any_of=(("visitors",), ("paid_amount",), ("paid_buyers",), ("page_views",)),
    absent=(*ABSENT, "来源名称", "关键词"),
    known=(*KNOWN, "访问来源", "跳出本店人数", "引导店铺页访客数", "引导短视频访客数", "引导商品访客数"),
    day_from_name="day",
    from_name={"terminal": (("无线", "mobile"), ("PC", "pc"))},
    name_hints=("流量来源", "店铺来源", "商品流量"),
)
