"""Targets to be edited: the year with its quarters and months, a month with its days, and what a save makes of the edits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import streamlit as st

from data.store import Store
from data.text import Text
from data.typed import Row
from data.typed_plan import put_targets
from metrics.analyses.day_targets import Weigh
from metrics.analyses.plan_view import MEASURE, Kept, Reached, kept, reached
from metrics.analyses.target_edit import (
    DontAddUp,
    Span,
    edited,
    month_of,
    months_in,
    quarter_of,
    year_of,
)
from metrics.analyses.targets import day_targets, summed
from metrics.period import Period
from metrics.scope import Scope, Shop, last_full_day
from reports.table import Column, Table
from ui import charts, figures
from ui.change import exact
from ui.figures import KEYS
from ui.format import EMPTY, money, plain
from ui.format import day as day_text
from ui.session import language, person, say, state, store
from ui.tables import FORMATS

PERIOD = Text("周期", "Period")
TARGET = Text("目标（元，可改）", "Target (yuan, editable)")
TARGET_SHOWN = Text("目标", "Target")
PAID = Text("付款金额", "Amount paid")
SHARE = Text("完成率", "Attained")
GAP = Text("进度差", "Ahead or behind")
FROM = Text("来自", "From")
TYPED, SHEET, SUM, LAID = (
    Text("手工填写", "typed"),
    Text("目标表", "sheet"),
    Text("合计", "sum"),
    Text("按历史分到每天", "laid out by history"),
)
EVENTS = Text("活动", "Events")
YEAR = Text("{year} 年", "{year}")
QUARTER = Text("　第 {n} 季", "  Q{n}")
MONTH = Text("　　{n} 月", "    {n:02d}")
DIFFER = Text(
    "目标表里各日合计 {days}，月目标 {month}，差 {gap}。在上表改月目标，或在这里改一天，保存后就一致。",
    "The sheet's days add up to {days}, its month is {month}: {gap} apart. Change the month above or a day here; a save makes them agree.",
)
SAVE = Text("保存目标", "Save targets")
SAVED = Text("已保存 {n} 个目标。", "{n} target(s) saved.")
NOTHING = Text("没有改动。", "Nothing was changed.")
YEAR_HELP = Text(
    "改全年或一季：按原来各月的比例分到每个月，没有就按历史（星期、活动）分；改一个月：季和年跟着变。清空一格就是去掉这个目标。合计总是分毫不差。",
    "Change the year or a quarter: it is divided over its months as they stood to each other, else by history (weekdays, "
    "events). Change a month: quarter and year follow. Clear a cell to take a target away. Everything adds up to the cent.",
)
MONTH_HELP = Text(
    "没有手工定的日子按星期和活动的历史规律分，合计等于月目标；改一天，其余日子自动补足。",
    "Days that nobody set are laid out by weekday and event, adding up to the month; change one and the others take the rest.",
)
TITLE_YEAR = Text("{year} 年目标", "Targets of {year}")
TITLE_MONTH = Text("{month:%Y-%m} 每天的目标", "Targets of the days of {month:%Y-%m}")
# Pixels: ¥100,000,000.00 and 1,000.00 % in whole.
MONEY_WIDTH, SHARE_WIDTH = 140, 90


@dataclass(frozen=True)
class Line:
    """One row of an editor: what it is called, its days, its target as it stands, where that is from, what was reached."""

    label: str
    span: Span
    target: Decimal | None
    source: str
    paid: Decimal | None = None
    share: Decimal | None = None
    gap: Decimal | None = None
    events: str | None = None


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def progress(store: Store, year: int, scope: Scope) -> dict[Span, Reached]:
    """Return how far a year, its quarters and months have come by the last whole day."""
    return reached(
        store, year_of(date(year, 1, 1)), scope, last_full_day(store, scope) or date(year - 1, 12, 31)
    )


def year_lines(store: Store, year: int, shop: Shop, part: str) -> list[Line]:
    """Return the year, its quarters and its months in order; what was reached only for the whole shop."""
    whole, own = year_of(date(year, 1, 1)), kept(store, shop, part)
    so_far = {} if part else progress(store, year, Scope(*shop))
    lines = [_line(say(YEAR.fill(year=year)), whole, own, so_far)]
    for number, quarter in enumerate(dict.fromkeys(quarter_of(month[0]) for month in months_in(whole)), 1):
        lines.append(_line(say(QUARTER.fill(n=number)), quarter, own, so_far))
        lines += [
            _line(say(MONTH.fill(n=month[0].month)), month, own, so_far) for month in months_in(quarter)
        ]
    return lines


def years(day: date) -> list[str]:
    """Return the years that can be planned: the one before, this and the next two."""
    return [str(day.year + ahead) for ahead in (2, 1, 0, -1)]


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def day_plan(store: Store, period: Period, scope: Scope) -> dict[date, Decimal]:
    """Return the target of every day of a period that has one."""
    return day_targets(store, MEASURE, period, scope)


def month_lines(store: Store, month: date, shop: Shop) -> list[Line]:
    """Return the days of a month with their targets, set or laid out, and what was paid of them."""
    scope, period = Scope(*shop), Period.month(month)
    own, plan = kept(store, shop), day_plan(store, period, scope)
    rows = {
        row.cut: row.values for row in figures.rows(store, (MEASURE, "day_target_rate"), period, "day", scope)
    }
    marks = charts.events(store, scope, language())
    lines = []
    for day in period.days():
        values, source = rows.get(day.isoformat()), _source(own.get((day, day)))
        names = dict.fromkeys(mark.name for mark in marks if mark.first <= day <= mark.last)
        lines.append(
            Line(
                day_text(day, language()), (day, day), plan.get(day), source or (say(LAID) if day in plan else ""),
                exact(values[MEASURE].value) if values else None, exact(values["day_target_rate"].value) if values else None,
                None, "、".join(names) or None,
            )
        )  # fmt: skip
    return lines


def days_and_month(store: Store, month: date, shop: Shop, lines: Sequence[Line]) -> str | None:
    """Return what to say where a sheet's days don't add up to its month; None where they do, or one has no target."""
    own = kept(store, shop).get(month_of(month))
    total = summed(line.target for line in lines)
    if own is None or total is None or total == own.amount:
        return None
    told = DIFFER.fill(days=money(total), month=money(own.amount), gap=money(total - own.amount))
    return plain(say(told))


def edit(lines: Sequence[Line], shop: Shop, part: str, kind: str | None, key: str) -> None:
    """Draw lines to be edited, and the button that keeps them."""
    shown = st.data_editor(
        frame(lines), key=f"targets-{key}", hide_index=True, column_config=_columns(lines), width="stretch",
        disabled=["label", "paid", "share", "gap", "source", "events"], height="content", placeholder=EMPTY,
    )  # fmt: skip
    if st.button(say(SAVE), key=f"targets-save-{key}", icon=":material/save:"):
        edits = edits_of(lines, shown)
        if edits:
            save(shop, part, kind, edits)
        else:
            st.toast(say(NOTHING))


def edits_of(lines: Sequence[Line], shown: pd.DataFrame) -> dict[Span, Decimal | None]:
    """Return the targets that differ from what the lines had; None where a cell was cleared."""
    found: dict[Span, Decimal | None] = {}
    for line, value in zip(lines, shown["target"], strict=True):
        amount = (
            None
            if value is None or value != value
            else Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        )
        if amount != line.target:
            found[line.span] = amount
    return found


def save(shop: Shop, part: str, kind: str | None, edits: Mapping[Span, Decimal | None]) -> None:
    """Keep the edits with what follows from them, and draw the page anew; or say why they don't add up."""
    standing = {span: each.amount for span, each in kept(store(), shop, part).items()}
    try:
        changes = edited(standing, edits, Weigh(store(), MEASURE, Scope(*shop)))
    except DontAddUp as refused:
        st.error(plain(say(refused.text)))
        return
    put_targets(
        state(), [_row(shop, part, kind, span, amount) for span, amount in sorted(changes.items())], person()
    )
    st.toast(say(SAVED.fill(n=len(changes))))
    st.rerun()


def frame(lines: Sequence[Line]) -> pd.DataFrame:
    """Return lines as the editor takes them: the target second, as a phone shows few columns."""
    columns: dict[str, list[Any]] = {
        "label": [line.label for line in lines],
        "target": [_float(line.target) for line in lines],
        "paid": [_float(line.paid) for line in lines],
        "share": [None if line.share is None else float(line.share * 100) for line in lines],
        "gap": [_float(line.gap) for line in lines],
        "events": [line.events for line in lines],
        "source": [line.source for line in lines],
    }
    found = pd.DataFrame(columns)
    for name in ("target", "paid", "share", "gap"):
        found[name] = pd.to_numeric(found[name])
    return found.drop(
        columns=[name for name in ("paid", "share", "gap", "events") if found[name].isna().all()]
    )


def as_table(title: str, lines: Sequence[Line]) -> Table:
    """Return lines to be exported."""
    columns = (
        Column("label", say(PERIOD)), Column("target", say(TARGET_SHOWN), "money"), Column("paid", say(PAID), "money"),
        Column("share", say(SHARE), "percent"), Column("gap", say(GAP), "money"), Column("events", say(EVENTS)),
        Column("source", say(FROM)),
    )  # fmt: skip
    rows = [
        (line.label.strip("　 "), line.target, line.paid, line.share, line.gap, line.events, line.source)
        for line in lines
    ]
    return Table(title, columns, rows)


def _line(label: str, span: Span, own: Mapping[Span, Kept], so_far: Mapping[Span, Reached]) -> Line:
    done, mine = so_far.get(span), own.get(span)
    target = mine.amount if mine else done.target if done else None
    if target is None and len(months_in(span)) > 1:
        months = (own.get(month) for month in months_in(span))
        target = summed(None if month is None else month.amount for month in months)
    source = _source(mine) or (say(SUM) if target is not None else "")
    if done is None:
        return Line(label, span, target, source)
    return Line(label, span, target, source, done.paid, done.share, done.gap)


def _source(mine: Kept | None) -> str:
    return "" if mine is None else say(TYPED if mine.is_typed else SHEET)


def _row(shop: Shop, part: str, kind: str | None, span: Span, amount: Decimal | None) -> Row:
    return {
        "shop": shop[0], "platform": shop[1], "period_start": span[0], "period_end": span[1], "measure": MEASURE, "part": part,
        "amount": amount, "part_kind": kind,
    }  # fmt: skip


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _columns(lines: Sequence[Line]) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    # An editor squeezes its columns on a phone, and a figure without its first digits is another figure.
    return {
        "label": st.column_config.TextColumn(say(PERIOD), pinned=True),
        "target": number(say(TARGET), min_value=0, step=0.01, format=FORMATS["money"], width=MONEY_WIDTH),
        "paid": number(say(PAID), format=FORMATS["money"], width=MONEY_WIDTH),
        "share": number(say(SHARE), format=FORMATS["percent"], width=SHARE_WIDTH),
        "gap": number(say(GAP), format="%+,.2f", width=MONEY_WIDTH),
        "events": st.column_config.TextColumn(say(EVENTS)),
        "source": st.column_config.TextColumn(say(FROM)),
    }
