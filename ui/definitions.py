"""The definitions of metrics as people read and search them."""

import streamlit as st

from data.text import Text
from metrics.core import Metric
from reports.definitions import clocks, formula, sources
from reports.table import Column, Table
from ui.format import plain
from ui.session import say

TITLE = Text("指标口径", "Definitions")
TITLES = (
    Text("类别", "Area"), Text("指标", "Metric"), Text("英文名", "Key"), Text("编号", "ID"), Text("含义", "Meaning"),
    Text("公式", "Formula"), Text("时间", "Clock"), Text("数据来源", "Source"),
)  # fmt: skip
COLON = Text("：", ": ")


def matches(metric: Metric, words: str) -> bool:
    """Whether every word stands in the metric's names, id or meaning, in either language."""
    text = " ".join((*metric.label, *metric.meaning, *metric.formula, metric.key, metric.id)).casefold()
    return all(word in text for word in words.casefold().split())


def draw(metric: Metric) -> None:
    """Draw one definition: name, key and id, what it means, and how it is made."""
    st.markdown(f"**{plain(say(metric.label))}** `{metric.key}` :gray[{plain(metric.id)}]")
    st.markdown(plain(say(metric.meaning)))
    made = ((TITLES[5], formula(metric)), (TITLES[6], clocks(metric)), (TITLES[7], sources(metric)))
    st.caption("  \n".join(f"{say(name)}{say(COLON)}{plain(say(text))}" for name, text in made if text))


def as_table(found: list[tuple[Text, list[Metric]]]) -> Table:
    """Return definitions as a table, one metric per row."""
    columns = tuple(Column(title.en.casefold(), say(title)) for title in TITLES)
    return Table(say(TITLE), columns, [_row(area, metric) for area, metrics in found for metric in metrics])


def _row(area: Text, metric: Metric) -> tuple[str, ...]:
    made = formula(metric) or metric.meaning
    texts = (metric.meaning, made, clocks(metric), sources(metric))
    return (say(area), say(metric.label), metric.key, metric.id, *(say(text) for text in texts))
