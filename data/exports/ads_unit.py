"""The unit report of 万相台 (单元报表): one row per unit, day and window."""

from data.exports.ad_columns import ad_kind
from data.text import Text

KIND = ad_kind(
    "unit",
    Text("万相台单元报表", "Ad unit report"),
    Text("万相台无界 → 报表 → 单元报表，分日 → 下载", "Wanxiangtai → Reports → Units, by day → Download"),
    dims=("campaign_id", "unit_id"),
    needed=(),
    any_of=(("unit_id",), ("unit",)),
    never=("item_id", "keyword", "audience", "creative_id", "creative", "province", "hour"),
    name_hints=("单元报表",),
)
