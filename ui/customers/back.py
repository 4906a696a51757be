"""How soon first-time buyers come back: the curve over the days since, and the share within 30 to 180 days month by month."""

from datetime import date, timedelta

import plotly.graph_objects as go
import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.repeat import Returns, returns
from metrics.figure import Asked
from metrics.period import Period, start_of
from metrics.scope import Scope
from reports.figures import as_table
from reports.table import Column, Table
from ui import charts, figures, plotted, tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import language, say, store

TITLE = Text("首购后多久再来", "How soon first-time buyers come back")
CURVE = Text(
    "首购后 n 天内又付款的比例，95% 区间（%）", "Share that paid again within n days, 95 % interval (%)"
)
CURVE_HELP = Text(
    "近一年首购的 {n} 人。刚首购的人按看到的天数计（生存分析），不足 30 人看满的天数不画。",
    "Of the {n} people who first bought within a year. Recent ones count for the days they were seen (Kaplan–Meier); an age that "
    "fewer than 30 have reached is not drawn.",
)
BY_MONTH = Text(
    "按首购月份（只算看满天数的人）", "By month of first purchase (only buyers seen for that long)"
)
WITHIN = Text("天数", "Days")
SHARE = Text("又付款的比例", "Paid again")
LOW, HIGH = Text("区间低", "Low"), Text("区间高", "High")
AT_RISK = Text("看满的人数", "Seen that long")
MONTH = Text("首购月份", "First purchase")
TOO_FEW = Text(
    "近一年首购的人不足 30 个，画不出曲线。", "Under 30 people first bought within a year: no curve."
)
REPEATS = ("repeat_within_30d", "repeat_within_60d", "repeat_within_90d", "repeat_within_180d")
YEAR = 365


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, first: date, last: date, scope: Scope) -> Returns | Text:
    """Return how many of the buyers of those days came back, or why that isn't known."""
    return returns(store, first, last, scope)


def draw(last: date, scope: Scope) -> None:
    """Draw the curve and the months; nothing where buyers aren't known, which the cohorts above it say."""
    curve = found(store(), last - timedelta(days=YEAR - 1), last, scope)
    if isinstance(curve, Text):
        return
    st.subheader(say(TITLE), anchor=False)
    if curve.points:
        charts.draw(chart(curve), "returns")
        st.caption(plain(say(CURVE_HELP.fill(n=f"{curve.buyers:,}"))))
    else:
        st.caption(say(TOO_FEW))
    year = Period(start_of(last - timedelta(days=YEAR - 1), "month"), last)
    rows = figures.rows(store(), REPEATS, year, "month", scope)
    st.markdown(f"**{say(BY_MONTH)}**")
    table = as_table(
        say(BY_MONTH),
        Column("month", say(MONTH)),
        rows,
        REPEATS,
        language(),
        asked=Asked(year, scope, "month"),
    )
    tables.show(table, "repeat-months", help_texts=tables.explanations(REPEATS, language()))


def chart(curve: Returns) -> charts.Chart:
    """Return the curve with its interval, and the same as a table."""
    days = [point.days for point in curve.points]
    line = go.Figure()
    band = [
        *(point.high * 100 for point in curve.points),
        *(point.low * 100 for point in reversed(curve.points)),
    ]
    line.add_scatter(
        x=[*days, *reversed(days)], y=band, fill="toself", fillcolor="rgba(47,116,208,0.18)", line={"width": 0},
        mode="lines", hoverinfo="skip",
    )  # fmt: skip
    line.add_scatter(
        x=days, y=[point.share * 100 for point in curve.points], mode="lines+markers", line={"color": plotted.COLOUR},
        hovertemplate="%{x}: %{y:.2f}%<extra></extra>",
    )  # fmt: skip
    axis = {"gridcolor": plotted.LINES, "zeroline": False}
    line.update_layout(
        height=plotted.HEIGHT, margin=plotted.MARGIN, showlegend=False,
        xaxis={**axis, "tickvals": days, "tickangle": 0}, yaxis={**axis, "rangemode": "tozero", "ticksuffix": "%"},
    )  # fmt: skip
    columns = (
        Column("days", say(WITHIN), "count"), Column("share", say(SHARE), "percent"), Column("low", say(LOW), "percent"),
        Column("high", say(HIGH), "percent"), Column("at_risk", say(AT_RISK), "people"),
    )  # fmt: skip
    rows = [(point.days, point.share, point.low, point.high, point.at_risk) for point in curve.points]
    return charts.Chart(say(CURVE), line, Table(say(CURVE), columns, rows))
