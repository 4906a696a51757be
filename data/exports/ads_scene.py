"""The scene report of 万相台 (营销场景报表): one row per scene, day and window."""

from data.exports.ad_columns import ad_kind
from data.text import Text

KIND = ad_kind(
    "scene",
    Text("万相台营销场景报表", "Ad scene report"),
    Text(
        "万相台无界 → 报表 → 营销场景报表，分日 → 下载", "Wanxiangtai → Reports → Scenes, by day → Download"
    ),
    dims=("scene",),
    needed=("scene",),
    never=(
        "campaign_id",
        "campaign",
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
    name_hints=("营销场景报表", "场景报表"),
)
