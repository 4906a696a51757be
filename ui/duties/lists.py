"""The list behind a duty, as a table: rows of the store, or a cut of metrics."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses import lists
from metrics.evaluate import Scope
from metrics.figure import Asked
from metrics.period import Period
from reports.figures import as_table as figures_table
from reports.table import Column, Table
from ui import figures
from ui.duties.duty import CUTS
from ui.figures import KEYS
from ui.opened import as_table
from ui.session import language, say, setting

# The setting that keeps how many hours the platform gives for dispatch (ui/settings.py).
PLATFORM_SETTING = "platform_hours"
BY = {
    "item": Text("商品", "Item"),
    "campaign": Text("计划", "Campaign"),
    "keyword": Text("关键词", "Keyword"),
    "region": Text("地域", "Region"),
    "hour": Text("小时", "Hour"),
    "tier": Text("等级", "Tier"),
}
EMPTY_LIST = Text(
    "这份清单现在是空的：没有这样的行，或需要的报表还没有导入。",
    "This list is empty: there are no such rows, or the export that it needs is not loaded.",
)


def title(key: str) -> Text:
    """Return the title of a list; KeyError if there is none of that key."""
    return CUTS[key].title if key in CUTS else lists.LISTS[key].title


@st.cache_data(max_entries=64, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _rows(store: Store, key: str, day: date, scope: Scope, titled: str, platform_hours: int) -> Table:
    return as_table(titled, lists.rows(store, key, day, scope, platform_hours))


def table(store: Store, key: str, day: date, scope: Scope) -> Table:
    """Return the list of that key as of a day; empty where nothing is in it."""
    if key not in CUTS:
        hours = int(setting(PLATFORM_SETTING, str(lists.PLATFORM_HOURS)))
        return _rows(store, key, day, scope, say(title(key)), hours)
    cut = CUTS[key]
    span = Period.last_days(day, cut.days)
    rows = figures.rows(store, cut.keys, span, cut.by, scope)
    first = Column("name", say(BY[cut.by]))
    return figures_table(say(cut.title), first, rows, cut.keys, language(), asked=Asked(span, scope, cut.by))


def opener(store: Store, key: str, day: date, scope: Scope, show: Callable[[Table, str], None]) -> None:
    """Draw the list into the dialog that is open now."""
    found = table(store, key, day, scope)
    if found.rows:
        show(found, f"duty-list-{key}-table")
    else:
        st.info(say(EMPTY_LIST))
