"""指标口径: every metric with its meaning, formula, clock and source, as the code declares it."""

import streamlit as st

from data.text import Text
from metrics.analyses.event_table import KEYS as EVENT_FIGURES
from metrics.analyses.goods import SPEED
from metrics.analyses.plan_view import MEASURES
from metrics.catalogue import AREAS
from metrics.scope import coverage
from metrics.studies import LISTS, STUDIES
from metrics.variants import BY_KEY
from pages.customers import customers
from pages.goods import items
from pages.manager import duties, morning
from pages.plan import calendar, targets
from pages.promotion import roi
from reports import weekly_tables
from reports.week import SUMMARY
from ui import ads, causes, definitions, header, jobsheet, sellers
from ui.cards import Card
from ui.customers import back
from ui.duties import checklist
from ui.format import plain
from ui.session import require, say, store
from ui.tables import export_buttons

INTRO = Text(
    "看板上的每个数字都由这里的定义算出。指标旁的英文是命令行和导出文件里用的名字。",
    "Every figure of the dashboard is computed from these definitions. The key is its name on the command line and in files.",
)
WEEKLY = Text("周报", "the weekly report")
CHOICE = Text("设置里的口径选择", "the readings in the settings")
# Where figures stand beside the cards: tables, charts, duties, reports. A list of keys per place.
LISTED: tuple[tuple[Text, frozenset[str]], ...] = (
    (morning.TITLE, frozenset(("paid_amount", "visitors", "page_views", "overdue_orders"))),
    (jobsheet.TITLE, frozenset(jobsheet.KEYS)),
    (sellers.TITLE, frozenset(("paid_items", "paid_amount", SPEED, "stock_on_hand", "cover_days"))),
    (roi.TITLE, frozenset((*ads.DAY_KEYS, *ads.CUT_KEYS, *ads.SITE_KEYS))),
    (calendar.TITLE, frozenset(EVENT_FIGURES)),
    (customers.TITLE, frozenset((*customers.BY_PROVINCE, *back.REPEATS))),
    (targets.TITLE, frozenset((*MEASURES, "pace_gap", "target_attainment", "day_target_rate"))),
    (
        duties.TITLE,
        frozenset(key for _, found in checklist.ROLES.values() for duty in found for key in duty.keys),
    ),
    (WEEKLY, frozenset((*SUMMARY, *weekly_tables.DAILY, *weekly_tables.CAMPAIGNS, *weekly_tables.ITEMS))),
)
# Where a list or analysis is shown.
STUDIES_SHOWN: dict[str, tuple[Text, ...]] = {
    "source_shares": (roi.TITLE,),
    "new_items": (items.TITLE,),
    "baskets": (items.TITLE,),
    "event_table": (calendar.TITLE,),
    "cohorts": (customers.TITLE,),
    "vip_tiers": (customers.TITLE,),
    "rfm": (customers.TITLE,),
    "day_targets": (targets.TITLE,),
    "lists": (duties.TITLE, morning.TITLE),
    "item_classes": (items.TITLE, duties.TITLE),
    "hot_sellers": (sellers.TITLE, duties.TITLE),
    "slot_conversion": (items.TITLE, morning.TITLE),
    "provinces": (customers.TITLE, causes.TITLE, duties.TITLE),
}
SEARCH = Text("搜索指标（中文、英文或编号）", "Search (name, key or id)")
NOTHING = Text(
    "没有找到「{words}」。换一个词试试，例如：付款、退款、ROI。",
    "Nothing found for “{words}”. Try paid, refund or ROI.",
)


def places(key: str) -> list[Text]:
    """Return where a figure is shown: cards, tables and charts of pages, duties, the weekly report, the switches."""
    cards: tuple[tuple[Text, tuple[Card, ...]], ...] = (
        (morning.TITLE, morning.CARDS),
        (roi.TITLE, roi.CARDS),
        (customers.TITLE, customers.CARDS),
    )
    found = [title for title, drawn in cards if any(key in card.keys for card in drawn)]
    found += [title for title, keys in LISTED if key in keys and title not in found]
    return [*found, *([CHOICE] if key in BY_KEY else [])]


def page() -> None:
    """Draw the page."""
    require("metrics")
    header.draw(definitions.TITLE)
    st.caption(say(INTRO))
    words = st.text_input(say(SEARCH), key="find", bind="query-params", icon=":material/search:")
    found = [
        (area, [metric for metric in metrics if definitions.matches(metric, words)])
        for area, metrics in AREAS
    ]
    found = [(area, metrics) for area, metrics in found if metrics]
    studies = [study for study in STUDIES if definitions.matches(study, words)]
    if not found and not studies:
        st.info(say(NOTHING.fill(words=plain(words))))
        return
    if found:
        export_buttons(definitions.as_table(found), "metrics")
    known = coverage(store())
    for area, metrics in found:
        st.subheader(say(area), anchor=False)
        with st.grid(2, min_column_width=320, key=f"area-{area.en}"):
            for metric in metrics:
                with st.container(border=True, height="stretch"):
                    definitions.draw(metric, known, places(metric.key))
    if studies:
        st.subheader(say(LISTS), anchor=False)
        with st.grid(2, min_column_width=320, key="area-studies"):
            for study in studies:
                with st.container(border=True, height="stretch"):
                    definitions.draw_study(study, known, STUDIES_SHOWN.get(study.key, ()))
