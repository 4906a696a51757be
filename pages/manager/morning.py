"""今日 早间总览: what yesterday was, what needs doing, why it changed, what sells; in one minute."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.text import Text
from data.typed_ticks import TICKS
from metrics.evaluate import Row, Scope
from metrics.period import Period
from metrics.scope import coverage, last_full_day
from ui import (
    causes,
    charts,
    figures,
    filters,
    header,
    jobsheet,
    missing,
    rising,
    sellers,
    targets,
    tiles,
    todo,
    trail,
    variants,
    verdict,
)
from ui.cards import Card, Figures, Side, Span, blocks, footnotes, wall
from ui.loading import restated
from ui.opened import lay_open
from ui.session import language, require, store

TITLE = Text("早间总览", "Morning")
CHART = Text("{key}，近 30 天", "{key}, last 30 days")
CARDS = (
    Card("paid_amount", (Side("paid_orders"), Side("paid_amount", "month"))),
    Card(
        "placed_orders",
        (
            Side("placed_amount"),
            Side("payment_rate"),
            Side("payment_rate_amount"),
            Side("placed_orders", "month"),
        ),
    ),
    Card("visitors", (Side("page_views"), Side("conversion"))),
    Card("spend_per_buyer", (Side("paid_buyers"), Side("order_value"))),
    Card("refund_amount", (Side("refunds"), Side("refund_rate"))),
    Card("ad_spend", (Side("store_roi", "week"), Side("roi_grade", "week"), Side("ad_roi", "week"))),
)


def page() -> None:
    """Draw the page."""
    require("morning")
    scope = filters.scope()
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    if last is None:
        missing.nothing_loaded()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = filters.period("yesterday", last)
        against = filters.against()
    day = period.last or last
    cards = variants.as_chosen(CARDS)
    spans = _spans(cards, period, day, scope)
    heads = variants.headlines(cards, "paid_amount")
    bases = figures.bases(store(), heads, period, scope, against)
    days = figures.rows(store(), [*heads, _people(scope)], Period.last_days(day, 30), "day", scope)
    why = causes.why(store(), period, scope) if scope.category is None else None
    entries = todo.on_list(todo.found_on(store(), Period.day(day), scope.whole), day, scope)
    paid, to_do = spans["period"].values["paid_amount"], len(todo.open_ones(entries))
    verdict.draw(period, paid, why, to_do, scope.category)
    if scope.category is None:
        restated.line(scope)
    _cards(cards, Figures(spans, days, bases), period, day, scope)
    base = figures.comparison_of(store(), "paid_amount", period, scope, against, among=heads)
    verdict.compared(period, base, against)
    left, right = st.columns(2, gap="medium")
    with left:
        todo.draw(entries, day, scope.whole)
        filters.undivided(todo.TITLE)
        trail.draw(TICKS.name)
    with right:
        causes.draw(why, period, scope)
        _charts(days, scope)
    sellers.draw(Period.day(day), scope)
    jobsheet.draw(period, day, scope, against)


def _spans(cards: Sequence[Card], period: Period, day: date, scope: Scope) -> dict[Span, Row]:
    # What was paid stands in the verdict and beside the targets, whatever the cards show.
    return {
        span: figures.total(store(), variants.keys_over(cards, span, "paid_amount"), days, scope)
        for span, days in _over(period, day).items()
    }


def _over(period: Period, day: date) -> dict[Span, Period]:
    return {"period": period, "month": Period(day.replace(day=1), day), "week": Period.last_days(day, 7)}


def _people(scope: Scope) -> str:
    """Return the metric of the second chart: visitors of several shops or items can't be added, page views can."""
    one_shop = len(coverage(store()).shops(scope)) == 1 and scope.category is None
    return "visitors" if one_shop else "page_views"


def _cards(cards: Sequence[Card], shown: Figures, period: Period, day: date, scope: Scope) -> None:
    paid, month = shown.value("paid_amount"), shown.value("paid_amount", "month")
    shown.lines.update(rising.lines(cards, _over(period, day), scope))
    shown.lines["paid_amount"] = targets.lines(store(), period, day, paid, month, scope)
    drawn = blocks(cards, shown, lambda card: lay_open(card.keys, period, scope))
    for tile in (
        tiles.overdue(tiles.held(store(), scope.whole)) if scope.category is None else tiles.of_no_category(),
        tiles.run_out(sellers.chosen(Period.day(day), scope)),
    ):
        drawn[tile.key] = lambda tile=tile: tiles.draw(tile)  # type: ignore[misc]
    wall(drawn, "morning")
    footnotes(cards, shown)


def _charts(rows: list[Row], scope: Scope) -> None:
    events = charts.events(store(), scope, language())
    for key in ("paid_amount", _people(scope)):
        if all(row.values[key].value is None for row in rows):
            continue  # the card says what is missing
        chart = charts.over_days(CHART, key, rows, language(), form="line", events=events)
        charts.draw(chart, f"chart-{key}", scope)
