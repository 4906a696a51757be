"""目标与进度: where the month stands, targets to be edited from the year down to the day, and the parts of the shop."""

from datetime import date

import streamlit as st

from data.text import Text
from data.typed_plan import TARGETS
from metrics.analyses.plan_view import MEASURE, parts_of
from metrics.period import Period, end_of, start_of
from metrics.scope import Scope, last_full_day
from ui import filters, header, missing, tables, trail
from ui.plan import lines, parts, target_now, targets
from ui.plan.lines import Plan
from ui.plan.shops import shop_to_type
from ui.remembered import menu
from ui.session import require, say, store

TITLE = Text("目标与进度", "Targets")
YEAR = Text("年份", "Year")
MONTH = Text("按天看哪个月", "Days of which month")
PLAN = Text("年、季、月目标", "Targets of year, quarters and months")
DAYS = Text("每周、每天的目标", "Targets of weeks and days")
WEEKS = Text("每周（周一至周日）", "Weeks, Monday to Sunday")
OF_DAYS = Text("每天", "Days")
NEW_PART = Text("先写上名称，再填它的目标。", "Give it a name first, then type its targets.")


def page() -> None:
    """Draw the page."""
    require("targets")
    scope = filters.scope().whole
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    filters.undivided()
    with st.container(horizontal=True):
        shop = shop_to_type(scope)
        measure = targets.choose_measure() if shop else ""
    if shop is None:
        missing.nothing_loaded()
        return
    whole = Plan(shop, measure)
    own = Scope(*shop)
    day = last_full_day(store(), own) or header.today()
    if last is not None:
        _now(whole, own, day)
    _plan(whole, day)
    trail.draw(TARGETS.name)


def _now(plan: Plan, scope: Scope, day: date) -> None:
    target_now.draw("month", Period.month(day), plan, scope)
    if plan.key == MEASURE:
        target_now.day_line(day, scope)
    target_now.draw_tried(start_of(day, "month"), plan, scope)
    with st.expander(say(target_now.LONGER), key="longer"):
        quarter = start_of(day, "quarter")
        target_now.draw("quarter", Period(quarter, end_of(quarter, "quarter")), plan, scope)
        target_now.draw("year", Period(date(day.year, 1, 1), date(day.year, 12, 31)), plan, scope)


def _plan(whole: Plan, day: date) -> None:
    st.subheader(say(PLAN), anchor=False)
    with st.container(horizontal=True):
        year = int(menu("year", targets.years(day), str(day.year), YEAR, str))
        part = parts.choose(parts_of(store(), whole.shop, whole.key))
    if part is None:
        st.caption(say(NEW_PART))
        return
    plan = Plan(whole.shop, whole.key, *part)
    found = lines.year_lines(store(), year, plan)
    st.caption(say(targets.YEAR_HELP))
    targets.edit(found, plan, _key(plan, str(year)))
    why = lines.why_empty(store(), year, plan)
    if why:
        st.caption(why)
    title = say(targets.TITLE_YEAR.fill(year=year))
    tables.export_buttons(targets.as_table(title, found, plan), "targets")
    month = _days(plan, year, day)
    _parts(whole, Period.month(month))


def _days(plan: Plan, year: int, day: date) -> date:
    st.subheader(say(DAYS), anchor=False)
    months = [f"{year}-{number:02d}" for number in range(1, 13)]
    near = f"{day:%Y-%m}" if day.year == year else months[0]
    month = date.fromisoformat(f"{menu('month', months, near, MONTH, str)}-01")
    days = lines.month_lines(store(), month, plan)
    apart = lines.days_and_month(store(), month, plan, days)
    if apart:
        st.warning(apart, icon=":material/difference:")
    st.markdown(f"**{say(WEEKS)}**")
    st.caption(say(targets.WEEK_HELP))
    weeks = lines.week_lines(store(), month, plan)
    targets.edit(weeks, plan, _key(plan, f"{month}-weeks"))
    title = say(targets.TITLE_WEEKS.fill(month=month))
    tables.export_buttons(targets.as_table(title, weeks, plan), "weeks")
    st.markdown(f"**{say(OF_DAYS)}**")
    st.caption(say(targets.MONTH_HELP))
    targets.edit(days, plan, _key(plan, str(month)))
    tables.export_buttons(targets.as_table(say(targets.TITLE_MONTH.fill(month=month)), days, plan), "days")
    return month


def _parts(whole: Plan, month: Period) -> None:
    found = parts.rows(store(), whole.shop, month, whole.key)
    if found:
        st.markdown(f"**{say(parts.TITLE)}**")
        table = parts.as_table(found, whole.key)
        tables.show(table, "target-parts", help_texts={"sold": say(parts.SOLD_HELP)})
        for words in parts.sums(store(), whole, month, found):
            st.caption(words)
    people = parts.of_people(store(), whole.shop)
    if people:
        st.markdown(f"**{say(parts.PEOPLE)}**")
        tables.show(parts.people_table(people), "target-people")


def _key(plan: Plan, what: str) -> str:
    return f"{plan.shop[0]}-{plan.key}-{what}-{plan.part}-{store().typed.mark}"
