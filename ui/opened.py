"""A number laid open: formula, formula with its numbers, the rows of both sides, what was left out, files and SQL."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Literal, cast

import pandas as pd
import streamlit as st

from data.store import Store
from data.text import Text
from metrics import behind
from metrics.behind import Behind
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Scope
from metrics.figure import Figure
from metrics.opened import SHOWN, TYPED_ID, Opened, Part, opened_figure
from metrics.period import Period
from reports.table import Column, Kind, Plain, Table
from ui import readings, rising, tables
from ui.codes import word
from ui.columns import title_of
from ui.figures import KEYS
from ui.format import EMPTY, day, listed, number, plain
from ui.format import figure as written
from ui.session import language, say, store

TITLE = Text("这个数字怎么来的", "How this figure is made")
BACK = Text("返回", "Back")
# The figures that were clicked one after the other in the tables of the dialog that is open.
FOLLOWED = "followed-figures"
WHICH = Text("看哪个数字", "Which figure")
FORMULA = Text("公式：{formula}", "Formula: {formula}")
FILLED = Text("代入：{filled}", "With numbers: {filled}")
PARTS = {
    "item": Text("商品", "item"),
    "campaign": Text("计划", "campaign"),
    "keyword": Text("关键词", "keyword"),
    "region": Text("地域", "region"),
    "hour": Text("小时", "hour"),
    "province": Text("省份", "province"),
    "agent": Text("客服", "agent"),
    "tier": Text("会员等级", "tier"),
}
PART_OF = Text("{by}：{name}", "{by} {name}")
DAYS = Text("{first} 至 {last}", "{first} to {last}")
COVERED = Text(
    "这个数字用了 {asked} 天中有数据的 {covered} 天。",
    "It stands on {covered} of the {asked} days asked about.",
)
INTERVAL = Text(
    "样本 {n}，95% 区间 {low} 至 {high}（Wilson）。", "Of {n}; 95 % interval {low} to {high} (Wilson)."
)
TOP = Text("分子：{label} = {value}", "Numerator: {label} = {value}")
BOTTOM = Text("分母：{label} = {value}", "Denominator: {label} = {value}")
PART = Text("{label} = {value}", "{label} = {value}")
ROWS = Text("{n} 行", "{n} row(s)")
CUT = Text("只列出前 {shown} 行，共 {n} 行。", "The first {shown} of {n} rows are listed.")
LEFT_OUT = Text("没有计入：{names}", "Left out: {names}")
BY_HAND = Text("手工填写", "typed by hand")
FROM_FILES = Text("来自文件：{names}", "From the files: {names}")
# Whether a value is yes or no, or a time of a day, is asked first: bool is an int, datetime a date.
KINDS_OF: tuple[tuple[type, Kind], ...] = (
    (bool, "text"),
    (Decimal, "money"),
    (int, "count"),
    (float, "number"),
    (datetime, "time"),
    (date, "day"),
)
# A share has two sides, and says with what numbers it is made.
TWO = 2
SQL = Text("查询语句（SQL）", "Query (SQL)")


def lay_open(keys: Sequence[str], period: Period, scope: Scope) -> None:
    """Open a dialog that lays the figures of `keys` over `period` open, one at a time."""
    _dialog(partial(_body, tuple(Figure(key, period, scope) for key in keys)))


def lay_open_clicked() -> None:
    """Lay the figure open whose cell in a table was clicked, if one was; the router's last step of a run."""
    asked: tuple[str, Figure | Behind] | None = st.session_state.pop(tables.ASKED, None)
    if asked is not None:
        key, meant = asked
        _dialog(partial(_lay, meant), partial(tables.let_go, key))


def following(title: Text, draw: Callable[[], None]) -> None:
    """Open a dialog on what `draw` draws: a click on a figure in one of its tables puts that figure in its place, with a way back."""
    _dialog(draw, title=title)


def _followed_or(draw: Callable[[], None]) -> None:
    trail: list[Figure | Behind] = st.session_state.setdefault(FOLLOWED, [])
    asked: tuple[str, Figure | Behind] | None = st.session_state.pop(tables.ASKED, None)
    if asked is not None:
        trail.append(asked[1])
        tables.let_go(asked[0])
    if not trail:
        draw()
        return
    if st.button(say(BACK), key="open-back", type="tertiary", icon=":material/arrow_back:"):
        trail.pop()
        st.rerun(scope="fragment")
    _lay(trail[-1])


def _lay(meant: Figure | Behind) -> None:
    if isinstance(meant, Behind):
        _behind(meant)
    else:
        _body((meant,))


@st.cache_data(max_entries=32, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _rows_behind(store: Store, meant: Behind) -> tuple[tuple[Part, ...], tuple[tuple[int, str], ...]]:
    return behind.laid_open(store, meant)


def _behind(meant: Behind) -> None:
    parts, files = _rows_behind(store(), meant)
    st.metric(say(meant.title), number(meant.value, meant.unit))
    if meant.what != meant.title:
        st.caption(plain(say(meant.what)))
    words = [plain(say(FORMULA.fill(formula=meant.formula)))] if meant.formula != meant.title else []
    if len(meant.sides) == TWO:
        filled = " ÷ ".join(number(side.value, side.unit) for side in meant.sides)
        words.append(f"**{plain(say(FILLED.fill(filled=f'{filled} = {number(meant.value, meant.unit)}')))}**")
    st.markdown("  \n".join(words))
    if files:
        st.caption(plain(say(FROM_FILES.fill(names=listed((_source(*file) for file in files), language())))))
    for place, (part, side) in enumerate(zip(parts, meant.sides, strict=True)):
        words_ = PART if len(meant.sides) != TWO else (TOP, BOTTOM)[place]
        _part(words_, part, side.unit)
    with st.expander(say(SQL)):
        st.code("\n\n".join(dict.fromkeys(part.sql for part in parts)), language="sql", wrap_lines=True)


@st.cache_data(max_entries=32, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def laid_open(store: Store, figure: Figure) -> Opened:
    """Return what stands behind a figure."""
    return opened_figure(store, figure)


def _dialog(
    draw: Callable[[], None],
    on_dismiss: Literal["ignore"] | Callable[[], None] = "ignore",
    title: Text = TITLE,
) -> None:
    st.session_state[FOLLOWED] = []
    st.dialog(say(title), width="large", on_dismiss=on_dismiss)(_followed_or)(draw)


def _body(figures: tuple[Figure, ...]) -> None:
    by_key = {figure.key: figure for figure in figures}
    key = first = figures[0].key
    if len(figures) > 1:
        key = st.pills(
            say(WHICH), list(by_key), default=first, required=True, key=f"open-which-{first}",
            format_func=lambda key: say(CATALOGUE[key].label),
        ) or first  # fmt: skip
    figure = by_key[key]
    metric, found = CATALOGUE[key], laid_open(store(), figure)
    st.metric(say(metric.label), written(found.value, metric, language()))
    st.caption(" · ".join(plain(words) for words in _of_what(figure)))
    st.markdown(plain(say(metric.meaning)))
    lines = [plain(say(FORMULA.fill(formula=found.formula)))] if found.formula != metric.meaning else []
    st.markdown("  \n".join([*lines, f"**{plain(say(FILLED.fill(filled=found.filled)))}**"]))
    still = rising.told(key, figure.period, figure.scope) if figure.by is None else []
    for line in (*still, *_small_print(found)):
        st.caption(plain(line))
    sides = ((TOP if found.denominator else PART, found.numerator), (BOTTOM, found.denominator))
    for words, parts in sides:
        for part in parts:
            _part(words, part)
    if figure.by is None:
        readings.draw(key, figure.period, figure.scope)
    with st.expander(say(SQL)):
        st.code(found.sql, language="sql", wrap_lines=True)


def _of_what(figure: Figure) -> list[str]:
    """Return what a figure is of: its days, its category of goods, and the one item, campaign ... where it is not the whole."""
    found = [_span(figure.period)]
    if figure.scope.category:
        found.append(figure.scope.category)
    if figure.by is not None:
        name = figure.name or figure.cut or EMPTY
        found.append(say(PART_OF.fill(by=PARTS.get(figure.by, Text(figure.by, figure.by)), name=name)))
    return found


def _span(period: Period) -> str:
    first = day(period.first, language()) if period.first else EMPTY
    last = day(period.last, language()) if period.last else EMPTY
    return first if period.first == period.last else say(DAYS.fill(first=first, last=last))


def _small_print(found: Opened) -> list[str]:
    value = found.value
    lines = [say(note) for note in value.notes]
    if value.why is not None and value.value is None:
        lines.append(say(value.why))
    if value.days_covered is not None and value.days_asked and value.days_covered < value.days_asked:
        lines.append(say(COVERED.fill(asked=value.days_asked, covered=value.days_covered)))
    if value.interval is not None and value.n is not None:
        low, high = (number(end, "percent") for end in value.interval)
        lines.append(say(INTERVAL.fill(n=f"{value.n:,}", low=low, high=high)))
    if found.excluded:
        excluded = (f"{say(reason)} {count:,}" for reason, count in found.excluded)
        lines.append(say(LEFT_OUT.fill(names=listed(excluded, language()))))
    if found.files:
        lines.append(say(FROM_FILES.fill(names=listed((_source(*file) for file in found.files), language()))))
    return lines


def _source(file_id: int, name: str) -> str:
    return say(BY_HAND) if file_id == TYPED_ID else name


def _part(words: Text, part: Part, unit: str | None = None) -> None:
    unit = unit or (CATALOGUE[part.key].unit if part.key in CATALOGUE else _unit_of(part))
    st.markdown(
        f"**{plain(say(words.fill(label=part.label, value=number(part.value, unit))))}** "
        f":gray[{plain(say(ROWS.fill(n=f'{part.row_count:,}')))}]"
    )
    if part.row_count > SHOWN:
        st.caption(say(CUT.fill(shown=f"{SHOWN:,}", n=f"{part.row_count:,}")))
    if part.row_count:
        tables.show(as_table(say(part.label), part.rows), f"open-{part.key}")


def _unit_of(part: Part) -> str:
    return "count" if isinstance(part.value, int) else "money"


def as_table(title: str, rows: pd.DataFrame) -> Table:
    """Return rows of the store as a table with titles that people read; file and line stay, as where to look."""
    kept = [name for name in rows.columns if rows[name].notna().any() and not _says_nothing(name, rows[name])]
    columns = tuple(Column(name, say(title_of(name)), _kind(name, rows[name])) for name in kept)
    lines = rows[kept].itertuples(index=False, name=None)
    return Table(
        title,
        columns,
        [tuple(_read(name, value) for name, value in zip(kept, row, strict=True)) for row in lines],
    )


def _read(name: str, value: Any) -> Plain:
    return cast(Plain, word(name, _plain(value)))


def _says_nothing(name: str, values: "pd.Series[Any]") -> bool:
    return name in ("shop", "platform") and len(values) > 1 and values.nunique() == 1


def _kind(name: str, values: "pd.Series[Any]") -> Kind:
    if name.endswith("_id") and name != "file_id":
        return "id"
    first = next((value for value in map(_plain, values) if value is not None), None)
    return next((kind for type_, kind in KINDS_OF if isinstance(first, type_)), "text")


def _plain(value: Any) -> Plain:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
