"""The item report of 生意参谋 (商品_全部, 商品排行): one row per item and day."""

from data.kind import Column, Kind
from data.text import Text


def _count(field: str, *spellings: str) -> Column:
    return Column(field, "count", spellings, negative=False)


KIND = Kind(
    key="item_daily",
    title=Text("生意参谋商品日报", "Item daily report"),
    where=Text("生意参谋 → 品类 → 商品排行 → 全部商品，日期选「日」→ 下载（商品_全部）",
               "Business Advisor → Category → Item ranking → all items, period: day → Download"),
    table="item_day_versions",
    block=("day", "item_id"),
    source="item_daily",
    day_field="day",
    state=("coalesce(paid_amount, 0)", "coalesce(page_views, 0)"),
    columns=(
        Column("day", "day", ("统计日期", "日期"), required=True),
        Column("item_id", "id", ("商品ID",), required=True),
        Column("title", "text", ("商品名称",)),
        Column("item_no", "id", ("货号",)),
        Column("item_status", "text", ("商品状态",)),
        _count("visitors", "商品访客数"),
        _count("page_views", "商品浏览量"),
        Column("stay_seconds", "number", ("平均停留时长",), negative=False),
        Column("bounce_rate", "rate", ("商品详情页跳出率",), negative=False),
        _count("favourite_buyers", "商品收藏人数"),
        _count("cart_buyers", "商品加购人数"),
        _count("cart_items", "商品加购件数"),
        _count("placed_buyers", "下单买家数"),
        _count("placed_items", "下单件数"),
        Column("placed_amount", "money", ("下单金额",), negative=False),
        _count("paid_buyers", "支付买家数"),
        _count("paid_items", "支付件数"),
        Column("paid_amount", "money", ("支付金额",), negative=False),
        _count("new_paid_buyers", "支付新买家数"),
        _count("old_paid_buyers", "支付老买家数"),
        Column("refund_amount", "money", ("成功退款金额", "售中售后成功退款金额"), negative=False),
        _count("search_visitors", "搜索引导访客数"),
        _count("search_paid_buyers", "搜索引导支付买家数"),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("visitors",), ("paid_amount",)),
    absent=("订单编号", "退款编号", "花费", "消耗", "展现量"),
    day_from_name="day",
    known=("主商品ID", "商品类型", "商品标签", "下单转化率", "商品支付转化率", "支付转化率", "老买家支付金额", "聚划算支付金额",
           "访客平均价值", "竞争力评分", "年累计支付金额", "月累计支付金额", "月累计支付件数", "搜索引导支付转化率",
           "结构化详情引导转化率", "结构化详情引导成交占比"),
    name_hints=("商品_全部", "商品排行"),
)
