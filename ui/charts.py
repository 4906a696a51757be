"""The one chart factory: titled, with units, one scale per chart, the shop's events drawn in, in both languages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import plotly.graph_objects as go
import streamlit as st

from data.store import Store
from data.text import Language, Text
from metrics import calendar as shop_calendar
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Row, Scope, Value
from metrics.figure import Asked, Figure
from metrics.notes import shops_lacking
from metrics.period import Period
from metrics.scope import coverage
from reports.table import Column, Table
from ui import plotted, tables
from ui.change import exact
from ui.figures import kept
from ui.format import plain, weekday
from ui.opened import lay_open
from ui.plotted import UNITS, Event
from ui.session import say

UNIT = Text("{title}（{unit}）", "{title} ({unit})")
LONG_SPAN_DAYS = 300
DATA = Text("数据", "Data")
DAY = Text("日期", "Day")
HOUR = Text("小时", "Hour")
EVENTS = Text("活动与节假日", "Events and holidays")
STRIP = Text("轴下色条：店铺固定活动等", "strip below: fixed events and the like")
HOURS = range(24)
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
    """A chart to be drawn: its title, which wraps on a phone, the figure, and the same figures as a table.

    metric, days: what a click on the place of a day lays open; none where a place is no day. has_strip: the shop's fixed events
    are a strip below its axis.
    """

    title: str
    figure: go.Figure
    table: Table | None = None
    metric: str = ""
    days: Sequence[date] = ()
    has_strip: bool = False


def draw(chart: Chart, key: str, scope: Scope | None = None) -> None:
    """Put a chart on the page, its figures below it, folded; with a scope, a click on a day lays its figure open.

    The key keeps the chart from being sent again when nothing changed.
    """
    with st.container(gap="xsmall"):
        strip = f" :small[:gray[{say(STRIP)}]]" if chart.has_strip else ""
        st.markdown(f"**{plain(chart.title)}**{strip}")
        if scope is None or not chart.days:
            st.plotly_chart(chart.figure, key=key, config=CONFIG)
        else:
            picked = st.plotly_chart(
                chart.figure, key=key, config=CONFIG, on_select="rerun", selection_mode="points"
            )
            _lay_open(chart, key, scope, [int(point["point_index"]) for point in picked.selection.points])
        if chart.table is not None:
            _data(_opening(chart, chart.table, scope), key)


def _opening(chart: Chart, table: Table, scope: Scope | None) -> Table:
    """Return the table below a chart; with a scope its days' figures open on a click as the days themselves do."""
    if scope is None or not chart.days:
        return table
    reach = Period(chart.days[0], chart.days[-1])
    figures = {
        (place, chart.metric): Figure(chart.metric, Period.day(day), scope, reach=reach)
        for place, day in enumerate(chart.days)
    }
    return replace(table, figures=figures)


def _lay_open(chart: Chart, key: str, scope: Scope, places: list[int]) -> None:
    # A picked point stays picked while other controls run the page again: only a new pick opens the dialog.
    seen = f"{key}-picked"
    if places != st.session_state.get(seen, []):
        st.session_state[seen] = places
        if places and places[0] < len(chart.days):
            lay_open((chart.metric,), Period.day(chart.days[places[0]]), scope)


def _data(table: Table, key: str) -> None:
    fold = st.expander(say(DATA), key=f"{key}-data", on_change="rerun", icon=":material/table:")
    if fold.open:
        with fold:
            tables.show(table, f"{key}-table")


def over_days(
    title: Text,
    key: str,
    rows: Sequence[Row],
    language: Language,
    *,
    form: str = "bar",
    events: Sequence[Event] = (),
) -> Chart:
    """Return the chart of one metric over the days of `rows`, exactly as evaluated.

    A gap stands where nothing is loaded, and where one of several shops is missing that is there before and after: the line
    would fall for want of data. The table below has what the others had that day.
    """
    days = [_day(row) for row in rows]
    values = [exact(row.values[key].value) for row in rows]
    holes = _without_a_shop([row.values[key] for row in rows])
    drawn = [None if place in holes else value for place, value in enumerate(values)]
    told = [_told(day, events) for day in days]
    figure = plotted.figure(
        key, day_labels(days, language), drawn, form, language, plotted.marks(days, events), told
    )
    titled = _titled(title, key, language)
    strip = any(event.quiet and event.first <= day <= event.last for event in events for day in days)
    return Chart(titled, figure, _table(titled, key, days, values, told, language), key, days, strip)


def _told(day: date, events: Sequence[Event]) -> str:
    return "、".join(dict.fromkeys(each.name for each in events if each.first <= day <= each.last))


def _without_a_shop(values: Sequence[Value]) -> set[int]:
    """Return the places of days that lack a shop, between days that have it; one that no day has is no gap."""
    lacking = [shops_lacking(value) for value in values]
    told = [place for place, value in enumerate(values) if value.value is not None]
    never = frozenset[str]().union(*lacking).intersection(*(lacking[place] for place in told))
    whole = [place for place in told if lacking[place] <= never]
    if not whole:
        return set()
    return {place for place in range(whole[0], whole[-1]) if not lacking[place] <= never}


def over_hours(
    title: Text, key: str, rows: Sequence[Row], language: Language, asked: Asked | None = None
) -> Chart:
    """Return the chart of one metric over the 24 hours of a day; hours without a row are empty.

    asked: what the rows were asked for, so that the figures of its table can be laid open.
    """
    found = {int(row.cut or 0): exact(row.values[key].value) for row in rows}
    values = [found.get(hour) for hour in HOURS]
    figure = plotted.figure(key, [str(hour) for hour in HOURS], values, "bar", language)
    titled, metric = _titled(title, key, language), CATALOGUE[key]
    columns = (
        Column("hour", HOUR.say(language), "count"),
        Column(key, metric.label.say(language), metric.unit),
    )
    figures = {} if asked is None else {(hour, key): asked.figure(key, str(hour)) for hour in found}
    return Chart(titled, figure, Table(titled, columns, list(zip(HOURS, values, strict=True)), figures))


def day_labels(days: Sequence[date], language: Language) -> list[str]:
    """Return the axis text of days, with the weekday in the person's language: 11-20 周五."""
    long = bool(days) and (days[-1] - days[0]).days > LONG_SPAN_DAYS
    written: Callable[[date], str] = date.isoformat if long else "{:%m-%d}".format
    return [f"{written(day)} {weekday(day, language)}" for day in days]


@kept(16)
def events(store: Store, scope: Scope, language: str) -> list[Event]:
    """Return what the days of charts are marked with: the shop's events and public holidays, each an unbroken span, in order.

    Events that stay in the baselines are quiet: the shop's fixed ones would fill the chart with names.
    """
    found = [
        Event(event.name, event.first, event.last, quiet=not event.leaves_baseline)
        for event in shop_calendar.events(store, scope)
    ]
    loaded = [day for _, _, day in coverage(store).days(("orders", "shop_daily"), scope)]
    if loaded:
        holidays = shop_calendar.public_days(min(loaded), max(loaded))
        named = [
            (day, name.say(language))
            for day, name in sorted(holidays.items())
            if name != shop_calendar.MADE_UP
        ]
        found += spans(named)
    return sorted(found, key=lambda event: (event.first, event.name))


def spans(days: Sequence[tuple[date, str]]) -> list[Event]:
    """Return days with names, in order, as unbroken spans of one name."""
    found: list[Event] = []
    for day, name in days:
        if found and found[-1].name == name and found[-1].last == day - timedelta(days=1):
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Event(name, day, day))
    return found


def _table(
    title: str,
    key: str,
    days: Sequence[date],
    values: Sequence[Decimal | None],
    told: Sequence[str],
    language: Language,
) -> Table:
    metric = CATALOGUE[key]
    columns = (
        Column("day", DAY.say(language), "day"), Column(key, metric.label.say(language), metric.unit),
        Column("events", EVENTS.say(language)),
    )  # fmt: skip
    rows = [(day, value, named or None) for day, value, named in zip(days, values, told, strict=True)]
    return Table(title, columns, rows)


def _day(row: Row) -> date:
    return date.fromisoformat(row.cut or "")


def _titled(title: Text, key: str, language: Language) -> str:
    metric = CATALOGUE[key]
    said = title.fill(key=metric.label).say(language)
    if metric.unit not in UNITS:
        return said
    return UNIT.fill(title=said, unit=UNITS[metric.unit]).say(language)
