"""Targets of parts of the shop: which one is shown, a new one, and the parts beside the whole."""

from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.part_view import PartRow, part_rows
from metrics.analyses.plan_view import MEASURE, PeopleTarget, kept, people_targets
from metrics.analyses.targets import apart, attained, summed
from metrics.catalogue import CATALOGUE
from metrics.period import Period
from metrics.scope import Shop
from reports.table import Column, Table
from ui.figures import KEYS
from ui.format import plain
from ui.plan.lines import Plan
from ui.remembered import WIDTH, menu
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
GAP = Text("进度差", "Ahead or behind")
NEEDED = Text("剩下每天需要", "Needed per remaining day")
SOLD_HELP = Text(
    "销售额按商品明细（不含邮费），商品属于谁看商品清单和负责人表；没有这些表就空着。",
    "Sales are those of order lines, without postage; whose an item is comes from the list of goods and the sheet of owners.",
)
ADDS_UP = Text("{kind}合计 {sum}，正好是全店目标。", "{kind}s add up to {sum}: the shop's target.")
DIFFERS = Text(
    "{kind}合计 {sum}，全店目标 {whole}，差 {gap}。",
    "{kind}s add up to {sum}; the shop's target is {whole}: {gap} apart.",
)
PEOPLE = Text(
    "人数的目标（人数不能相加，只看各自的日期）",
    "Targets of people: they don't add up, each holds for its own days",
)
DAYS_OF, OF_WHAT, COUNTED = Text("日期", "Days"), Text("指标", "Figure"), Text("实际", "Reached")
WHY = Text("说明", "Notes")
ANOTHER = "+"


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def rows(store: Store, shop: Shop, period: Period, key: str) -> list[PartRow]:
    """Return the parts that have a target of a metric for the period."""
    return part_rows(store, shop, period, key)


@st.cache_data(max_entries=32, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def of_people(store: Store, shop: Shop) -> list[PeopleTarget]:
    """Return the targets of people that a shop has set."""
    return people_targets(store, shop)


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
    kind = st.selectbox(
        say(NEW_KIND), list(KINDS), key="part-kind", format_func=lambda kind: say(KINDS[kind]), width=WIDTH
    )
    name = st.text_input(say(NEW_NAME), key="part-name", max_chars=40, width=WIDTH).strip()
    return (name, kind) if name and name != ANOTHER else None


def people_table(found: list[PeopleTarget]) -> Table:
    """Return targets of people beside how many there were."""
    columns = (
        Column("days", say(DAYS_OF)), Column("target", say(TARGET), "people"), Column("share", say(SHARE), "percent"),
        Column("reached", say(COUNTED), "people"), Column("measure", say(OF_WHAT)), Column("why", say(WHY)),
    )  # fmt: skip
    lines = [
        (
            f"{each.first}" if each.first == each.last else f"{each.first} – {each.last}", each.target,
            None if each.reached is None else attained(Decimal(each.reached), each.target), each.reached,
            say(CATALOGUE[each.key].label), say(each.why) if each.why is not None and each.reached is None else None,
        )
        for each in found
    ]  # fmt: skip
    return Table(say(PEOPLE), columns, lines)


def as_table(found: list[PartRow], key: str) -> Table:
    """Return the parts of a month: attainment stands second to the target, as far as the items' figures are known; where they
    are not, the notes say why."""
    unit, name = CATALOGUE[key].unit, SOLD if key == MEASURE else CATALOGUE[key].label
    columns = (
        Column("part", say(PART)), Column("target", say(TARGET), unit), Column("share", say(SHARE), "percent"),
        Column("sold", say(name), unit), Column("gap", say(GAP), unit), Column("needed", say(NEEDED), unit),
        Column("kind", say(KIND)), Column("why", say(WHY)),
    )  # fmt: skip
    lines = [
        (
            row.part, row.target, row.share, row.sold, row.gap, row.needed,
            say(KINDS[row.kind]) if row.kind in KINDS else None, say(row.why) if row.why is not None else None,
        )
        for row in found
    ]  # fmt: skip
    return Table(say(TITLE), columns, lines)


def sums(store: Store, plan: Plan, month: Period, found: list[PartRow]) -> list[str]:
    """Return, for every kind of part, whether its targets add up to the shop's."""
    every = kept(store, plan.shop, "", plan.key)
    own = every.get((month.first, month.last)) if month.first and month.last else None
    if own is None:
        return []
    told = []
    for kind in dict.fromkeys(row.kind for row in found):
        total = summed(row.target for row in found if row.kind == kind) or Decimal(0)
        name = KINDS.get(kind or "", PART)
        words = ADDS_UP if total == own.amount else DIFFERS
        filled = words.fill(
            kind=name,
            sum=plan.amount(total),
            whole=plan.amount(own.amount),
            gap=plan.amount(apart(total, own.amount)),
        )
        told.append(plain(say(filled)))
    return told
