"""目标与进度: where the month stands, targets to be edited from the year down to the day, and the parts of the shop."""

from datetime import date

import streamlit as st

from data.text import Text
from data.typed_plan import TARGETS
from metrics.analyses.plan_view import parts_of
from metrics.period import Period, end_of, start_of
from metrics.scope import Scope, Shop, last_full_day
from ui import filters, header, missing, tables, trail
from ui.plan import parts, target_now, targets
from ui.plan.shops import shop_to_type
from ui.remembered import menu
from ui.session import require, say, store

TITLE = Text("目标与进度", "Targets")
YEAR = Text("年份", "Year")
MONTH = Text("按天看哪个月", "Days of which month")
PLAN = Text("年、季、月目标", "Targets of year, quarters and months")
DAYS = Text("每天的目标", "Targets of the days")
NEW_PART = Text("先写上名称，再填它的目标。", "Give it a name first, then type its targets.")


def page() -> None:
    """Draw the page."""
    require("targets")
    scope = filters.scope().whole
    last = last_full_day(store(), scope)
    header.draw(TITLE, last, scope)
    filters.undivided()
    shop = shop_to_type(scope)
    if shop is None:
        missing.nothing_loaded()
        return
    own = Scope(*shop)
    day = last_full_day(store(), own) or header.today()
    if last is not None:
        target_now.draw("month", Period.month(day), own)
        target_now.day_line(day, own)
        target_now.draw_tried(start_of(day, "month"), own)
        with st.expander(say(target_now.LONGER), key="longer"):
            target_now.draw(
                "quarter", Period(start_of(day, "quarter"), end_of(start_of(day, "quarter"), "quarter")), own
            )
            target_now.draw("year", Period(date(day.year, 1, 1), date(day.year, 12, 31)), own)
    _plan(shop, day)
    trail.draw(TARGETS.name)


def _plan(shop: Shop, day: date) -> None:
    st.subheader(say(PLAN), anchor=False)
    year = int(menu("year", targets.years(day), str(day.year), YEAR, str))
    part = parts.choose(parts_of(store(), shop))
    if part is None:
        st.caption(say(NEW_PART))
        return
    mark = store().typed.mark
    lines = targets.year_lines(store(), year, shop, part[0])
    st.caption(say(targets.YEAR_HELP))
    targets.edit(lines, shop, *part, f"{shop[0]}-{year}-{part[0]}-{mark}")
    tables.export_buttons(targets.as_table(say(targets.TITLE_YEAR.fill(year=year)), lines), "targets")
    if not part[0]:
        _days(shop, year, day, mark)


def _days(shop: Shop, year: int, day: date, mark: str) -> None:
    st.subheader(say(DAYS), anchor=False)
    months = [f"{year}-{number:02d}" for number in range(1, 13)]
    near = f"{day:%Y-%m}" if day.year == year else months[0]
    month = date.fromisoformat(f"{menu('month', months, near, MONTH, str)}-01")
    lines = targets.month_lines(store(), month, shop)
    st.caption(say(targets.MONTH_HELP))
    targets.edit(lines, shop, "", None, f"{shop[0]}-{month}-{mark}")
    apart = targets.days_and_month(store(), month, shop, lines)
    if apart:
        st.warning(apart, icon=":material/difference:")
    whole = Period.month(month)
    tables.export_buttons(targets.as_table(say(targets.TITLE_MONTH.fill(month=month)), lines), "days")
    weeks = parts.week_rows(store(), whole, Scope(*shop))
    st.markdown(f"**{say(parts.WEEKS)}**")
    tables.show(parts.weeks_table(weeks), "target-weeks")
    found = parts.rows(store(), shop, whole)
    if found:
        st.markdown(f"**{say(parts.TITLE)}**")
        tables.show(parts.as_table(found), "target-parts", help_texts={"sold": say(parts.SOLD_HELP)})
        for words in parts.sums(store(), shop, whole, found):
            st.caption(words)
