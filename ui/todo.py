"""What to do now: at most five findings, each with the money at stake, since when, and the page that settles it."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.todo import Finding, findings
from metrics.evaluate import Scope
from metrics.period import Period
from ui import tables
from ui.figures import KEYS
from ui.format import money, plain
from ui.opened import as_table
from ui.session import link, may_open, say

TITLE = Text("今日待办", "To do today")
NOTHING = Text("没有需要马上处理的事。", "Nothing needs doing at once.")
SINCE = Text("从 {day} 起", "since {day}")
AT_STAKE = Text("涉及 {amount}", "{amount} at stake")
CASES = Text("清单", "Cases")
GO = Text("去处理", "Go there")
SHOWN = 5
MORE = Text("另有 {n} 件较轻的事没有列出。", "{n} lesser one(s) are not listed.")


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found_on(store: Store, period: Period, scope: Scope) -> list[Finding]:
    """Return what the rules find on the morning after the period's last day."""
    return findings(store, period.last, scope) if period.last else []


def draw(found: list[Finding]) -> None:
    """Draw the findings, the most money first."""
    st.subheader(say(TITLE), anchor=False)
    if not found:
        st.caption(say(NOTHING))
    for number, finding in enumerate(found[:SHOWN], 1):
        with st.container(border=True, key=f"todo-{number}", gap="xsmall"):
            _finding(number, finding)
    if len(found) > SHOWN:
        st.caption(say(MORE.fill(n=len(found) - SHOWN)))


def _finding(number: int, finding: Finding) -> None:
    st.markdown(f"**{number}\\. {plain(say(finding.title))}**")
    st.markdown(plain(say(finding.detail)))
    with st.container(horizontal=True, vertical_alignment="center"):
        facts = [say(SINCE.fill(day=finding.since.isoformat()))] if finding.since else []
        facts += [say(AT_STAKE.fill(amount=money(finding.money)))] if finding.money is not None else []
        if facts:
            st.caption(plain(" · ".join(facts)), width="content")
        if len(finding.rows):
            cases = as_table(say(CASES), finding.rows)
            if st.button(say(CASES), key=f"todo-cases-{number}", type="tertiary", icon=":material/list:"):
                st.dialog(say(finding.title), width="large")(tables.show)(cases, f"todo-rows-{number}")
        if may_open(finding.page):
            link(finding.page, GO)
