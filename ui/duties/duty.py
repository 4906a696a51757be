"""What a duty is, and how a list behind it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.text import Text

Cadence = Literal["day", "week", "month", "always"]
Served = Literal["yes", "partly", "no"]
SPANS: Mapping[str, int] = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Duty:
    """One duty: its number in the requirements, how often, what to do, and where the number and the list are.

    keys: metrics shown beside it, over the day, the seven days or the month to date, by the cadence. listing: a key of
    metrics.analyses.lists.LISTS or of CUTS.
    page: where it is worked on. weekday: the day of the week (0 Monday) it falls on.
    at: the hour it is due. and_month: the figures of the month to date stand beside the day's. days: the figures are of so many
    days instead, where a single day would hide what is still open.
    served: partly where it needs a sheet of the shop's own; no where no data can tell, and why.
    """

    id: str
    cadence: Cadence
    text: Text
    keys: tuple[str, ...] = ()
    listing: str = ""
    page: str = ""
    weekday: int | None = None
    at: str = ""
    and_month: bool = False
    days: int = 0
    served: Served = "yes"


@dataclass(frozen=True)
class CutList:
    """A list that is a cut of metrics: one row per item, campaign, keyword ... over so many days."""

    title: Text
    keys: tuple[str, ...]
    by: str
    days: int


CUTS: Mapping[str, CutList] = {
    "replenish": CutList(
        Text("周四补货单：现在该补多少", "Replenishment: what to order now"),
        ("reorder_quantity", "cover_days", "stock_on_hand", "expected_returns", "stock_inbound", "daily_sales_28d"), "item", 1,
    ),
    "cover": CutList(
        Text("库存可售天数和日均销量", "Cover and daily sales"),
        ("cover_days", "stock_on_hand", "expected_returns", "daily_sales_7d", "daily_sales_28d"), "item", 1,
    ),
    "campaigns": CutList(
        Text("近 30 天各计划", "Campaigns, 30 days"), ("ad_spend", "ad_roi", "ad_revenue", "ad_clicks", "ad_cvr"), "campaign", 30
    ),
    "ad_items": CutList(
        Text("近 30 天推广商品", "Promoted items, 30 days"), ("ad_spend", "ad_roi", "ad_revenue", "ad_clicks", "ad_cvr"), "item", 30
    ),
    "keywords": CutList(
        Text("近 30 天关键词", "Keywords, 30 days"), ("ad_spend", "ad_roi", "ad_clicks", "ad_ctr", "ad_cpc", "ad_cvr"), "keyword", 30
    ),
    "ad_regions": CutList(Text("近 30 天推广地域", "Regions of ads, 30 days"), ("ad_spend", "ad_roi", "ad_clicks", "ad_cpc"), "region", 30),
    "ad_hours": CutList(Text("近 30 天推广时段", "Hours of ads, 30 days"), ("ad_spend", "ad_roi", "ad_clicks", "ad_cpc"), "hour", 30),
    "item_conversion": CutList(
        Text("近 7 天各商品的浏览和转化", "Page views and conversion of items, 7 days"),
        ("page_views", "conversion", "paid_items"), "item", 7,
    ),
    "tiers": CutList(Text("会员等级人数", "Members by tier"), ("vip_members",), "tier", 1),
}  # fmt: skip
