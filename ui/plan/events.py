"""Events typed on the calendar page: a form for a new one, the list to be edited, the shop's fixed week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pandas as pd
import streamlit as st

from data.exports.own.events import EVENT_KINDS
from data.state import State, Writing
from data.text import Text
from data.typed_plan import USUAL_WEEK, WEEKDAY_EVENTS, hide_event, put_event, set_week
from metrics.calendar import Event
from metrics.period import Period
from metrics.scope import Shop
from ui.format import EMPTY, WEEKDAYS, plain
from ui.session import language, person, say, state, store

ADD = Text("加一个活动", "Add an event")
NAME = Text("活动名称", "Name")
KIND = Text("类型", "Kind")
KINDS_EN = ("Festival", "Shop event", "New goods", "Price change", "Page change", "Other")
FROM = Text("开始", "From")
TO = Text("结束", "To")
LEAVES = Text("对比时不算平常日", "Left out of baselines")
LEAVES_HELP = Text(
    "勾上：这几天的数字不作为平常日子的参照，这几天也不和平日比。大促应当勾上。",
    "Ticked: these days are no measure of ordinary days, and are not compared with them. Tick it for festivals.",
)
SAVE = Text("保存", "Save")
SAVED = Text("已保存。", "Saved.")
NO_NAME = Text(
    "活动没有名称，没有保存。写上名称再保存。", "The event has no name, so it was not saved: give it one."
)
NO_DAY = Text(
    "「{name}」没有日期，没有保存。填上日期再保存。",
    "“{name}” has no day, so nothing was saved: give it one.",
)
BACKWARDS = Text(
    "「{name}」的结束早于开始，没有保存。改好日期再保存。",
    "“{name}” ends before it begins, so nothing was saved: correct its dates.",
)
LIST = Text("活动表（可改、可删）", "Events (edit or delete)")
LIST_HELP = Text(
    "直接改格子；选中一行按 Delete 删除。改完点「保存」。活动表文件里的活动也能改，以这里填写的为准。",
    "Edit the cells; select a row and press Delete to remove it; then save. Events of the sheet can be changed too: what is "
    "typed here stands.",
)
WEEK = Text("每周固定活动", "Fixed events of the week")
WEEK_HELP = Text(
    "每周几做什么，例如 周一团购、周二特价、周三上新、周四免邮。每个星期几都和同一个星期几比，所以不用剔除基线。",
    "What is on every week, such as group buy on Mondays. Weekdays are compared with the same weekday, so baselines keep them.",
)
USUAL = Text(
    "填入：周一团购、周二特价、周三上新、周四免邮", "Fill in: Mon 团购, Tue 特价, Wed 上新, Thu 免邮"
)
SEVERAL = Text("可写几个，用顿号隔开", "several, divided by 、")
DIVIDER = "、"
# The festivals of the platforms; their dates differ a little from year to year and can be changed before saving.
FESTIVALS: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = (
    ("年货节", (1, 6), (1, 12)),
    ("38节", (3, 4), (3, 8)),
    ("618", (6, 1), (6, 20)),
    ("99大促", (9, 5), (9, 9)),
    ("双11", (11, 1), (11, 11)),
    ("双12", (12, 8), (12, 12)),
)
SUGGEST = Text("填入 {name}", "Fill in {name}")
MIDNIGHT, LAST_SECOND = time(0, 0), time(23, 59, 59)


class NotSaved(ValueError):
    """What was typed can't be kept; `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Line:
    """One event as the editor shows it."""

    name: str
    kind: str | None
    start: datetime
    end: datetime
    leaves: bool


def line(event: Event) -> Line:
    """Return an event as a line of the editor."""
    return Line(event.name, event.kind, event.start_at, event.end_at, event.leaves_baseline)


def keep(write: Writing, shop: Shop, before: Sequence[Line], after: Sequence[Line], who: str) -> int:
    """Keep what was edited: lines that are gone are hidden, new and changed ones put; returns how many changed.

    Raises NotSaved where a line has no name or ends before it begins; nothing of the block is kept then.
    """
    for each in after:
        if not each.name.strip():
            raise NotSaved(NO_NAME)
        if each.end < each.start:
            raise NotSaved(BACKWARDS.fill(name=each.name))
    keys = {(each.start, each.name.strip()) for each in after}
    gone = [each for each in before if (each.start, each.name) not in keys]
    changed = [each for each in after if each not in before]
    for each in gone:
        hide_event(write, shop, each.start, each.name, who)
    for each in changed:
        put_event(write, shop, each.start, each.end, each.name, each.kind or "", each.leaves, who)
    return len(gone) + len(changed)


def add(shop: Shop, month: date) -> None:
    """Draw the form of a new event, with the platforms' festivals of the month to fill in."""
    near = [festival for festival in FESTIVALS if month.month in (festival[1][0], festival[2][0])]
    for name, opens, ends in near:
        days = (date(month.year, *opens), date(month.year, *ends))
        st.button(
            say(SUGGEST.fill(name=name)), key=f"festival-{name}", on_click=_fill_in, args=(name, *days), type="tertiary",
            icon=":material/add:",
        )  # fmt: skip
    for field, value in (("kind", EVENT_KINDS[-1]), ("from", month), ("to", month)):
        st.session_state.setdefault(_field(field), value)
    with st.form("event-new"):
        name = st.text_input(say(NAME), key=_field("name"), max_chars=60)
        kind = st.selectbox(say(KIND), EVENT_KINDS, key=_field("kind"), format_func=_kind)
        left, right = st.columns(2)
        first = left.date_input(say(FROM), key=_field("from"), format="YYYY-MM-DD")
        last = right.date_input(say(TO), key=_field("to"), format="YYYY-MM-DD")
        leaves = st.checkbox(say(LEAVES), key=_field("leaves"), help=say(LEAVES_HELP))
        if st.form_submit_button(say(SAVE), icon=":material/save:"):
            typed = Line(name, kind, _at(first, MIDNIGHT), _at(last, LAST_SECOND), leaves)
            save(shop, [], lambda: [typed])


def edit(shop: Shop, events: Sequence[Event], key: str) -> None:
    """Draw the events of a shop to be edited or deleted."""
    before = [line(event) for event in events]
    st.caption(say(LIST_HELP))
    edited = st.data_editor(
        frame(before), key=f"events-{key}", num_rows="dynamic", placeholder=EMPTY, hide_index=True,
        column_config=_columns(), width="stretch",
    )  # fmt: skip
    if st.button(say(SAVE), key=f"events-save-{key}", icon=":material/save:"):
        save(shop, before, lambda: lines(edited))


def of_month(found: Sequence[Event], month: date) -> list[Event]:
    """Return the events that touch a month."""
    whole = Period.month(month)
    return [event for event in found if event.first <= (whole.last or month) and event.last >= month]


def save(shop: Shop, before: Sequence[Line], edited: Callable[[], Sequence[Line]]) -> None:
    """Keep what was edited and draw the page anew, or say why it was not kept."""
    try:
        after = edited()
        with state().writing(person()) as write:
            keep(write, shop, before, after, person())
    except NotSaved as refused:
        st.error(plain(say(refused.text)))
        return
    st.toast(say(SAVED))
    st.rerun()


def frame(found: Sequence[Line]) -> pd.DataFrame:
    """Return lines as the editor takes them."""
    return pd.DataFrame(
        {
            "name": pd.Series([each.name for each in found], dtype=object),
            "start": pd.Series([each.start for each in found], dtype="datetime64[s]"),
            "end": pd.Series([each.end for each in found], dtype="datetime64[s]"),
            "leaves": pd.Series([each.leaves for each in found], dtype=bool),
            "kind": pd.Series([each.kind for each in found], dtype=object),
        }
    )


def lines(edited: pd.DataFrame) -> list[Line]:
    """Return what the editor holds, without lines of which nothing is filled in; raises NotSaved for one without a day."""
    found = []
    for row in edited.to_dict("records"):
        name, start, end = _text(row["name"]), _moment(row["start"]), _moment(row["end"])
        if not name and start is None and end is None:
            continue
        first = start or end
        if first is None:
            raise NotSaved(NO_DAY.fill(name=name))
        found.append(Line(name, _text(row["kind"]) or None, first, end or first, row["leaves"] is True))
    return found


def week(shop: Shop) -> None:
    """Draw the fixed events of a shop's week: one field a weekday."""
    standing = fixed(state(), shop[0])
    st.caption(say(WEEK_HELP))
    if not any(standing.values()):
        st.button(say(USUAL), key="week-usual", on_click=_usual_week, args=(shop[0],), icon=":material/add:")
    with st.form("week-events"):
        with st.grid(4, min_column_width=150):
            for day in range(7):
                st.text_input(
                    _weekday(day),
                    DIVIDER.join(standing.get(day, ())),
                    key=f"week-{day}-{shop[0]}",
                    placeholder=say(SEVERAL),
                )
        if st.form_submit_button(say(SAVE), icon=":material/save:"):
            typed = [
                (day, name)
                for day in range(7)
                for name in st.session_state[f"week-{day}-{shop[0]}"].replace(",", DIVIDER).split(DIVIDER)
            ]
            set_week(state(), shop[0], typed, person())
            st.rerun()


def fixed(home: State, shop: str | None) -> dict[int, list[str]]:
    """Return the fixed events by weekday, of a shop or (None) of every shop, each name once."""
    found: dict[int, list[str]] = {}
    for row in home.rows(WEEKDAY_EVENTS):
        names = found.setdefault(row["weekday"], [])
        if shop in (None, row["shop"]) and row["event_name"] not in names:
            names.append(row["event_name"])
    return {day: names for day, names in found.items() if names}


def _usual_week(shop: str) -> None:
    set_week(state(), shop, USUAL_WEEK, person())


def _fill_in(name: str, first: date, last: date) -> None:
    filled = {"name": name, "kind": EVENT_KINDS[0], "from": first, "to": last, "leaves": True}
    st.session_state.update({_field(field): value for field, value in filled.items()})


def _field(name: str) -> str:
    # Of another name after every save, so that the form is empty again.
    return f"event-{name}-{store().typed.mark}"


def _columns() -> dict[str, Any]:
    return {
        "name": st.column_config.TextColumn(say(NAME), required=True, max_chars=60, pinned=True),
        "start": st.column_config.DatetimeColumn(say(FROM), required=True, format="YYYY-MM-DD HH:mm"),
        "end": st.column_config.DatetimeColumn(say(TO), required=True, format="YYYY-MM-DD HH:mm"),
        "leaves": st.column_config.CheckboxColumn(say(LEAVES), help=say(LEAVES_HELP), default=False),
        "kind": st.column_config.SelectboxColumn(say(KIND), options=EVENT_KINDS, format_func=_kind),
    }


def _weekday(day: int) -> str:
    return WEEKDAYS.en.split()[day] if language() == "en" else f"周{WEEKDAYS.zh[day]}"


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _moment(value: Any) -> datetime | None:
    return None if value is None or value is pd.NaT or value != value else pd.Timestamp(value).to_pydatetime()


def _kind(kind: object) -> str:
    """Return a kind of event in the person's language; the store keeps the words of the own sheet."""
    named = dict(zip(EVENT_KINDS, KINDS_EN, strict=True))
    return say(Text(str(kind), named.get(str(kind), str(kind))))
