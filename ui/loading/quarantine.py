"""What was left out of all loaded files: filtered by file, export and reason, to take away, correct and load again."""

import streamlit as st

from data.quarantine import Entry, entries, filtered
from data.text import Text
from reports.table import Column, Table
from reports.table_export import to_csv, to_xlsx
from ui.format import listed, plain
from ui.loading.results import CELL, COLUMN, KINDS, LINE, REASON, WHAT
from ui.missing import kind_title
from ui.session import language, say, store
from ui.tables import XLSX, show

NONE = Text("没有被拒绝的行，也没有留空的格。", "No row was refused and no cell emptied.")
HOW = Text(
    "改法：打开原来的文件，按「文件」和「行号」找到这一行，照「原因」改好那一格，保存后再导入整份文件（不改文件名）。"
    "已导入的行不会重复，只有改好的行会进来，旧的条目从这里消失。这里不存整行，因为行里有买家的隐私；隐私列的原文也不显示。",
    "To correct: open the original file, find the row by file and line, correct the cell as the reason says, save it under "
    "the same name, and load the whole file again. Rows that are in already don't count twice; only the corrected ones are new, "
    "and what was said of the old file leaves this list. Whole rows are not "
    "kept here, since they hold private words of buyers; cells of private columns are blank.",
)
ALL = Text("全部", "All")
FILE = Text("文件", "File")
EXPORT = Text("报表", "Export")
COUNT = Text("{n} 条", "{n} entries")
TITLE = Text("没有导入的行和格", "Rows and cells left out")
AS_EXCEL = Text("下载这些（Excel）", "These as Excel")
AS_CSV = Text("下载这些（CSV）", "These as CSV")
SHOWN = 500


def draw() -> None:
    """Draw the filters, the entries that pass them, and the buttons that take exactly these away."""
    found = entries(store())
    if not found:
        st.caption(say(NONE))
        return
    st.caption(say(HOW))
    chosen = _filtered(found)
    st.markdown(say(COUNT.fill(n=len(chosen))))
    show(table(chosen[:SHOWN]), "quarantine-list", export=False)
    name = say(TITLE)
    with st.container(horizontal=True):
        st.download_button(
            say(AS_EXCEL), lambda: to_xlsx([table(chosen)]), f"{name}.xlsx", XLSX, on_click="ignore", key="quarantine-x"
        )  # fmt: skip
        st.download_button(
            say(AS_CSV), lambda: to_csv(table(chosen)), f"{name}.csv", "text/csv", on_click="ignore", key="quarantine-c"
        )  # fmt: skip


def _filtered(found: list[Entry]) -> list[Entry]:
    names = {entry.file_id: _file(entry) for entry in found}
    kinds = {entry.kind: say(kind_title(entry.kind)) for entry in found}
    reasons = {entry.reason: say(entry.reason) for entry in found}
    left, middle, right = st.columns(3)
    file_id = left.selectbox(
        say(FILE), [None, *names], key="quarantine-file", format_func=lambda one: say(ALL) if one is None else names[one]
    )  # fmt: skip
    kind = middle.selectbox(
        say(EXPORT), [None, *kinds], key="quarantine-kind", format_func=lambda one: say(ALL) if one is None else kinds[one]
    )  # fmt: skip
    reason = right.selectbox(
        say(REASON), [None, *reasons], key="quarantine-reason",
        format_func=lambda one: say(ALL) if one is None else plain(reasons[one]),
    )  # fmt: skip
    return filtered(found, file_id=file_id, kind=kind, reason=reason)


def _file(entry: Entry) -> str:
    return listed([part for part in (entry.file, entry.sheet) if part], language())


def table(found: list[Entry]) -> Table:
    """Return entries as a table, in the person's language."""
    columns = (
        Column("file", say(FILE)), Column("export", say(EXPORT)), Column("line", say(LINE), "count"),
        Column("column", say(COLUMN)), Column("what", say(WHAT)), Column("reason", say(REASON)), Column("text", say(CELL)),
    )  # fmt: skip
    rows = [
        (_file(entry), say(kind_title(entry.kind)), entry.line, entry.column, say(KINDS[entry.what]), say(entry.reason), entry.text)
        for entry in found
    ]  # fmt: skip
    return Table(say(TITLE), columns, rows)
