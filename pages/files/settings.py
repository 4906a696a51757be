"""设置: how the dashboard speaks, colours and counts, who is typing, and the trail of what was set."""

import streamlit as st

from data.state import SETTING
from data.text import Text
from ui import header, settings, trail
from ui.remembered import words
from ui.session import PERSON, require, say

TITLE = Text("设置", "Settings")
ABOUT = Text(
    "这里的设置对打开这个看板的每个人有效，马上保存。",
    "These settings hold for everybody who opens this dashboard, and are kept at once.",
)
NAME = Text("你的名字", "Your name")
NAME_HELP = Text(
    "写在你的每次修改旁边（目标、活动、待办、设置）。只在这个浏览器里记住。",
    "Stands beside whatever you change (targets, events, to-dos, settings). Remembered in this browser only.",
)
DISPLAY = Text("显示", "Display")
READINGS = Text("口径选择", "Which reading of a figure")


def page() -> None:
    """Draw the page."""
    require("settings")
    header.draw(TITLE)
    st.caption(say(ABOUT))
    words(PERSON, NAME, help=NAME_HELP)
    st.subheader(say(DISPLAY), anchor=False)
    for choice in settings.CHOICES:
        settings.draw(choice)
    st.subheader(say(READINGS), anchor=False)
    st.caption(say(settings.READING_HELP))
    with st.grid(2, min_column_width=300, key="readings"):
        for choice in settings.readings():
            settings.draw_menu(choice)
    settings.draw_words()
    trail.draw(SETTING)
