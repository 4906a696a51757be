"""What is still to be loaded: which days of which export stand, and where each export is downloaded."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from data.exports import KINDS
from data.kind import Kind
from data.ledger import days_of_kinds, partial_days, shops
from data.text import Text
from reports.table import Column, Table
from ui import charts, filters
from ui.format import EMPTY, listed, plain
from ui.missing import NONE_LOADED
from ui.session import language, say, store
from ui.tables import show

EXPORT = Text("报表", "Export")
FIRST = Text("最早", "First day")
LAST = Text("最近", "Last day")
COUNT = Text("已导入天数", "Days loaded")
GAPS = Text("中间缺的日子", "Days missing in between")
SHOP = Text("店铺", "Shop")
DAYS = Text("已导入的日子", "Days loaded")
CALENDAR = Text(
    "最近 60 天里哪些日子已导入（深色：全天；浅色：当天没过完就导出）",
    "The last 60 days: dark: whole days; light: exported before the day ended",
)
LOADED_UP_TO = Text("已导入到", "Loaded up to")
CALENDAR_DAYS = 60
GAPS_NAMED = 10
AND_MORE = Text("等 {n} 天", "… {n} days")


@dataclass(frozen=True)
class Loaded:
    """The days of one export kind of one shop; `partial` were exported before the day's end."""

    shop: str
    kind: Kind
    days: list[date]
    partial: set[date]


def days_loaded() -> None:
    """Draw the calendar of the last days, and the table of every loaded export with its gaps."""
    found = loaded_of_shops()
    exports = [entry for entry in found if not entry.kind.own]
    if not found:
        st.caption(say(NONE_LOADED))
        return
    if exports:
        last = max(entry.days[-1] for entry in exports)
        span = [last - timedelta(days=back) for back in range(CALENDAR_DAYS - 1, -1, -1)]
        st.caption(say(CALENDAR))
        for shop in dict.fromkeys(entry.shop for entry in exports):
            _calendar(shop, [entry for entry in exports if entry.shop == shop], span)
    show(days_table(found), "loaded-days-table")


def _calendar(shop: str, entries: list[Loaded], span: list[date]) -> None:
    rows = {
        say(entry.kind.title): {day: 1 if day in entry.partial else 2 for day in entry.days}
        for entry in entries
    }
    charts.draw(charts.calendar(shop, span, rows, language()), f"loaded-days-{shop}")


def loaded_of_shops() -> list[Loaded]:
    """Return what is loaded, of the chosen shop or of each shop."""
    chosen, known = filters.scope().shop, shops(store())
    names = [chosen] if chosen else known
    found = []
    for shop in names:
        days, partial = days_of_kinds(store(), shop), partial_days(store(), shop)
        for kind in (kind for kind in KINDS if kind.key in days):
            found.append(Loaded(shop, kind, days[kind.key], partial.get(kind.key, set())))
    return found


def days_table(found: list[Loaded]) -> Table:
    """Return one row per loaded export: its first and last day, how many days, and the days missing in between."""
    columns = (
        Column("export", say(EXPORT)),
        Column("last", say(LAST), "day"),
        Column("gaps", say(GAPS)),
        Column("first", say(FIRST), "day"),
        Column("days", say(COUNT), "count"),
        Column("shop", say(SHOP)),
    )
    rows = [
        (
            say(entry.kind.title),
            entry.days[-1],
            EMPTY if entry.kind.own else say(named_gaps(entry.days)),
            entry.days[0],
            len(entry.days),
            entry.shop,
        )
        for entry in found
    ]
    return Table(say(DAYS), columns, rows)


def named_gaps(days: list[date]) -> Text:
    """Return the days between the first and the last that are not there, the latest first."""
    there = set(days)
    span = (days[-1] - days[0]).days
    gaps = [day for day in (days[-1] - timedelta(days=back) for back in range(span)) if day not in there]
    if not gaps:
        return Text(EMPTY, EMPTY)
    names = [day.isoformat() for day in gaps[:GAPS_NAMED]]
    more = AND_MORE.fill(n=len(gaps)) if len(gaps) > GAPS_NAMED else Text("", "")
    return Text(listed(names, "zh") + more.zh, listed(names, "en") + more.en)


def downloads() -> None:
    """Draw where every known export is downloaded, and up to which day it is loaded."""
    days = days_of_kinds(store(), filters.scope().shop)
    for kind in (kind for kind in KINDS if not kind.own):
        found = days.get(kind.key)
        state = f"{say(LOADED_UP_TO)} {found[-1].isoformat()}" if found else say(NONE_LOADED)
        st.markdown(f"**{plain(say(kind.title))}** :gray[{plain(state)}]  \n{plain(say(kind.where))}")
