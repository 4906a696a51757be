"""The one chart factory: titled, with units, one scale per chart, the shop's events drawn in, in both languages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import plotly.graph_objects as go
import streamlit as st

from data.store import Store
from data.text import Language, Text
from metrics.catalogue import CATALOGUE
from metrics.compare import event_names
from metrics.evaluate import Row, Scope
from ui.change import exact
from ui.figures import KEYS
from ui.format import plain, weekday

UNITS = {
    "money": Text("元", "yuan"),
    "percent": Text("%", "%"),
    "times": Text("倍", "times"),
    "people": Text("人", "people"),
    "count": Text("次", "count"),
}
HOVER = {"count": ",d", "people": ",d"}
UNIT = Text("{title}（{unit}）", "{title} ({unit})")
LONG_SPAN_DAYS = 300
HEIGHT = 230
HOURS = range(24)
TICKS = 4
# The theme's colours don't reach a figure: these hold in light and dark.
COLOUR = "#2f74d0"
LINES = "rgba(128,138,155,0.25)"
# Nothing, a part of the day, the whole day.
CALENDAR_COLOURS = [[0, "rgba(128,138,155,0.15)"], [0.5, "rgba(80,140,225,0.45)"], [1, COLOUR]]
MARGIN = {"l": 4, "r": 12, "t": 22, "b": 4}
# The only button left is the picture; Plotly's own words are English unless they are given.
CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "locale": "zh-CN",
    "locales": {
        "zh-CN": {"dictionary": {"Download plot as a PNG": "存为图片 / Save as a picture"}, "format": {}}
    },
}


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn: its title, which wraps on a phone, and the figure."""

    title: str
    figure: go.Figure


@dataclass(frozen=True)
class Event:
    """A span of days to shade, with its name."""

    name: str
    first: date
    last: date


def draw(chart: Chart, key: str) -> None:
    """Put a chart on the page; its key keeps it from being sent again when nothing changed."""
    with st.container(gap="xsmall"):
        st.markdown(f"**{plain(chart.title)}**")
        st.plotly_chart(chart.figure, key=key, config=CONFIG)


def over_days(
    title: Text,
    key: str,
    rows: Sequence[Row],
    language: Language,
    *,
    form: str = "bar",
    events: Sequence[Event] = (),
) -> Chart:
    """Return the chart of one metric over the days of `rows`, exactly as evaluated; gaps where nothing is loaded."""
    days = [_day(row) for row in rows]
    values = [exact(row.values[key].value) for row in rows]
    figure = _figure(key, day_labels(days, language), values, form, language)
    _shade(figure, days, events)
    return Chart(_titled(title, key, language), figure)


def over_hours(title: Text, key: str, rows: Sequence[Row], language: Language) -> Chart:
    """Return the chart of one metric over the 24 hours of a day; hours without a row are empty."""
    found = {int(row.cut or 0): exact(row.values[key].value) for row in rows}
    values = [found.get(hour) for hour in HOURS]
    figure = _figure(key, [str(hour) for hour in HOURS], values, "bar", language)
    return Chart(_titled(title, key, language), figure)


def calendar(
    title: str, days: Sequence[date], rows: Mapping[str, Mapping[date, int]], language: Language
) -> Chart:
    """Return a grid of days by names, the darker the more of a day is there (0, 1 or 2)."""
    names = list(rows)
    cells = [[rows[name].get(day, 0) for day in days] for name in names]
    grid = go.Heatmap(
        # Plotly reads angle brackets in a text as markup; a shop's name is not ours to trust.
        x=day_labels(days, language), y=[name.replace("<", "＜") for name in names], z=cells, zmin=0, zmax=2,
        colorscale=CALENDAR_COLOURS, showscale=False, xgap=1, ygap=1, hovertemplate="%{y}<br>%{x}<extra></extra>",
    )  # fmt: skip
    figure = go.Figure(grid)
    figure.update_layout(height=56 + 26 * len(names), margin=MARGIN)
    figure.update_xaxes(type="category", nticks=TICKS, tickangle=0, showgrid=False)
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False)
    return Chart(title, figure)


def day_labels(days: Sequence[date], language: Language) -> list[str]:
    """Return the axis text of days, with the weekday in the person's language: 11-20 周五."""
    long = bool(days) and (days[-1] - days[0]).days > LONG_SPAN_DAYS
    written: Callable[[date], str] = date.isoformat if long else "{:%m-%d}".format
    return [f"{written(day)} {weekday(day, language)}" for day in days]


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def events(store: Store, scope: Scope) -> list[Event]:
    """Return the shop's events, each as an unbroken span of days, in order."""
    found: list[Event] = []
    for day, name in sorted(event_names(store, scope).items()):
        if found and found[-1].name == name and found[-1].last == day - timedelta(days=1):
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Event(name, day, day))
    return found


def _day(row: Row) -> date:
    return date.fromisoformat(row.cut or "")


def _titled(title: Text, key: str, language: Language) -> str:
    metric = CATALOGUE[key]
    said = title.fill(key=metric.label).say(language)
    if metric.unit not in UNITS:
        return said
    return UNIT.fill(title=said, unit=UNITS[metric.unit]).say(language)


def _figure(
    key: str, names: Sequence[str], values: Sequence[Decimal | None], form: str, language: Language
) -> go.Figure:
    metric = CATALOGUE[key]
    unit = UNITS[metric.unit].say(language) if metric.unit in UNITS else ""
    scale = 100 if metric.unit == "percent" else 1
    drawn = [None if value is None else float(value * scale) for value in values]
    hover = f"%{{x}}<br>{metric.label.say(language)} %{{y:{HOVER.get(metric.unit, ',.2f')}}} {unit}<extra></extra>"
    if form == "line":
        # A lone day between two gaps would not be seen as a line.
        mode = "lines+markers" if None in drawn else "lines"
        trace = go.Scatter(
            x=list(names), y=drawn, mode=mode, connectgaps=False, line={"color": COLOUR, "width": 2}
        )
    else:
        trace = go.Bar(x=list(names), y=drawn, marker={"color": COLOUR})
    trace.update(name=metric.label.say(language), hovertemplate=hover)
    figure = go.Figure(trace)
    figure.update_layout(height=HEIGHT, margin=MARGIN, showlegend=False, hovermode="x", bargap=0.25)
    figure.update_xaxes(type="category", nticks=TICKS, tickangle=0, showgrid=False)
    figure.update_yaxes(
        rangemode="tozero", gridcolor=LINES, zerolinecolor=LINES, nticks=6,
        tickformat=",", automargin=True,
    )  # fmt: skip
    return figure


def _shade(figure: go.Figure, days: Sequence[date], events: Sequence[Event]) -> None:
    """Shade the days of events behind the chart; on an axis of names, a day stands at its place in the list."""
    for event in events:
        inside = [place for place, day in enumerate(days) if event.first <= day <= event.last]
        if inside:
            figure.add_vrect(
                x0=inside[0] - 0.5, x1=inside[-1] + 0.5, fillcolor=COLOUR, opacity=0.1, line_width=0, layer="below",
                annotation={"text": event.name.replace("<", "＜"), "font": {"size": 11}, "yanchor": "bottom", "y": 1},
                annotation_position="top",
            )  # fmt: skip
