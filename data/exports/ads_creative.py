"""The creative report of 万相台 (创意报表): one row per creative, unit, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "creative",
    Text("万相台创意报表", "Ad creative report"),
    Text("万相台无界 → 报表 → 创意报表，分日 → 下载", "Wanxiangtai → Reports → Creatives, by day → Download"),
    dims=("campaign_id", "unit_id", "item_id", "creative_id"),
    needed=(),
    any_of=(("creative_id",), ("creative",)),
    never=finest_absent("creative"),
    name_hints=("创意报表",),
)
