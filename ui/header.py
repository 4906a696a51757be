"""The head of a page: its title, up to which day the data goes, and what is missing on that day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from data.text import Text
from metrics.scope import EVERYTHING, SOURCES, Scope, coverage
from ui.format import day as day_text
from ui.format import listed, plain
from ui.session import language, say, store

SHOP_CLOCK = ZoneInfo("Asia/Shanghai")
UP_TO = Text("数据截至 {day}", "Data up to {day}")
COMPLETE = Text(
    "当天的订单、店铺日报、推广报表都已导入", "that day's orders, shop-daily and ad reports are all loaded"
)
LACKING = Text("当天还缺：{names}", "still missing for that day: {names}")
LATE = Text(
    "最近一个完整的日子是 {day}，不是昨天。导入新的报表后这里会更新。",
    "The last whole day is {day}, not yesterday. Load newer exports to bring this up to date.",
)
CATEGORY = Text("类目：{name}", "Category: {name}")
WITHIN = Text(
    "只算这个类目的商品；不分商品记录的数（访客、订单、退款）是 —。",
    "Its goods alone; what isn't recorded by item (visitors, orders, refunds) is —.",
)
MORNING = ("orders", "visitors", "ad_spend")


def draw(title: Text, day: date | None = None, scope: Scope = EVERYTHING) -> None:
    """Draw the title and, with a day, the line on what is loaded up to it."""
    st.title(say(title), anchor=False)
    if day is None:
        return
    lacking = missing_on(day, scope)
    names = Text(*(listed((SOURCES[source].say(code) for source in lacking), code) for code in ("zh", "en")))
    if scope.category is not None:
        name = Text(plain(scope.category), plain(scope.category))
        st.markdown(f":blue-badge[{say(CATEGORY.fill(name=name))}] :small[{say(WITHIN)}]")
    state = LACKING.fill(names=names) if lacking else COMPLETE
    st.caption(f"{plain(say(UP_TO.fill(day=day_text(day, language()))))} · {plain(say(state))}")
    if day < today() - timedelta(days=1):
        st.warning(say(LATE.fill(day=day_text(day, language()))), icon=":material/schedule:")


def missing_on(day: date, scope: Scope) -> list[str]:
    """Return which of the three sources of a morning are not loaded for that day."""
    known = coverage(store())
    return [source for source in MORNING if all(entry[2] != day for entry in known.days((source,), scope))]


def today() -> date:
    """Return today by the shop's clock."""
    return datetime.now(SHOP_CLOCK).date()
