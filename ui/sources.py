"""Where visitors came from: each source's share of all sources' visitors, and how far sources overlap."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.source_shares import SourceShares, source_shares
from metrics.period import Period
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from reports.wording import number
from ui import one_shop, tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("流量来源占比", "Shares of traffic sources")
ABOUT = Text(
    "{days} 天有流量来源报表。一个人从几个来源进来，每个来源都算一次，所以占比是对各来源之和，不是对访客数。",
    "On {days} day(s) the report of sources is loaded. Who came by several sources counts in each, so shares are of the sources' sum "
    "and not of visitors.",
)
OVERLAP = Text(
    "重叠系数 {overlap}（各来源访客之和 ÷ 访客数）。", "Overlap {overlap} (all sources' visitors ÷ visitors)."
)
NO_OVERLAP = Text("有的日子没有访客数，重叠系数算不出。", "Visitors of some day are unknown: no overlap.")
SOURCE = Text("来源", "Source")
SHARE = Text("占比", "Share")
VISITS = Text("逐日来源访客之和", "Visitors by source, days added")


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, period: Period, scope: Scope) -> SourceShares | Text:
    """Return the shares of a shop's sources over a period, or why there are none."""
    return source_shares(store, period, scope)


def draw(period: Period, scope: Scope) -> None:
    """Draw the sources."""
    st.subheader(say(TITLE), anchor=False)
    scope = one_shop.one(scope, "sources")
    known = found(store(), period, scope)
    if isinstance(known, Text):
        st.caption(plain(say(known)))
        return
    overlap = NO_OVERLAP if known.overlap is None else OVERLAP.fill(overlap=number(known.overlap, "times"))
    st.caption(plain(f"{say(ABOUT.fill(days=len(known.days)))} {say(overlap)}"))
    tables.show(as_table(known), "sources")


def as_table(known: SourceShares) -> Table:
    """Return the sources, the largest first; both numbers open on the report's rows."""
    columns = (
        Column("source", say(SOURCE)),
        Column("share", say(SHARE), "percent"),
        Column("visits", say(VISITS), "people"),
    )
    rows: list[list[Cell]] = [[source.name, source.share, source.visits] for source in known.sources]
    figures = {
        (place, column): known.behind(source, column == "share")
        for place, source in enumerate(known.sources)
        for column in ("share", "visits")
    }
    return Table(say(TITLE), columns, rows, figures)
