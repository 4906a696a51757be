"""The campaign report of 万相台 (计划报表): one row per campaign, day and window. It overlaps with the item report."""

from data.exports.ad_columns import ad_kind
from data.text import Text

KIND = ad_kind(
    "campaign",
    Text("万相台计划报表", "Ad campaign report"),
    Text("万相台无界 → 报表 → 计划报表，分日 → 下载", "Wanxiangtai → Reports → Campaigns, by day → Download"),
    dims=("campaign_id",),
    needed=(),
    any_of=(("campaign_id",), ("campaign",)),
    never=(
        "unit_id",
        "unit",
        "item_id",
        "item_name",
        "keyword",
        "audience",
        "creative_id",
        "creative",
        "province",
        "hour",
    ),
    name_hints=("计划报表",),
)
