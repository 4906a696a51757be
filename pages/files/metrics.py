"""指标口径: every metric with its meaning, formula, clock and source, as the code declares it."""

import streamlit as st

from data.text import Text
from metrics.catalogue import AREAS
from metrics.scope import coverage
from metrics.variants import BY_KEY
from pages.manager import morning
from pages.promotion import roi
from reports.week import SUMMARY
from ui import definitions, header, jobsheet
from ui.cards import Card
from ui.format import plain
from ui.session import require, say, store
from ui.tables import export_buttons

INTRO = Text(
    "看板上的每个数字都由这里的定义算出。指标旁的英文是命令行和导出文件里用的名字。",
    "Every figure of the dashboard is computed from these definitions. The key is its name on the command line and in files.",
)
WEEKLY = Text("周报", "the weekly report")
CHOICE = Text("设置里的口径选择", "the readings in the settings")
SEARCH = Text("搜索指标（中文、英文或编号）", "Search (name, key or id)")
NOTHING = Text(
    "没有找到「{words}」。换一个词试试，例如：付款、退款、ROI。",
    "Nothing found for “{words}”. Try paid, refund or ROI.",
)


def places(key: str) -> list[Text]:
    """Return where a figure is shown: the pages' cards, the job sheet's list, the weekly report, the switches."""
    cards: tuple[tuple[Text, tuple[Card, ...]], ...] = (
        (morning.TITLE, morning.CARDS),
        (roi.TITLE, roi.CARDS),
    )
    found = [title for title, drawn in cards if any(key in card.keys for card in drawn)]
    found += [jobsheet.TITLE] if key in jobsheet.KEYS else []
    found += [WEEKLY] if key in SUMMARY else []
    return [*found, *([CHOICE] if key in BY_KEY else [])]


def page() -> None:
    """Draw the page."""
    require("metrics")
    header.draw(definitions.TITLE)
    st.caption(say(INTRO))
    words = st.text_input(say(SEARCH), key="find", bind="query-params", icon=":material/search:")
    found = [
        (area, [metric for metric in metrics if definitions.matches(metric, words)])
        for area, metrics in AREAS
    ]
    found = [(area, metrics) for area, metrics in found if metrics]
    if not found:
        st.info(say(NOTHING.fill(words=plain(words))))
        return
    export_buttons(definitions.as_table(found), "metrics")
    known = coverage(store())
    for area, metrics in found:
        st.subheader(say(area), anchor=False)
        with st.grid(2, min_column_width=320, key=f"area-{area.en}"):
            for metric in metrics:
                with st.container(border=True, height="stretch"):
                    definitions.draw(metric, known, places(metric.key))
