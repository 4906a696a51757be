"""A plain daily advertising table: one row per day for the whole account."""

from data.exports.ad_columns import DERIVED, KNOWN, SHOP, WINDOW
from data.kind import Column, Kind
from data.text import Text

KIND = Kind(
    key="ads_daily",
    title=Text("推广日报（账户）", "Ad daily report (account)"),
    where=Text("推广后台 → 账户报表，分日 → 下载（日期、展现量、点击量、花费、订单金额）",
               "Advertising console → Account report, by day → Download (day, impressions, clicks, spend, order amount)"),
    table="ad_versions",
    block=("level", "window_days", "day"),
    source="ad_account",
    day_field="day",
    one_row=True,
    state=("coalesce(revenue, 0)", "coalesce(spend, 0)", "clicks"),
    constants={"level": "account"},
    columns=(
        Column("day", "day", ("日期", "统计日期", "Date", "Day"), required=True),
        WINDOW,
        Column("impressions", "count", ("展现量", "展现数", "Impressions"), required=True, negative=False),
        Column("clicks", "count", ("点击量", "点击数", "Clicks"), required=True, negative=False),
        Column("spend", "fine", ("花费", "消耗", "费用", "总费用", "Spend", "Spent", "Cost", "Amount spent")),
        Column("revenue", "fine", ("总成交金额", "订单金额", "总订单金额", "Revenue")),
        Column("direct_revenue", "fine", ("直接成交金额", "直接订单金额")),
        Column("indirect_revenue", "fine", ("间接成交金额", "间接订单金额")),
        Column("net_revenue", "fine", ("净成交金额",)),
        Column("orders", "count", ("总成交笔数", "订单数", "订单量", "Orders", "Purchases")),
        Column("direct_orders", "count", ("直接成交笔数",)),
        Column("indirect_orders", "count", ("间接成交笔数",)),
        Column("carts", "count", ("总购物车数", "加购数")),
        Column("favourites", "count", ("总收藏数", "收藏宝贝数", "商品关注数")),
        Column("new_buyers", "count", ("成交新客数", "下单新客数")),
        SHOP,
    ),
    derived={"window_days": DERIVED["window_days"]},
    any_of=(("revenue",), ("spend",)),
    absent=("场景名字", "营销场景", "计划ID", "计划名字", "计划名称", "单元ID", "单元名字", "主体ID", "宝贝ID", "商品ID", "关键词",
            "关键词名字", "人群名字", "省", "省份", "小时", "时段", "campaign_id", "xyz_campaign_id", "fb_campaign_id",
            "Campaign ID", "Campaign name", "Campaign", "SKU"),
    known=(*KNOWN, "访问页面数", "进店数", "CTR", "CPC", "CPM"),
    name_hints=("账户报表", "推广日报"),
)
