"""Targets of parts of the shop: which one is shown, a new one, and the parts beside the whole."""

from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.plan_view import PartRow, WeekRow, kept, part_rows, weeks
from metrics.analyses.targets import summed
from metrics.period import Period
from metrics.scope import Scope, Shop
from reports.table import Column, Table
from ui.figures import KEYS
from ui.format import money, plain
from ui.remembered import menu
from ui.session import say

WHICH = Text("全店或一部分", "The shop or a part")
WHOLE = Text("全店", "The whole shop")
KINDS = {
    "department": Text("部门", "Department"),
    "owner": Text("负责人", "Owner"),
    "category": Text("类目", "Category"),
}
NEW = Text("＋ 新的部门、负责人或类目", "+ a new department, owner or category")
NEW_NAME = Text("名称", "Name")
NEW_KIND = Text("是什么", "What it is")
TITLE = Text("各部分的月目标", "The parts' targets of the month")
PART, KIND, TARGET, SOLD, SHARE = (
    Text("部分", "Part"),
    Text("类别", "Kind"),
    Text("目标", "Target"),
    Text("商品销售额", "Sales of its items"),
    Text("完成率", "Attained"),
)
SOLD_HELP = Text(
    "销售额按商品明细（不含邮费），商品属于谁看商品清单和负责人表；没有这些表就空着。",
    "Sales are those of order lines, without postage; whose an item is comes from the list of goods and the sheet of owners.",
)
ADDS_UP = Text("{kind}合计 {sum}，正好是全店目标。", "{kind}s add up to {sum}: the shop's target.")
DIFFERS = Text(
    "{kind}合计 {sum}，全店目标 {whole}，差 {gap}。",
    "{kind}s add up to {sum}; the shop's target is {whole}: {gap} apart.",
)
WEEKS = Text("每周（周一至周日，各日目标之和）", "Weeks, Monday to Sunday: the days' targets added up")
WEEK, PAID, DAYS = Text("周", "Week"), Text("付款金额", "Amount paid"), Text("有数据的天数", "Days loaded")
ANOTHER = "+"


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def rows(store: Store, shop: Shop, period: Period) -> list[PartRow]:
    """Return the parts that have a target for the period."""
    return part_rows(store, shop, period)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def week_rows(store: Store, period: Period, scope: Scope) -> list[WeekRow]:
    """Return the weeks that a period touches."""
    return weeks(store, period, scope)


def choose(known: list[tuple[str, str | None]]) -> tuple[str, str | None] | None:
    """Draw the choice of the whole shop ("") or a part; None while a new part has no name yet."""
    kinds = dict(known)
    picked = menu(
        "part",
        ["", *kinds, ANOTHER],
        "",
        WHICH,
        lambda part: say(WHOLE) if not part else say(NEW) if part == ANOTHER else part,
    )
    if picked != ANOTHER:
        return picked, kinds.get(picked)
    left, right = st.columns(2)
    kind = left.selectbox(
        say(NEW_KIND), list(KINDS), key="part-kind", format_func=lambda kind: say(KINDS[kind])
    )
    name = right.text_input(say(NEW_NAME), key="part-name", max_chars=40).strip()
    return (name, kind) if name and name != ANOTHER else None


def as_table(found: list[PartRow]) -> Table:
    """Return the parts of a month: attainment stands second to the target, as far as sales are known."""
    columns = (
        Column("part", say(PART)), Column("target", say(TARGET), "money"), Column("share", say(SHARE), "percent"),
        Column("sold", say(SOLD), "money"), Column("kind", say(KIND)),
    )  # fmt: skip
    lines = [
        (
            row.part, row.target, row.share, row.sold,
            say(KINDS[row.kind]) if row.kind in KINDS else None,
        )
        for row in found
    ]  # fmt: skip
    return Table(say(TITLE), columns, lines)


def sums(store: Store, shop: Shop, month: Period, found: list[PartRow]) -> list[str]:
    """Return, for every kind of part, whether its targets add up to the shop's."""
    own = kept(store, shop).get((month.first, month.last)) if month.first and month.last else None
    if own is None:
        return []
    told = []
    for kind in dict.fromkeys(row.kind for row in found):
        total = summed(row.target for row in found if row.kind == kind) or Decimal(0)
        name = KINDS.get(kind or "", PART)
        words = ADDS_UP if total == own.amount else DIFFERS
        filled = words.fill(
            kind=name, sum=money(total), whole=money(own.amount), gap=money(total - own.amount)
        )
        told.append(plain(say(filled)))
    return told


def weeks_table(found: list[WeekRow]) -> Table:
    """Return weeks as a table."""
    columns = (
        Column("week", say(WEEK)), Column("target", say(TARGET), "money"), Column("share", say(SHARE), "percent"),
        Column("paid", say(PAID), "money"), Column("days", say(DAYS), "count"),
    )  # fmt: skip
    lines = [
        (
            f"{row.name}（{row.first:%m-%d}）", row.target, row.share, row.paid, row.days_covered,
        )
        for row in found
    ]  # fmt: skip
    return Table(say(WEEKS), columns, lines)
