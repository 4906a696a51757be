"""The keyword pack report of 万相台 (词包报表): one row per pack, campaign, day and window.

A pack stands in the column of the keyword, at a level of its own: it is never read beside single keywords. Only campaigns
with packs are in it, so it says nothing of what a day's advertising cost.
"""

from data.exports.ad_columns import WORD_PACK, ad_kind, finest_absent
from data.text import Text

KIND = ad_kind(
    "word_pack",
    Text("万相台词包报表", "Ad keyword pack report"),
    Text(
        "万相台无界 → 报表 → 词包报表，分日 → 下载",
        "Wanxiangtai → Reports → Keyword packs, by day → Download",
    ),
    dims=("campaign_id", "unit_id", "item_id", "keyword"),
    needed=("keyword",),
    never=tuple(field for field in finest_absent("word_pack") if field != "keyword"),
    instead=(WORD_PACK,),
    name_hints=("词包",),
)
