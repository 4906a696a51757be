"""What the traffic reports of 生意参谋 share: the figures of a source, and the names of channels over the years."""

from data.exports.ad_columns import SCENES
from data.kind import Column, counted
from data.text import Text

FIGURES: tuple[Column, ...] = (
    counted("visitors", "访客数"),
    counted("page_views", "浏览量"),
    counted("favourite_buyers", "收藏人数", "商品收藏人数", "收藏商品买家数"),
    counted("cart_buyers", "加购人数"),
    counted("placed_buyers", "下单买家数"),
    Column("placed_amount", "money", ("下单金额",), negative=False),
    counted("paid_buyers", "支付买家数"),
    counted("paid_items", "支付件数"),
    Column("paid_amount", "money", ("支付金额",), negative=False),
)

# Ratios are worked out again from the sums; the rest has no place in the figures.
KNOWN = (
    "访客数占比",
    "浏览量占比",
    "访客数变化",
    "下单转化率",
    "支付转化率",
    "客单价",
    "UV价值",
    "人均浏览量",
    "跳失率",
    "店内跳转人数",
)

# Headers of the platform's other reports.
ABSENT = (
    "订单编号",
    "退款编号",
    "花费",
    "消耗",
    "展现量",
    "计划ID",
    "主体ID",
    "旺旺昵称",
    "付款佣金支出",
    "场景名字",
)

BY_DAY = Text("日期选「日」", "period: day")


def channel(field: str) -> str:
    """Return SQL for a source under the name that its channel has since 2024-02-19: 直通车 is 关键词推广."""
    plain = f"regexp_replace({field}, '[（(]原.*[）)]$', '')"
    cases = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in SCENES.items())
    return f"CASE {plain} {cases} ELSE {plain} END"
