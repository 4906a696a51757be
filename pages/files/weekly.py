"""周报: choose a week, see what the workbook holds, take it away."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import streamlit as st

from data.store import Store
from data.text import Language, Text
from metrics.evaluate import Scope
from metrics.period import Period
from metrics.scope import last_full_day
from reports.table import Table
from reports.weekly import last_week, weekly, weekly_notes, weekly_tables, weeks
from ui import cards, filters, header, missing, tables
from ui.figures import KEYS
from ui.format import plain
from ui.remembered import menu
from ui.session import language, require, say, store

TITLE = Text("周报", "Weekly report")
CHOOSE = Text("选一周（周一至周日）", "Choose a week (Monday to Sunday)")
WEEK = Text("{week}（{first} 至 {last}）", "{week} ({first} to {last})")
DOWNLOAD = Text("下载周报 Excel", "Download the workbook")
FILE = Text("周报 {week}.xlsx", "weekly {week}.xlsx")
SAME = Text(
    "下面就是 Excel 里的各张表。Excel 里另有图表，可直接在 WPS 中修改、转发。",
    "These are the sheets of the workbook, which also has charts and opens in Excel and WPS.",
)
HIDDEN = ("key",)

# The sheets of the workbook keep their names in both languages: other programs look for them.
SHEETS = {
    "摘要": Text("摘要", "Summary"),
    "日报": Text("日报", "Days"),
    "推广": Text("推广", "Promotion"),
    "商品": Text("商品", "Items"),
    "口径": Text("口径", "Definitions"),
}


def page() -> None:
    """Draw the page."""
    require("weekly")
    scope = filters.scope().whole
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    filters.undivided()
    known = weeks(store(), scope)
    if last is None or not known:
        missing.nothing_loaded()
        return
    whole = last_week(store(), scope)
    week = menu("week", known, whole if whole in known else known[0], CHOOSE, _name)
    # Built on the click, outside of the run: nothing of the session is known there, so it is handed over.
    build = partial(_workbook, store(), week, language(), scope)
    st.download_button(
        say(DOWNLOAD), build, say(FILE.fill(week=week)), tables.XLSX, type="primary",
        on_click="ignore", icon=":material/download:", key="weekly-xlsx",
    )  # fmt: skip
    st.caption(say(SAME))
    sheets = _tables(store(), week, language(), scope)
    names = [say(SHEETS.get(sheet.title, Text(sheet.title, sheet.title))) for sheet in sheets]
    for place, (tab, table) in enumerate(zip(st.tabs(names), sheets, strict=True)):
        with tab:
            if place == 0:
                cards.small([plain(say(note)) for note in _notes(store(), week, scope)])
            shown = change_second(without(table, HIDDEN))
            helped = {"change": say(tables.CHANGE_HELP)}
            tables.show(shown, f"weekly-{table.title}", help_texts=helped, export=False)


def without(table: Table, keys: tuple[str, ...]) -> Table:
    """Return the table without the columns that only programs read."""
    kept = [place for place, column in enumerate(table.columns) if column.key not in keys]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=[[row[place] for place in kept] for row in table.rows],
    )


def change_second(table: Table) -> Table:
    """Return a table with how its figures changed before what they were: a phone shows three columns."""
    order = [place for place, column in enumerate(table.columns) if column.key != "before"]
    order += [place for place, column in enumerate(table.columns) if column.key == "before"]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in order),
        rows=[[row[place] for place in order] for row in table.rows],
    )


@st.cache_data(max_entries=16, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _tables(store: Store, week: str, language: str, scope: Scope) -> list[Table]:
    return weekly_tables(store, week, language, scope)


@st.cache_data(max_entries=16, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _notes(store: Store, week: str, scope: Scope) -> list[Text]:
    return weekly_notes(store, week, scope)


def _workbook(store: Store, week: str, language: Language, scope: Scope) -> bytes:
    out = BytesIO()
    weekly(store, week, out, language, scope)
    return out.getvalue()


def _name(week: str) -> str:
    period = Period.week(week)
    return say(WEEK.fill(week=week, first=period.first, last=period.last))
