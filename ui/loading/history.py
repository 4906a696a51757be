"""Past loads, newest first, and taking one back."""

import streamlit as st

from data.faults import StoreFault
from data.ledger import Load, LoadedFile, loads, said
from data.load import undo
from data.reconcile.files import Contribution, contribution
from data.text import Text
from reports.table import Column, Kind, Table
from ui.format import listed, moment, plain
from ui.loading.results import LAST_LOAD, problem_table
from ui.missing import kind_title
from ui.session import home, language, say, store
from ui.tables import show

NONE = Text("还没有导入过。", "Nothing has been loaded yet.")
LOADED = Text("第 {n} 次导入 · {at} · {files}", "Load {n} · {at} · {files}")
FILES = Text("{file} 等 {n} 份文件", "{file} and others, {n} files")
UNDONE = Text("撤销了第 {n} 次导入 · {at}", "Load {n} undone · {at}")
REBUILT = Text(
    "按新版程序重算了一遍，数据没有变 · {at}", "Worked out anew by a newer program, the data as before · {at}"
)
UNDO = Text("撤销这次导入", "Undo this load")
SURE = Text(
    "撤销后，这次导入带来的数字全部退回；以后可以重新导入同样的文件。",
    "Everything that this load brought is taken back; the same files can be loaded again later.",
)
YES = Text("确定撤销", "Yes, undo it")
DONE = Text("已撤销第 {n} 次导入。", "Load {n} was undone.")
REFUSED = Text("{file}：拒绝的行", "{file}: rows refused")
BROUGHT = Text("看一份文件带来了什么", "What a file brought")
BROUGHT_NOTE = Text(
    "「{file}」读到 {rows} 行，其中 {standing} 行现在还作数；其余的被别的文件里更新的状态代替了。",
    "{file}: {rows} row(s), of which {standing} still stand; later states from other files replaced the rest.",
)
CHOOSE = Text("选一份文件", "Choose a file")
ROWS = Text("行数", "Rows")
STANDING = Text("现在还作数", "Still standing")
DAY = Text("日期", "Day")
TITLES: tuple[tuple[str, Text, Kind], ...] = (
    ("file", Text("文件", "File"), "text"), ("kind", Text("识别为", "Recognised as"), "text"),
    ("shop", Text("店铺", "Shop"), "text"), ("first", Text("从", "From"), "day"), ("last", Text("到", "To"), "day"),
    ("rows_in", Text("读到行数", "Rows"), "count"), ("loaded", Text("新载入", "Loaded"), "count"),
    ("unchanged", Text("没有变化", "Unchanged"), "count"), ("rejected", Text("拒绝", "Refused"), "count"),
    ("as_of", Text("导出时间", "Exported"), "time"),
)  # fmt: skip
SHOWN = 30


def draw() -> None:
    """Draw the loads of the store, newest first, each with its files and the button to undo it."""
    known = loads(store())
    if not known:
        st.caption(say(NONE))
    taken_back = {load.undone_load for load in known}
    for load in known[:SHOWN]:
        if load.action == "undo":
            st.caption(plain(say(UNDONE.fill(n=load.undone_load, at=moment(load.loaded_at)))))
        elif load.action == "migrate":
            st.caption(plain(say(REBUILT.fill(at=moment(load.loaded_at)))))
        else:
            _load(load, is_undone=load.load_id in taken_back)


def _load(load: Load, *, is_undone: bool) -> None:
    title = LOADED.fill(n=load.load_id, at=moment(load.loaded_at), files=_files(load))
    with st.expander(plain(say(title)), key=f"load-{load.load_id}"):
        show(files_table(load), f"load-{load.load_id}-files", export=False)
        for file in load.files:
            if file.rejected:
                st.caption(plain(say(REFUSED.fill(file=file.name))))
                show(problem_table(said(store(), file.file_id)), f"said-{file.file_id}")
        if not is_undone and load.files:
            _brought(load)
            with st.popover(say(UNDO), icon=":material/undo:"):
                st.markdown(say(SURE))
                if st.button(say(YES), key=f"undo-{load.load_id}", type="primary"):
                    _take_back(load.load_id)


def _files(load: Load) -> Text:
    """Return by which files a person knows the load again."""
    named = list(dict.fromkeys(file.name for file in load.files)) or ["—"]
    one = Text(named[0], named[0])
    return one if len(named) == 1 else FILES.fill(file=one, n=len(named))


def _brought(load: Load) -> None:
    chosen = st.selectbox(
        say(BROUGHT),
        load.files,
        index=None,
        format_func=lambda file: _title(file),
        key=f"brought-{load.load_id}",
        placeholder=say(CHOOSE),
    )
    if chosen is None:
        return
    try:
        found = contribution(store(), chosen.file_id)
    except StoreFault as fault:
        st.error(plain(say(fault.text)))
        return
    rows, standing = sum(c.rows for c in found), sum(c.standing for c in found)
    st.caption(plain(say(BROUGHT_NOTE.fill(file=chosen.name, rows=rows, standing=standing))))
    show(brought_table(chosen, found), f"brought-{chosen.file_id}")


def _title(file: LoadedFile) -> str:
    return listed(filter(None, (file.name, file.sheet)), language())


def brought_table(file: LoadedFile, found: list[Contribution]) -> Table:
    """Return what a file brought: rows by day, and how many of them still stand."""
    columns = (
        Column("day", say(DAY), "day"),
        Column("rows", say(ROWS), "count"),
        Column("standing", say(STANDING), "count"),
    )
    return Table(file.name, columns, [(c.day, c.rows, c.standing) for c in found])


def _take_back(load_id: int) -> None:
    try:
        undo(home(), load_id)
    except StoreFault as fault:
        st.error(say(fault.text))
        return
    st.session_state.pop(LAST_LOAD, None)  # what it said is no longer so
    st.toast(say(DONE.fill(n=load_id)))
    st.rerun()


def files_table(load: Load) -> Table:
    """Return the files of a load as a table."""
    columns = tuple(Column(key, say(title), kind) for key, title, kind in TITLES)
    rows = [
        (_title(file), say(kind_title(file.kind)), file.shop, file.first_day,
         file.last_day, file.rows_in, file.loaded, file.unchanged, file.rejected, file.as_of)
        for file in load.files
    ]  # fmt: skip
    return Table(say(UNDO), columns, rows)
