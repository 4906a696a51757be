"""Ads, counted: shown, clicked, spent, sold (M-70, M-74, parts of M-71 to M-76)."""

from data.text import Text
from metrics.core import Measure, Unit
from metrics.facts import ADS

WINDOW = Text(
    "点击后 15 天内成交，近 15 天还在回流",
    "sales within 15 days of the click; the last 15 days are still filling",
)


SALES, SALES_COUNT = ("ad_sales",), ("ad_sales_count",)


def _ad(
    key: str,
    metric_id: str,
    label: Text,
    meaning: Text,
    column: str,
    unit: Unit,
    sources: tuple[str, ...] = (),
) -> Measure:
    return Measure(
        id=metric_id,
        key=key,
        fact=ADS,
        label=label,
        meaning=meaning,
        sql=f"sum(f.{column})",
        unit=unit,
        sources=sources,
        note=WINDOW if sources else None,
    )


AD_IMPRESSIONS = _ad(
    "ad_impressions",
    "M-70",
    Text("展现量", "Impressions"),
    Text("广告被展现的次数。", "Times that ads were shown."),
    "impressions",
    "count",
)
AD_CLICKS = _ad(
    "ad_clicks",
    "M-70",
    Text("点击量", "Clicks"),
    Text("广告被点击的次数。", "Clicks on ads."),
    "clicks",
    "count",
)
AD_SPEND = Measure(
    id="M-70",
    key="ad_spend",
    fact=ADS,
    label=Text("广告花费", "Ad spend"),
    meaning=Text(
        "广告花费。计划、商品、关键词报表是同一笔钱的不同切法，只取其一，不相加。",
        "Ad spend. Campaign, item and keyword reports cut the same money: one of them is counted.",
    ),
    sql="sum(f.spend)",
    unit="money",
    good="none",
    sources=("ad_spend",),
    rows="ad_spend_rows",
)
PAID_SCENE_SPEND = Measure(
    id="M-75",
    key="ad_paid_scene_spend",
    fact=ADS,
    label=Text("付费场景花费", "Spend of paid scenes"),
    meaning=Text("全站推广以外的广告花费。", "Ad spend other than 全站推广 (site-wide promotion)."),
    sql="sum(f.paid_spend)",
    unit="money",
    good="none",
    sources=("ad_spend",),
    rows="ad_spend_rows",
    hidden=True,
)
PAID_SCENE_CLICKS = Measure(
    id="M-73",
    key="ad_paid_scene_clicks",
    fact=ADS,
    label=Text("付费场景点击量", "Clicks of paid scenes"),
    meaning=Text("全站推广以外的点击量。", "Clicks other than those of 全站推广 (site-wide promotion)."),
    sql="sum(f.paid_clicks)",
    unit="count",
    hidden=True,
)
SITE_AD_SPEND = Measure(
    id="M-70",
    key="site_ad_spend",
    fact=ADS,
    label=Text("全站推广花费", "Site-wide ad spend"),
    meaning=Text("其中全站推广的花费（已含在广告花费里）。", "The part of ad spend that is 全站推广."),
    sql="sum(f.site_spend)",
    unit="money",
    good="none",
    sources=("ad_site",),
)
SITE_AD_REVENUE = Measure(
    id="M-74",
    key="site_ad_revenue",
    fact=ADS,
    label=Text("全站推广成交", "Site-wide ad revenue"),
    meaning=Text(
        "全站推广的总成交，含自然流量，不与付费场景相加或比较。",
        "Sales of 全站推广, free traffic included: never added to or ranked against paid scenes.",
    ),
    sql="sum(f.site_revenue)",
    unit="money",
    sources=("ad_site",),
    note=WINDOW,
)
AD_REVENUE = _ad(
    "ad_revenue",
    "M-74",
    Text("广告成交金额", "Ad revenue"),
    Text(
        "付费场景的总成交金额 = 直接 + 间接，归到点击日，含邮费；全站推广另列。",
        "Direct and indirect sales of paid scenes, on the day of the click, postage in; 全站推广 stands apart.",
    ),
    "revenue",
    "money",
    SALES,
)
AD_DIRECT_REVENUE = _ad(
    "ad_direct_revenue",
    "M-74",
    Text("直接成交金额", "Direct ad revenue"),
    Text("点击的商品本身的成交金额。", "Sales of the very item that was clicked."),
    "direct_revenue",
    "money",
    SALES,
)
AD_INDIRECT_REVENUE = _ad(
    "ad_indirect_revenue",
    "M-74",
    Text("间接成交金额", "Indirect ad revenue"),
    Text("点击后买了店里其他商品的成交金额。", "Sales of other items of the shop after the click."),
    "indirect_revenue",
    "money",
    SALES,
)
AD_ORDERS = _ad(
    "ad_orders",
    "M-74",
    Text("广告成交笔数", "Ad orders"),
    Text("广告带来的总成交笔数，归到点击日。", "Orders that ads brought, on the day of the click."),
    "orders",
    "count",
    SALES_COUNT,
)
AD_CARTS = Measure(
    id="M-76",
    key="ad_carts",
    fact=ADS,
    label=Text("广告加购数", "Ad carts"),
    meaning=Text("广告带来的购物车数。", "Additions to the cart that ads brought."),
    sql="sum(f.carts)",
    unit="count",
    sources=("ad_carts",),
    hidden=True,
)
AD_NEW_BUYERS = Measure(
    id="M-76",
    key="ad_new_buyers",
    fact=ADS,
    label=Text("广告成交新客数", "New buyers by ads"),
    meaning=Text(
        "广告带来的成交新客数（平台给出）。", "First-time buyers that ads brought, as the platform counts."
    ),
    sql="sum(f.new_buyers)",
    unit="count",
    sources=("ad_new_buyers",),
    over_items=False,
    hidden=True,
)
AD_METRICS = (
    AD_IMPRESSIONS,
    AD_CLICKS,
    AD_SPEND,
    AD_REVENUE,
    AD_DIRECT_REVENUE,
    AD_INDIRECT_REVENUE,
    AD_ORDERS,
    SITE_AD_SPEND,
    SITE_AD_REVENUE,
)
