"""Hot, normal, slow and new goods: how many there are of each, and every item with its share."""

from collections.abc import Sequence

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.classes import Classed, behind_class, classes
from metrics.behind import Behind
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("热销、常销、滞销、新品", "Hot, normal, slow and new goods")
ABOUT = Text(
    "近 28 天（到 {day}）按件数从多到少排：前 80% 的件数是热销，到 95% 是常销，其余滞销；上架不到 14 天的单列为新品。",
    "The 28 days to {day} by pieces: the first 80 % of all pieces are hot, to 95 % normal, the rest slow; under 14 days on the shelf "
    "goods are new.",
)
NAMES = {
    "hot": Text("热销", "hot"),
    "normal": Text("常销", "normal"),
    "slow": Text("滞销", "slow"),
    "new": Text("新品", "new"),
}
NOTHING = Text(
    "没有商品销量：请导入宝贝报表（子订单）或商品日报。",
    "No item sales: load the order-line or item-daily export.",
)
CLASS = Text("档次", "Class")
GOODS = Text("商品数", "Items")
ITEM = Text("商品", "Item")
ITEMS = Text("28 天件数", "Pieces in 28 days")
SHARE = Text("占全店件数", "Share of pieces")
ID = Text("商品编号", "Item id")
EVERY = Text("每个商品", "Every item")


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, scope: Scope) -> list[Classed]:
    """Return the items that sold in the newest 28 days, each with its class."""
    return classes(store, scope)


def draw(scope: Scope) -> None:
    """Draw how many goods each class has, and the goods."""
    st.subheader(say(TITLE), anchor=False)
    known = found(store(), scope)
    if not known:
        st.caption(say(NOTHING))
        return
    st.caption(plain(say(ABOUT.fill(day=max(item.day for item in known)))))
    tables.show(class_table(known), "classes")
    with st.expander(say(EVERY)):
        tables.show(item_table(known), "class-items")


def class_table(known: Sequence[Classed]) -> Table:
    """Return how many items each class has, and how much of all pieces."""
    columns = (
        Column("class", say(CLASS)), Column("goods", say(GOODS), "count"), Column("pieces", say(ITEMS), "count"),
        Column("share", say(SHARE), "percent"),
    )  # fmt: skip
    everything = sum(item.items for item in known)
    rows: list[list[Cell]] = []
    figures: dict[tuple[int, str], Behind] = {}
    for place, (key, name) in enumerate(NAMES.items()):
        own = [item for item in known if item.item_class == key]
        pieces = sum(item.items for item in own)
        rows.append([say(name), len(own), pieces, pieces / everything if everything else None])
        for column in ("goods", "pieces"):
            if (meant := behind_class(name, own, column == "pieces")) is not None:
                figures[place, column] = meant
    return Table(say(TITLE), columns, rows, figures)


def item_table(known: Sequence[Classed]) -> Table:
    """Return every item with its class; pieces and share open on the item's days."""
    columns = (
        Column("item", say(ITEM)), Column("class", say(CLASS)), Column("pieces", say(ITEMS), "count"),
        Column("share", say(SHARE), "percent"), Column("item_id", say(ID), "id"),
    )  # fmt: skip
    rows = [(item.name, say(NAMES[item.item_class]), item.items, item.share, item.item) for item in known]
    figures = {
        (place, column): item.behind(column == "share")
        for place, item in enumerate(known)
        for column in ("pieces", "share")
    }
    return Table(say(EVERY), columns, rows, figures)
