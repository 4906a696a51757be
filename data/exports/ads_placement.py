"""The placement report of 万相台 (资源位报表): one row per place where the ads stood, unit, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "placement",
    Text("万相台资源位报表", "Ad placement report"),
    Text(
        "万相台无界 → 报表 → 资源位报表，分日 → 下载", "Wanxiangtai → Reports → Placements, by day → Download"
    ),
    dims=("campaign_id", "unit_id", "item_id", "placement"),
    needed=("placement",),
    never=finest_absent("placement"),
    name_hints=("资源位报表",),
)
