"""岗位清单: each role's duties with their numbers and lists, ticked day by day, week by week, month by month."""

import streamlit as st

from data.text import Text
from data.typed_duties import DUTIES_DONE
from data.typed_plan import week_events
from metrics.scope import last_full_day
from ui import filters, header, missing, trail
from ui.duties import checklist
from ui.format import plain
from ui.remembered import menu
from ui.session import require, role, say, state, store

TITLE = Text("岗位清单", "Duties")
WHOSE = Text("岗位", "Role")
TODAY = Text("今天：{line}", "Today: {line}")
ABOUT = Text(
    "岗位职责里的每一项，旁边是数据里现在的数字，点「清单」看后面的行。打勾记下谁在什么时候做完。",
    "Every duty of the job description with its number of now; “The list” shows the rows behind it. A tick keeps who and when.",
)


def page() -> None:
    """Draw the page."""
    require("duties")
    scope = filters.scope().whole
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    filters.undivided()
    if last is None:
        missing.nothing_loaded()
        return
    today = header.today()
    events = week_events(state(), scope.shop, today)
    st.caption(f"{plain(say(TODAY.fill(line=checklist.today_line(today, events))))}  \n{say(ABOUT)}")
    known = list(checklist.ROLES) if role().key == "manager" else [role().key]
    whose = (
        menu("post", known, known[0], WHOSE, lambda key: say(checklist.ROLES[key][0]))
        if len(known) > 1
        else known[0]
    )
    checklist.draw(whose, last, today, scope)
    trail.draw(DUTIES_DONE.name)
