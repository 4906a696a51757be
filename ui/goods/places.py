"""How places sell: every item's conversion beside the median of its category."""

from collections.abc import Sequence

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.slots import LEAST_NEIGHBOURS, LEAST_VISITORS, Placed, slot_conversion
from metrics.period import Period
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from reports.wording import number
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("展示位转化率（以商品代表展示位）", "Conversion of places (an item stands for its place)")
ABOUT = Text(
    "整个 95% 区间都在同类目中位数一边才说高或低；不到 {visitors} 个访客、不到 5 个买家或同类目不到 {neighbours} 个商品的不判断。",
    "Only what lies wholly on one side of its category's median is called so; under {visitors} visitors, 5 buyers or {neighbours} "
    "neighbours nothing is.",
)
NOTHING = Text(
    "这段日期没有带访客和买家的商品日报。", "No item-daily export with visitors and buyers covers these days."
)
VERDICTS = {
    "below": Text("偏低", "below"),
    "above": Text("偏高", "above"),
    "unclear": Text("看不出差别", "no clear difference"),
    "few": Text("不判断", "not judged"),
}
ITEM = Text("商品", "Item")
VERDICT = Text("与同类目比", "Against its category")
RATE = Text("转化率", "Conversion")
INTERVAL = Text("95% 区间", "95 % interval")
USUAL = Text("同类目中位数", "Category's median")
CATEGORY = Text("类目", "Category")
VISITORS = Text("逐日访客之和", "Days' visitors, added")
BUYERS = Text("逐日买家之和", "Days' buyers, added")
MOST = 100


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, period: Period, scope: Scope) -> list[Placed]:
    """Return every visited item's conversion over a period beside its category's."""
    return slot_conversion(store, period, scope)


def draw(period: Period, scope: Scope) -> None:
    """Draw the most visited items."""
    st.subheader(say(TITLE), anchor=False)
    known = found(store(), period, scope)[:MOST]
    if not known:
        st.caption(say(NOTHING))
        return
    st.caption(plain(say(ABOUT.fill(visitors=LEAST_VISITORS, neighbours=LEAST_NEIGHBOURS))))
    tables.show(as_table(known), "places")


def as_table(known: Sequence[Placed]) -> Table:
    """Return the items, those below their category first, then by visitors; every number opens on the item's days."""
    ordered = sorted(known, key=lambda entry: (list(VERDICTS).index(entry.verdict), -entry.slot.visitors))
    columns = (
        Column("item", say(ITEM)), Column("verdict", say(VERDICT)), Column("rate", say(RATE), "percent"),
        Column("interval", say(INTERVAL)), Column("usual", say(USUAL), "percent"), Column("visitors", say(VISITORS), "people"),
        Column("buyers", say(BUYERS), "people"), Column("category", say(CATEGORY)),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for entry in ordered:
        slot = entry.slot
        interval = " – ".join(number(end, "percent") for end in slot.interval)
        rows.append(
            [
                slot.name,
                say(VERDICTS[entry.verdict]),
                slot.rate,
                interval,
                entry.usual,
                slot.visitors,
                slot.buyers,
                slot.category,
            ]
        )
    figures = {}
    for place, entry in enumerate(ordered):
        figures[place, "rate"] = entry.slot.behind("rate")
        figures[place, "visitors"] = entry.slot.behind("visitors")
        figures[place, "buyers"] = entry.slot.behind("buyers")
    return Table(say(TITLE), columns, rows, figures)
