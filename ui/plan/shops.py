"""Whose plan is typed: a typed row always belongs to one shop."""

import streamlit as st

from data.text import Text
from metrics.scope import Scope, Shop
from ui.one_shop import picked
from ui.session import say

WHICH = Text("给哪家店填写", "For which shop")
NO_SHOP = Text(
    "还没有店铺：先导入一份报表，再来填写。", "There is no shop yet: load an export first, then type here."
)


def shop_to_type(scope: Scope) -> Shop | None:
    """Return the shop that typed rows are of; draws the choice where the scope holds several, a sentence where none."""
    shop = picked(scope, "typing", WHICH)
    if shop is None:
        st.info(say(NO_SHOP))
    return shop
