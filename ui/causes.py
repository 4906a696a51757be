"""Why yesterday differs from ordinary same weekdays: three sentences, and the split behind them."""

from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.why import Why, causes
from metrics.evaluate import Scope
from metrics.period import Period
from reports.table import Column, Table
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say

TITLE = Text("为什么变了", "Why it changed")
NO_BASE = Text("没有可比的日子，暂时说不出原因。", "No comparable day is loaded, so no cause can be named.")
ONE_DAY = Text(
    "原因按单日拆解：时间范围选一天时显示。", "Causes are of one day: choose a single day to see them."
)
DETAILS = Text("按因素、商品、省份拆开", "Split by factor, item and province")
FACTORS = Text("因素", "Factor")
ITEMS = Text("商品", "Item")
PROVINCES = Text("省份", "Province")
PART = Text("影响金额", "Part of the change")
REST = Text("其余", "all others")
NO_FACTORS = Text(
    "缺店铺日报的访客数，拆不出访客、转化率和客单价。",
    "Without the visitors of the shop-daily export, visitors, conversion and spend can't be told apart.",
)


@st.cache_data(max_entries=64, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def why(store: Store, period: Period, scope: Scope) -> Why | None:
    """Return what made the change of a day's paid amount; None for spans and where there is no base."""
    return causes(store, period.first, scope) if period.first and period.first == period.last else None


def draw(found: Why | None, period: Period) -> None:
    """Draw the causes."""
    st.subheader(say(TITLE), anchor=False)
    if found is None:
        st.caption(say(NO_BASE if period.first == period.last else ONE_DAY))
        return
    for sentence in found.sentences:
        st.markdown(f"- {plain(say(sentence))}")
    with st.expander(say(DETAILS)):
        if not found.factors:
            st.caption(say(NO_FACTORS))
        factors = tuple((say(name), part) for name, part in found.factors)
        for title, parts, rest in (
            (FACTORS, factors, None),
            (ITEMS, found.items, found.other_items),
            (PROVINCES, found.provinces, found.other_provinces),
        ):
            if parts:
                tables.show(split_table(title, parts, rest), f"why-{title.en}", export=False)


def split_table(title: Text, parts: tuple[tuple[str, Decimal], ...], rest: Decimal | None) -> Table:
    """Return one part of the split as a table; with `rest` it adds up to the whole change."""
    rows: list[tuple[str, Decimal]] = list(parts)
    if rest is not None:
        rows.append((say(REST), rest))
    return Table(say(title), (Column("name", say(title)), Column("part", say(PART), "money")), rows)
