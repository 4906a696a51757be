"""The lines of target tables: a year with its quarters and months, a month's weeks and days, each beside what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.part_view import Sold, reached_by_part, sold
from metrics.analyses.plan_view import (
    DAYS,
    MEASURE,
    Kept,
    Reached,
    WeekRow,
    day_plan,
    kept,
    reached,
    scope_of,
    weeks,
)
from metrics.analyses.target_edit import Span, month_of, months_in, quarter_of, year_of
from metrics.analyses.targets import apart, attained, summed
from metrics.catalogue import CATALOGUE
from metrics.core import Metric
from metrics.period import Period
from metrics.scope import Scope, Shop, last_full_day
from ui import charts, figures
from ui.change import exact
from ui.figures import KEYS
from ui.format import number, plain, weekday
from ui.session import language, say

TYPED, SHEET, SUM, LAID, OF_DAYS = (
    Text("手工填写", "typed"),
    Text("目标表", "sheet"),
    Text("合计", "sum"),
    Text("按历史分到每天", "laid out by history"),
    Text("各日之和", "its days' sum"),
)
GOODS = Text("商品销售额", "Sales of its items")
YEAR = Text("{year} 年", "{year}")
QUARTER = Text("　第 {n} 季", "  Q{n}")
MONTH = Text("　　{n} 月", "    {n:02d}")
WEEK = Text("{name}（{first:%m-%d} 至 {last:%m-%d}）", "{name} ({first:%m-%d} – {last:%m-%d})")
DAY = Text("{day:%m-%d}（{weekday}）", "{day:%m-%d} ({weekday})")
DIFFER = Text(
    "{month:%Y-%m} 各日的目标合计 {days}，月目标 {whole}，差 {gap}。到目前的目标和进度差按各日算，完成率按月目标算。"
    "改月目标，或改一天，保存后就一致。",
    "The days of {month:%Y-%m} add up to {days}, its month is {whole}: {gap} apart. What was planned so far and the gap go by "
    "the days, the share attained by the month. Change the month or a day; a save makes them agree.",
)


@dataclass(frozen=True)
class Plan:
    """Whose targets of what: a metric's, of a shop or of a part of it (a department, an owner, a category)."""

    shop: Shop
    key: str = MEASURE
    part: str = ""
    kind: str | None = None

    @property
    def metric(self) -> Metric:
        """What is planned."""
        return CATALOGUE[self.key]

    @property
    def scope(self) -> Scope | None:
        """Where what was reached is read; None for a department or an owner."""
        return scope_of(self.shop, self.part, self.kind)

    @property
    def reached_name(self) -> Text:
        """What stands beside the targets: of a part what its goods sold, which leaves out postage."""
        return GOODS if self.part and self.key == MEASURE else self.metric.label

    def amount(self, value: Decimal | None) -> str:
        """Return a target or a figure as it is written."""
        return number(value, self.metric.unit)

    def gap(self, value: Decimal | None) -> str:
        """Return how far ahead (+) or behind (-) a figure is, as it is written."""
        return f"+{self.amount(value)}" if value is not None and value > 0 else self.amount(value)


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
    needed: Decimal | None = None
    events: str | None = None


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def progress(store: Store, year: int, plan: Plan) -> dict[Span, Reached]:
    """Return how far a year, its quarters and months have come by the last whole day."""
    whole = year_of(date(year, 1, 1))
    if plan.scope is None:
        return reached_by_part(store, whole, plan.shop, plan.part, plan.kind, plan.key)
    last = last_full_day(store, plan.scope) or date(year - 1, 12, 31)
    return reached(store, whole, plan.scope, last, plan.key)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def sold_in(store: Store, period: Period, plan: Plan) -> Sold:
    """Return what a part sold on each loaded day of a period, and why nothing can be told."""
    return sold(store, plan.shop, plan.part, plan.kind, period, plan.key)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def days_of(store: Store, period: Period, plan: Plan) -> dict[date, Decimal]:
    """Return the target of every day of a period that has one."""
    return day_plan(store, plan.shop, period, plan.key, plan.part, plan.kind)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def weeks_of(store: Store, period: Period, plan: Plan) -> list[WeekRow]:
    """Return the weeks that a period touches."""
    return weeks(store, period, plan.shop, plan.key, plan.part, plan.kind)


def year_lines(store: Store, year: int, plan: Plan) -> list[Line]:
    """Return the year, its quarters and its months in order; what was reached as far as the part's figures can be told."""
    whole, own = year_of(date(year, 1, 1)), kept(store, plan.shop, plan.part, plan.key)
    so_far = progress(store, year, plan)
    lines = [_line(say(YEAR.fill(year=year)), whole, own, so_far)]
    for place, quarter in enumerate(dict.fromkeys(quarter_of(month[0]) for month in months_in(whole)), 1):
        lines.append(_line(say(QUARTER.fill(n=place)), quarter, own, so_far))
        lines += [
            _line(say(MONTH.fill(n=month[0].month)), month, own, so_far) for month in months_in(quarter)
        ]
    return lines


def week_lines(store: Store, month: date, plan: Plan) -> list[Line]:
    """Return the ISO weeks that a month touches, whole."""
    own = kept(store, plan.shop, plan.part, plan.key)
    whole = last_full_day(store, Scope(*plan.shop))
    lines = []
    for row in weeks_of(store, Period.month(month), plan):
        last = row.first + timedelta(days=DAYS - 1)
        source = _source(own.get((row.first, last))) or (say(OF_DAYS) if row.target is not None else "")
        label = say(WEEK.fill(name=row.name.partition("-")[2], first=row.first, last=last))
        if plan.scope is None:
            row = _of_goods(store, row, plan)
        share = row.share if whole is not None and last <= whole else None
        lines.append(Line(label, (row.first, last), row.target, source, row.paid, share))
    return lines


def month_lines(store: Store, month: date, plan: Plan) -> list[Line]:
    """Return the days of a month with their targets, set or laid out, and what was reached; a share of whole days only."""
    period = Period.month(month)
    own, laid = kept(store, plan.shop, plan.part, plan.key), days_of(store, period, plan)
    done = _of_days(store, period, plan)
    marks, whole = (
        charts.events(store, Scope(*plan.shop), language()),
        last_full_day(store, Scope(*plan.shop)),
    )
    lines = []
    for day in period.days():
        figure, target = done.get(day), laid.get(day)
        share = attained(figure, target) if whole is not None and day <= whole else None
        label = DAY.fill(day=day, weekday=weekday(day, language()))
        names = dict.fromkeys(mark.name for mark in marks if mark.first <= day <= mark.last)
        source = _source(own.get((day, day))) or (say(LAID) if target is not None else "")
        lines.append(
            Line(
                say(label), (day, day), target, source, figure, share, events="、".join(names) or None,
            )
        )  # fmt: skip
    return lines


def why_empty(store: Store, year: int, plan: Plan) -> str | None:
    """Return why nothing stands beside a part's targets; None where something does, and for the whole shop."""
    told = sold_in(store, Period(*year_of(date(year, 1, 1))), plan).why if plan.part else None
    return None if told is None else plain(say(told))


def _of_goods(store: Store, week: WeekRow, plan: Plan) -> WeekRow:
    """Return a week of a department or an owner with what its goods sold."""
    days = sold_in(store, Period(week.first, week.first + timedelta(days=DAYS - 1)), plan).days
    return replace(week, paid=summed(days.values()), days_covered=len(days))


def _of_days(store: Store, period: Period, plan: Plan) -> Mapping[date, Decimal | None]:
    if plan.scope is None:
        return sold_in(store, period, plan).days
    rows = figures.rows(store, (plan.key,), period, "day", plan.scope)
    values = {date.fromisoformat(row.cut or ""): row.values[plan.key] for row in rows}
    return {day: exact(value.value) for day, value in values.items() if value.days_covered}


def days_and_month(store: Store, month: date, plan: Plan, lines: Sequence[Line]) -> str | None:
    """Return what to say where a month's day targets don't add up to its own; None where they do, or one has no target."""
    own = kept(store, plan.shop, plan.part, plan.key).get(month_of(month))
    total = summed(line.target for line in lines)
    if own is None or total is None or total == own.amount:
        return None
    told = DIFFER.fill(
        month=month,
        days=plan.amount(total),
        whole=plan.amount(own.amount),
        gap=plan.amount(apart(total, own.amount)),
    )
    return plain(say(told))


def _line(label: str, span: Span, own: Mapping[Span, Kept], so_far: Mapping[Span, Reached]) -> Line:
    done, mine = so_far.get(span), own.get(span)
    target = mine.amount if mine else done.target if done else None
    if target is None and len(months_in(span)) > 1:
        months = (own.get(month) for month in months_in(span))
        target = summed(None if month is None else month.amount for month in months)
    source = _source(mine) or (say(SUM) if target is not None else "")
    if done is None:
        return Line(label, span, target, source)
    return Line(label, span, target, source, done.paid, done.share, done.gap, done.needed)


def _source(mine: Kept | None) -> str:
    return "" if mine is None else say(TYPED if mine.is_typed else SHEET)
