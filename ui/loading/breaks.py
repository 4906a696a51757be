"""The break list: what should agree and doesn't, with the cause that the data confirms."""

import streamlit as st

from data.faults import StoreFault
from data.reconcile.check import check, unexplained
from data.reconcile.difference import Difference
from data.store import Store
from data.text import Text
from reports.breaks import known_table, open_table
from ui.figures import KEYS
from ui.format import plain
from ui.session import language, say, store
from ui.tables import show

ABOUT = Text(
    "把应当一致的数字两两核对：每份文件和库里现在的、订单明细和订单、订单和店铺日报、商品报表和店铺日报、各张推广报表之间。",
    "Holds what should agree against each other: every file and the store, lines and orders, orders and the shop-daily "
    "export, item reports and it, the ad reports among themselves.",
)
START = Text("开始核对", "Check now")
AT_WORK = Text("正在核对…", "Checking…")
NO_DIFFERENCE = Text("全部一致。", "Everything agrees.")
ALL_EXPLAINED = Text("{n} 处差异，每一处都有原因。", "{n} difference(s), each with a cause.")
OPEN = Text(
    "有 {n} 处差异说不清原因。请先重新导出那几天的报表再导入；还不一致，把下面的清单发给维护的人。",
    "{n} difference(s) have no cause. Export those days again and load them; if they stay, send this list to whoever "
    "maintains the program.",
)
CHECKED = "checked-version"


def draw() -> None:
    """Draw the button that checks, and what it found for the version that stands."""
    st.caption(say(ABOUT))
    if st.button(say(START), key="check-now", icon=":material/fact_check:"):
        st.session_state[CHECKED] = store().version
    if st.session_state.get(CHECKED) != store().version:
        return
    try:
        with st.spinner(say(AT_WORK)):
            found = _found(store())
    except StoreFault as fault:
        st.error(plain(say(fault.text)))
        return
    _draw_found(found)


def _draw_found(found: list[Difference]) -> None:
    without = len(unexplained(found))
    if without:
        st.warning(say(OPEN.fill(n=f"{without:,}")))
        show(open_table(found, language()), "breaks-open")
    else:
        st.success(say(ALL_EXPLAINED.fill(n=f"{len(found):,}") if found else NO_DIFFERENCE))
    if len(found) > without:
        show(known_table(found, language()), "breaks-known")


@st.cache_data(max_entries=2, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def _found(store: Store) -> list[Difference]:
    return check(store)
