"""What to do now: at most five findings first, each with the money at stake, since when, who is in charge, and its tick."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from data.store import Store
from data.text import Text
from data.typed_ticks import Mark, tick, ticks, untick
from metrics.analyses.ticked import Listed, listed
from metrics.analyses.todo import Finding, findings
from metrics.evaluate import Scope
from metrics.period import Period
from ui import tables
from ui.figures import kept
from ui.format import moment, money, plain
from ui.opened import as_table
from ui.remembered import menu
from ui.session import link, may_open, person, say, state

TITLE = Text("今日待办", "To do today")
NOTHING = Text("没有需要马上处理的事。", "Nothing needs doing at once.")
SINCE = Text("从 {day} 起", "since {day}")
AT_STAKE = Text("涉及 {amount}", "{amount} at stake")
OWNER = Text("负责人 {name}", "in charge: {name}")
CASES = Text("清单", "Cases")
IN_DUTIES = Text("看岗位清单", "See the duties")
GO = Text("去处理", "Go there")
SHOWN = 5
MORE = Text("其余 {n} 件较轻的事", "Less pressing: {n}")
DONE = Text("已处理", "Done")
LATER = Text("推迟", "Put off")
UNTIL = Text("推迟到数据日期", "Until the data reach")
PUT_OFF = Text("推迟到这天", "Put off")
AWAY = Text("已处理或推迟的 {n} 件", "{n} done or put off")
WAS_DONE = Text("{who} 于 {at} 标为已处理", "marked done by {who} at {at}")
WAS_LATER = Text("{who} 于 {at} 推迟到 {until}", "put off to {until} by {who} at {at}")
BACK = Text("新的数据里又出现：", "back in newer data: ")
PUT_BACK = Text("放回待办", "Put back")
WHOSE = Text("谁的待办", "Whose to-dos")
EVERYBODY = Text("全部负责人", "Everybody's")
NEXT_WEEK = 7


@kept(32)
def found_on(store: Store, period: Period, scope: Scope) -> list[Finding]:
    """Return what the rules find on the morning after the period's last day."""
    return findings(store, period.last, scope) if period.last else []


def on_list(found: Sequence[Finding], day: date, scope: Scope) -> list[Listed]:
    """Return the findings with what was said about each; ticks are read anew in every run, figures need not be."""
    return listed(found, ticks(state(), scope.shop or ""), day)


def open_ones(entries: Sequence[Listed]) -> list[Listed]:
    """Return the to-dos that stand on the list."""
    return [entry for entry in entries if entry.is_open]


def draw(entries: Sequence[Listed], day: date, scope: Scope) -> None:
    """Draw the to-dos, the most money first: five, the others folded, and what is done or put off."""
    st.subheader(say(TITLE), anchor=False)
    entries = _of_owner(entries)
    standing = open_ones(entries)
    if not standing:
        st.caption(say(NOTHING))
    for number, entry in enumerate(standing[:SHOWN], 1):
        _card(number, entry, day, scope)
    if len(standing) > SHOWN:
        # Dozens of cards that nobody looks at would take longer to draw than the rest of the page.
        fold = st.expander(say(MORE.fill(n=len(standing) - SHOWN)), key="todo-more", on_change="rerun")
        if fold.open:
            with fold:
                for number, entry in enumerate(standing[SHOWN:], SHOWN + 1):
                    _card(number, entry, day, scope)
    away = [entry for entry in entries if not entry.is_open]
    if away:
        with st.expander(say(AWAY.fill(n=len(away))), key="todo-away"):
            for entry in away:
                _away(entry, scope)


def _of_owner(entries: Sequence[Listed]) -> Sequence[Listed]:
    names = sorted({entry.finding.owner for entry in entries if entry.finding.owner})
    if not names:
        return entries
    chosen = menu("owner", ["", *names], "", WHOSE, lambda name: name or say(EVERYBODY))
    return [entry for entry in entries if chosen in ("", entry.finding.owner)]


def _card(number: int, entry: Listed, day: date, scope: Scope) -> None:
    finding = entry.finding
    with st.container(border=True, key=f"todo-{number}", gap="xsmall"):
        st.markdown(f"**{number}\\. {plain(say(finding.title))}**  \n{plain(say(finding.detail))}")
        if entry.is_back:
            st.caption(f":material/undo: {plain(say(BACK) + _said(entry))}")
        facts = [say(SINCE.fill(day=finding.since.isoformat()))] if finding.since else []
        facts += [say(AT_STAKE.fill(amount=money(finding.money)))] if finding.money is not None else []
        facts += [say(OWNER.fill(name=finding.owner))] if finding.owner else []
        if facts:
            st.caption(plain(" · ".join(facts)), width="content")
        with st.container(horizontal=True, vertical_alignment="center"):
            _buttons(number, finding, day, scope)


def _buttons(number: int, finding: Finding, day: date, scope: Scope) -> None:
    st.button(
        say(DONE), key=f"todo-done-{finding.key}", type="tertiary", icon=":material/check_box_outline_blank:",
        on_click=_tick, args=(finding, day, None, scope),
    )  # fmt: skip
    _put_off(finding, day, scope)
    if len(finding.rows) and st.button(
        say(CASES), key=f"todo-cases-{number}", type="tertiary", icon=":material/list:"
    ):
        cases = as_table(say(CASES), finding.rows)
        st.dialog(say(finding.title), width="large")(tables.show)(cases, f"todo-rows-{number}")
    if may_open(finding.page):
        link(finding.page, GO)
    elif may_open("duties"):
        link("duties", IN_DUTIES)


def _put_off(finding: Finding, day: date, scope: Scope) -> None:
    """Draw what puts a to-do off; what it holds is drawn when somebody opens it."""
    key = f"todo-later-{finding.key}"
    later = st.popover(say(LATER), key=key, type="tertiary", icon=":material/schedule:", on_change="rerun")
    if not later.open:
        return
    with later:
        until = st.date_input(
            say(UNTIL), day + timedelta(days=NEXT_WEEK), min_value=day + timedelta(days=1), format="YYYY-MM-DD",
            key=f"todo-until-{finding.key}",
        )  # fmt: skip
        st.button(
            say(PUT_OFF), key=f"todo-put-off-{finding.key}", on_click=_tick, args=(finding, day, until, scope)
        )


def _away(entry: Listed, scope: Scope) -> None:
    finding = entry.finding
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"~~{plain(say(finding.title))}~~", width="content")
        st.caption(plain(_said(entry)), width="content")
        st.button(
            say(PUT_BACK), key=f"todo-back-{finding.key}", type="tertiary", icon=":material/undo:",
            on_click=_untick, args=(finding, scope),
        )  # fmt: skip


def _said(entry: Listed) -> str:
    words = WAS_DONE if entry.mark == "done" else WAS_LATER
    return say(words.fill(who=entry.who, at=moment(entry.at), until=entry.until))


def _tick(finding: Finding, day: date, until: date | None, scope: Scope) -> None:
    mark: Mark = "done" if until is None else "later"
    tick(state(), scope.shop or "", finding.key, mark, day, until, finding.since, finding.title.zh, person())


def _untick(finding: Finding, scope: Scope) -> None:
    untick(state(), scope.shop or "", finding.key, person())
