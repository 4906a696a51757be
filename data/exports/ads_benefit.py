"""The benefit report of 万相台 (权益报表): one row per benefit (权益: a coupon or gift), campaign, day and window."""

from data.exports.ad_columns import ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "benefit",
    Text("万相台权益报表", "Ad benefit report"),
    Text("万相台无界 → 报表 → 权益报表，分日 → 下载", "Wanxiangtai → Reports → Benefits, by day → Download"),
    dims=("campaign_id", "unit_id", "item_id", "benefit_id"),
    needed=(),
    any_of=(("benefit_id",), ("benefit",)),
    never=finest_absent("benefit"),
    name_hints=("权益报表",),
)
