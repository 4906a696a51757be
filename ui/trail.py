"""The trail of what people typed, as a table: when, who, what, from what to what."""

import json
from typing import Any

import streamlit as st

from data.state import SETTING, Change
from data.text import Text
from metrics.analyses.rfm import KEPT
from reports.table import Column, Table
from ui import settings, tables
from ui.columns import title_of
from ui.format import EMPTY
from ui.session import say, state

TITLE = Text("修改记录", "Trail of changes")
NOTHING = Text("还没有人改过。", "Nobody has changed anything yet.")
AT = Text("时间", "When")
WHO = Text("谁", "Who")
WHAT = Text("改了什么", "What")
BEFORE = Text("改前", "Before")
AFTER = Text("改后", "After")
SHOWN = 200
# Who and when stand in columns of their own.
TOLD_BESIDE = ("typed_by", "typed_at")


def draw(what: str, title: Text = TITLE) -> None:
    """Draw the trail of one typed table (or of the settings), folded; it is read when it is opened."""
    fold = st.expander(say(title), key=f"trail-{what}", on_change="rerun", icon=":material/history:")
    if not fold.open:
        return
    with fold:
        changes = [change for change in state().changes(what, limit=SHOWN) if not change.key.startswith(KEPT)]
        if changes:
            tables.show(as_table(changes), f"trail-{what}-table")
        else:
            st.caption(say(NOTHING))


def as_table(changes: list[Change]) -> Table:
    """Return changes as a table, the newest first."""
    columns = (
        Column("at", say(AT), "time"), Column("who", say(WHO)), Column("what", say(WHAT)),
        Column("before", say(BEFORE)), Column("after", say(AFTER)),
    )  # fmt: skip
    rows = [
        (change.at, change.who, _key(change), _value(change, change.before), _value(change, change.after))
        for change in changes
    ]
    return Table(say(TITLE), columns, rows)


def _key(change: Change) -> str:
    if change.what == SETTING:
        return say(settings.named(change.key))
    return " · ".join(str(value) for value in json.loads(change.key).values() if value not in (None, ""))


def _value(change: Change, text: str | None) -> str:
    if text is None:
        return EMPTY
    if change.what == SETTING:
        return say(settings.option(change.key, text))
    told: dict[str, Any] = json.loads(text)
    parts = [
        f"{say(title_of(name))} {value}"
        for name, value in told.items()
        if value is not None and name not in TOLD_BESIDE
    ]
    return " · ".join(parts) or EMPTY
