"""The definitions of metrics as people read and search them."""

from collections.abc import Sequence

import streamlit as st

from data.text import Text
from metrics.core import Metric
from metrics.scope import Coverage
from metrics.studies import Study
from reports.definitions import (
    Needed,
    clocks,
    formula,
    least,
    needed,
    readings,
    rollup,
    settling,
    sources,
    study_needed,
    study_sources,
)
from reports.table import Column, Table
from ui.format import plain
from ui.session import say

TITLE = Text("指标口径", "Definitions")
TITLES = (
    Text("类别", "Area"), Text("指标", "Metric"), Text("英文名", "Key"), Text("编号", "ID"), Text("含义", "Meaning"),
    Text("公式", "Formula"), Text("时间", "Clock"), Text("数据来源", "Source"),
)  # fmt: skip
COLON = Text("：", ": ")
READINGS = Text("其他口径", "Other readings")
SEVERAL = Text("多天", "Several days")
RISING = Text("还会变", "Still filling")
LEAST = Text("最少样本", "Least sample")
NEEDS = Text("数据", "Data")
LOADED = Text("{export}：已有 {days} 天，到 {last}", "{export}: {days} day(s), to {last}")
MISSING = Text("{export}：还没有导入", "{export}: not loaded yet")
WHERE = Text("出现在", "Shown on")
NOT_SHOWN = Text("命令行和导出文件", "the command line and exports")


def matches(metric: Metric | Study, words: str) -> bool:
    """Whether every word stands in the metric's or list's names, id or meaning, in either language."""
    text = " ".join((*metric.label, *metric.meaning, *metric.formula, metric.key, metric.id)).casefold()
    return all(word in text for word in words.casefold().split())


def draw(metric: Metric, known: Coverage, places: Sequence[Text]) -> None:
    """Draw one definition: name, key and id, what it means, how it is made, whether its data is loaded, where it is shown."""
    st.markdown(f"**{plain(say(metric.label))}** `{metric.key}` :gray[{plain(metric.id)}]")
    st.markdown(plain(say(metric.meaning)))
    where = [*places] or [NOT_SHOWN]
    shown = Text("、".join(w.zh for w in where), ", ".join(w.en for w in where))
    made = (
        (TITLES[5], formula(metric)), (TITLES[6], clocks(metric)), (TITLES[7], sources(metric)), (SEVERAL, rollup(metric)),
        (RISING, settling(metric)), (LEAST, least(metric)), (READINGS, readings(metric)), (WHERE, shown),
    )  # fmt: skip
    lines = [f"{say(name)}{say(COLON)}{plain(say(text))}" for name, text in made if text]
    lines += [f"{say(NEEDS)}{say(COLON)}{plain(say(_said(each)))}" for each in needed(metric, known)]
    st.caption("  \n".join(lines))


def draw_study(study: Study, known: Coverage, places: Sequence[Text]) -> None:
    """Draw the definition of a list or analysis as `draw` does a metric's."""
    st.markdown(f"**{plain(say(study.label))}** :gray[{plain(study.id)}]")
    st.markdown(plain(say(study.meaning)))
    made = ((TITLES[5], study.formula), (TITLES[7], study_sources(study)))
    lines = [f"{say(name)}{say(COLON)}{plain(say(text))}" for name, text in made]
    where = [*places] or [NOT_SHOWN]
    lines.append(f"{say(WHERE)}{say(COLON)}{plain('、'.join(say(each) for each in where))}")
    lines += [f"{say(NEEDS)}{say(COLON)}{plain(say(_said(each)))}" for each in study_needed(study, known)]
    st.caption("  \n".join(lines))


def _said(each: Needed) -> Text:
    if each.last is None:
        return MISSING.fill(export=each.export)
    return LOADED.fill(export=each.export, days=f"{each.days:,}", last=each.last)


def as_table(found: list[tuple[Text, list[Metric]]]) -> Table:
    """Return definitions as a table, one metric per row."""
    columns = tuple(Column(title.en.casefold(), say(title)) for title in TITLES)
    return Table(say(TITLE), columns, [_row(area, metric) for area, metrics in found for metric in metrics])


def _row(area: Text, metric: Metric) -> tuple[str, ...]:
    made = formula(metric) or metric.meaning
    texts = (metric.meaning, made, clocks(metric), sources(metric))
    return (say(area), say(metric.label), metric.key, metric.id, *(say(text) for text in texts))
