"""A plain English campaign table (as Facebook and others export it): rows of one campaign and day are summed."""

from data.exports.ad_columns import SHOP
from data.kind import Column, Kind
from data.text import Text

KIND = Kind(
    key="ads_generic",
    title=Text("站外推广计划表（英文列名）", "Campaign table with English headers"),
    where=Text(
        "站外广告后台 → 按广告系列、按天导出 CSV",
        "The advertiser's console → export by campaign and day as CSV",
    ),
    table="ad_versions",
    block=("level", "window_days", "day", "campaign_id"),
    source="ad_campaign",
    day_field="day",
    one_row=False,
    state=("coalesce(revenue, 0)", "spend", "coalesce(clicks, 0)"),
    constants={"level": "campaign"},
    columns=(
        Column("day", "day", ("Date", "Day", "Reporting starts"), required=True),
        Column("campaign_id", "id", ("Campaign ID", "campaign_id", "xyz_campaign_id")),
        Column("campaign", "text", ("Campaign name", "Campaign")),
        Column("unit_id", "id", ("Ad set ID", "adset_id", "fb_campaign_id")),
        Column("impressions", "count", ("Impressions",), required=True, negative=False),
        Column("clicks", "count", ("Clicks", "Link clicks"), required=True, negative=False),
        Column(
            "spend",
            "fine",
            ("Spent", "Spend", "Cost", "Amount spent", "Amount spent (USD)", "Amount spent (CNY)"),
            required=True,
        ),
        Column("revenue", "fine", ("Revenue", "Purchases conversion value", "Conversion value")),
        Column("orders", "count", ("Purchases", "Orders", "Approved_Conversion")),
        SHOP,
    ),
    derived={"campaign_id": "coalesce(campaign_id, campaign)"},
    any_of=(("campaign_id",), ("campaign",)),
    known=(
        "ad_id",
        "Ad ID",
        "age",
        "gender",
        "interest",
        "Total_Conversion",
        "CTR",
        "CPC",
        "CPM",
        "Reach",
        "Frequency",
        "Reporting ends",
    ),
)
