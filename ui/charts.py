"""The one chart factory: titled, with units, one scale per chart, the shop's events drawn in, in both languages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
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
HOVER = {"money": "¥%,.2f", "percent": "%,.2f%%", "times": "%,.2f", "count": "%,d", "people": "%,d"}
LONG_SPAN_DAYS = 300
HEIGHT = 230
HOURS = range(24)
# Nothing, a part of the day, the whole day.
CALENDAR_COLOURS = ["rgba(128,138,155,0.15)", "rgba(80,140,225,0.45)", "#2f74d0"]


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn: its title, which wraps on a phone, the ECharts option, and the height in pixels."""

    title: str
    option: Mapping[str, Any]
    height: int = HEIGHT


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
        st.echarts_chart(dict(chart.option), key=key, height=chart.height, alt=chart.title)


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
    labels = day_labels(days, language)
    values = [exact(row.values[key].value) for row in rows]
    option = _option(key, labels, values, form, language)
    option["series"][0]["markArea"] = _shaded(days, labels, events)
    return Chart(_titled(title, key, language), option)


def over_hours(title: Text, key: str, rows: Sequence[Row], language: Language) -> Chart:
    """Return the chart of one metric over the 24 hours of a day; hours without a row are empty."""
    found = {int(row.cut or 0): exact(row.values[key].value) for row in rows}
    values = [found.get(hour) for hour in HOURS]
    return Chart(
        _titled(title, key, language), _option(key, [str(hour) for hour in HOURS], values, "bar", language)
    )


def calendar(
    title: str, days: Sequence[date], rows: Mapping[str, Mapping[date, int]], language: Language
) -> Chart:
    """Return a grid of days by names, the darker the more of a day is there (0, 1 or 2)."""
    names = list(rows)
    cells = [[x, y, rows[name].get(day, 0)] for y, name in enumerate(names) for x, day in enumerate(days)]
    option = {
        "tooltip": {"confine": True, "formatter": "{b}"},
        "grid": {"left": 4, "right": 12, "top": 4, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "category", "data": day_labels(days, language), "axisTick": {"show": False}},
        "yAxis": {"type": "category", "data": names, "inverse": True, "axisTick": {"show": False}},
        "visualMap": {"show": False, "min": 0, "max": 2, "inRange": {"color": CALENDAR_COLOURS}},
        "series": [{"type": "heatmap", "data": cells}],
    }
    return Chart(title, option, 48 + 26 * len(names))


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
    return title.fill(key=CATALOGUE[key].label).say(language)


def _option(
    key: str, names: Sequence[str], values: Sequence[Any], form: str, language: Language
) -> dict[str, Any]:
    metric = CATALOGUE[key]
    label, unit = metric.label.say(language), metric.unit
    scale = 100 if unit == "percent" else 1
    drawn = [None if value is None else float(value * scale) for value in values]
    unit_name = UNITS[unit].say(language) if unit in UNITS else ""
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": HOVER.get(unit, "%,.2f"), "confine": True},
        "legend": {"show": False},
        "grid": {"left": 4, "right": 12, "top": 28, "bottom": 4, "containLabel": True},
        "dataset": {"source": pd.DataFrame({"": list(names), label: drawn})},
        "xAxis": {"type": "category", "axisTick": {"show": False}},
        "yAxis": {"type": "value", "name": unit_name, "nameGap": 8, "nameTextStyle": {"align": "left"}},
        "series": [
            {
                "type": form,
                "name": label,
                "encode": {"x": "", "y": label},
                # A lone day between two gaps would not be seen as a line.
                "showSymbol": form == "line" and any(value is None for value in values),
                "connectNulls": False,
                "barMaxWidth": 28,
            }
        ],
    }


def _shaded(days: Sequence[date], labels: Sequence[str], events: Sequence[Event]) -> dict[str, Any]:
    spans = []
    for event in events:
        inside = [label for day, label in zip(days, labels, strict=True) if event.first <= day <= event.last]
        if inside:
            spans.append([{"name": event.name, "xAxis": inside[0]}, {"xAxis": inside[-1]}])
    return {"silent": True, "label": {"fontSize": 11}, "itemStyle": {"opacity": 0.12}, "data": spans}
