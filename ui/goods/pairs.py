"""What is bought together: pairs of goods with how sure the one brings the other."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.basket import LEAST, Baskets, baskets
from metrics.period import Period
from metrics.scope import Scope
from reports.table import Cell, Column, Kind, Table
from reports.wording import number
from ui import one_shop, tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("常一起买的", "Bought together")
ABOUT = Text(
    "{n} 次购买里（同一买家同一天算一次），至少 {least} 次一起买的两件商品。提升度大于 1 才比碰巧多；不说明原因。",
    "Of {n} baskets (one buyer's day is one), pairs in {least} or more. A lift over 1 is more often than by chance; it names no cause.",
)
NO_PAIRS = Text(
    "{n} 次购买里没有 {least} 次以上一起买的两件商品。",
    "No pair of goods is in {least} or more of {n} baskets.",
)
ITEM = Text("买了", "Who buys")
OTHER = Text("也买", "also buys")
INTERVAL = Text("95% 区间", "95 % interval")
COLUMNS: tuple[tuple[str, Text, Kind], ...] = (
    ("lift", Text("提升度", "Lift"), "number"),
    ("together", Text("一起买的次数", "Together"), "count"),
    ("confidence", Text("买前者的也买后者", "Share that also buys"), "percent"),
    ("of_item", Text("买前者的次数", "Baskets with the first"), "count"),
)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, period: Period, scope: Scope) -> Baskets | Text:
    """Return the pairs of a shop over a period, or why there are none."""
    return baskets(store, period, scope)


def draw(period: Period, scope: Scope) -> None:
    """Draw the pairs."""
    st.subheader(say(TITLE), anchor=False)
    scope = one_shop.one(scope, "orders")
    known = found(store(), period, scope)
    if isinstance(known, Text):
        st.info(say(known), icon=":material/shopping_basket:")
        return
    words = ABOUT if known.pairs else NO_PAIRS
    st.caption(plain(say(words.fill(n=f"{known.count:,}", least=LEAST))))
    if known.pairs:
        tables.show(as_table(known), "pairs")


def as_table(known: Baskets) -> Table:
    """Return the pairs, the highest lift first; every number opens on its baskets."""
    first, *others = COLUMNS
    # The lift stands second, as a phone shows few columns.
    columns = (
        Column("item", say(ITEM)), Column(first[0], say(first[1]), first[2]), Column("other", say(OTHER)),
        *(Column(key, say(title), kind) for key, title, kind in others), Column("interval", say(INTERVAL)),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            pair.name, getattr(pair, first[0]), pair.other_name, *(getattr(pair, key) for key, *_ in others),
            " – ".join(number(end, "percent") for end in pair.interval),
        ]
        for pair in known.pairs
    ]  # fmt: skip
    figures = {
        (place, key): known.behind(pair, key) for place, pair in enumerate(known.pairs) for key, *_ in COLUMNS
    }
    return Table(say(TITLE), columns, rows, figures)
