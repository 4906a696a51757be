"""商品: classes, hot sellers, new goods by day on the shelf, how places sell, and what is bought together."""

import streamlit as st

from data.text import Text
from metrics.period import Period
from metrics.scope import last_full_day
from ui import filters, header, missing, sellers
from ui.goods import classes, fresh, pairs, places
from ui.session import require, store

TITLE = Text("商品", "Goods")
PAIRS = Text("常一起买的", "What is bought together")


def page() -> None:
    """Draw the page."""
    require("items")
    scope = filters.scope()
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    if last is None:
        missing.nothing_loaded()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = filters.period("30d", last)
    classes.draw(scope.whole)
    fresh.draw(last, scope)
    sellers.draw(Period.day(last), scope)
    places.draw(period, scope.whole)
    pairs.draw(period, scope.whole)
    filters.undivided(PAIRS)
