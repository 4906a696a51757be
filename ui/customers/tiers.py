"""Members by tier, and who moved within the week."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.tiers import COLUMNS, Tiers, tiers
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("会员等级和升降", "Tiers and moves")
ABOUT = Text(
    "{day} 的人数，和 {before} 以来的变动。净付款按今天看到的退款减，晚到的退款也会降级。",
    "Members on {day}, and the moves since {before}. Payments are net of the refunds known today: a late one lowers a tier too.",
)
TIER = Text("等级", "Tier")


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, scope: Scope) -> Tiers | Text:
    """Return the tiers of the scope's shop, or the reason why there are none."""
    return tiers(store, scope)


def draw(scope: Scope) -> None:
    """Draw the tiers; which sheet is missing where there are no rules."""
    known = found(store(), scope)
    st.subheader(say(TITLE), anchor=False)
    if isinstance(known, Text):
        st.info(say(known), icon=":material/workspace_premium:")
        return
    st.caption(plain(say(ABOUT.fill(day=known.day, before=known.before))))
    tables.show(as_table(known), "tiers")


def as_table(known: Tiers) -> Table:
    """Return the tiers, lowest first; every number opens on its members."""
    columns = (
        Column("tier", say(TIER)),
        *(Column(key, say(title), "people") for key, title in COLUMNS.items()),
    )
    rows: list[list[Cell]] = [[tier.name, *(getattr(tier, key) for key in COLUMNS)] for tier in known.tiers]
    figures = {(place, key): known.behind(place, key) for place in range(len(known.tiers)) for key in COLUMNS}
    return Table(say(TITLE), columns, rows, figures)
