"""The full table of the morning, in the order of the store manager's job sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Row, Scope
from metrics.figure import Figure
from metrics.period import Period
from metrics.variants import name
from reports.figures import cell
from reports.table import Cell, Column, Table, Typed
from ui import figures, tables
from ui.change import Base, change
from ui.session import language, say, store

TITLE = Text("全部指标（按岗位日报顺序）", "All figures, in the order of the job sheet")
NAME = Text("指标", "Figure")
PERIOD = Text("所选日期", "Period")
CHANGE = Text("变化", "Change")
BASE = Text("对比值", "Compared with")
MONTH = Text("本月累计", "Month to date")
NOTES = Text("说明", "Notes")
READING = Text("口径：{name}", "Reading: {name}")
KEYS = (
    "page_views", "visitors", "placed_orders", "placed_amount", "placed_buyers", "paid_orders", "paid_amount",
    "paid_buyers", "paid_items", "payment_rate", "payment_rate_amount", "same_day_payment_rate", "final_payment_rate",
    "conversion", "order_conversion", "spend_per_buyer", "order_value", "uv_value", "refunds", "refund_amount",
    "refund_rate", "refund_rate_cohort", "order_refund_rate", "net_paid_amount", "ad_spend", "ad_revenue", "ad_roi",
    "ad_cost_ratio", "store_cost", "store_roi", "roi_grade", "repeat_rate", "returning_buyer_share",
)  # fmt: skip


def draw(period: Period, day: date, scope: Scope, against: str) -> None:
    """Draw the table, folded; its figures are only read when it is opened."""
    fold = st.expander(say(TITLE), key="jobsheet-fold", on_change="rerun")
    if fold.open:
        with fold:
            shown = figures.total(store(), KEYS, period, scope)
            to_date = Period(day.replace(day=1), day)
            month = figures.total(store(), KEYS, to_date, scope)
            table = as_table(shown, month, figures.bases(store(), KEYS, period, scope, against))
            spans = {"period": period, "month": to_date}
            opening = {
                (place, column): Figure(key, span, scope)
                for place, key in enumerate(KEYS)
                for column, span in spans.items()
            }
            tables.show(
                replace(table, figures=opening), "jobsheet", help_texts={"change": say(tables.CHANGE_HELP)}
            )


def as_table(period: Row, month: Row, bases: Mapping[str, Base], keys: Sequence[str] = KEYS) -> Table:
    """Return one row per metric: its figure, how it changed, against what, the month to date, and what to know."""
    columns = (
        Column("name", say(NAME)), Column("period", say(PERIOD)), Column("change", say(CHANGE)),
        Column("base", say(BASE)), Column("month", say(MONTH)), Column("notes", say(NOTES)),
    )  # fmt: skip
    return Table(say(TITLE), columns, [_row(key, period, month, bases.get(key)) for key in keys])


def _row(key: str, period: Row, month: Row, base: Base | None) -> tuple[Cell, ...]:
    metric, value = CATALOGUE[key], period.values[key]
    against = change(value, base.value, metric).text if base else Text("", "")
    notes = (value.why,) if value.value is None and value.why else value.notes
    return (
        say(metric.label),
        Typed(cell(value, language()), metric.unit),
        Typed(say(against) or None, "text"),
        Typed(base.value if base else None, metric.unit),
        Typed(cell(month.values[key], language()), metric.unit),
        " · ".join(say(note) for note in (*_reading(key), *notes)) or None,
    )


def _reading(key: str) -> tuple[Text, ...]:
    reading = name(key)
    return () if reading is None else (READING.fill(name=reading),)
