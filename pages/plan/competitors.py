"""竞品: what was seen at competitors, their sales beside our own, and the log to be typed."""

import streamlit as st

from data.text import Text
from data.typed_plan import COMPETITORS
from metrics.analyses.rivals import Seen
from metrics.scope import Scope
from ui import charts, filters, header, trail
from ui.plan import competitors
from ui.plan.shops import shop_to_type
from ui.remembered import menu
from ui.session import require, say, store
from ui.tables import show

TITLE = Text("竞品", "Competitors")
ABOUT = Text(
    "平台不导出竞品的数据，这里记下你们看到的：价格、销量、上新、活动、评分。销量指数把竞品页面上的销量和本店 30 天件数放在同一条线上比。",
    "The platforms export nothing about competitors; this is what you saw: prices, sales, new items, campaigns, ratings. The "
    "sales index puts the sales shown on their page beside our pieces of 30 days.",
)
NOTHING = Text(
    "还没有记录。在下面填写，或导入「竞品记录」表。",
    "Nothing is noted yet: type it below, or load the sheet 竞品记录.",
)
WHICH = Text("比较", "Compare")
NO_INDEX = Text(
    "同一个竞品记下两天以上的销量、并且本店那些天之前 30 天的件数都在，才画指数线。",
    "The index needs sales of one competitor on two days or more, and our pieces of the 30 days before each.",
)
ADD = Text("记一条", "Add an entry")
EDIT = Text("改或删", "Edit or delete")
SEEN = Text("记录（新的在前）", "The log, newest first")


def page() -> None:
    """Draw the page."""
    require("competitors")
    scope = filters.scope().whole
    header.draw(TITLE)
    filters.undivided()
    st.caption(say(ABOUT))
    found = competitors.log(store(), scope)
    if found:
        _index(found, scope)
        st.subheader(say(SEEN), anchor=False)
        show(competitors.as_table(found), "competitors")
    else:
        st.info(say(NOTHING))
    shop = shop_to_type(scope)
    if shop is None:
        return
    adding, editing = st.tabs([say(ADD), say(EDIT)])
    with adding:
        competitors.add(shop, header.today())
    with editing:
        own = competitors.log(store(), Scope(*shop))
        competitors.edit(shop, own, f"{shop[0]}-{store().typed.mark}")
    trail.draw(COMPETITORS.name)


def _index(found: list[Seen], scope: Scope) -> None:
    known = competitors.pairs(found)
    if not known:
        st.caption(say(NO_INDEX))
        return
    names = {" · ".join(part for part in pair if part): pair for pair in known}
    name = menu("rival", list(names), next(iter(names)), WHICH, str)
    points = competitors.index(store(), *names[name], scope)
    if points:
        charts.draw(competitors.index_chart(name, points), "rival-index")
    else:
        st.caption(say(NO_INDEX))
