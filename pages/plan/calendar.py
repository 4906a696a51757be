"""活动日历: what the days of a month hold, the events that are typed, and the shop's fixed week."""

from datetime import date

import streamlit as st

from data.text import Text
from data.typed_plan import EVENTS, WEEKDAY_EVENTS
from metrics.calendar import events
from metrics.period import Period
from metrics.scope import Scope, last_full_day
from ui import charts, filters, header, trail
from ui.plan import evaluated
from ui.plan import events as typed
from ui.plan import month as months
from ui.plan.shops import shop_to_type
from ui.remembered import menu
from ui.session import require, say, state, store

TITLE = Text("活动日历", "Calendar")
MONTH = Text("月份", "Month")
TYPED = Text("填写活动", "Type events")
TRAIL = Text("活动的修改记录", "Changes of events")
WEEK_TRAIL = Text("每周固定活动的修改记录", "Changes of the fixed week")
NOTHING = Text("这个月没有记下什么。", "Nothing is noted in this month.")


def page() -> None:
    """Draw the page."""
    require("calendar")
    scope = filters.scope().whole
    header.draw(TITLE)
    filters.undivided()
    now = last_full_day(store(), scope) or header.today()
    known = months.known_months(store(), scope, now)
    chosen = menu("month", known, f"{now:%Y-%m}", MONTH, str)
    first = date.fromisoformat(f"{chosen}-01")
    _month(first, scope)
    evaluated.draw(Period.month(first), now, scope)
    st.subheader(say(TYPED), anchor=False)
    shop = shop_to_type(scope)
    if shop is None:
        return
    _typed(shop, first)


def _month(first: date, scope: Scope) -> None:
    found = months.noted(store(), Period.month(first), scope)
    weekly = typed.fixed(state(), scope.shop)
    listed = months.table(first, found, weekly)
    charts.draw(months.chart(first, found, weekly, listed if listed.rows else None), "month")
    st.caption(say(months.LEGEND if listed.rows else NOTHING))


def _typed(shop: tuple[str, str], first: date) -> None:
    adding, editing, weekly = st.tabs([say(typed.ADD), say(typed.LIST), say(typed.WEEK)])
    with adding:
        typed.add(shop, first)
    with editing:
        typed.edit(
            shop,
            typed.of_month(events(store(), Scope(*shop)), first),
            f"{shop[0]}-{first}-{store().typed.mark}",
        )
    with weekly:
        typed.week(shop)
    trail.draw(EVENTS.name, TRAIL)
    trail.draw(WEEKDAY_EVENTS.name, WEEK_TRAIL)
