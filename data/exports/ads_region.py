"""The region report of 万相台 (地域报表): one row per province and city, campaign, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "region",
    Text("万相台地域报表", "Ad region report"),
    Text("万相台无界 → 报表 → 地域报表，分日 → 下载", "Wanxiangtai → Reports → Regions, by day → Download"),
    dims=("campaign_id", "unit_id", "item_id", "province", "city"),
    needed=("province",),
    never=finest_absent("province"),
    name_hints=("地域报表",),
)
