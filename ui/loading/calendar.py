"""The calendar of coverage, a month at a time: which days of which export are loaded, and which to download again."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from data.days import Standing, days_from, last_day, standings
from data.text import Text
from reports.outcome import named_days
from reports.table import Column, Table
from ui import filters
from ui.charts import Chart, draw
from ui.format import EMPTY, weekday
from ui.missing import NONE_LOADED
from ui.plotted import COLOUR, MARGIN
from ui.session import language, say, store
from ui.tables import show

MONTH = Text("月份", "Month")
LEGEND = Text(
    "■ 全天已导入；½ 导出时这一天还没过完，要再下载一次；× 没有导入；空白：不需要，或还没到。",
    "■ loaded to its end; ½ exported before the day was over: download it again; × not loaded; blank: not needed, or not yet.",
)
STATES = {
    "": Text("没有", "nothing"),
    "×": Text("没有导入", "not loaded"),
    "½": Text("没过完就导出的", "exported before its end"),
    "■": Text("全天已导入", "loaded to its end"),
}
MARKS = tuple(STATES)
# Each mark is a ground of its own; what asks for something is written on it, readable in light and dark.
GROUNDS = ("rgba(0,0,0,0)", "rgba(214,69,69,0.22)", "#e0b040", COLOUR)
# Four grounds, each a quarter of the scale with a sharp edge to the next.
STEPS = [[(place + end) / 4, ground] for place, ground in enumerate(GROUNDS) for end in (0, 1)]
INKS = {"×": "#d64545", "½": "#2b2100"}
ABOVE, BELOW = 24, 32  # pixels: the picture's own button, which a phone always shows, and the days
EXPORT = Text("报表", "Export")
FIRST = Text("最早", "First day")
LAST = Text("最近", "Last day")
COUNT = Text("已导入天数", "Days loaded")
GAPS = Text("缺的日子", "Days missing")
PARTIAL = Text("没过完就导出的日子", "Days exported too early")
SHOP = Text("店铺", "Shop")
DAYS = Text("已导入的日子", "Days loaded")
NAMED_SPANS = 8
ROW = 26


def days_loaded() -> None:
    """Draw the month that is chosen, one grid per shop, and the table of every loaded export with what it lacks."""
    found = standings(store(), filters.scope().shop)
    if not found:
        st.caption(say(NONE_LOADED))
        return
    exports = [one for one in found if not one.kind.own]
    if exports:
        month = _month(exports)
        st.caption(say(LEGEND))
        for shop in dict.fromkeys(one.shop for one in exports):
            _grid(shop, [one for one in exports if one.shop == shop], month)
    show(days_table(found), "loaded-days-table")


def _month(exports: Sequence[Standing]) -> date:
    first, last = min(one.days[0] for one in exports), max(one.days[-1] for one in exports)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    starts = [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    ]
    return st.selectbox(
        say(MONTH), starts[::-1], key="coverage-month", format_func=lambda month: f"{month:%Y-%m}", width=200
    )


def _grid(shop: str, exports: Sequence[Standing], month: date) -> None:
    marks = {say(one.kind.title): marks_of(one, month, last_day(exports)) for one in exports}
    draw(grid(shop, month, marks), f"loaded-days-{shop}")


def marks_of(standing: Standing, month: date, until: date | None) -> dict[date, str]:
    """Return the mark of each day of a month: ■ whole, ½ partly, × missing; `until`: the last day that is asked for."""
    first, last = month, month.replace(day=monthrange(month.year, month.month)[1])
    marks = {day: "½" if day in standing.partial else "■" for day in standing.days if first <= day <= last}
    if standing.is_repeatable and until is not None:
        marks |= dict.fromkeys(standing.missing(first, min(last, until)), "×")
    return marks


def grid(title: str, month: date, marks: Mapping[str, Mapping[date, str]]) -> Chart:
    """Return the grid of a month: days across, exports down, a mark in each cell."""
    days = days_from(month, month.replace(day=monthrange(month.year, month.month)[1]))
    # Plotly reads angle brackets in a text as markup; a name from a file is not ours to trust.
    names = [name.replace("<", "＜") for name in marks]
    levels = [[MARKS.index(row.get(day, "")) for day in days] for row in marks.values()]
    told = [
        [f"{day.isoformat()} {weekday(day, language())} · {say(STATES[row.get(day, '')])}" for day in days]
        for row in marks.values()
    ]
    figure = go.Figure(
        go.Heatmap(
            x=[day.day for day in days], y=names, z=levels, zmin=-0.5, zmax=3.5, colorscale=STEPS,
            showscale=False, xgap=1, ygap=1, customdata=told, hovertemplate="%{y}<br>%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    cells = [
        (day.day, name, level)
        for name, row in zip(names, levels, strict=True)
        for day, level in zip(days, row, strict=True)
        if MARKS[level] in INKS
    ]
    figure.add_trace(
        go.Scatter(
            x=[cell[0] for cell in cells], y=[cell[1] for cell in cells], text=[MARKS[cell[2]] for cell in cells], mode="text",
            textfont={"size": 11, "color": [INKS[MARKS[cell[2]]] for cell in cells]}, hoverinfo="skip", showlegend=False,
        )
    )  # fmt: skip
    figure.update_layout(height=ABOVE + ROW * len(names) + BELOW, margin={**MARGIN, "t": ABOVE, "b": BELOW})
    figure.update_xaxes(
        tickvals=[1, 5, 10, 15, 20, 25, 30],
        range=[0.5, len(days) + 0.5],
        showgrid=False,
        zeroline=False,
        automargin=False,
    )
    figure.update_yaxes(type="category", autorange="reversed", automargin=True, showgrid=False)
    return Chart(title, figure)


def days_table(found: Sequence[Standing]) -> Table:
    """Return one row per loaded export: its first and last day, how many days, and those to download (again)."""
    columns = (
        Column("export", say(EXPORT)), Column("last", say(LAST), "day"), Column("gaps", say(GAPS)),
        Column("partial", say(PARTIAL)), Column("first", say(FIRST), "day"), Column("days", say(COUNT), "count"),
        Column("shop", say(SHOP)),
    )  # fmt: skip
    newest = last_day(found)
    year = newest.year if newest else 0
    rows = [
        (
            say(one.kind.title), one.days[-1], _named(_gaps(one, found), year),
            _named(sorted(one.partial) if one.is_repeatable else [], year),
            one.days[0], len(one.days), one.shop,
        )
        for one in found
    ]  # fmt: skip
    return Table(say(DAYS), columns, rows)


def _gaps(standing: Standing, found: Sequence[Standing]) -> list[date]:
    until = last_day(one for one in found if one.shop == standing.shop)
    return standing.missing(standing.days[0], until) if standing.is_repeatable and until else []


def _named(days: Sequence[date], year: int) -> str:
    return say(named_days(days, NAMED_SPANS, year)) if days else EMPTY
