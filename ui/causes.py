"""Why yesterday differs from ordinary same weekdays: three sentences, and the split behind them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.drivers import Driver, Drivers, campaigns, sources
from metrics.analyses.why import Why, causes
from metrics.evaluate import Scope
from metrics.figure import Asked
from metrics.period import Period
from reports.table import Column, Kind, Table
from ui import tables
from ui.figures import kept
from ui.format import plain
from ui.session import say, store

TITLE = Text("为什么变了", "Why it changed")
NO_BASE = Text("没有可比的日子，暂时说不出原因。", "No comparable day is loaded, so no cause can be named.")
USUAL = Text(
    "没有反常，不用找原因；要看各部分，展开下面。",
    "Nothing out of the ordinary, so no cause to look for; the parts are below.",
)
ONE_DAY = Text(
    "原因按单日拆解：时间范围选一天时显示。", "Causes are of one day: choose a single day to see them."
)
DETAILS = Text("按因素、商品、省份、来源、计划拆开", "Split by factor, item, province, source and campaign")
FACTORS = Text("因素", "Factor")
ITEMS = Text("商品", "Item")
PROVINCES = Text("省份", "Province")
PART = Text("影响金额", "Part of the change")
REST = Text("其余", "all others")
SOURCES = Text("来源访客", "Visitors by source")
CAMPAIGNS = Text("计划点击", "Clicks by campaign")
NOW, CHANGE = Text("当天", "The day"), Text("比平日平均", "Against the mean")
PEOPLE = Text(
    "一个访客会算进每个来源，各来源的差不能加总。",
    "A visitor counts in every source that led here: the differences don't add up.",
)
OTHERS = Text("另有 {n} 个变化较小。", "{n} more changed less.")
SMALL = Text("另有 {n} 个不足 30。", "{n} more are under 30.")
NO_CATEGORY = Text(
    "原因要用访客和买家拆开，它们不分类目；选「全部类目」后显示。",
    "Causes are split by visitors and buyers, which can't be told by category: choose all categories to see them.",
)
NO_FACTORS = Text(
    "缺店铺日报的访客数，拆不出访客、转化率和客单价。",
    "Without the visitors of the shop-daily export, visitors, conversion and spend can't be told apart.",
)


@kept(64)
def why(of: Store, period: Period, scope: Scope) -> Why | None:
    """Return what made the change of a day's paid amount; None for spans and where there is no base."""
    return causes(of, period.first, scope) if period.first and period.first == period.last else None


@kept(64)
def drivers(
    of: Store, day: date, base: tuple[date, ...], scope: Scope
) -> tuple[Drivers | None, Drivers | None]:
    """Return how the visitors of sources and the clicks of campaigns changed; None where there is nothing to compare."""
    return sources(of, day, base, scope), campaigns(of, day, base, scope)


def draw(found: Why | None, period: Period, scope: Scope) -> None:
    """Draw the causes."""
    st.subheader(say(TITLE), anchor=False)
    if scope.category is not None:
        st.caption(say(NO_CATEGORY))
        return
    if found is None:
        st.caption(say(NO_BASE if period.first == period.last else ONE_DAY))
        return
    # The first sentence stands in the verdict above the cards.
    for sentence in found.sentences[1:]:
        st.markdown(f"- {plain(say(sentence))}")
    if len(found.sentences) == 1:
        st.caption(say(USUAL))
    fold = st.expander(say(DETAILS), key="why-fold", on_change="rerun")
    if fold.open:
        with fold:
            _details(found, scope)


def _details(found: Why, scope: Scope) -> None:
    if not found.factors:
        st.caption(say(NO_FACTORS))
    factors = tuple((say(name), part) for name, part in found.factors)
    for title, parts, rest in (
        (FACTORS, factors, None),
        (ITEMS, found.items, found.other_items),
        (PROVINCES, found.provinces, found.other_provinces),
    ):
        if parts:
            tables.show(split_table(title, parts, rest), f"why-{title.en}", export=False)
    led, clicked = drivers(store(), found.day, found.base_days, scope)
    _drivers(SOURCES, led, "people", PEOPLE)
    _drivers(CAMPAIGNS, clicked, "count", None, Asked(Period.day(found.day), scope, "campaign"))


def _drivers(
    title: Text, found: Drivers | None, kind: Kind, note: Text | None, asked: Asked | None = None
) -> None:
    if found is None or not found.shown:
        return
    table = driver_table(title, found.shown, kind)
    if asked is not None:
        clicks = {
            (place, "now"): asked.figure("ad_clicks", each.name) for place, each in enumerate(found.shown)
        }
        table = replace(table, figures=clicks)
    tables.show(table, f"why-{title.en}", export=False)
    words = [say(note)] if note is not None else []
    words += [say(left.fill(n=n)) for left, n in ((OTHERS, found.others), (SMALL, found.small)) if n]
    if words:
        st.caption(plain(" ".join(words)))


def driver_table(title: Text, shown: tuple[Driver, ...], kind: Kind) -> Table:
    """Return the sources or campaigns with the day's count and its difference from the base's mean."""
    columns = (
        Column("name", say(title)),
        Column("now", say(NOW), kind),
        Column("change", say(CHANGE), "number"),
    )
    return Table(say(title), columns, [(each.name, each.now, each.change) for each in shown])


def split_table(title: Text, parts: tuple[tuple[str, Decimal], ...], rest: Decimal | None) -> Table:
    """Return one part of the split as a table; with `rest` it adds up to the whole change."""
    rows: list[tuple[str, Decimal]] = list(parts)
    if rest is not None:
        rows.append((say(REST), rest))
    return Table(say(title), (Column("name", say(title)), Column("part", say(PART), "money")), rows)
