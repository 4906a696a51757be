"""What isn't loaded, said in full: which export is missing, and where to download it."""

from collections.abc import Iterable

import streamlit as st

from data.exports import KINDS
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
NONE_LOADED = Text("还没有导入", "not loaded yet")
LACKS = Text("（缺：{names}）", "(missing: {names})")
MORNING_SOURCES = ("orders", "shop_daily", "ads")


def nothing_loaded() -> None:
    """Say that the store is empty, and which exports to begin with."""
    st.info(say(FIRST_FILES), title=say(EMPTY_STORE), icon=":material/upload_file:")
    for source in MORNING_SOURCES:
        for kind in kinds_of(source)[:1]:
            st.markdown(f"- {where(kind)}")
    link("load", TO_LOAD)


def exports_missing(sources: Iterable[str], title: Text = NOT_LOADED) -> None:
    """Say which exports would fill these coverage sources and where to download them; nothing where none are named."""
    kinds = [kind for source in sources for kind in kinds_of(source)]
    if not kinds:
        return
    unique = {kind.key: kind for kind in kinds}
    names = listed((say(kind.title) for kind in unique.values()), language())
    st.info(
        "\n".join(f"- {where(kind)}" for kind in unique.values()),
        title=say(title.fill(names=names)), icon=":material/info:",
    )  # fmt: skip
    link("load", TO_LOAD)


def kinds_of(source: str) -> list[Kind]:
    """Return the export kinds whose files feed a coverage source."""
    return [kind for kind in KINDS if kind.source == source]


def lacks(sources: Iterable[str]) -> Text:
    """Return the few words that name what a figure lacks: （缺：包邮费、商家折扣）."""
    names = [name(source) for source in sources]
    return LACKS.fill(names=Text(listed((n.zh for n in names), "zh"), listed((n.en for n in names), "en")))


def name(source: str) -> Text:
    """Return the words for a coverage source or a part of a cost: the metric's, else what has to be loaded for it."""
    return CATALOGUE[source].label if source in CATALOGUE else SOURCES.get(source, Text(source, source))


def kind_title(key: str) -> Text:
    """Return the title of an export kind; the key itself for one that this program no longer knows."""
    return next((kind.title for kind in KINDS if kind.key == key), Text(key, key))


def where(kind: Kind) -> str:
    """Return one line of Markdown: the export and where it is downloaded."""
    return say(WHERE.fill(title=f"**{plain(say(kind.title))}**", where=plain(say(kind.where))))
