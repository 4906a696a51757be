"""顾客: who comes back and when, what buyers are worth, RFM groups, tiers and their moves, and where the goods go."""

import streamlit as st

from data.text import Text
from metrics.figure import Asked
from metrics.period import Period
from metrics.scope import Scope, last_full_day
from reports.figures import as_table
from reports.table import Column
from ui import figures, filters, header, missing, one_shop, rising, tables, variants
from ui.cards import Card, Figures, Side, blocks, wall
from ui.customers import back, cohorts, groups, tiers
from ui.opened import lay_open
from ui.session import language, require, say, store

TITLE = Text("顾客", "Customers")
SPAN = Text("下面这些数是截至 {day} 的 365 天的。", "These figures are of the 365 days to {day}.")
PROVINCES = Text("地域分布（近 30 天，按收货省份）", "Provinces (30 days, of the receiver)")
PROVINCE = Text("省份", "Province")
CARDS = (
    Card("repeat_rate", (Side("repeat_order_share"),)),
    Card("returning_buyer_share", (Side("paid_buyers"),)),
    Card("repeat_within_90d", (Side("repeat_within_30d"), Side("repeat_within_180d"))),
    Card("observed_ltv", (Side("vip_members"),)),
)
BY_PROVINCE = ("paid_amount", "paid_orders", "paid_buyers")
YEAR, MONTH = 365, 30


def page() -> None:
    """Draw the page."""
    require("customers")
    scope = filters.scope().whole
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    filters.undivided()
    if last is None:
        missing.nothing_loaded()
        return
    scope = one_shop.one(scope, "buyers")
    _cards(Period.last_days(last, YEAR), scope)
    cohorts.draw(scope)
    back.draw(last, scope)
    groups.draw(scope)
    tiers.draw(scope)
    _provinces(Period.last_days(last, MONTH), scope)


def _cards(year: Period, scope: Scope) -> None:
    st.caption(say(SPAN.fill(day=year.last)))
    cards = variants.as_chosen(CARDS)
    row = figures.total(store(), variants.keys_of(cards), year, scope)
    shown = Figures({"period": row}, lines=rising.lines(cards, {"period": year}, scope))
    wall(blocks(cards, shown, lambda card: lay_open(card.keys, year, scope)), "customers-cards")


def _provinces(period: Period, scope: Scope) -> None:
    rows = figures.rows(store(), BY_PROVINCE, period, "province", scope)
    if rows:
        asked = Asked(period, scope, "province")
        table = as_table(
            say(PROVINCES), Column("province", say(PROVINCE)), rows, BY_PROVINCE, language(), asked=asked
        )
        with st.expander(say(PROVINCES)):
            tables.show(table, "provinces", help_texts=tables.explanations(BY_PROVINCE, language()))
