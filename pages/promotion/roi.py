"""推广 ROI: what ads cost and brought, the shop's graded ROI, and the cuts of the ad reports."""

from datetime import date

import streamlit as st

from data.text import Text
from metrics.evaluate import Row, Scope
from metrics.period import Period
from metrics.scope import last_full_day
from reports.figures import as_table
from reports.table import Column, Table
from ui import charts, figures, filling, filters, header, missing, tables
from ui.cards import Card, Figures, Side, blocks, wall
from ui.opened import lay_open
from ui.remembered import buttons
from ui.session import language, require, say, store

TITLE = Text("推广 ROI", "Promotion ROI")
CARDS = (
    Card("ad_spend", (Side("ad_cost_ratio"),)),
    Card("ad_revenue", (Side("ad_direct_revenue"), Side("ad_orders"))),
    Card("ad_roi"),
    Card("store_roi", (Side("roi_grade"), Side("store_cost"))),
    Card("ad_impressions", (Side("ad_ctr"),)),
    Card("ad_clicks"),
    Card("ad_cpc"),
    Card("ad_cvr"),
)
# The decision stands second: a phone shows the first three to five columns.
CUT_KEYS = (
    "ad_spend", "ad_roi", "ad_revenue", "ad_clicks", "ad_ctr", "ad_cpc", "ad_cvr", "ad_orders", "ad_direct_revenue",
    "ad_impressions",
)  # fmt: skip
DAY_KEYS = (
    "ad_spend",
    "ad_roi",
    "ad_revenue",
    "ad_clicks",
    "ad_cpc",
    "ad_cvr",
    "paid_amount",
    "store_cost",
    "store_roi",
)
CUTS = {
    "campaign": Text("计划", "Campaign"),
    "item": Text("商品", "Item"),
    "keyword": Text("关键词", "Keyword"),
    "region": Text("地域", "Region"),
    "hour": Text("时段", "Hour"),
}
CUT = Text("按什么看", "Cut by")
BY_CUT = Text("按{cut}", "By {cut}")
BY_DAY = Text("按天", "By day")
DAY = Text("日期", "Day")
STATE = Text("成交是否已定", "Sales settled?")
HOURS = Text("{key}，按小时（0–23 点）", "{key} by hour (0–23)")
CHART = Text("{key}，按天", "{key} by day")
NO_CUT = Text("这段日期没有「{cut}」维度的推广报表。", "No ad report by {cut} covers these days.")
UNGRADED = Text(
    "1:3 及格、1:4 良好、1:5 优秀只用于店铺ROI，并且广告、包邮、折扣三项成本都已导入时才评级；广告投产比不评级。",
    "The grades 1:3 pass, 1:4 good, 1:5 excellent are for the store ROI alone, and only when ads, postage and discounts are "
    "all loaded; ad ROI is not graded.",
)  # fmt: skip


def page() -> None:
    """Draw the page."""
    require("roi")
    scope = filters.scope()
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    if last is None:
        missing.nothing_loaded()
        return
    period = filters.period("30d", last)
    total = figures.total(store(), _keys(), period, scope)
    if total.values["ad_spend"].value is None:
        missing.exports_missing(("ads_campaign", "ads_spend"))
    _cards(total, period, scope)
    st.caption(say(UNGRADED))
    _days(period, scope)
    _cut(period, scope)


def _keys() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for card in CARDS for key in card.keys))


def _cards(total: Row, period: Period, scope: Scope) -> None:
    days = figures.rows(store(), _keys(), Period.last_days(period.last or date.max, 28), "day", scope)
    # Figures that still rise are not compared with settled ones.
    keys = [key for key in _keys() if filling.is_settled(key, period, filling.filling_from(scope))]
    shown = Figures({"period": total}, days, figures.bases(store(), keys, period, scope))
    drawn = blocks(CARDS, shown, lambda card: lay_open(card.keys, period, scope))
    wall(drawn, "roi-cards")


def _days(period: Period, scope: Scope) -> None:
    rows = figures.rows(store(), DAY_KEYS, period, "day", scope)
    first_filling = filling.filling_from(scope)
    if first_filling is not None and period.last is not None and period.last >= first_filling:
        st.info(say(filling.WHY.fill(first=first_filling.isoformat())), icon=":material/hourglass_top:")
    for column, key in zip(st.columns(2), ("ad_spend", "ad_revenue"), strict=True):
        with column:
            charts.draw(
                charts.over_days(CHART, key, rows, language(), events=charts.events(store(), scope)),
                f"roi-{key}",
            )
    with st.expander(say(BY_DAY)):
        tables.show(
            _day_table(rows, first_filling), "roi-days", help_texts=tables.explanations(DAY_KEYS, language())
        )


def _day_table(rows: list[Row], first_filling: date | None) -> Table:
    table = as_table(say(BY_DAY), Column("day", say(DAY), "day"), rows, DAY_KEYS, language(), label=_date)
    marked = [
        (row[0], row[1], say(filling.state(row[0], first_filling)), *row[2:])  # type: ignore[arg-type]
        for row in table.rows
    ]
    columns = (*table.columns[:2], Column("state", say(STATE)), *table.columns[2:])
    return Table(table.title, columns, marked)


def _date(row: Row) -> date:
    return date.fromisoformat(row.cut or "")


def _cut(period: Period, scope: Scope) -> None:
    cut = buttons("cut", CUTS, "campaign", CUT)
    name = CUTS[cut]
    rows = figures.rows(store(), CUT_KEYS, period, cut, scope)
    if not rows:
        st.caption(say(NO_CUT.fill(cut=name)))
        missing.exports_missing((f"ads_{cut}",))
        return
    if cut == "hour":
        rows = sorted(rows, key=lambda row: int(row.cut or 0))
        _hours(rows)
    first = Column(cut, say(name), "text")
    table = as_table(say(BY_CUT.fill(cut=name)), first, rows, CUT_KEYS, language())
    tables.show(table, f"roi-{cut}", help_texts=tables.explanations(CUT_KEYS, language()))


def _hours(rows: list[Row]) -> None:
    for column, key in zip(st.columns(2), ("ad_spend", "ad_roi"), strict=True):
        with column:
            charts.draw(charts.over_hours(HOURS, key, rows, language()), f"roi-hours-{key}")
