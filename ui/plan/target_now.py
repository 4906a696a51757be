"""Where the month stands: target, attainment, gap, what is needed a day, how likely it is, and how good that guess has been."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.store import Store
from data.text import Text
from metrics.analyses.pace import Pace, Tried, back_test, pace
from metrics.analyses.plan_view import MEASURE
from metrics.analyses.targets import attained
from metrics.figure import Figure
from metrics.grades import FULL_SHARE, RED_SHARE
from metrics.period import Period, start_of
from metrics.scope import Scope
from reports.table import Column, Table
from ui import figures, tables
from ui.change import exact
from ui.figures import KEYS
from ui.format import EMPTY, money, number, plain
from ui.opened import lay_open
from ui.plan.lines import Plan
from ui.session import say, store

PERIODS = {"month": Text("本月", "Month"), "quarter": Text("本季", "Quarter"), "year": Text("本年", "Year")}
LONGER = Text("本季和本年", "Quarter and year")
TARGET = Text("{period}目标", "{period}'s target")
DONE = Text("已完成 **{amount}**（{share}）", "reached **{amount}** ({share})")
SO_FAR = Text("已完成 **{amount}**", "reached **{amount}**")
NO_TARGET = Text("没有录入目标", "no target entered")
NOTHING_YET = Text("{period}还没有数据。", "{period}: nothing is loaded yet.")
GAP = Text("进度差", "Ahead or behind")
GAP_HELP = Text(
    "到目前的付款金额 − 同样这些天的日目标之和。",
    "Amount paid to date less the day targets of the same days.",
)
ELAPSED = Text("过了 {done} 天，还有 {left} 天", "{done} day(s) done, {left} to go")
NEEDED = Text("剩下每天需要", "Needed per remaining day")
REACHED = Text("目标已达到", "the target is reached")
SURE = 0.99
CHANCE = Text("达成概率", "Chance of reaching it")
FORECAST = Text("八成把握在 {low} 至 {high}", "with 80 % confidence {low} to {high}")
TRIED = Text("这个概率准不准：用过去 {n} 个月试算", "How good is this guess: tried on the {n} months before")
TRIED_TITLE = Text(
    "月中第 {day} 天时的预测，和后来的实际", "The forecast on day {day} of past months, and how they ended"
)
INSIDE = Text(
    "{n} 个月里有 {inside} 个月的实际落在预测的 80% 区间内。",
    "{inside} of {n} months ended within the 80 % interval.",
)
NOT_TRIED = Text("历史太短，还试算不了。", "The history is too short to try it.")
OPEN = Text("口径与明细", "How it is made")
DAY = Text("{day} 的日目标", "Target of {day}")
LINE = Text("{label} {amount}：{reached}", "{label} {amount}: {reached}")
RED = Text("完成 {share}，不到一半：红线以下", "reached {share}: under half, below the red line")
AMBER = Text("完成 {share}，过半、未完成", "reached {share}: past half, not met")
MET = Text("完成 {share}，达标", "reached {share}: met")
MONTH, FORECAST_COLUMN = Text("月份", "Month"), Text("预测", "Forecast")
LOW, HIGH, FINAL = Text("区间低", "Low"), Text("区间高", "High"), Text("实际", "Actual")
HIT = Text("在区间内", "Inside")
YES, NO = Text("是", "yes"), Text("否", "no")
PAST_MONTHS = 12
MIDDLE_DAY = 15


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def heading(store: Store, period: Period, scope: Scope, key: str) -> Pace | None:
    """Return where a metric stands in the period, and where it is heading."""
    return pace(store, key, period, scope)


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def tried(store: Store, month: date, scope: Scope, key: str) -> list[Tried]:
    """Return the forecasts of the twelve months before, as they would have stood on their 15th day."""
    months, first = [], month
    for _ in range(PAST_MONTHS):
        first = start_of(first - timedelta(days=1), "month")
        months.append(Period.month(first))
    return back_test(store, key, months, MIDDLE_DAY, scope)


def draw(name: str, period: Period, plan: Plan, scope: Scope) -> None:
    """Draw the cards of a month, quarter or year, for which `name` is a key of PERIODS; nothing where none of it is loaded."""
    found = heading(store(), period, scope, plan.key)
    if found is None:
        st.caption(say(NOTHING_YET.fill(period=PERIODS[name])))
        return
    with st.grid(4, min_column_width=150, gap="xsmall", key=f"now-{name}"):
        with _card(f"target-{name}"):
            _target(name, found, plan)
            if st.button(say(OPEN), key=f"open-target-{name}", type="tertiary", icon=":material/search:"):
                keys = ("pace_gap", plan.key) if plan.key == MEASURE else (plan.key,)
                lay_open(keys, found.elapsed, scope)
        with _card(f"gap-{name}"):
            st.metric(say(GAP), plan.gap(found.gap), help=say(GAP_HELP))
            done = len(list(found.elapsed.days()))
            st.caption(plain(say(ELAPSED.fill(done=done, left=found.remaining))))
        with _card(f"needed-{name}"):
            st.metric(say(NEEDED), plan.amount(found.needed))
            if found.target is not None and found.actual >= found.target:
                st.caption(say(REACHED))
        with _card(f"chance-{name}"):
            _chance(found, plan)


def day_line(day: date, scope: Scope) -> None:
    """Draw how much of a day's target was reached: under half is below the red line (said, not coloured alone)."""
    value = figures.total(store(), ("day_target_rate",), Period.day(day), scope).values["day_target_rate"]
    share = exact(value.value)
    if share is None:
        return
    words = MET if share >= FULL_SHARE else AMBER if share >= RED_SHARE else RED
    icon = ":material/check_circle:" if words is MET else ":material/flag:"
    label = say(DAY.fill(day=f"{day:%m-%d}"))
    reached = words.fill(share=number(share, "percent"))
    text = say(LINE.fill(label=label, amount=money(exact(value.bottom) or share), reached=reached))
    (st.error if words is RED else st.info)(plain(text), icon=icon)


def draw_tried(month: date, plan: Plan, scope: Scope) -> None:
    """Draw, folded, how the forecasts of past months compare with how these ended; computed when it is opened."""
    fold = st.expander(
        say(TRIED.fill(n=PAST_MONTHS)), key="tried", on_change="rerun", icon=":material/science:"
    )
    if not fold.open:
        return
    with fold:
        found = tried(store(), month, scope, plan.key)
        if not found:
            st.caption(say(NOT_TRIED))
            return
        inside = [each for each in found if each.inside]
        st.caption(say(INSIDE.fill(n=len(found), inside=len(inside))))
        ends = {(place, "final"): Figure(plan.key, each.period, scope) for place, each in enumerate(found)}
        tables.show(replace(tried_table(found, plan), figures=ends), "tried-table")


def tried_table(found: list[Tried], plan: Plan) -> Table:
    """Return past forecasts beside how the months ended."""
    unit = plan.metric.unit
    columns = (
        Column("month", say(MONTH)), Column("inside", say(HIT)), Column("final", say(FINAL), unit),
        Column("middle", say(FORECAST_COLUMN), unit), Column("low", say(LOW), unit), Column("high", say(HIGH), unit),
    )  # fmt: skip
    rows = [
        (
            f"{each.period.first:%Y-%m}",
            say(YES if each.inside else NO),
            each.final,
            each.middle,
            each.low,
            each.high,
        )
        for each in found
    ]
    return Table(say(TRIED_TITLE.fill(day=MIDDLE_DAY)), columns, rows)


def _card(key: str) -> DeltaGenerator:
    return st.container(border=True, height="stretch", gap="xsmall", key=key)


def _target(name: str, found: Pace, plan: Plan) -> None:
    st.metric(say(TARGET.fill(period=PERIODS[name])), plan.amount(found.target))
    share = attained(found.actual, found.target)
    amount, reached = plan.amount(found.actual), number(share, "percent")
    if share is None:
        st.caption(f"{say(NO_TARGET)} · {say(SO_FAR.fill(amount=plain(amount)))}")
        return
    st.caption(say(DONE.fill(amount=plain(amount), share=plain(reached))))
    # The bar stops at its end; the share beside it goes on.
    st.progress(min(max(float(share), 0.0), 1.0))


def _chance(found: Pace, plan: Plan) -> None:
    st.metric(say(CHANCE), EMPTY if found.probability is None else _as_chance(found.probability))
    if found.low is not None and found.high is not None:
        low, high = (
            money(end, cents=False) if plan.metric.unit == "money" else plan.amount(end)
            for end in (found.low, found.high)
        )
        st.caption(plain(say(FORECAST.fill(low=low, high=high))))
    for note in found.notes:
        st.caption(plain(say(note)))


def _as_chance(probability: float) -> str:
    # Nothing that lies ahead is certain.
    if probability > SURE:
        return f">{SURE:.0%}"
    return f"<{1 - SURE:.0%}" if probability < 1 - SURE else f"{probability:.0%}"
