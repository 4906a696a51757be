"""What is still to be loaded: which days of which export stand, and where each export is downloaded."""

from datetime import date, timedelta

import streamlit as st

from data.exports import KINDS
from data.kind import Kind
from data.ledger import days_of_kinds
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
CALENDAR = Text(
    "最近 60 天，哪些报表的哪些日子已导入（深色为已导入）",
    "The last 60 days: which exports are loaded (dark)",
)
PLACE = Text("在哪里下载", "Where to download")
LOADED_UP_TO = Text("已导入到", "Loaded up to")
CALENDAR_DAYS = 60
GAPS_NAMED = 10
AND_MORE = Text("等 {n} 天", "… {n} days")


def days_loaded() -> None:
    """Draw the calendar of the last days, and the table of every loaded export with its gaps."""
    days = days_of_kinds(store(), filters.scope().shop)
    known = [kind for kind in KINDS if kind.key in days]
    if not known:
        st.caption(say(NONE_LOADED))
        return
    last = max(days[kind.key][-1] for kind in known)
    span = [last - timedelta(days=back) for back in range(CALENDAR_DAYS - 1, -1, -1)]
    charts.draw(
        charts.calendar(say(CALENDAR), span, {say(kind.title): set(days[kind.key]) for kind in known}, language()),
        "loaded-days", height=charts.calendar_height(len(known)),
    )  # fmt: skip
    show(days_table(known, days), "loaded-days-table")


def days_table(kinds: list[Kind], days: dict[str, list[date]]) -> Table:
    """Return one row per loaded export: its first and last day, how many days, and the days missing in between."""
    columns = (
        Column("export", say(EXPORT)), Column("last", say(LAST), "day"), Column("gaps", say(GAPS)),
        Column("first", say(FIRST), "day"), Column("days", say(COUNT), "count"),
    )  # fmt: skip
    rows = [
        (say(kind.title), found[-1], say(named_gaps(found)), found[0], len(found))
        for kind, found in ((kind, days[kind.key]) for kind in kinds)
    ]
    return Table(say(EXPORT), columns, rows)


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
