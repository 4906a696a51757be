"""Which past days loads changed: the list on the load page, and the one line of the morning."""

import streamlit as st

from data.reconcile.log import Restated, restated_since, restatements
from data.store import Store
from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.scope import Scope
from reports.restated import log_table
from reports.wording import number
from ui import filters
from ui.figures import kept
from ui.format import plain
from ui.session import language, say, store
from ui.tables import show

NONE = Text("还没有哪次导入改动过以前的日子。", "No load has changed an earlier day yet.")
ABOUT = Text(
    "晚付款、后来的退款会改动以前的日子。这里列出哪次导入把哪一天的哪个数字改成了多少，为什么。",
    "Late payments and refunds change earlier days. Here is which load changed which day, to what and why.",
)
FIRST_ROWS = Text("只列出最近的 {shown} 条，共 {all} 条。", "The latest {shown} of {all} are listed.")
LINE = Text(
    "之前看 {day} {figure} {before}，现在 {after}：{cause}",
    "{day} showed {figure} {before} before, now {after}: {cause}",
)
AND_DAYS = Text("（另有 {n} 天有变化，见「导入数据」）", " ({n} more day(s) changed; see Load data)")
# What a line is about, best first.
TOLD = ("paid_orders", "paid_amount", "placed_orders", "refund_amount", "visitors", "ad_revenue", "ad_spend")
SHOWN = 500


def draw() -> None:
    """Draw the changes of all loads, newest first."""
    shop = filters.scope().shop
    found = [change for change in restatements(store()) if shop in (None, change.shop)]
    st.caption(say(ABOUT if found else NONE))
    if not found:
        return
    if len(found) > SHOWN:
        st.caption(say(FIRST_ROWS.fill(shown=SHOWN, all=len(found))))
    show(log_table(found[:SHOWN], language()), "restated")


def line(scope: Scope) -> None:
    """Draw what earlier days show since the last day of loading and did not before; nothing where nothing changed."""
    told = sentence(_since(store()), scope)
    if told is not None:
        st.caption(plain(say(told)))


@kept(8)
def _since(store: Store) -> list[Restated]:
    return restated_since(store)


def sentence(changes: list[Restated], scope: Scope) -> Text | None:
    """Return the newest changed day in one sentence, with how many others changed; None where none did."""
    mine = [c for c in changes if scope.shop in (None, c.shop) and scope.platform in (None, c.platform)]
    for key in TOLD:
        change = next((c for c in mine if c.key == key), None)
        if change is not None:
            break
    else:
        return None
    metric = CATALOGUE[change.key]
    words = LINE.fill(
        day=f"{change.day:%m-%d}", figure=metric.label, before=number(change.before, metric.unit),
        after=number(change.after, metric.unit), cause=change.cause,
    )  # fmt: skip
    others = len({c.day for c in mine} - {change.day})
    more = AND_DAYS.fill(n=others) if others else Text("", "")
    return Text(words.zh + more.zh, words.en + more.en)
