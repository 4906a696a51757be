"""The audience report of 万相台 (人群报表): one row per audience, unit, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "audience",
    Text("万相台人群报表", "Ad audience report"),
    Text("万相台无界 → 报表 → 人群报表，分日 → 下载", "Wanxiangtai → Reports → Audiences, by day → Download"),
    dims=("campaign_id", "unit_id", "item_id", "audience"),
    needed=("audience",),
    never=finest_absent("audience"),
    name_hints=("人群报表",),
)
