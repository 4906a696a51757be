"""The log of competitors on its page: a form for what was seen, the list to be edited, the index lines."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data.exports.own.competitors import MOVES
from data.state import Writing
from data.store import Store
from data.text import Text
from data.typed import Row
from data.typed_plan import hide_seen, put_seen
from metrics.analyses import rivals
from metrics.analyses.rivals import IndexPoint, Seen
from metrics.scope import Scope, Shop
from reports.table import Column, Table
from ui.charts import Chart
from ui.codes import word
from ui.figures import KEYS
from ui.format import EMPTY
from ui.plotted import COLOUR, HEIGHT, LINES, MARGIN
from ui.session import person, say, state, store

DAY = Text("日期", "Day")
COMPETITOR = Text("竞品店铺", "Competitor")
ITEM = Text("竞品商品", "Item")
PRICE = Text("价格（元）", "Price (yuan)")
SALES = Text("销量（页面上写的）", "Sales (as shown)")
RATING = Text("评分", "Rating")
MOVE = Text("动态", "Move")
NOTE = Text("备注", "Note")
LINK = Text("链接", "Link")
SAVE = Text("保存", "Save")
SAVED = Text("已保存。", "Saved.")
NO_NAME = Text(
    "没有写竞品店铺，没有保存。写上店铺名称再保存。", "No competitor is named, so nothing was saved: name it."
)
EDIT_HELP = Text(
    "直接改格子；选中一行按 Delete 删除。改完点「保存」。",
    "Edit the cells; select a row and press Delete to remove it; then save.",
)
INDEX = Text("{name}：销量指数（{day} = 100）", "{name}: sales index ({day} = 100)")
THEIRS = Text("竞品", "Competitor")
OURS = Text("本店", "Our shop")
THEIR_SALES = Text("竞品销量", "Their sales")
OUR_ITEMS = Text("本店 30 天件数", "Our pieces in 30 days")
LOG = Text("竞品记录", "Competitors")
FIELDS = ("day", "competitor", "item", "move", "price", "sales", "rating", "note", "link")


class NotSaved(ValueError):
    """What was typed can't be kept; `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def move_word(move: object) -> str:
    """Return a move in the person's language."""
    return str(word("move", str(move)))


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def log(store: Store, scope: Scope) -> list[Seen]:
    """Return the log, the newest first."""
    return rivals.seen(store, scope)


@st.cache_data(max_entries=64, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def index(store: Store, competitor: str, item: str, scope: Scope) -> list[IndexPoint]:
    """Return a competitor's sales beside our own."""
    return rivals.sales_index(store, rivals.seen(store, scope), competitor, item, scope)


def as_table(found: Sequence[Seen]) -> Table:
    """Return the log as people read it."""
    columns = (
        Column("day", say(DAY), "day"), Column("competitor", say(COMPETITOR)), Column("item", say(ITEM)),
        Column("move", say(MOVE)), Column("price", say(PRICE), "money"), Column("sales", say(SALES), "count"),
        Column("rating", say(RATING), "number"), Column("note", say(NOTE)), Column("link", say(LINK)),
    )  # fmt: skip
    rows = [
        (e.day, e.competitor, e.item or None, move_word(e.move), e.price, e.sales, e.rating, e.note, e.link)
        for e in found
    ]
    return Table(say(LOG), columns, rows)


def pairs(found: Sequence[Seen]) -> list[tuple[str, str]]:
    """Return the competitors and items whose sales were seen more than once, most often first."""
    counts: dict[tuple[str, str], int] = {}
    for entry in found:
        if entry.sales:
            counts[entry.competitor, entry.item] = counts.get((entry.competitor, entry.item), 0) + 1
    return sorted(
        (pair for pair, times in counts.items() if times > 1), key=lambda pair: (-counts[pair], pair)
    )


def index_chart(name: str, points: Sequence[IndexPoint]) -> Chart:
    """Return both index lines on one scale; dashes and markers tell them apart without their colours."""
    days = [point.day.isoformat() for point in points]
    figure = go.Figure(
        [
            go.Scatter(
                x=days, y=[point.ours for point in points], name=say(OURS), mode="lines+markers",
                line={"color": COLOUR, "width": 2}, hovertemplate="%{x}<br>%{y:.0f}<extra></extra>",
            ),
            go.Scatter(
                x=days, y=[point.theirs for point in points], name=say(THEIRS), mode="lines+markers",
                line={"color": "#d9822b", "width": 2, "dash": "dash"}, marker={"symbol": "square"},
                hovertemplate="%{x}<br>%{y:.0f}<extra></extra>",
            ),
        ]
    )  # fmt: skip
    figure.update_layout(height=HEIGHT + 40, margin=MARGIN, legend={"orientation": "h", "y": -0.2})
    figure.update_xaxes(type="category", nticks=4, tickangle=0, showgrid=False)
    figure.update_yaxes(gridcolor=LINES, zerolinecolor=LINES, nticks=6, automargin=True)
    title = say(INDEX.fill(name=name, day=days[0]))
    columns = (
        Column("day", say(DAY), "day"), Column("ours", say(OURS), "number"), Column("theirs", say(THEIRS), "number"),
        Column("our_items", say(OUR_ITEMS), "count"), Column("their_sales", say(THEIR_SALES), "count"),
    )  # fmt: skip
    rows = [(p.day, p.ours, p.theirs, p.our_items, p.their_sales) for p in points]
    return Chart(title, figure, Table(title, columns, rows))


def add(shop: Shop, day: date) -> None:
    """Draw the form of a new entry."""
    st.session_state.setdefault(_field("day"), day)
    with st.form("seen-new"):
        with st.grid(3, min_column_width=200):
            st.date_input(say(DAY), key=_field("day"), format="YYYY-MM-DD")
            st.text_input(say(COMPETITOR), key=_field("competitor"), max_chars=60)
            st.text_input(say(ITEM), key=_field("item"), max_chars=120)
            st.selectbox(say(MOVE), [key for _, key in MOVES], key=_field("move"), format_func=move_word)
            st.number_input(
                say(PRICE), min_value=0.0, value=None, step=0.01, format="%.2f", key=_field("price")
            )
            st.number_input(say(SALES), min_value=0, value=None, step=1, key=_field("sales"))
            st.number_input(
                say(RATING), min_value=0.0, max_value=5.0, value=None, step=0.1, key=_field("rating")
            )
            st.text_input(say(NOTE), key=_field("note"), max_chars=200)
            st.text_input(say(LINK), key=_field("link"), max_chars=300)
        if st.form_submit_button(say(SAVE), icon=":material/save:"):
            save(shop, [], [_row({name: st.session_state[_field(name)] for name in FIELDS})])


def edit(shop: Shop, found: Sequence[Seen], key: str) -> None:
    """Draw the log to be edited or entries deleted."""
    st.caption(say(EDIT_HELP))
    before = [_row({name: getattr(entry, name) for name in FIELDS}) for entry in found]
    shown = pd.DataFrame(before, columns=list(FIELDS)).astype(object)
    shown["day"] = pd.to_datetime(shown["day"])
    for name in ("price", "sales", "rating"):
        shown[name] = pd.to_numeric(shown[name])
    edited = st.data_editor(
        shown, key=f"seen-{key}", num_rows="dynamic", placeholder=EMPTY, hide_index=True, column_config=_columns(), width="stretch"
    )  # fmt: skip
    if st.button(say(SAVE), key=f"seen-save-{key}", icon=":material/save:"):
        rows = [_row({str(name): value for name, value in row.items()}) for row in edited.to_dict("records")]
        save(shop, before, [row for row in rows if row["competitor"] or row["item"]])


def keep(write: Writing, shop: Shop, before: Sequence[Row], after: Sequence[Row], who: str) -> int:
    """Keep what was edited: entries that are gone are hidden, new and changed ones put; returns how many changed.

    Raises NotSaved where an entry names no competitor or no day; nothing of the block is kept then.
    """
    if any(not row["competitor"] or row["day"] is None for row in after):
        raise NotSaved(NO_NAME)
    keys = {_key(row) for row in after}
    gone = [row for row in before if _key(row) not in keys]
    changed = [row for row in after if row not in before]
    for row in gone:
        hide_seen(write, shop, row, who)
    for row in changed:
        put_seen(write, shop, row, who)
    return len(gone) + len(changed)


def save(shop: Shop, before: Sequence[Row], after: Sequence[Row]) -> None:
    """Keep what was edited and draw the page anew, or say why it was not kept."""
    try:
        with state().writing(person()) as write:
            keep(write, shop, before, after, person())
    except NotSaved as refused:
        st.error(say(refused.text))
        return
    st.toast(say(SAVED))
    st.rerun()


def _key(row: Row) -> tuple[Any, ...]:
    return row["day"], row["competitor"], row["item"], row["move"]


def _row(given: dict[str, Any]) -> Row:
    """Return an entry as it is kept: blanks are nothing, money to the cent."""
    blank = {name: None if _is_blank(value) else value for name, value in given.items()}
    day, sales = blank["day"], blank["sales"]
    return {
        "day": pd.Timestamp(day).date() if day is not None else None,
        "competitor": str(blank["competitor"] or "").strip(), "item": str(blank["item"] or "").strip(),
        "move": blank["move"] or "other", "price": _decimal(blank["price"], "0.01"),
        "sales": None if sales is None else int(sales), "rating": _decimal(blank["rating"], "0.000001"),
        "note": blank["note"] or None, "link": blank["link"] or None,
    }  # fmt: skip


def _decimal(value: Any, places: str) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal(places), ROUND_HALF_UP)


def _is_blank(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)


def _field(name: str) -> str:
    # Of another name after every save, so that the form is empty again.
    return f"seen-{name}-{store().typed.mark}"


def _columns() -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "day": st.column_config.DateColumn(say(DAY), required=True, format="YYYY-MM-DD", pinned=True),
        "competitor": st.column_config.TextColumn(say(COMPETITOR), required=True),
        "item": st.column_config.TextColumn(say(ITEM)),
        "move": st.column_config.SelectboxColumn(
            say(MOVE), options=[key for _, key in MOVES], format_func=move_word
        ),
        "price": number(say(PRICE), min_value=0, format="¥%,.2f"),
        "sales": number(say(SALES), min_value=0, step=1, format="%,d"),
        "rating": number(say(RATING), min_value=0, max_value=5, format="%.2f"),
        "note": st.column_config.TextColumn(say(NOTE)),
        "link": st.column_config.TextColumn(say(LINK)),
    }
