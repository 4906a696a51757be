"""指标口径: every metric with its meaning, formula, clock and source, as the code declares it."""

import streamlit as st

from data.text import Text
from metrics.catalogue import AREAS
from metrics.core import Metric, leaves
from metrics.scope import SOURCES
from reports.table import Column, Table
from ui.format import listed, plain
from ui.header import draw
from ui.session import language, require, say
from ui.tables import excel_button

TITLE = Text("指标口径", "Definitions")
INTRO = Text(
    "看板上的每个数字都由这里的定义算出。括号里的英文是命令行和导出文件里用的名字。",
    "Every figure of the dashboard is computed from these definitions. The key is its name on the command line and in files.",
)
SEARCH = Text("搜索指标（中文、英文或编号）", "Search (name, key or id)")
NOTHING = Text(
    "没有找到「{words}」。换一个词试试，例如：付款、退款、ROI。",
    "Nothing found for “{words}”. Try paid, refund or ROI.",
)
FORMULA = Text("公式", "Formula")
CLOCK = Text("时间", "Clock")
SOURCE = Text("数据来源", "Source")
MEANING = Text("含义", "Meaning")
NAME = Text("指标", "Metric")
KEY = Text("英文名", "Key")
ID = Text("编号", "ID")
AREA = Text("类别", "Area")
COLON = Text("：", ": ")


def page() -> None:
    """Draw the page."""
    require("metrics")
    draw(TITLE)
    st.caption(say(INTRO))
    words = st.text_input(say(SEARCH), key="find", bind="query-params", icon=":material/search:")
    found = [(area, [metric for metric in metrics if matches(metric, words)]) for area, metrics in AREAS]
    found = [(area, metrics) for area, metrics in found if metrics]
    if not found:
        st.info(say(NOTHING.fill(words=plain(words))))
        return
    excel_button([as_table(found)], f"{say(TITLE)}.xlsx", "metrics-xlsx")
    for area, metrics in found:
        st.subheader(say(area), anchor=False)
        with st.grid(2, min_column_width=320, key=f"area-{area.en}"):
            for metric in metrics:
                with st.container(border=True, height="stretch"):
                    _entry(metric)


def matches(metric: Metric, words: str) -> bool:
    """Whether every word stands in the metric's names, id or meaning, in either language."""
    text = " ".join((*metric.label, *metric.meaning, *metric.formula, metric.key, metric.id)).casefold()
    return all(word in text for word in words.casefold().split())


def clock_of(metric: Metric) -> str:
    """Return by which clocks the metric's facts are dated."""
    return listed(dict.fromkeys(say(leaf.fact.clock) for leaf in leaves(metric)), language())


def sources_of(metric: Metric) -> str:
    """Return which exports the metric is read from."""
    sources = (source for leaf in leaves(metric) for source in leaf.fact.sources if source in SOURCES)
    return listed(dict.fromkeys(say(SOURCES[source]) for source in sources), language())


def as_table(found: list[tuple[Text, list[Metric]]]) -> Table:
    """Return the definitions as a table, one metric per row."""
    titles = (AREA, NAME, KEY, ID, MEANING, FORMULA, CLOCK, SOURCE)
    columns = tuple(Column(title.en.casefold(), say(title)) for title in titles)
    rows = [
        (say(area), say(metric.label), metric.key, metric.id, say(metric.meaning), say(metric.formula), clock_of(metric),
         sources_of(metric))
        for area, metrics in found
        for metric in metrics
    ]  # fmt: skip
    return Table(say(TITLE), columns, rows)


def _entry(metric: Metric) -> None:
    st.markdown(f"**{plain(say(metric.label))}** `{metric.key}` :gray[{plain(metric.id)}]")
    st.markdown(plain(say(metric.meaning)))
    lines = [(FORMULA, say(metric.formula)), (CLOCK, clock_of(metric)), (SOURCE, sources_of(metric))]
    shown = [line for line in lines if line[1] != say(metric.meaning)]
    st.caption("  \n".join(f"{say(name)}{say(COLON)}{plain(text)}" for name, text in shown))
