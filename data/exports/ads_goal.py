"""The goal report of 万相台 (按优化目标): one row per goal that the bidding follows (优化目标), campaign, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "goal",
    Text("万相台优化目标报表", "Ad goal report"),
    Text(
        "万相台无界 → 报表 → 账户报表（按优化目标），分日 → 下载",
        "Wanxiangtai → Reports → Account by optimisation goal, by day → Download",
    ),
    dims=("campaign_id", "unit_id", "item_id", "goal"),
    needed=("goal",),
    never=finest_absent("goal"),
    name_hints=("优化目标",),
)
