"""导入数据: drop exports, see what became of each file, take a load back, and find out what to download next."""

import streamlit as st

from data.text import Text
from ui import header
from ui.loading import breaks, calendar, history, quarantine, restated, templates, upload, waiting
from ui.session import require, say

TITLE = Text("导入数据", "Load data")
DAYS = Text("哪些日子已导入", "Days loaded")
PAST = Text("导入记录与撤销", "Past loads and undo")
CHECK = Text("核对", "Check")
RESTATED = Text("改动过的日子", "Restated days")
LEFT_OUT = Text("没有导入的行", "Rows left out")
WHERE = Text("去哪里下载报表", "Where to download")
OWN = Text("自己的表", "Own sheets")


def page() -> None:
    """Draw the page."""
    require("load")
    header.draw(TITLE)
    upload.draw()
    names = (DAYS, PAST, CHECK, RESTATED, LEFT_OUT, WHERE, OWN)
    days, past, checked, changed, left_out, where, own = st.tabs([say(name) for name in names])
    with days:
        calendar.days_loaded()
    with past:
        history.draw()
    with checked:
        breaks.draw()
    with changed:
        restated.draw()
    with left_out:
        quarantine.draw()
    with where:
        waiting.downloads()
    with own:
        templates.draw()
