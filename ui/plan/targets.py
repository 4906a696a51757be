"""Targets to be edited: the table of a year, of weeks or of days, and what a save makes of the edits."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import streamlit as st

from data.text import Text
from data.typed import Row
from data.typed_plan import put_targets
from metrics.analyses.day_targets import Weigh
from metrics.analyses.plan_view import MEASURE, MEASURES, kept
from metrics.analyses.target_edit import DontAddUp, Span, edited
from metrics.catalogue import CATALOGUE
from metrics.figure import Figure
from metrics.period import Period
from metrics.scope import Scope, last_full_day
from reports.table import Column, Table
from ui import tables
from ui.format import EMPTY, plain
from ui.plan.lines import SHEET, TYPED, Line, Plan
from ui.remembered import menu
from ui.session import person, say, state, store
from ui.tables import FORMATS

PERIOD = Text("周期", "Period")
TARGET = Text("目标（可改）", "Target (editable)")
TARGET_IN_YUAN = Text("目标（元，可改）", "Target (yuan, editable)")
TARGET_SHOWN = Text("目标", "Target")
SHARE = Text("完成率", "Attained")
GAP = Text("进度差", "Ahead or behind")
NEEDED = Text("剩下每天需要", "Needed per remaining day")
FROM = Text("来自", "From")
EVENTS = Text("活动", "Events")
WHAT = Text("什么的目标", "Target of what")
SAVE = Text("保存目标", "Save targets")
SAVED = Text("已保存 {n} 个目标。", "{n} target(s) saved.")
CHOICE = Text("{line}：{figure}", "{line}: {figure}")
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
WEEK_HELP = Text(
    "一周（周一至周日）没有自己的目标时是各日之和；改一周，这周的日子照新的数分，当月其余日子自动补足。",
    "A week (Monday to Sunday) without a target of its own is its days' sum; set one, and its days share it while the other "
    "days of the month take the rest.",
)
TITLE_YEAR = Text("{year} 年目标", "Targets of {year}")
TITLE_MONTH = Text("{month:%Y-%m} 每天的目标", "Targets of the days of {month:%Y-%m}")
TITLE_WEEKS = Text("{month:%Y-%m} 每周的目标", "Targets of the weeks of {month:%Y-%m}")
# Pixels: ¥100,000,000.00 and 1,000.00 % in whole.
MONEY_WIDTH, SHARE_WIDTH = 140, 90


def choose_measure() -> str:
    """Draw the choice of what is planned and return the metric's key."""
    return menu("measure", MEASURES, MEASURES[0], WHAT, lambda key: say(CATALOGUE[key].label))


def years(day: date) -> list[str]:
    """Return the years that can be planned: the one before, this and the next two."""
    return [str(day.year + ahead) for ahead in (2, 1, 0, -1)]


def edit(lines: Sequence[Line], plan: Plan, key: str) -> None:
    """Draw lines to be edited, the menu that lays one of their figures open, and the button that keeps them."""
    last = last_full_day(store(), Scope(*plan.shop))
    shown = st.data_editor(
        frame(lines), key=f"targets-{key}", hide_index=True, column_config=_columns(plan), width="stretch",
        disabled=["label", "paid", "share", "gap", "needed", "source", "events"], height="content", placeholder=EMPTY,
    )  # fmt: skip
    tables.pick(choices(lines, plan, last), f"targets-open-{key}")
    if st.button(say(SAVE), key=f"targets-save-{key}", icon=":material/save:"):
        edits = edits_of(lines, shown)
        if edits:
            save(plan, edits)
        else:
            st.toast(say(NOTHING))


def choices(lines: Sequence[Line], plan: Plan, last: date | None) -> dict[str, Figure]:
    """Return the figures of the lines by what a menu calls them: what was reached, how much of its target, how far ahead.

    The catalogue knows the attainment and the gap of targets that somebody set for the shop's amount paid; other lines have what
    was reached.
    """
    found: dict[str, Figure] = {}
    for line in lines:
        if plan.scope is None or last is None or line.paid is None or line.span[0] > last:
            continue
        whole, so_far = Period(*line.span), Period(line.span[0], min(line.span[1], last))
        known: list[tuple[str, Decimal | None, Period]] = [(plan.key, line.paid, so_far)]
        if plan.key == MEASURE and not plan.part and line.source in (say(TYPED), say(SHEET)):
            known += [("target_attainment", line.share, whole), ("pace_gap", line.gap, so_far)]
        for key, value, period in known:
            if value is not None:
                named = CHOICE.fill(line=line.label.strip("　 "), figure=CATALOGUE[key].label)
                found[say(named)] = Figure(key, period, plan.scope)
    return found


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


def save(plan: Plan, edits: Mapping[Span, Decimal | None]) -> None:
    """Keep the edits with what follows from them, and draw the page anew; or say why they don't add up."""
    standing = {span: each.amount for span, each in kept(store(), plan.shop, plan.part, plan.key).items()}
    weigh = Weigh(store(), plan.key, plan.scope or Scope(*plan.shop))
    try:
        changes = edited(standing, edits, weigh)
    except DontAddUp as refused:
        st.error(plain(say(refused.text)))
        return
    put_targets(state(), [_row(plan, span, amount) for span, amount in sorted(changes.items())], person())
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
        "needed": [_float(line.needed) for line in lines],
        "events": [line.events for line in lines],
        "source": [line.source for line in lines],
    }
    found = pd.DataFrame(columns)
    for name in ("target", "paid", "share", "gap", "needed"):
        found[name] = pd.to_numeric(found[name])
    return found.drop(
        columns=[name for name in ("paid", "share", "gap", "needed", "events") if found[name].isna().all()]
    )


def as_table(title: str, lines: Sequence[Line], plan: Plan) -> Table:
    """Return lines to be exported."""
    unit = plan.metric.unit
    columns = (
        Column("label", say(PERIOD)), Column("target", say(TARGET_SHOWN), unit), Column("paid", say(plan.reached_name), unit),
        Column("share", say(SHARE), "percent"), Column("gap", say(GAP), unit), Column("needed", say(NEEDED), unit),
        Column("events", say(EVENTS)), Column("source", say(FROM)),
    )  # fmt: skip
    rows = [
        (
            line.label.strip("　 "),
            line.target,
            line.paid,
            line.share,
            line.gap,
            line.needed,
            line.events,
            line.source,
        )
        for line in lines
    ]
    return Table(title, columns, rows)


def _row(plan: Plan, span: Span, amount: Decimal | None) -> Row:
    return {
        "shop": plan.shop[0], "platform": plan.shop[1], "period_start": span[0], "period_end": span[1], "measure": plan.key,
        "part": plan.part, "amount": amount, "part_kind": plan.kind,
    }  # fmt: skip


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _columns(plan: Plan) -> dict[str, Any]:
    number, is_money = st.column_config.NumberColumn, plan.metric.unit == "money"
    target, amounts = (TARGET_IN_YUAN, FORMATS["money"]) if is_money else (TARGET, FORMATS["number"])
    # An editor squeezes its columns on a phone, and a figure without its first digits is another figure.
    return {
        "label": st.column_config.TextColumn(say(PERIOD), pinned=True),
        "target": number(say(target), min_value=0, step=0.01, format=amounts, width=MONEY_WIDTH),
        "paid": number(
            say(plan.reached_name), format=amounts if is_money else FORMATS["count"], width=MONEY_WIDTH
        ),
        "share": number(say(SHARE), format=FORMATS["percent"], width=SHARE_WIDTH),
        "gap": number(say(GAP), format="%+,.2f", width=MONEY_WIDTH),
        "needed": number(say(NEEDED), format=amounts, width=MONEY_WIDTH),
        "events": st.column_config.TextColumn(say(EVENTS)),
        "source": st.column_config.TextColumn(say(FROM)),
    }
