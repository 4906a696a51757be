"""The item report of 万相台 (商品报表, 主体报表): one row per item, campaign, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "item",
    Text("万相台商品报表", "Ad item report"),
    Text("万相台无界 → 报表 → 商品报表，分日 → 下载", "Wanxiangtai → Reports → Items, by day → Download"),
    dims=("campaign_id", "unit_id", "item_id"),
    needed=("item_id",),
    never=finest_absent("item"),
    name_hints=("商品报表", "主体报表"),
)
