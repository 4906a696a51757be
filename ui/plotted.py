"""How a chart is drawn: the figure of one metric over names on an axis, and the days of events behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from data.text import Language, Text
from metrics.catalogue import CATALOGUE

UNITS = {
    "money": Text("元", "yuan"),
    "percent": Text("%", "%"),
    "times": Text("倍", "times"),
    "people": Text("人", "people"),
    "count": Text("次", "count"),
}
HOVER = {"count": ",d", "people": ",d"}
LONGEST_NAME = 10
# Events that stay in the baselines are a strip below the axis, clear of the bars: its upper and lower edge.
QUIET_STRIP = (-0.01, -0.04)
HEIGHT = 230
TICKS = 4
# The theme's colours don't reach a figure: these hold in light and dark.
COLOUR = "#2f74d0"
LINES = "rgba(128,138,155,0.25)"
MARGIN = {"l": 4, "r": 12, "t": 22, "b": 4}
LAYOUT: dict[str, Any] = {
    "height": HEIGHT, "margin": MARGIN, "showlegend": False, "hovermode": "x", "bargap": 0.25,
    "xaxis": {"type": "category", "nticks": TICKS, "tickangle": 0, "showgrid": False},
    "yaxis": {
        "rangemode": "tozero", "gridcolor": LINES, "zerolinecolor": LINES, "nticks": 6, "tickformat": ",",
        "automargin": True,
    },
}  # fmt: skip
NOTHING_MARKED: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Event:
    """A span of days to shade, with its name; quiet ones are a strip below the axis, named under a pointer."""

    name: str
    first: date
    last: date
    quiet: bool = False


def figure(
    key: str,
    names: Sequence[str],
    values: Sequence[Decimal | None],
    form: str,
    language: Language,
    marked: Mapping[str, Any] = NOTHING_MARKED,
    told: Sequence[str] = (),
) -> go.Figure:
    """Return the figure; marked: the shapes and notes of its layout; told: what a pointer on each place reads besides its value.

    Made in one go: every later change of a figure costs Plotly more than all of it.
    """
    metric = CATALOGUE[key]
    unit = UNITS[metric.unit].say(language) if metric.unit in UNITS else ""
    scale = 100 if metric.unit == "percent" else 1
    trace: dict[str, Any] = {
        "type": "bar", "x": list(names), "y": [None if value is None else float(value * scale) for value in values],
        "marker": {"color": COLOUR}, "name": metric.label.say(language),
        "hovertemplate": f"%{{x}}<br>{metric.label.say(language)} %{{y:{HOVER.get(metric.unit, ',.2f')}}} {unit}"
        f"{'<br>%{customdata}' if any(told) else ''}<extra></extra>",
        # A picked day doesn't make the others pale.
        "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    if any(told):
        trace["customdata"] = [text.replace("<", "＜") for text in told]
    if form == "line":
        # The places of days can be clicked, and a lone day between two gaps would not be seen as a line.
        trace |= {
            "type": "scatter", "mode": "lines+markers", "connectgaps": False, "line": {"color": COLOUR, "width": 2},
            "marker": {"size": 5},
        }  # fmt: skip
    return go.Figure({"data": [trace], "layout": {**LAYOUT, **marked}})


def marks(days: Sequence[date], events: Sequence[Event]) -> dict[str, Any]:
    """Return what shades the days of events behind the chart; on an axis of names, a day stands at its place in the list."""
    shapes, notes = [], []
    for event in events:
        inside = [place for place, day in enumerate(days) if event.first <= day <= event.last]
        if not inside:
            continue
        first, last = inside[0] - 0.5, inside[-1] + 0.5
        shapes.append(
            {
                "type": "rect", "x0": first, "x1": last, "xref": "x", "y0": QUIET_STRIP[0] if event.quiet else 0,
                "y1": QUIET_STRIP[1] if event.quiet else 1, "yref": "y domain", "fillcolor": COLOUR,
                "opacity": 0.35 if event.quiet else 0.1, "line": {"width": 0}, "layer": "below",
            }
        )  # fmt: skip
        if not event.quiet:
            notes.append(
                {
                    "text": event.name.replace("<", "＜")[:LONGEST_NAME], "font": {"size": 11}, "showarrow": False,
                    "x": (first + last) / 2, "xref": "x", "xanchor": "center", "y": 1, "yref": "y domain",
                    "yanchor": "bottom",
                }
            )  # fmt: skip
    return {"shapes": shapes, "annotations": notes}
