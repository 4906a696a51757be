"""The hourly report of 万相台 (分时报表): one row per hour, campaign, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "hour",
    Text("万相台分时报表", "Ad hourly report"),
    Text("万相台无界 → 报表 → 分时报表 → 下载", "Wanxiangtai → Reports → By hour → Download"),
    dims=("campaign_id", "unit_id", "item_id", "hour"),
    needed=("hour",),
    never=finest_absent("hour"),
    name_hints=("分时报表", "小时报表"),
)
