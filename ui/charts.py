"""The one chart factory: titled, with units, one scale per chart, the shop's events drawn in, in both languages."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
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
from ui.format import weekday

AXIS_NAMES = {
    "money": ("元", "yuan"),
    "percent": ("%", "%"),
    "times": ("倍", "times"),
    "people": ("人", "people"),
    "count": ("", ""),
}
HOVER = {"money": "¥%,.2f", "percent": "%,.2f%%", "times": "%,.2f", "count": "%,d", "people": "%,d"}
LONG_SPAN_DAYS = 300
HEIGHT = 260
CALENDAR_COLOURS = ["rgba(128,138,155,0.18)", "#1f5fbf"]
Number = Decimal | int | float | None


@dataclass(frozen=True)
class Line:
    """One series of a chart: its name and one value per place of the axis, None where nothing is loaded."""

    name: str
    values: Sequence[Number]


@dataclass(frozen=True)
class Event:
    """A span of days to shade, with its name."""

    name: str
    first: date
    last: date


def day_labels(days: Sequence[date], language: str) -> list[str]:
    """Return the axis text of days, with the weekday in the person's language: 11-20 周五."""
    long = bool(days) and (days[-1] - days[0]).days > LONG_SPAN_DAYS
    return [f"{day.isoformat() if long else f'{day:%m-%d}'} {weekday(day, language)}" for day in days]


def over_days(
    title: str, unit: str, days: Sequence[date], lines: Sequence[Line], language: str, *,
    form: str = "line", events: Sequence[Event] = (), limits: Mapping[str, float] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the chart of one unit over days as an ECharts option: bars or lines, gaps where nothing is loaded."""
    labels = day_labels(days, language)
    chart = over_names(title, unit, labels, lines, language, form=form)
    if chart["series"]:
        chart["series"][0]["markArea"] = _shaded(days, labels, events)
        chart["series"][0]["markLine"] = _limits(limits or {})
    return chart


def over_names(
    title: str, unit: str, names: Sequence[str], lines: Sequence[Line], language: str, *, form: str = "bar"
) -> dict[str, Any]:
    """Return the chart of one unit over named places (hours, campaigns) as an ECharts option."""
    scale = 100 if unit == "percent" else 1
    columns = {line.name: [None if v is None else float(v) * scale for v in line.values] for line in lines}
    source = pd.DataFrame({"": list(names), **columns})
    unit_name = AXIS_NAMES.get(unit, ("", ""))[1 if language == "en" else 0]
    return {
        "title": {"text": title, "left": 0, "top": 0, "textStyle": {"fontSize": 14, "fontWeight": 600}},
        "tooltip": {"trigger": "axis", "valueFormatter": HOVER.get(unit, "%,.2f"), "confine": True},
        "legend": {"show": len(lines) > 1, "right": 0, "top": 24},
        "grid": {"left": 8, "right": 12, "top": 64 if len(lines) > 1 else 52, "bottom": 8, "containLabel": True},
        "dataset": {"source": source},
        "xAxis": {"type": "category", "axisTick": {"show": False}},
        "yAxis": {"type": "value", "name": unit_name, "nameGap": 10, "nameTextStyle": {"align": "right"}},
        "series": [
            {"type": form, "name": line.name, "encode": {"x": "", "y": line.name}, "showSymbol": len(names) < 2,
             "connectNulls": False, "barMaxWidth": 28}
            for line in lines
        ],
    }  # fmt: skip


def metric_over_days(
    title: Text,
    key: str,
    rows: Sequence[Row],
    language: Language,
    *,
    form: str = "bar",
    events: Sequence[Event] = (),
) -> dict[str, Any]:
    """Return the chart of one metric over the days of `rows`, exactly as evaluated."""
    metric = CATALOGUE[key]
    days = [date.fromisoformat(row.cut or "") for row in rows]
    line = Line(metric.label.say(language), [exact(row.values[key].value) for row in rows])
    return over_days(
        title.fill(key=metric.label).say(language),
        metric.unit,
        days,
        [line],
        language,
        form=form,
        events=events,
    )


def metric_over_hours(title: Text, key: str, rows: Sequence[Row], language: Language) -> dict[str, Any]:
    """Return the chart of one metric over the 24 hours of a day; hours without a row are empty."""
    metric = CATALOGUE[key]
    found = {int(row.cut or 0): exact(row.values[key].value) for row in rows}
    line = Line(metric.label.say(language), [found.get(hour) for hour in range(24)])
    names = [f"{hour}" for hour in range(24)]
    return over_names(title.fill(key=metric.label).say(language), metric.unit, names, [line], language)


def _shaded(days: Sequence[date], labels: Sequence[str], events: Sequence[Event]) -> dict[str, Any]:
    spans = []
    for event in events:
        inside = [label for day, label in zip(days, labels, strict=True) if event.first <= day <= event.last]
        if inside:
            spans.append([{"name": event.name, "xAxis": inside[0]}, {"xAxis": inside[-1]}])
    return {"silent": True, "label": {"fontSize": 11}, "itemStyle": {"opacity": 0.12}, "data": spans}


def _limits(limits: Mapping[str, float]) -> dict[str, Any]:
    return {
        "silent": True, "symbol": "none", "lineStyle": {"type": "dashed"},
        "label": {"formatter": "{b}", "position": "insideEndTop"},
        "data": [{"name": name, "yAxis": value} for name, value in limits.items()],
    }  # fmt: skip


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


def calendar(
    title: str, days: Sequence[date], rows: Mapping[str, Set[date]], language: str
) -> dict[str, Any]:
    """Return a grid of days by names, dark where the day is in the name's set, as an ECharts option."""
    labels = day_labels(days, language)
    names = list(rows)
    cells = [
        [column, line, int(day in rows[name])]
        for line, name in enumerate(names)
        for column, day in enumerate(days)
    ]  # fmt: skip
    return {
        "title": {"text": title, "left": 0, "top": 0, "textStyle": {"fontSize": 14, "fontWeight": 600}},
        "tooltip": {"confine": True, "formatter": "{b}"},
        "grid": {"left": 8, "right": 12, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "data": labels, "axisTick": {"show": False}},
        "yAxis": {"type": "category", "data": names, "inverse": True, "axisTick": {"show": False}},
        "visualMap": {"show": False, "min": 0, "max": 1, "inRange": {"color": CALENDAR_COLOURS}},
        "series": [
            {"type": "heatmap", "data": cells, "itemStyle": {"borderWidth": 1, "borderColor": "transparent"}}
        ],
    }


def calendar_height(rows: int) -> int:
    """Return the height in pixels of a calendar with that many rows."""
    return 80 + 26 * rows


def draw(chart: Mapping[str, Any], key: str, height: int = HEIGHT) -> None:
    """Put a chart on the page; its key keeps it from being sent again when nothing changed."""
    st.echarts_chart(dict(chart), key=key, height=height, alt=str(chart["title"]["text"]))
