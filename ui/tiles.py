"""Cards that count cases instead of measuring: orders that wait too long, hot sellers that run out."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.dispatch import DUTY_HOURS, Waiting, waiting
from metrics.analyses.goods import LOW_COVER_DAYS, Seller
from metrics.evaluate import Scope
from reports.table import Table
from ui import tables
from ui.cards import small
from ui.figures import kept
from ui.format import EMPTY, moment, money, plain
from ui.opened import as_table
from ui.sellers import as_table as sellers_table
from ui.session import say

LIST = Text("看清单", "See the list")
OVERDUE = Text("超时未发货", "Overdue to ship")
OVERDUE_HELP = Text(
    f"付款超过 {DUTY_HOURS} 小时还没发货的订单，截至最近一份订单报表的导出时间。",
    f"Orders not shipped {DUTY_HOURS} hours after payment, as the newest order export knows it.",
)
SOON = Text("6 小时内将超时 **{n}**", "due within 6 hours **{n}**")
UNSHIPPED = Text("全部待发货 **{n}**", "all waiting **{n}**")
AT_STAKE = Text("超时金额 **{amount}**", "overdue amount **{amount}**")
CUT = Text("截至 {at}", "as of {at}")
NO_SHIPPING = Text("订单报表里没有发货时间", "the order export has no shipping times")
NO_CATEGORY = Text("订单不分类目。", "Orders can't be told by category.")
RUN_OUT = Text("热卖断货", "Hot sellers sold out")
RUN_OUT_HELP = Text(
    "近 28 天热卖前十里库存为 0 的商品数，按最近一次库存快照。",
    "How many of the ten hot sellers of 28 days have no stock, by the newest snapshot.",
)
LOW = Text(f"不够卖 {LOW_COVER_DAYS} 天 **{{n}}**", f"under {LOW_COVER_DAYS} days of cover **{{n}}**")
NO_STOCK = Text("没有导入库存表", "no stock file is loaded")
STOCK_DAY = Text("库存日期 {day}", "stock of {day}")


@dataclass(frozen=True)
class Tile:
    """A card of counted cases: its name, the count as text, the lines under it, and the cases."""

    key: str
    label: Text
    help: Text
    value: str
    lines: Sequence[str]
    cases: Table | None = None


@kept(32)
def held(store: Store, scope: Scope) -> Waiting | None:
    """Return the orders that wait to be shipped."""
    return waiting(store, scope)


def overdue(found: Waiting | None) -> Tile:
    """Return the card of orders that are late."""
    if found is None:
        return Tile("overdue", OVERDUE, OVERDUE_HELP, EMPTY, [say(NO_SHIPPING)])
    lines = [
        say(SOON.fill(n=f"{found.soon:,}")),
        say(UNSHIPPED.fill(n=f"{found.unshipped:,}")),
        say(AT_STAKE.fill(amount=plain(money(found.overdue_amount)))),
        plain(say(CUT.fill(at=moment(found.cut)))),
    ]
    cases = as_table(say(OVERDUE), found.rows) if found.overdue else None
    return Tile("overdue", OVERDUE, OVERDUE_HELP, f"{found.overdue:,}", lines, cases)


def of_no_category() -> Tile:
    """Return the card of late orders where a category is chosen: an order may hold goods of several."""
    return Tile("overdue", OVERDUE, OVERDUE_HELP, EMPTY, [say(NO_CATEGORY)])


def run_out(found: Sequence[Seller]) -> Tile:
    """Return the card of hot sellers without stock."""
    stocked = [seller for seller in found if seller.on_hand is not None]
    if not stocked:
        return Tile("run_out", RUN_OUT, RUN_OUT_HELP, EMPTY, [say(NO_STOCK)])
    out = [seller for seller in stocked if (seller.on_hand or 0) <= 0]
    low = [seller for seller in stocked if seller not in out and _is_low(seller)]
    days = sorted({seller.stock_day.isoformat() for seller in stocked if seller.stock_day})
    lines = [say(LOW.fill(n=len(low))), plain(say(STOCK_DAY.fill(day=days[-1])))] if days else []
    cases = sellers_table([*out, *low]) if out or low else None
    return Tile("run_out", RUN_OUT, RUN_OUT_HELP, f"{len(out)}", lines, cases)


def draw(tile: Tile) -> None:
    """Draw one tile into the place that is open now."""
    st.metric(say(tile.label), tile.value, help=say(tile.help))
    small(tile.lines)
    if tile.cases is not None and st.button(
        say(LIST), key=f"cases-{tile.key}", type="tertiary", icon=":material/list:"
    ):
        st.dialog(say(tile.label), width="large")(tables.show)(tile.cases, f"cases-{tile.key}-table")


def _is_low(seller: Seller) -> bool:
    return seller.cover_days is not None and seller.cover_days < LOW_COVER_DAYS
