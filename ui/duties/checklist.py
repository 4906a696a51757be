"""The checklist of a role: every duty with its number of now, the list behind it, and whether it is done."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from data.text import Text
from data.typed_duties import done, set_done
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Row, Scope
from metrics.period import Period, start_of
from ui import figures, tables
from ui.duties import lists
from ui.duties.duty import SPANS, Duty
from ui.duties.manager import MANAGER
from ui.duties.others import CONTENT, FINANCE, GOODS, WAREHOUSE
from ui.duties.promotion import PROMOTION
from ui.duties.service import SERVICE
from ui.duties.supervisor import SUPERVISOR
from ui.format import WEEKDAYS, figure, moment, plain, weekday
from ui.opened import following, lay_open
from ui.session import language, link, may_open, person, say, state, store

# The roles of the contract and what their people are called in the job descriptions; the supervisor is a manager too.
ROLES: Mapping[str, tuple[Text, tuple[Duty, ...]]] = {
    "manager": (Text("店长", "Store manager"), MANAGER),
    "supervisor": (Text("运营主管", "Operations supervisor"), SUPERVISOR),
    "promotion": (Text("推广专员", "Promotion"), PROMOTION),
    "service": (Text("客服", "Customer service"), SERVICE),
    "content": (Text("美工编辑", "Content"), CONTENT),
    "goods": (Text("商品采购", "Goods and purchasing"), GOODS),
    "warehouse": (Text("仓库", "Warehouse"), WAREHOUSE),
    "finance": (Text("财务", "Finance"), FINANCE),
}
CADENCES: Mapping[str, Text] = {
    "day": Text("每天", "Daily"),
    "week": Text("每周", "Weekly"),
    "month": Text("每月、每季", "Monthly and quarterly"),
    "always": Text("随时", "Whenever it comes up"),
}
SPAN_WORDS = {"week": Text("7 天", "7 days"), "month": Text("本月", "Month")}
OF_SPAN = Text("{span}：{figures}", "{span}: {figures}")
DAYS = Text("{n} 天", "{n} days")
OPEN = Text("口径与明细", "How it is made")
LIST = Text("清单", "The list")
GO = Text("去处理", "Go there")
NEEDS_SHEET = Text("要有自己填的表，见「导入数据」", "from a sheet of your own, see “Load data”")
DUE = Text("{at} 前做，到时的数在清单里", "due by {at}, the figure of that time is in the list")
TODAY = Text("今天（{weekday}）", "today ({weekday})")
EVERY = Text("每{weekday}", "every {weekday}")
BY = Text("{who} {at}", "{who} {at}")
NOT_DATA = Text("数据里没有的（不假装）", "What no data can tell (and we don't pretend)")
DONE = Text("完成：{text}", "Done: {text}")


def draw(role: str, day: date, today: date, scope: Scope) -> None:
    """Draw the duties of a role: one tab a cadence, numbers as of `day`, what falls on `today` marked."""
    duties = ROLES[role][1]
    finished = done(state(), scope.shop or "")
    kept = {key: [duty for duty in duties if duty.cadence == key and duty.served != "no"] for key in CADENCES}
    shown = {key: found for key, found in kept.items() if found}
    for tab, (cadence, found) in zip(
        st.tabs([say(CADENCES[key]) for key in shown]), shown.items(), strict=True
    ):
        with tab:
            _cadence(cadence, found, day, today, scope, finished)
    absent = [duty for duty in duties if duty.served == "no"]
    if absent:
        with st.expander(say(NOT_DATA)):
            st.markdown("\n".join(f"- {plain(say(duty.text))}" for duty in absent))


def period_of(duty: Duty, day: date) -> Period:
    """Return the days that a duty's figures are of: the day, the seven to it, or the month to it."""
    days = duty.days or SPANS.get(duty.cadence)
    return Period.last_days(day, days) if days else Period(day.replace(day=1), day)


def due_since(duty: Duty, today: date) -> date:
    """Return the first day of the day, week or month in which a duty is ticked."""
    return start_of(today, duty.cadence if duty.cadence in ("week", "month") else "day")


def _cadence(
    cadence: str, duties: Sequence[Duty], day: date, today: date, scope: Scope, finished: Mapping[tuple[str, date], dict[str, object]]
) -> None:  # fmt: skip
    keys: dict[Period, dict[str, None]] = {}
    for duty in duties:
        keys.setdefault(period_of(duty, day), {}).update(dict.fromkeys(duty.keys))
    values = {
        period: figures.total(store(), tuple(found), period, scope) for period, found in keys.items() if found
    }
    with st.grid(2, min_column_width=320, gap="xsmall", key=f"duties-{cadence}"):
        for duty in duties:
            with st.container(border=True, height="stretch", key=f"duty-{duty.id}", gap="xsmall"):
                _duty(duty, values.get(period_of(duty, day)), day, today, scope, finished)


def _duty(
    duty: Duty, values: Row | None, day: date, today: date, scope: Scope, finished: Mapping[tuple[str, date], dict[str, object]]
) -> None:  # fmt: skip
    since = due_since(duty, today)
    tick = finished.get((duty.id, since))
    st.checkbox(
        f"**{plain(say(duty.text))}**", value=tick is not None, key=f"duty-done-{duty.id}-{since}",
        on_change=_keep, args=(duty, since, scope),
    )  # fmt: skip
    facts = _facts(duty, today, values)
    if tick:
        facts.append(say(BY.fill(who=tick["typed_by"], at=moment(tick["typed_at"]))))  # type: ignore[arg-type]
    lines = [_line(_span(duty, day), duty.keys, values)] if duty.keys and values else []
    if duty.and_month:
        month = figures.total(store(), duty.keys, Period(day.replace(day=1), day), scope)
        lines.append(_line(SPAN_WORDS["month"], duty.keys, month))
    if facts:
        lines.append(" · ".join(plain(fact) for fact in facts))
    if lines:
        st.caption("  \n".join(lines))
    with st.container(horizontal=True, vertical_alignment="center"):
        if duty.keys and st.button(
            say(OPEN), key=f"duty-open-{duty.id}", type="tertiary", icon=":material/search:"
        ):
            lay_open(duty.keys, period_of(duty, day), scope)
        if duty.listing and st.button(
            say(LIST), key=f"duty-list-{duty.id}", type="tertiary", icon=":material/list:"
        ):
            draw = partial(lists.opener, store(), duty.listing, day, scope, tables.show)
            following(lists.title(duty.listing), draw)
        if duty.page and may_open(duty.page):
            link(duty.page, GO)


def _span(duty: Duty, day: date) -> Text:
    """Return over which days a duty's figures are, in words: a single day by its date, for the morning after it is no "today"."""
    if duty.days:
        return DAYS.fill(n=duty.days)
    if duty.cadence == "day":
        return Text(f"{day:%m-%d}", f"{day:%m-%d}")
    return SPAN_WORDS["week" if duty.cadence == "week" else "month"]


def _line(span: Text, keys: Sequence[str], values: Row) -> str:
    told = " · ".join(_number(key, values) for key in keys)
    return say(OF_SPAN).format(span=plain(say(span)), figures=told)


def _facts(duty: Duty, today: date, values: Row | None) -> list[str]:
    facts = []
    if duty.weekday is not None:
        name = Text(f"周{WEEKDAYS.zh[duty.weekday]}", WEEKDAYS.en.split()[duty.weekday])
        facts.append(say((TODAY if today.weekday() == duty.weekday else EVERY).fill(weekday=name)))
    if duty.at:
        facts.append(say(DUE.fill(at=duty.at)))
    if duty.served == "partly" and not _is_known(duty, values):
        facts.append(say(NEEDS_SHEET))
    return facts


def _is_known(duty: Duty, values: Row | None) -> bool:
    return values is not None and any(values.values[key].value is not None for key in duty.keys)


def _number(key: str, values: Row) -> str:
    metric = CATALOGUE[key]
    return f"{plain(say(metric.label))} **{plain(figure(values.values[key], metric, language()))}**"


def _keep(duty: Duty, since: date, scope: Scope) -> None:
    is_done = bool(st.session_state[f"duty-done-{duty.id}-{since}"])
    set_done(state(), scope.shop or "", duty.id, since, is_done, person())


def today_line(today: date, events: Sequence[str]) -> str:
    """Return the line on today: its weekday and the shop's fixed events of it."""
    return " · ".join([weekday(today, language()), *events])
