"""The shop report of 生意参谋 (店铺日报, 自助取数): one row per shop and day, or per week or month as the platform counted it."""

from data.kind import Column, Kind
from data.text import Text


def _count(field: str, *spellings: str) -> Column:
    return Column(field, "count", spellings, negative=False)


KIND = Kind(
    key="shop_daily",
    title=Text("生意参谋店铺日报", "Shop daily report"),
    where=Text("生意参谋 → 取数 → 新建报表（维度：店铺，周期：自然日）→ 下载",
               "Business Advisor → Data → New report (dimension: shop, period: day) → Download"),
    table="shop_day_versions",
    block=("period_start", "period_end"),
    source="shop_daily",
    day_field="period_start",
    state=("coalesce(paid_amount, 0)", "coalesce(page_views, 0)"),
    columns=(
        Column("period", "period", ("统计日期", "日期"), required=True),
        _count("visitors", "访客数", "店铺访客数"),
        _count("page_views", "浏览量"),
        _count("item_visitors", "商品访客数"),
        _count("item_page_views", "商品浏览量"),
        Column("stay_seconds", "number", ("平均停留时长",), negative=False),
        Column("bounce_rate", "rate", ("跳失率",), negative=False),
        _count("new_visitors", "新访客数"),
        _count("old_visitors", "老访客数"),
        _count("favourite_buyers", "商品收藏买家数"),
        _count("cart_buyers", "加购人数"),
        _count("cart_items", "加购件数"),
        Column("placed_amount", "money", ("下单金额",), negative=False),
        _count("placed_buyers", "下单买家数"),
        _count("placed_items", "下单件数"),
        Column("paid_amount", "money", ("支付金额",), negative=False),
        _count("paid_buyers", "支付买家数"),
        _count("paid_orders", "支付父订单数"),
        _count("paid_lines", "支付子订单数"),
        _count("paid_items", "支付件数"),
        _count("old_paid_buyers", "支付老买家数"),
        _count("new_paid_buyers", "支付新买家数"),
        Column("old_buyer_amount", "money", ("老买家支付金额",), negative=False),
        Column("refund_amount", "money", ("成功退款金额", "成功退货退款金额"), negative=False),
        Column("ad_keyword_spend", "money", ("关键词推广花费", "直通车消耗")),
        Column("ad_audience_spend", "money", ("精准人群推广花费", "钻石展位消耗")),
        Column("ad_scene_spend", "money", ("智能场景花费",)),
        Column("ad_site_spend", "money", ("全站推广花费",)),
        Column("cps_fee", "money", ("淘宝客佣金",)),
        _count("reviews", "评价数"),
        _count("negative_reviews", "负面评价数"),
        Column("score_description", "number", ("描述相符评分",), negative=False),
        Column("score_service", "number", ("服务态度评分",), negative=False),
        Column("score_logistics", "number", ("物流服务评分",), negative=False),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("visitors",), ("paid_amount",)),
    absent=("商品ID", "SKU", "商品名称", "一级来源", "二级来源", "流量来源", "来源名称", "来源明细", "计划ID", "主体ID", "展现量",
            "旺旺昵称", "客服昵称", "省", "省份", "城市"),
    known=("人均浏览量", "下单转化率", "支付转化率", "下单-支付转化率", "客单价", "UV价值", "店铺收藏买家数", "商品收藏次数",
           "有图评价数", "正面评价数", "老买家正面评价数", "老买家负面评价数", "揽收包裹数", "发货包裹数", "派送包裹数",
           "签收成功包裹数", "平均支付_签收时长(秒)", "支付商品数"),
    name_hints=("店铺", "日报", "自助取数"),
)
