"""A file that no kind knows: its closest kinds, which column is which field, a first look at its rows, and its profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from data.cells import PRIVATE_TYPES
from data.exports import BY_KEY, orders, orders_unnumbered
from data.grid import Grid, Unreadable
from data.guess import Guess, Layout, guess, guesses, layout
from data.kind import Column as Field
from data.kind import Kind
from data.load import LoadResult, Upload
from data.match import Match
from data.profiles import NO_NAME, Profile, by_profile, faults, match_of, profiles, save
from data.read import read_bytes
from data.recognise import recognise
from data.schema import shop_time
from data.stage import Refused, Staged, stage
from data.text import Text
from reports.table import Column, Table
from ui.format import plain
from ui.session import home, say
from ui.tables import show

TELL = Text("「{file}」：告诉我们每一列是什么", "{file}: say what each column is")
INTRO = Text(
    "这份表不是已知的报表。选它最像哪一种，核对每一项是哪一列（已按列名和内容猜好），存成格式后会自己认出来。",
    "This is no known report. Choose what it resembles most and correct which column is which (guessed by name and "
    "content). Saved as a layout, it is recognised by itself next time.",
)
KIND = Text("最像哪种报表", "The report that it resembles most")
CHOICE = Text("{kind}（像 {score}%）", "{kind} ({score}% alike)")
NEEDED = Text("必须有", "required")
NONE = Text("（没有这一列）", "(no such column)")
UNNUMBERED = Text(
    "没有订单编号：按买家、下单时间、总金额认单",
    "There are no order numbers: tell orders apart by buyer, time and amount",
)
UNNUMBERED_HELP = Text(
    "只在导不出订单编号时勾选。同一买家同一秒下的同样金额的两单，算两单；改过价的订单会被当成另一单。",
    "Only where order numbers can't be exported. Two orders of one buyer, second and amount count as two; an order whose "
    "price was changed counts as another.",
)
MORE = Text("其他可以填的项", "Other fields")
LOOK = Text("试读的前几行", "The first rows as they would be read")
COUNTS = Text(
    "试读 {rows} 行：能导入 {good}，拒绝 {bad}。", "{rows} rows tried: {good} can be loaded, {bad} refused."
)
HIDDEN = Text("（隐私，不保存原文）", "(private, not kept)")
NAME = Text("给这个格式起名", "Name of this layout")
SAVE = Text("保存并导入", "Save and load")
NOT_SAVED = Text(
    "格式没有存成（{why}）。请检查数据文件夹的权限和磁盘空间，再点一次。",
    "The layout could not be saved ({why}). Check the permissions and room of the data folder, then try again.",
)
WAITING = "unknown_files"
TRIED = 50
SHOWN = 8


@dataclass(frozen=True)
class Unknown:
    """A refused upload whose columns can be named."""

    upload: Upload
    grid: Grid
    layout: Layout

    @property
    def name(self) -> str:
        """What people call it: the file, and the sheet in it."""
        return self.upload.name if self.grid.sheet is None else f"{self.upload.name} / {self.grid.sheet}"


def remember(files: list[Upload], result: LoadResult) -> None:
    """Keep, for this visit only, the refused files among those just loaded whose columns can be named."""
    refused = {file.file for file in result.refused}
    st.session_state[WAITING] = [one for file in files if file.name in refused for one in _unknown(file)]


def names() -> set[str]:
    """Return what the files are called whose columns can be named."""
    return {unknown.name for unknown in st.session_state.get(WAITING, [])}


def draw() -> tuple[Upload, str] | None:
    """Draw every unknown file; return the upload and the name of its profile once it was saved and is to be loaded."""
    for number, unknown in enumerate(list(st.session_state.get(WAITING, []))):
        with st.expander(plain(say(TELL.fill(file=unknown.name))), expanded=True, key=f"unknown-{number}"):
            name = _explain(unknown, f"unknown-{number}")
        if name is not None:
            st.session_state[WAITING].remove(unknown)
            return unknown.upload, name
    return None


def _unknown(upload: Upload) -> list[Unknown]:
    """Return the tables of a file that no kind knows; of several with the same headers the first stands for all."""
    try:
        grids = read_bytes(upload.content, upload.name)
        known = profiles(home())
    except (Unreadable, OSError):
        return []
    found: dict[tuple[str, ...], Unknown] = {}
    for grid in grids:
        if grid.refused is None and grid.table.num_rows > 1 and by_profile(grid, known, named=False) is None:
            shape = layout(grid)
            if shape is not None and not isinstance(recognise(grid, upload.name), Match):
                found.setdefault(tuple(shape.headers), Unknown(upload, grid, shape))
    return list(found.values())


def _explain(unknown: Unknown, key: str) -> str | None:
    st.caption(say(INTRO))
    likely = guesses(unknown.layout)
    chosen = _unnumbered(unknown.layout, _kind(likely, key), key)
    columns = _columns(unknown.layout, chosen, f"{key}-{chosen.kind.key}")
    kind, headers = chosen.kind, unknown.layout.headers
    wrong = faults(kind, {field: headers[spot] for field, spot in columns.items()})
    for text in wrong:
        st.warning(plain(say(text)))
    if not wrong:
        _look(unknown, kind, columns, key)
    name = st.text_input(say(NAME), PurePath(unknown.upload.name).stem, key=f"{key}-name").strip()
    if not name:
        st.warning(say(NO_NAME))
    if st.button(say(SAVE), type="primary", disabled=bool(wrong) or not name, key=f"{key}-save"):
        return _saved(unknown, kind, columns, name)
    return None


def _kind(likely: list[Guess], key: str) -> Guess:
    scores = {guess.kind.key: guess for guess in likely}
    order = [guess.kind.key for guess in likely]
    chosen = st.selectbox(
        say(KIND), order, key=f"{key}-kind",
        format_func=lambda kind: say(CHOICE.fill(kind=BY_KEY[kind].title, score=round(scores[kind].score * 100))),
    )  # fmt: skip
    return scores[chosen]


def _unnumbered(found: Layout, chosen: Guess, key: str) -> Guess:
    """Draw, for orders, the question whether they have numbers; return the guess for those without, if so."""
    if chosen.kind is not orders.KIND:
        return chosen
    confirmed = st.checkbox(say(UNNUMBERED), key=f"{key}-unnumbered", help=say(UNNUMBERED_HELP))
    return guess(found, orders_unnumbered.KIND) if confirmed else chosen


def _columns(found: Layout, guess: Guess, key: str) -> dict[str, int]:
    """Draw one choice of column per field, those that matter first; return field -> position."""
    asked = {field for choice in guess.kind.any_of for field in choice}
    first = [c for c in guess.kind.columns if c.required or c.field in asked or c.field in guess.columns]
    chosen = _choices(found, first, guess, key)
    rest = [column for column in guess.kind.columns if column not in first]
    if rest:
        with st.popover(say(MORE), key=f"{key}-more"):
            chosen |= _choices(found, rest, guess, key)
    return {field: spot for field, spot in chosen.items() if spot is not None}


def _choices(found: Layout, fields: list[Field], guess: Guess, key: str) -> dict[str, int | None]:
    spots: list[int | None] = [None, *(spot for spot, header in enumerate(found.headers) if header)]
    chosen: dict[str, int | None] = {}
    places = st.columns(3)
    for number, field in enumerate(fields):
        label = plain(field.spellings[0]) + (f"（{say(NEEDED)}）" if field.required else "")
        chosen[field.field] = places[number % 3].selectbox(
            label, spots, index=spots.index(guess.columns.get(field.field)), key=f"{key}-{field.field}",
            format_func=lambda spot: say(NONE) if spot is None else found.headers[spot],
        )  # fmt: skip
    return chosen


def _look(unknown: Unknown, kind: Kind, columns: Mapping[str, int], key: str) -> None:
    """Draw the first rows as they would be read, without a word of private columns."""
    head = Grid(unknown.grid.sheet, unknown.grid.table.slice(0, unknown.layout.place + 1 + TRIED))
    match = match_of(head, unknown.layout.place, kind, columns)
    try:
        staged = stage(
            head, match, secret=b"a first look", today=shop_time().date(), name=unknown.upload.name
        )
    except Refused as refused:
        st.warning(plain(say(refused.text)))
        return
    good = staged.rows_in - staged.rejected
    st.caption(say(LOOK) + " · " + say(COUNTS.fill(rows=staged.rows_in, good=good, bad=staged.rejected)))
    show(_table(staged, match), f"{key}-look-{kind.key}", export=False)


def _table(staged: Staged, match: Match) -> Table:
    private = {c.field for c in staged.kind.columns if c.type in PRIVATE_TYPES}
    names = [
        c.field
        for c in staged.kind.columns
        if c.field in match.columns and c.field in staged.table.column_names
    ]
    rows = staged.table.slice(0, SHOWN).to_pylist()
    cells = [
        [say(HIDDEN) if name in private else None if row[name] is None else str(row[name]) for name in names]
        for row in rows
    ]
    return Table(say(LOOK), tuple(Column(name, match.header(name)) for name in names), cells)


def _saved(unknown: Unknown, kind: Kind, columns: Mapping[str, int], name: str) -> str | None:
    profile = Profile.of(name, kind, unknown.layout.headers, columns)
    try:
        save(home(), profile)
    except OSError as error:
        st.error(say(NOT_SAVED.fill(why=error.strerror or type(error).__name__)))
        return None
    return name
