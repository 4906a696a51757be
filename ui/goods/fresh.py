"""New goods: since when they are on the shelf, and how they do by day since."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.new_items import COLUMNS, NewItem, new_items
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from reports.wording import number
from ui import tables
from ui.figures import KEYS
from ui.session import say, store

TITLE = Text("新品表现（首次上架 30 天内）", "New goods (30 days on the shelf)")
NONE_NEW = Text("近 30 天没有商品首次上架。", "Nothing came on the shelf within 30 days.")
BY_DAY = Text("按上架第几天看件数", "Pieces by day on the shelf")
DAY_HELP = Text(
    "第 1 天是首次上架那天；— 是没有数据，0 是没卖出。",
    "Day 1 is the first on the shelf; — is unknown, 0 is nothing sold.",
)
ITEM = Text("商品", "Item")
AGE = Text("上架天数", "Days on shelf")
FIRST = Text("首次上架", "On shelf since")
INTERVAL = Text("转化率 95% 区间", "95 % interval")
ID = Text("商品编号", "Item id")
NTH = Text("第 {n} 天", "Day {n}")
MOST_DAYS = 30


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, day: date, scope: Scope) -> tuple[NewItem, ...] | Text:
    """Return the goods that came on the shelf in the 30 days to `day`, or which export is missing."""
    return new_items(store, day, scope)


def draw(day: date, scope: Scope) -> None:
    """Draw the new goods, and their pieces by day on the shelf."""
    st.subheader(say(TITLE), anchor=False)
    known = found(store(), day, scope)
    if isinstance(known, Text):
        st.info(say(known), icon=":material/new_releases:")
        return
    if not known:
        st.caption(say(NONE_NEW))
        return
    tables.show(as_table(known), "new-items")
    with st.expander(say(BY_DAY)):
        st.caption(say(DAY_HELP))
        tables.show(day_table(known), "new-item-days")


def as_table(known: Sequence[NewItem]) -> Table:
    """Return the new goods, the newest first; every number opens on its days."""
    columns = (
        Column("item", say(ITEM)), Column("age", say(AGE), "count"),
        *(Column(key, say(title), unit) for key, (title, unit) in COLUMNS.items()),
        Column("interval", say(INTERVAL)), Column("first", say(FIRST), "day"), Column("item_id", say(ID), "id"),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [item.name, len(item.days), *(getattr(item, key) for key in COLUMNS), _interval(item), item.first_shelved, item.item]
        for item in known
    ]  # fmt: skip
    figures = {
        (place, key): item.behind(key)
        for place, item in enumerate(known)
        for key in COLUMNS
        if getattr(item, key) is not None
    }
    return Table(say(TITLE), columns, rows, figures)


def _interval(item: NewItem) -> str | None:
    return None if item.interval is None else " – ".join(number(end, "percent") for end in item.interval)


def day_table(known: Sequence[NewItem]) -> Table:
    """Return the pieces that each item sold on its first, second ... day."""
    last = min(max(len(item.days) for item in known), MOST_DAYS)
    days = range(1, last + 1)
    columns = (
        Column("item", say(ITEM)),
        *(Column(f"d{number}", say(NTH.fill(n=number)), "count") for number in days),
    )
    rows: list[list[Cell]] = [
        [item.name, *(item.days[number - 1].items if number <= len(item.days) else None for number in days)]
        for item in known
    ]
    highest = max((day.items or 0 for item in known for day in item.days), default=0)
    shades = {
        (place, f"d{day.number}"): (day.items or 0) / highest
        for place, item in enumerate(known)
        for day in item.days[:MOST_DAYS]
        if highest and day.items is not None
    }
    return Table(say(BY_DAY), columns, rows, shades=shades)
