"""The keyword report of 万相台 (关键词报表): one row per keyword, unit, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "keyword",
    Text("万相台关键词报表", "Ad keyword report"),
    Text(
        "万相台无界 → 报表 → 关键词报表，分日 → 下载", "Wanxiangtai → Reports → Keywords, by day → Download"
    ),
    dims=("campaign_id", "unit_id", "item_id", "keyword"),
    needed=("keyword",),
    never=finest_absent("keyword"),
    name_hints=("关键词报表",),
)
