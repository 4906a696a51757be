"""Whose plan is typed: a typed row always belongs to one shop."""

import streamlit as st

from data.text import Text
from metrics.scope import Scope, Shop, coverage
from ui.remembered import menu
from ui.session import say, store

WHICH = Text("给哪家店填写", "For which shop")
NO_SHOP = Text(
    "还没有店铺：先导入一份报表，再来填写。", "There is no shop yet: load an export first, then type here."
)


def shop_to_type(scope: Scope) -> Shop | None:
    """Return the shop that typed rows are of; draws the choice where the scope holds several, a sentence where none."""
    known = coverage(store()).shops(scope)
    if not known:
        st.info(say(NO_SHOP))
        return None
    if len(known) == 1:
        return known[0]
    names = {f"{name}@{platform}": (name, platform) for name, platform in known}
    most = max(names, key=lambda key: _days_of_orders(names[key]))
    picked = menu("typing", list(names), most, WHICH, lambda key: names[key][0])
    return names[picked]


def _days_of_orders(shop: Shop) -> int:
    """Return on how many days a shop's orders are loaded: the shop with most of them is the one to begin with."""
    return len(coverage(store()).days(("orders",), Scope(*shop)))
