"""The choices that pages share and the URL remembers: which days, which shop, which category of goods."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from data import ledger
from data.store import Store
from data.text import Text
from metrics.category import categories
from metrics.compare import BASES
from metrics.evaluate import Scope
from metrics.once import once_per_store
from metrics.period import Period
from metrics.scope import coverage
from ui.remembered import buttons, chosen, menu
from ui.session import say, store, week_start

RANGES = {
    "yesterday": Text("昨日", "Yesterday"),
    "7d": Text("7 天", "7 days"),
    "30d": Text("30 天", "30 days"),
    "week": Text("本周", "This week"),
    "month": Text("本月", "This month"),
    "custom": Text("自选", "Choose"),
}
TITLE = Text("时间范围", "Period")
AGAINST = Text("对比", "Compare with")
DAYS = Text("起止日期", "From – to")
UNDIVIDED = Text(
    "{what}不分类目，是全店的。", "{what}: can't be told by category, so this is of the whole shop."
)
THIS_PAGE = Text("这一页的内容", "What this page shows")


@once_per_store(4)
def shops(of: Store) -> tuple[str, ...]:
    """Return the shops that the store holds, by name: every run of every page asks for them."""
    return tuple(ledger.shops(of))


def platforms(of: Store) -> list[str]:
    """Return the platforms that any loaded day stands under."""
    return sorted({platform for _, platform in coverage(of).shops()})


def scope() -> Scope:
    """Return the shop, platform and category of goods chosen in the sidebar, or everything."""
    shops_chosen = Scope(
        shop=chosen("shop", ["", *shops(store())], "") or None,
        platform=chosen("platform", ["", *platforms(store())], "") or None,
    )
    category = chosen("category", ["", *categories(store(), shops_chosen)], "") or None
    return replace(shops_chosen, category=category)


def undivided(what: Text = THIS_PAGE) -> None:
    """Say that `what` is of the whole shop, where a category is chosen: its figures are those of `scope().whole`."""
    if scope().category is not None:
        st.caption(f":material/info: {say(UNDIVIDED.fill(what=what))}")


def period(default: str, last: date) -> Period:
    """Draw the choice of days, which ends at the last full day, and return it; `default` is a key of RANGES."""
    name = buttons("period", RANGES, default, TITLE, quiet=True)
    if name == "custom":
        return _chosen_days(last)
    return named_period(name, last)


def against() -> str:
    """Draw the choice of what figures are compared with, and return it: the key of one of metrics.compare.BASES."""
    names = {base.key: base for base in BASES}
    return menu("vs", list(names), BASES[0].key, AGAINST, lambda key: say(names[key].label))


def named_period(name: str, last: date) -> Period:
    """Return the days of a key of RANGES that end at `last`, both inclusive."""
    match name:
        case "7d":
            return Period.last_days(last, 7)
        case "30d":
            return Period.last_days(last, 30)
        case "week":
            return Period(last - timedelta(days=(last.weekday() - week_start()) % 7), last)
        case "month":
            return Period(last.replace(day=1), last)
    return Period.day(last)


def _chosen_days(last: date) -> Period:
    week = (last - timedelta(days=6), last)
    days = st.date_input(
        say(DAYS), week, key="days", bind="query-params", format="YYYY-MM-DD", max_value=last
    )
    # While the second day is not picked yet, the widget holds one day.
    picked = days if isinstance(days, tuple) else (days,)
    return Period(picked[0], picked[-1]) if picked and picked[0] else Period(*week)
