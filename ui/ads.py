"""The parts of the promotion page: spend and revenue by day, and the cuts of the ad reports."""

from dataclasses import replace
from datetime import date

import streamlit as st

from data.text import Text
from metrics.evaluate import Row, Scope
from metrics.figure import Asked
from metrics.period import Period
from reports.figures import as_table
from reports.table import Column, Table
from ui import charts, figures, filling, missing, tables
from ui.remembered import buttons
from ui.session import language, say, store

# The decision stands second: a phone shows the first three to five columns.
CUT_KEYS = (
    "ad_spend", "ad_roi", "ad_revenue", "ad_clicks", "ad_ctr", "ad_cpc", "ad_cvr", "ad_orders", "ad_cart_cost",
    "ad_direct_revenue", "ad_impressions",
)  # fmt: skip
# 全站推广 counts free traffic too: it stands in columns of its own, where the shop has it.
SITE_KEYS = ("site_ad_revenue", "site_ad_roi")
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
BY_DAY = Text("每天的数", "Day by day")
DAY = Text("日期", "Day")
STATE = Text("成交是否已定", "Sales settled?")
CHART = Text("{key}，按天", "{key} by day")
HOURS = Text("{key}，按小时（0–23 点）", "{key} by hour (0–23)")
NO_CUT = Text("这段日期没有「{cut}」维度的推广报表。", "No ad report by {cut} covers these days.")


def days(period: Period, scope: Scope) -> None:
    """Draw spend and revenue by day as two charts, and the days as a table that marks those still filling."""
    rows = figures.rows(store(), DAY_KEYS, period, "day", scope)
    first = filling.filling_from(scope)
    if first is not None and period.last is not None and period.last >= first:
        st.info(say(filling.WHY.fill(first=first.isoformat())), icon=":material/hourglass_top:")
    events = charts.events(store(), scope, language())
    for column, key in zip(st.columns(2), ("ad_spend", "ad_revenue"), strict=True):
        with column:
            charts.draw(charts.over_days(CHART, key, rows, language(), events=events), f"roi-{key}", scope)
    with st.expander(say(BY_DAY)):
        tables.show(
            day_table(rows, first, Asked(period, scope, "day")),
            "roi-days",
            help_texts=tables.explanations(DAY_KEYS, language()),
        )


def day_table(rows: list[Row], first_filling: date | None, asked: Asked | None = None) -> Table:
    """Return the days as a table: spend, whether the sales are settled, then the rest."""
    table = as_table(say(BY_DAY), Column("day", say(DAY), "day"), rows, DAY_KEYS, language(), _date, asked)
    states = (say(filling.state(_date(row), first_filling)) for row in rows)
    marked = [(*cells[:2], state, *cells[2:]) for cells, state in zip(table.rows, states, strict=True)]
    columns = (*table.columns[:2], Column("state", say(STATE)), *table.columns[2:])
    return replace(table, columns=columns, rows=marked)


def cuts(period: Period, scope: Scope) -> None:
    """Draw the choice of a cut and its table; by hour also as charts."""
    # Of the cuts, items alone know their category.
    cut = buttons("cut", CUTS, "campaign", CUT) if scope.category is None else "item"
    name = CUTS[cut]
    rows = figures.rows(store(), (*CUT_KEYS, *SITE_KEYS), period, cut, scope)
    if not rows:
        st.caption(say(NO_CUT.fill(cut=name)))
        missing.exports_missing((f"ads_{cut}",))
        return
    if cut == "hour":
        rows = sorted(rows, key=lambda row: int(row.cut or 0))
        _hours(rows, Asked(period, scope, cut))
    has_site = any(row.values[key].value for row in rows for key in SITE_KEYS)
    keys = (*CUT_KEYS, *SITE_KEYS) if has_site else CUT_KEYS
    table = as_table(
        say(BY_CUT.fill(cut=name)),
        Column(cut, say(name)),
        rows,
        keys,
        language(),
        asked=Asked(period, scope, cut),
    )
    tables.show(table, f"roi-{cut}", help_texts=tables.explanations(keys, language()))


def _hours(rows: list[Row], asked: Asked) -> None:
    for column, key in zip(st.columns(2), ("ad_spend", "ad_roi"), strict=True):
        with column:
            charts.draw(charts.over_hours(HOURS, key, rows, language(), asked), f"roi-hours-{key}")


def _date(row: Row) -> date:
    return date.fromisoformat(row.cut or "")
