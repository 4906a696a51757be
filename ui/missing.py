"""What isn't loaded, said in full: which export is missing, and where to download it."""

from collections.abc import Iterable, Sequence

import streamlit as st

from data.exports import BY_KEY
from data.kind import Kind
from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.scope import SOURCES
from ui.format import listed, plain
from ui.session import language, link, say

EMPTY_STORE = Text("还没有导入任何报表", "No export has been loaded yet")
FIRST_FILES = Text(
    "先导入下面三份报表，今日页就能看：",
    "Load these three exports first, and the morning page has its figures:",
)
TO_LOAD = Text("去导入数据", "Load data")
WHERE = Text("{title}：{where}", "{title}: {where}")
NOT_LOADED = Text("缺：{names}", "Missing: {names}")
ONLY_ADS = Text("仅广告，不评级{lacks}", "ads only, not graded {lacks}")
NONE_LOADED = Text("还没有导入", "not loaded yet")
# Names of the contract that are no metric keys.
COST_PARTS = {"ads": "ad_spend"}
LACKS = Text("（缺：{names}）", "(missing: {names})")
MORNING_KINDS = ("orders", "shop_daily", "ads_campaign")


def nothing_loaded() -> None:
    """Say that the store is empty, and which exports to begin with."""
    _box(say(EMPTY_STORE), [say(FIRST_FILES)], MORNING_KINDS)


def exports_missing(kinds: Sequence[str], title: Text = NOT_LOADED) -> None:
    """Say which exports (keys of kinds) would fill a gap, and where each is downloaded."""
    names = listed((say(kind_title(kind)) for kind in kinds), language())
    _box(say(title.fill(names=names)), [], kinds)


def _box(title: str, words: list[str], kinds: Sequence[str]) -> None:
    lines = [f"- {where(BY_KEY[kind])}" for kind in kinds]
    st.info("\n".join([*words, "", *lines]), title=title, icon=":material/upload_file:")
    link("load", TO_LOAD)


def lacks(sources: Iterable[str]) -> Text:
    """Return the few words that name what a figure lacks: （缺：包邮费、商家折扣）."""
    names = [name(source) for source in sources]
    return LACKS.fill(names=Text(listed((n.zh for n in names), "zh"), listed((n.en for n in names), "en")))


def only_ads(sources: Sequence[str]) -> Text:
    """Return why a store ROI is not graded: 仅广告，缺：包邮费 where ads are known, else what is missing."""
    if "ads" in sources:
        return lacks(sources)
    return ONLY_ADS.fill(lacks=lacks(sources))


def name(source: str) -> Text:
    """Return the words for a coverage source or a part of a cost: the metric's, else what has to be loaded for it."""
    key = COST_PARTS.get(source, source)
    return CATALOGUE[key].label if key in CATALOGUE else SOURCES.get(key, Text(key, key))


def kind_title(key: str) -> Text:
    """Return the title of an export kind; the key itself for one that this program no longer knows."""
    return BY_KEY[key].title if key in BY_KEY else Text(key, key)


def where(kind: Kind) -> str:
    """Return one line of Markdown: the export and where it is downloaded."""
    return say(WHERE.fill(title=f"**{plain(say(kind.title))}**", where=plain(say(kind.where))))
