"""Ads, divided: click rate, cost per click, ROI and the like (M-71 to M-77)."""

from data.text import Text
from metrics.ads import (
    AD_CARTS,
    AD_CLICKS,
    AD_DIRECT_REVENUE,
    AD_IMPRESSIONS,
    AD_NEW_BUYERS,
    AD_ORDERS,
    AD_REVENUE,
    AD_SPEND,
    PAID_SCENE_CLICKS,
    PAID_SCENE_SPEND,
    SITE_AD_REVENUE,
    SITE_AD_SPEND,
    WINDOW,
)
from metrics.core import Measure, Ratio
from metrics.facts import ADS_BY_WINDOW
from metrics.orders import PAID_AMOUNT

SITE_AD_ROI = Ratio(
    id="M-75",
    key="site_ad_roi",
    top=SITE_AD_REVENUE,
    bottom=SITE_AD_SPEND,
    label=Text("全站推广投产比", "Site-wide ad ROI"),
    meaning=Text(
        "全站推广成交 ÷ 全站推广花费；成交含自然流量，与广告投产比不可比。",
        "Its sales over its spend; free traffic is in the sales, so it can't be compared with ad ROI.",
    ),
    unit="times",
    note=WINDOW,
)
AD_CTR = Ratio(
    id="M-71",
    key="ad_ctr",
    top=AD_CLICKS,
    bottom=AD_IMPRESSIONS,
    label=Text("点击率", "Click-through rate"),
    meaning=Text("点击量 ÷ 展现量。", "Clicks over impressions."),
    unit="percent",
    minimum=1000,
)
AD_CPC = Ratio(
    id="M-72",
    key="ad_cpc",
    top=AD_SPEND,
    bottom=AD_CLICKS,
    label=Text("平均点击花费", "Cost per click"),
    meaning=Text("花费 ÷ 点击量。", "Spend over clicks."),
    unit="money",
    good="down",
    minimum=30,
)
AD_CVR = Ratio(
    id="M-73",
    key="ad_cvr",
    top=AD_ORDERS,
    bottom=PAID_SCENE_CLICKS,
    label=Text("点击转化率", "Click conversion"),
    meaning=Text(
        "付费场景的总成交笔数 ÷ 点击量，在归因周期内。",
        "Ad orders over clicks of paid scenes, within the attribution window.",
    ),
    unit="percent",
    minimum=30,
    note=WINDOW,
)
AD_ROI = Ratio(
    id="M-75",
    key="ad_roi",
    top=AD_REVENUE,
    bottom=PAID_SCENE_SPEND,
    label=Text("广告投产比", "Ad ROI"),
    meaning=Text(
        "付费场景的成交金额 ÷ 花费（全站推广另列）；单日偏低，不评级。",
        "Revenue over spend of paid scenes (全站推广 apart); young days read low; not graded.",
    ),
    unit="times",
    note=WINDOW,
)
AD_DIRECT_ROI = Ratio(
    id="M-75b",
    key="ad_direct_roi",
    top=AD_DIRECT_REVENUE,
    bottom=PAID_SCENE_SPEND,
    label=Text("直接投产比", "Direct ad ROI"),
    meaning=Text("付费场景的直接成交金额 ÷ 花费。", "Direct revenue over spend of paid scenes."),
    unit="times",
    note=WINDOW,
)
AD_CART_COST = Ratio(
    id="M-76",
    key="ad_cart_cost",
    top=AD_SPEND,
    bottom=AD_CARTS,
    label=Text("加购成本", "Cost per cart"),
    meaning=Text("广告花费 ÷ 广告加购数。", "Ad spend over carts by ads."),
    unit="money",
    good="down",
)
AD_NEW_BUYER_COST = Ratio(
    id="M-76",
    key="ad_new_buyer_cost",
    top=AD_SPEND,
    bottom=AD_NEW_BUYERS,
    label=Text("获客成本", "Cost per new buyer"),
    meaning=Text("广告花费 ÷ 广告成交新客数。", "Ad spend over first-time buyers by ads."),
    unit="money",
    good="down",
    note=WINDOW,
)
AD_COST_RATIO = Ratio(
    id="M-77",
    key="ad_cost_ratio",
    top=AD_SPEND,
    bottom=PAID_AMOUNT,
    label=Text("广告占比", "Ad cost ratio"),
    meaning=Text("广告花费 ÷ 店铺付款金额。", "Ad spend over the shop's amount paid."),
    unit="percent",
    good="down",
)


def _roi_within(days: int) -> Ratio:
    """Return the ad ROI of reports that count sales within `days` days of the click."""
    source = (f"ad_window_{days}",)

    def part(key: str, label: Text, column: str) -> Measure:
        return Measure(
            id="M-75", key=f"{key}_{days}d", fact=ADS_BY_WINDOW, label=label, meaning=label, unit="money", sources=source,
            sql=f"sum(CASE WHEN f.window_days = {days} THEN f.{column} END)", hidden=True,
        )  # fmt: skip

    return Ratio(
        id="M-75",
        key=f"ad_roi_{days}d",
        top=part("ad_revenue", Text(f"{days} 天内成交金额", f"Revenue within {days} days"), "revenue"),
        bottom=part("ad_paid_scene_spend", Text("付费场景花费", "Spend of paid scenes"), "paid_spend"),
        label=Text(f"广告投产比（{days}天）", f"Ad ROI within {days} days"),
        meaning=Text(
            f"付费场景的成交金额 ÷ 花费，只算点击后 {days} 天内的成交；要有转化周期 {days} 天的推广报表。",
            f"Revenue over spend of paid scenes, sales within {days} days of the click; needs a report of that window.",
        ),
        unit="times",
    )


AD_ROI_7D, AD_ROI_1D = _roi_within(7), _roi_within(1)
AD_RATE_METRICS = (
    AD_CTR,
    AD_CPC,
    AD_CVR,
    AD_ROI,
    AD_DIRECT_ROI,
    AD_CART_COST,
    AD_NEW_BUYER_COST,
    AD_ROI_7D,
    AD_ROI_1D,
    SITE_AD_ROI,
    AD_COST_RATIO,
)
