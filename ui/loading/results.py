"""What became of the files of a load: one block per file, with the rows that were refused to take away."""

from collections.abc import Collection, Sequence

import streamlit as st

from data.load import FileResult, LoadResult
from data.outcome import Outcome
from data.problem import Problem
from data.text import Text
from reports.outcome import lines
from reports.table import Column, Table
from reports.table_export import to_csv, to_xlsx
from ui.format import EMPTY, listed, plain
from ui.session import language, say
from ui.tables import XLSX, show

RECOGNISED = Text("识别为「{kind}」", "recognised as “{kind}”")
REFUSED = Text("没有导入", "not loaded")
SOME_REFUSED = Text("导入了，有拒绝的行", "loaded, some rows refused")
TAKEN = Text("导入了", "loaded")
NO_NEWS = Text("没有变化", "nothing new")
FILES = Text("每一份文件", "Every file")
FILE = Text("文件", "File")
BECAME = Text("结果", "Result")
KIND = Text("识别为", "Recognised as")
FROM = Text("从", "From")
TO = Text("到", "To")
READ = Text("读到行数", "Rows")
LOADED = Text("新载入", "Loaded")
UNCHANGED = Text("没有变化", "Unchanged")
REJECTED = Text("拒绝", "Refused")
# More files than these are one table; each file's rows that were refused are in the list of rows left out.
SHOWN_FILES = 12
SPAN = Text("{first} 至 {last}", "{first} to {last}")
COUNTS = Text(
    "读到 {rows_in} 行：新载入 {loaded}，没有变化 {unchanged}，拒绝 {rejected}；另有 {set_aside} 行空行或合计行不算。",
    "{rows_in} rows read: {loaded} loaded, {unchanged} unchanged, {rejected} refused; {set_aside} blank or totals rows left "
    "aside.",
)  # fmt: skip
EXPLAIN = Text(
    "也可以在下面告诉我们每一列是什么：保存一次，以后同样的表会自己认出来。",
    "Or say further down what each column is: saved once, such a table is recognised by itself.",
)
NOTHING_NEW = Text("这份文件和已导入的内容一样，没有变化。", "This file says nothing new; nothing changed.")
KINDS = {
    "refused": Text("拒绝的行", "Rows refused"),
    "emptied": Text("看不懂而留空的格", "Cells emptied"),
    "kept": Text("保留了已有的较新状态", "Kept: the store knows a later state"),
    "differs": Text("与其他文件不一致", "Differs from another file"),
    "note": Text("说明", "Notes"),
}
UNKEPT = Text("没有保存原文的隐私列", "Private columns whose text is not kept")
PRIVACY = Text("没有保存原文的隐私列：{names}", "Private columns whose text is not kept: {names}")
IGNORED = Text("没有用到的列：{names}", "Columns not used: {names}")
LINE = Text("行号", "Line")
COLUMN = Text("列", "Column")
REASON = Text("原因", "Reason")
CELL = Text("原文", "Text in the file")
WHAT = Text("情况", "What")
AS_EXCEL = Text("下载拒绝的行（Excel）", "Refused rows (Excel)")
AS_CSV = Text("下载拒绝的行（CSV）", "Refused rows (CSV)")
SHOWN = 200
# Where the session keeps the result of the last load.
LAST_LOAD = "last_load"


def draw(result: LoadResult, done: Outcome, explainable: Collection[str] = ()) -> None:
    """Draw what the load did as a whole, then one block per file, or one table where there are many.

    explainable: the names of refused files whose columns the person can name further down.
    """
    with st.container(border=True, key="load-outcome"):
        icon = ":material/warning:" if done.refused or done.rows_rejected else ":material/check_circle:"
        first, *rest = (plain(say(line)) for line in lines(done))
        st.markdown("\n".join([f"{icon} **{first}**", "", *(f"- {line}" for line in rest)]))
    if len(result.files) > SHOWN_FILES:
        show(files_table(result), "result-files")
        unkept = dict.fromkeys(name for file in result.files for name in file.dropped)
        if unkept:
            st.caption(plain(say(PRIVACY.fill(names="、".join(unkept)))))
        return
    for number, file in enumerate(result.files):
        with st.container(border=True, key=f"result-{number}"):
            _file(file, f"result-{number}")
            if file.name in explainable:
                st.caption(f":material/arrow_downward: {say(EXPLAIN)}")


def files_table(result: LoadResult) -> Table:
    """Return what became of many files as a table, the refused ones first."""
    columns = (
        Column("file", say(FILE)), Column("became", say(BECAME)), Column("kind", say(KIND)), Column("first", say(FROM), "day"),
        Column("last", say(TO), "day"), Column("rows_in", say(READ), "count"), Column("loaded", say(LOADED), "count"),
        Column("unchanged", say(UNCHANGED), "count"), Column("rejected", say(REJECTED), "count"), Column("why", say(REASON)),
        Column("dropped", say(UNKEPT)),
    )  # fmt: skip
    rows = [
        (file.name, say(_became(file)), say(file.title) if file.title else None, file.first_day, file.last_day, file.rows_in,
         file.loaded, file.unchanged, file.rejected, say(file.problems[0].reason) if file.refused else None,
         "、".join(file.dropped) or None)
        for file in sorted(result.files, key=lambda file: (not file.refused, not file.rejected))
    ]  # fmt: skip
    return Table(say(FILES), columns, rows)


def _became(file: FileResult) -> Text:
    if file.refused or file.all_rejected:
        return REFUSED
    return SOME_REFUSED if file.rejected else TAKEN if file.loaded else NO_NEWS


def _file(file: FileResult, key: str) -> None:
    told = file.to_json()
    name = plain(file.name)
    if file.refused:
        st.error("  \n".join(plain(say(p.reason)) for p in file.problems), title=f"{name} · {say(REFUSED)}")
        return
    span = say(SPAN.fill(first=told["first_day"], last=told["last_day"])) if told["first_day"] else EMPTY
    parts = [say(RECOGNISED.fill(kind=file.title)), str(told["shop"]), span]
    icon = ":material/warning:" if told["rejected"] else ":material/check_circle:"
    st.markdown(f"{icon} **{name}**  \n{' · '.join(plain(part) for part in parts)}")
    st.markdown(plain(say(COUNTS.fill(**told))))
    if told["unchanged"] and not told["loaded"] and not told["rejected"]:
        st.caption(say(NOTHING_NEW))
    for words, names in ((PRIVACY, file.dropped), (IGNORED, file.ignored)):
        if names:
            st.caption(plain(say(words.fill(names=listed(names, language())))))
    problems_of(file.problems, name, key)


def problems_of(problems: Sequence[Problem], file: str, key: str) -> None:
    """Draw what was said about a file, and the buttons to take its refused rows away."""
    if not problems:
        return
    refused = problem_table([problem for problem in problems if problem.kind == "refused"])
    with st.expander(listed(summary(problems), language()), key=f"{key}-problems"):
        show(problem_table(problems[:SHOWN]), f"{key}-list", export=False)
        if refused.rows:
            with st.container(horizontal=True):
                st.download_button(
                    say(AS_EXCEL),
                    lambda: to_xlsx([refused]),
                    f"{file}.xlsx",
                    XLSX,
                    on_click="ignore",
                    key=f"{key}-x",
                )
                st.download_button(
                    say(AS_CSV),
                    lambda: to_csv(refused),
                    f"{file}.csv",
                    "text/csv",
                    on_click="ignore",
                    key=f"{key}-c",
                )


def summary(problems: Sequence[Problem]) -> list[str]:
    """Return what was said, counted by kind: 拒绝的行 3."""
    # A row is refused once, however many of its cells are at fault.
    counted = {kind: sum(problem.kind == kind for problem in problems) for kind in KINDS}
    counted["refused"] = len({problem.line for problem in problems if problem.kind == "refused"})
    return [f"{say(KINDS[kind])} {count}" for kind, count in counted.items() if count]


def problem_table(problems: Sequence[Problem]) -> Table:
    """Return problems as a table, in the person's language; cells of private columns are blank already."""
    columns = (
        Column("line", say(LINE), "count"), Column("what", say(WHAT)), Column("column", say(COLUMN)),
        Column("reason", say(REASON)), Column("text", say(CELL)),
    )  # fmt: skip
    rows = [(p.line, say(KINDS[p.kind]), p.column, say(p.reason), p.text) for p in problems]
    return Table(say(KINDS["refused"]), columns, rows)
