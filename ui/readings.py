"""A figure's other readings in its opened number: other definitions, and the same figure in another export."""

from decimal import Decimal

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.difference import Apart, difference
from metrics.evaluate import Scope
from metrics.figure import Figure
from metrics.overlap import Overlap, overlaps
from metrics.period import Period
from metrics.variants import Reading, readings
from reports.figures import cell
from reports.table import Column, Kind, Table, Typed
from ui import tables
from ui.columns import title_of
from ui.figures import KEYS
from ui.format import EMPTY, number, plain
from ui.session import language, say, store

OTHER_READINGS = Text("其他口径", "Other readings")
READING = Text("口径", "Reading")
NAME = Text("指标", "Figure")
VALUE = Text("数值", "Value")
DIFFERENCE = Text("差别在哪些行", "The rows that make the difference")
COMPARE = Text("与哪个口径比", "Compare with")
HERE = Text("这个口径计 {name}", "Counted here: {name}")
THERE = Text("另一口径计 {name}", "Counted there: {name}")
ONLY_HERE = Text("只有这个口径有：{name} {value}", "Only in this reading: {name} {value}")
ONLY_THERE = Text("只有另一口径有：{name} {value}", "Only in the other reading: {name} {value}")
NO_ROWS = Text(
    "{one} {here} 与 {other} {there}：两边的行不是同一类，不能逐行对照。",
    "{one} {here} and {other} {there}: their rows are of different kinds and can't be matched one by one.",
)
TWO_EXPORTS = Text("两份报表对照", "Two exports compared")
BOTH = Text(
    "{label}，两份都有的 {days} 天：{ours} {mine}，{theirs} {other}，相差 {difference}。",
    "{label}, {days} day(s) that both have: {ours} {mine}, {theirs} {other}, difference {difference}.",
)
PEOPLE = Text(
    "{label}：多天的人数不能相加，{days} 天里有 {n} 天两份不同。",
    "{label}: people of several days don't add up; the two differ on {n} of {days} day(s).",
)
GAP = Text("相差", "Difference")


@st.cache_data(max_entries=32, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _readings(store: Store, key: str, period: Period, scope: Scope) -> tuple[Reading, ...]:
    return tuple(readings(store, key, period, scope))


@st.cache_data(max_entries=32, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _apart(store: Store, key: str, other: str, period: Period, scope: Scope) -> tuple[Apart, ...]:
    return difference(store, key, other, period, scope)


@st.cache_data(max_entries=32, ttl="1h", show_spinner=False, hash_funcs=KEYS)
def _overlaps(store: Store, key: str, period: Period, scope: Scope) -> tuple[Overlap, ...]:
    return overlaps(store, key, period, scope)


def draw(key: str, period: Period, scope: Scope) -> None:
    """Draw what other definitions and another export say of the figure; nothing where there is neither."""
    found = _readings(store(), key, period, scope)
    if found:
        with st.expander(say(OTHER_READINGS)):
            tables.show(_table(found, period, scope), f"readings-{key}")
            _between(
                key, [reading.option.key for reading in found if reading.option.key != key], period, scope
            )
    twice = _overlaps(store(), key, period, scope)
    if twice:
        with st.expander(say(TWO_EXPORTS)):
            for each in twice:
                _overlap(each, key)


def _table(found: tuple[Reading, ...], period: Period, scope: Scope) -> Table:
    columns = (Column("name", say(NAME)), Column("reading", say(READING)), Column("value", say(VALUE)))
    return Table(
        say(OTHER_READINGS),
        columns,
        [
            [
                say(CATALOGUE[each.option.key].label),
                say(each.option.name),
                Typed(cell(each.value, language()), CATALOGUE[each.option.key].unit),
            ]
            for each in found
        ],
        {(place, "value"): Figure(each.option.key, period, scope) for place, each in enumerate(found)},
    )


def _between(key: str, others: list[str], period: Period, scope: Scope) -> None:
    other = st.selectbox(
        say(COMPARE),
        others,
        index=None,
        key=f"compare-{key}",
        placeholder=say(COMPARE),
        format_func=lambda name: say(CATALOGUE[name].label),
    )
    if other is None:
        return
    st.markdown(f"**{say(DIFFERENCE)}**")
    for place, side in enumerate(_apart(store(), key, other, period, scope)):
        _side(side, f"apart-{key}-{other}-{place}")


def _side(side: Apart, key: str) -> None:
    if side.here is None or side.there is None:
        part, words = (side.here, ONLY_HERE) if side.there is None else (side.there, ONLY_THERE)
        if part is not None:
            st.caption(plain(say(words.fill(name=part.label, value=_said(part.value)))))
        return
    if side.rows is None:
        st.caption(plain(say(NO_ROWS.fill(
            one=side.here.label, here=_said(side.here.value), other=side.there.label, there=_said(side.there.value)
        ))))  # fmt: skip
        return
    name = str(side.rows.columns[0])
    columns = (
        Column(name, say(title_of(name)), "id"),
        Column("here", say(HERE.fill(name=side.here.label)), "number"),
        Column("there", say(THERE.fill(name=side.there.label)), "number"),
    )
    rows = [tuple(row) for row in side.rows.itertuples(index=False)]
    tables.show(Table(say(DIFFERENCE), columns, rows), key)


def _overlap(found: Overlap, key: str) -> None:
    if found.ours is None or found.theirs is None or found.difference is None:
        words = PEOPLE.fill(label=found.label, days=found.days, n=len(found.rows))
    else:
        words = BOTH.fill(
            label=found.label, days=found.days, ours=found.our_source, theirs=found.their_source,
            mine=_said(found.ours), other=_said(found.theirs), difference=_said(found.difference),
        )  # fmt: skip
    st.caption(plain(say(words)))
    if len(found.rows):
        kind: Kind = "money" if isinstance(found.rows["theirs"].iloc[0], Decimal) else "count"
        columns = (
            Column("day", say(title_of("day")), "day"), Column("shop", say(title_of("shop"))),
            Column("ours", say(found.our_source), kind), Column("theirs", say(found.their_source), kind),
            Column("difference", say(GAP), kind),
        )  # fmt: skip
        rows = [
            tuple(row)
            for row in found.rows[["day", "shop", "ours", "theirs", "difference"]].itertuples(index=False)
        ]
        tables.show(Table(say(found.label), columns, rows), f"overlap-{key}-{found.label.en}")


def _said(value: object) -> str:
    if value is None:
        return EMPTY
    return number(value, "count" if isinstance(value, int) else "money")  # type: ignore[arg-type]
