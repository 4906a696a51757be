"""Where each export is downloaded, and up to which day it is loaded."""

import streamlit as st

from data.exports import KINDS
from data.ledger import days_of_kinds
from data.text import Text
from ui import filters
from ui.format import plain
from ui.missing import NONE_LOADED
from ui.session import say, store

LOADED_UP_TO = Text("已导入到", "Loaded up to")


def downloads() -> None:
    """Draw where every known export is downloaded, and up to which day it is loaded."""
    days = days_of_kinds(store(), filters.scope().shop)
    for kind in (kind for kind in KINDS if not kind.own):
        found = days.get(kind.key)
        state = f"{say(LOADED_UP_TO)} {found[-1].isoformat()}" if found else say(NONE_LOADED)
        st.markdown(f"**{plain(say(kind.title))}** :gray[{plain(state)}]  \n{plain(say(kind.where))}")
