"""推广 ROI: what ads cost and brought, the shop's graded ROI, and the cuts of the ad reports."""

from collections.abc import Sequence

import streamlit as st

from data.text import Text
from metrics.evaluate import Row, Scope
from metrics.period import Period
from metrics.scope import last_full_day
from ui import ads, figures, filling, filters, header, missing, rising, sources, variants, verdict
from ui.cards import Card, Figures, Side, blocks, footnotes, wall
from ui.opened import lay_open
from ui.session import require, say, store

TITLE = Text("推广 ROI", "Promotion ROI")
CARDS = (
    Card("ad_spend", (Side("ad_cost_ratio"), Side("site_ad_spend", optional=True))),
    Card(
        "ad_revenue", (Side("ad_direct_revenue"), Side("ad_orders"), Side("site_ad_revenue", optional=True))
    ),
    Card("ad_roi", (Side("ad_direct_roi"), Side("site_ad_roi", optional=True))),
    Card("store_roi", (Side("roi_grade"), Side("store_cost"))),
    Card("ad_impressions", (Side("ad_ctr"),)),
    Card("ad_clicks"),
    Card("ad_cpc"),
    Card("ad_cvr", (Side("ad_cart_cost"),)),
)
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
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = filters.period("30d", last)
        against = filters.against()
    cards = variants.as_chosen(CARDS)
    total = figures.total(store(), variants.keys_of(cards), period, scope)
    if total.values["ad_spend"].value is None:
        missing.exports_missing(("ads_item",) if scope.category else ("ads_campaign", "ads_spend"))
    _cards(cards, total, period, scope, against)
    verdict.compared(period, figures.comparison_of(store(), "ad_spend", period, scope, against), against)
    st.caption(say(UNGRADED))
    ads.days(period, scope)
    ads.cuts(period, scope)
    sources.draw(period, scope.whole)


def _cards(cards: Sequence[Card], total: Row, period: Period, scope: Scope, against: str) -> None:
    keys = variants.keys_of(cards)
    days = figures.rows(store(), keys, Period.last_days(period.last, 30), "day", scope) if period.last else []
    # Figures that still rise are not compared with settled ones.
    first_filling = filling.filling_from(scope)
    settled = [key for key in keys if filling.is_settled(key, period, first_filling)]
    shown = Figures(
        {"period": total},
        days,
        figures.bases(store(), settled, period, scope, against),
        rising.lines(cards, {"period": period}, scope),
    )
    wall(blocks(cards, shown, lambda card: lay_open(card.keys, period, scope)), "roi-cards")
    footnotes(cards, shown)
