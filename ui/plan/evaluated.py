"""活动评估表: what each event of a month cost and brought, and what it took from the weeks beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.event_table import KEYS as FIGURES
from metrics.analyses.event_table import Dip, EventRow, event_table
from metrics.figure import Figure
from metrics.period import Period
from metrics.scope import Scope
from reports.figures import cell, column_of
from reports.table import Cell, Column, Table, Typed
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import language, say, store

TITLE = Text("活动评估", "Events evaluated")
ABOUT = Text(
    "每个活动按它自己的天数算。店铺ROI含广告、包邮、折扣；增量ROI只算比平常日子多出来的。前后 7 天是实际付款减去平常日子会有的，"
    "在 95% 区间以内的写「看不出」。",
    "Each event over its own days. Store ROI holds ads, postage and discounts; incremental ROI only what came beyond ordinary days. The "
    "7 days before and after are what was paid less what ordinary days bring; within the 95 % interval they are called unclear.",
)
NO_EVENT = Text("这个月还没有开始过的活动。", "No event of this month has begun.")
NAME = Text("活动", "Event")
DAYS = Text("日期", "Days")
SPAN = Text("{first} 至 {last}", "{first} to {last}")
GAIN = Text("比平常多", "Beyond ordinary days")
BEFORE = Text("前 7 天", "7 days before")
AFTER = Text("后 7 天", "7 days after")
WITH_DIPS = Text("扣掉前后少卖的", "Less what the weeks beside it lost")
OVERLAPS = Text("日期重叠的活动", "Overlapping events")
UNCLEAR = Text("看不出", "unclear")


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, period: Period, scope: Scope) -> list[EventRow]:
    """Return the events that lie in a period, each over all its days."""
    return event_table(store, period, scope)


def draw(month: Period, last: date, scope: Scope) -> None:
    """Draw the table of a month's events that had begun by `last`, folded; it is worked out only when it is opened."""
    fold = st.expander(say(TITLE), key="event-table-fold", on_change="rerun", icon=":material/celebration:")
    if not fold.open:
        return
    with fold:
        rows = [row for row in found(store(), month, scope) if row.event.first <= last]
        if not rows:
            st.caption(say(NO_EVENT))
            return
        st.caption(plain(say(ABOUT)))
        tables.show(as_table(rows), "event-table", help_texts=tables.explanations(FIGURES, language()))


def as_table(found: Sequence[EventRow]) -> Table:
    """Return one row per event; every figure of the catalogue opens over the event's days."""
    columns = (
        Column("event", say(NAME)), Column("days", say(DAYS)), *(column_of(key, language()) for key in FIGURES),
        Column("gain", say(GAIN), "money"), Column("before", say(BEFORE), "money"), Column("after", say(AFTER), "money"),
        Column("with_dips", say(WITH_DIPS), "money"), Column("overlaps", say(OVERLAPS)),
    )  # fmt: skip
    rows: list[list[Cell]] = [_row(each) for each in found]
    figures = {
        (place, key): Figure(
            key, Period(each.event.first, each.event.last), Scope(each.event.shop, each.event.platform)
        )
        for place, each in enumerate(found)
        for key in FIGURES
    }
    return Table(say(TITLE), columns, rows, figures)


def _row(each: EventRow) -> list[Cell]:
    event = each.event
    return [
        event.name, str(event.first) if event.first == event.last else say(SPAN.fill(first=event.first, last=event.last)),
        *(cell(each.values[key], language()) for key in FIGURES),
        _cents(each.gain), _dip(each.before), _dip(each.after), _cents(each.gain_with_dips), "、".join(each.overlaps) or None,
    ]  # fmt: skip


def _dip(dip: Dip | None) -> Cell:
    if dip is None:
        return None
    return Typed(_cents(dip.difference), "money") if dip.is_sure else say(UNCLEAR)


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(Decimal("0.01"))
