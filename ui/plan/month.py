"""A month at a glance: what every day holds, and which days are left out of baselines."""

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from unicodedata import east_asian_width

import plotly.graph_objects as go
import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.month_days import DayNote, notes
from metrics.period import Period
from metrics.scope import Scope, coverage
from reports.table import Column, Table
from ui.charts import Chart
from ui.figures import KEYS
from ui.format import weekday
from ui.plotted import MARGIN
from ui.session import language, on_phone, say, week_start

AHEAD_DAYS = 92
ROW_HEIGHT = 92
# Ordinary, something is noted, left out of baselines.
SCALE = [[0, "rgba(128,138,155,0.08)"], [0.5, "rgba(47,116,208,0.22)"], [1, "rgba(47,116,208,0.5)"]]
WORDS = {"light": "#0b1017", "dark": "#eef2f8"}
LEFT_OUT_MARK = "◆"
# Half-width letters, of which a Chinese one takes two: what a cell holds on a phone, and on a desk.
COLUMNS = {True: 8, False: 16}
BEGINS_NO_LINE = " ：，。、；）」"
NAMED = 3
LINES = 4
TITLE = Text("{month:%Y-%m}：活动、节假日和变更", "{month:%Y-%m}: events, holidays and changes")
DAY = Text("日期", "Day")
WEEKDAY = Text("星期", "Weekday")
KIND = Text("类别", "Kind")
NAME = Text("内容", "What")
BASELINE = Text("对比时", "In baselines")
LEFT_OUT = Text("不算平常日", "left out")
COUNTED = Text("算平常日", "counted")
LEGEND = Text(
    "◆：对比时不算平常日（大促、节假日等）；有字没有 ◆：有事，但仍算平常日。上新、改价等只作记号。",
    "◆: the day is left out of baselines (festivals, holidays ...); words without ◆: something was on, the day still counts. New goods "
    "or price changes are marks only.",
)
KINDS: Mapping[str, Text] = {
    "event": Text("活动", "Event"),
    "holiday": Text("节假日", "Holiday"),
    "change": Text("变更", "Change"),
    "stock_out": Text("断货", "Out of stock"),
    "deadline": Text("报名截止", "Sign-up"),
    "weekly": Text("每周固定", "Every week"),
}


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def noted(store: Store, period: Period, scope: Scope) -> list[DayNote]:
    """Return what the days of a closed period hold."""
    return notes(store, period.first or date.min, period.last or date.max, scope)


def chart(
    month: date, found: Sequence[DayNote], weekly: Mapping[int, Sequence[str]], listed: Table | None = None
) -> Chart:
    """Return the month as a grid of weeks, with the list of what it holds; `weekly` are the fixed events by weekday, named at the
    head of its column."""
    weeks = calendar.Calendar(week_start()).monthdatescalendar(month.year, month.month)
    by_day: dict[date, list[DayNote]] = {}
    for note in found:
        by_day.setdefault(note.day, []).append(note)
    inside = [[day if day.month == month.month else None for day in week] for week in weeks]
    # The theme's colours don't reach a figure.
    words = WORDS["dark" if st.context.theme.type == "dark" else "light"]
    grid = go.Heatmap(
        x=[_head(day, weekly) for day in weeks[0]], y=[f"{week[0]:%m-%d}" for week in weeks],
        z=[[None if day is None else _shade(by_day.get(day, [])) for day in week] for week in inside],
        text=[["" if day is None else _cell(day, by_day.get(day, [])) for day in week] for week in inside],
        customdata=[["" if day is None else _hover(day, by_day.get(day, [])) for day in week] for week in inside],
        texttemplate="%{text}", hovertemplate="%{customdata}<extra></extra>", textfont={"size": 11, "color": words},
        zmin=0, zmax=2, colorscale=SCALE, showscale=False, xgap=2, ygap=2, hoverongaps=False,
    )  # fmt: skip
    figure = go.Figure(grid)
    # Above the heads of its columns the picture's own button has its place, which a phone always shows.
    figure.update_layout(height=80 + ROW_HEIGHT * len(weeks), margin={**MARGIN, "t": 66})
    figure.update_xaxes(side="top", type="category", showgrid=False, fixedrange=True, tickangle=0)
    figure.update_yaxes(
        type="category", autorange="reversed", showgrid=False, showticklabels=False, fixedrange=True
    )
    return Chart(say(TITLE.fill(month=month)), figure, listed)


def table(month: date, found: Sequence[DayNote], weekly: Mapping[int, Sequence[str]]) -> Table:
    """Return the month's days and what they hold as a list: the same as the grid, one row per note."""
    columns = (
        Column("day", say(DAY), "day"), Column("name", say(NAME)), Column("kind", say(KIND)),
        Column("weekday", say(WEEKDAY)), Column("baseline", say(BASELINE)),
    )  # fmt: skip
    fixed = [
        DayNote(day, "weekly", Text(name, name))
        for day in Period.month(month).days()
        for name in weekly.get(day.weekday(), ())
    ]
    rows = [
        (note.day, say(note.name), say(KINDS[note.kind]), weekday(note.day, language()), say(LEFT_OUT if note.leaves else COUNTED))
        for note in sorted([*found, *fixed], key=lambda note: note.day)
    ]  # fmt: skip
    return Table(say(TITLE.fill(month=month)), columns, rows)


def _head(day: date, weekly: Mapping[int, Sequence[str]]) -> str:
    names = weekly.get(day.weekday(), ())
    return "<br>".join(
        [weekday(day, language()), *(line for name in names[:1] for line in _wrapped(_safe(name), 1))]
    )


def _shade(found: Sequence[DayNote]) -> int:
    return 2 if any(note.leaves for note in found) else min(len(found), 1)


def _cell(day: date, found: Sequence[DayNote]) -> str:
    # The fewer names there are, the more lines each may take.
    most = LINES // max(min(len(found), NAMED), 1)
    names = [line for note in found[:NAMED] for line in _wrapped(_safe(say(note.name)), most)]
    more = [f"+{len(found) - NAMED}"] if len(found) > NAMED else []
    mark = LEFT_OUT_MARK if any(note.leaves for note in found) else ""
    return "<br>".join([f"<b>{day.day}</b>{mark}", *names, *more])


def _hover(day: date, found: Sequence[DayNote]) -> str:
    return "<br>".join(
        [f"{day:%m-%d} {weekday(day, language())}", *(_safe(say(note.name)) for note in found)]
    )


def _safe(name: str) -> str:
    # Plotly reads angle brackets in a text as markup; an event's name is not ours to trust.
    return name.replace("<", "＜")


def known_months(store: Store, scope: Scope, last: date) -> list[str]:
    """Return the months from the first that is loaded to the third after `last`, newest first, as 2026-11."""
    loaded = (day for _, _, day in coverage(store).days(("orders", "shop_daily"), scope))
    found, month = [], min(loaded, default=last).replace(day=1)
    end = last + timedelta(days=AHEAD_DAYS)
    while month <= end:
        found.append(f"{month:%Y-%m}")
        month = (month + timedelta(days=31)).replace(day=1)
    return found[::-1]


def _wrapped(name: str, most: int) -> list[str]:
    """Return a name in at most `most` lines of a cell, broken at a space where there is one; what has no room is left out."""
    room = COLUMNS[on_phone()]
    lines = [""]
    for word in re.findall(r"[\x21-\x7e]+|\s|.", name):
        for piece in _pieces(word, room):
            if _width(lines[-1] + piece) > room:
                lines.append("")
            lines[-1] = (lines[-1] + piece).lstrip(BEGINS_NO_LINE)
    return [line.rstrip() for line in lines[:most]]


def _pieces(word: str, room: int) -> list[str]:
    return [word[place : place + room] for place in range(0, len(word), room)]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
