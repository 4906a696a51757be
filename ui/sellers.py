"""The hot sellers: what sold, how fast, and for how many days the stock lasts."""

from datetime import date

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.goods import COVER, LOW_COVER_DAYS, SPEED, WINDOW, Seller, hot_sellers
from metrics.evaluate import Scope
from metrics.figure import Asked, Figure
from metrics.period import Period
from metrics.variants import name
from reports.table import Column, Kind, Table
from ui import tables
from ui.figures import kept
from ui.session import say, store
from ui.variants import shown

TITLE = Text("热卖前十", "Ten hot sellers")
NOTHING = Text(
    "没有商品销量：请导入宝贝报表（子订单）或商品日报。",
    "No item sales: load the order-line or item-daily export.",
)
COVER_HELP = Text(
    f"件数 ÷ 日均销量，件数按「{{reading}}」；少于 {LOW_COVER_DAYS} 天要补货。库存取自最近一次库存快照。",
    f"Pieces over mean daily sales, counted as: {{reading}}. Under {LOW_COVER_DAYS} days it needs replenishing. Stock is of the "
    "newest snapshot.",
)
SPEED_HELP = Text(
    "近 28 天里平常日子的日均件数，活动日不算。", "Pieces a day over the last 28 days, events left out."
)
OUT_HELP = Text(
    "现在断货的规格（尺码、颜色）在近 28 天件数里占的比例；没有断货规格的不填。",
    "The share of 28 days' pieces that the sizes and colours carried which are out now; empty where none is out.",
)
SHOWN = 10
SHOP = Text("店铺", "Shop")
SOLD_OUT = Text("断货", "sold out")
LOW = Text("快断货", "running out")
FINE = Text("够卖", "enough")
COLUMNS: tuple[tuple[str, Text, Kind], ...] = (
    ("item_name", Text("商品", "Item"), "text"),
    ("state", Text("库存情况", "Stock state"), "text"),
    ("cover_days", Text("可售天数", "Days of cover"), "number"),
    ("on_hand", Text("库存", "On hand"), "count"),
    ("out_share", Text("缺码占销量", "Sold-out sizes' share"), "percent"),
    ("speed", Text("日均销量", "Daily sales"), "number"),
    ("items_day", Text("当日件数", "Pieces that day"), "count"),
    ("amount_day", Text("当日金额", "Amount that day"), "money"),
    ("items_window", Text("28 天件数", "Pieces in 28 days"), "count"),
    ("amount_window", Text("28 天金额", "Amount in 28 days"), "money"),
    ("item", Text("商品编号", "Item id"), "id"),
)


@kept(64)
def sellers(store: Store, period: Period, scope: Scope, count: int, cover: str) -> list[Seller]:
    """Return the items that sold most in the 28 days to the period's last day. cover: the metric that days of cover are."""
    return hot_sellers(store, period.last, scope, count, cover=cover) if period.last else []


def chosen(period: Period, scope: Scope) -> list[Seller]:
    """Return the hot sellers of a period's last day, their cover by the reading that was chosen."""
    return sellers(store(), period, scope, SHOWN, shown(COVER))


def draw(period: Period, scope: Scope) -> None:
    """Draw the table of hot sellers."""
    st.subheader(say(TITLE), anchor=False)
    found, cover = chosen(period, scope), shown(COVER)
    if not found:
        st.caption(say(NOTHING))
        return
    tables.show(
        as_table(found, period.last, cover),
        "sellers",
        help_texts={
            "cover_days": say(COVER_HELP.fill(reading=name(cover))),
            "speed": say(SPEED_HELP),
            "out_share": say(OUT_HELP),
        },
    )


def as_table(found: list[Seller], day: date | None = None, cover: str = COVER) -> Table:
    """Return hot sellers as a table: the stock's verdict stands second.

    day: their day, so that figures can be laid open. cover: the metric that their days of cover are.
    """
    # Shops of one owner sell the same goods under the same names.
    several = len({seller.shop for seller in found}) > 1
    columns = [Column(key, say(title), kind) for key, title, kind in COLUMNS]
    if several:
        columns.insert(-1, Column("shop", say(SHOP)))
    rows = [
        (
            seller.name,
            say(state(seller)),
            seller.cover_days,
            seller.on_hand,
            seller.out_share,
            seller.speed,
            seller.items_day,
            seller.amount_day,
            seller.items_window,
            seller.amount_window,
            *((seller.shop,) if several else ()),
            seller.item,
        )
        for seller in found
    ]
    return Table(say(TITLE), tuple(columns), rows, {} if day is None else _figures(found, day, cover))


def _figures(found: list[Seller], day: date, cover: str) -> dict[tuple[int, str], Figure]:
    opening = {}
    for place, seller in enumerate(found):
        one = Scope(seller.shop)
        for column, key, period in (
            ("items_day", "paid_items", Period.day(day)), ("amount_day", "paid_amount", Period.day(day)),
            ("items_window", "paid_items", Period.last_days(day, WINDOW)),
            ("amount_window", "paid_amount", Period.last_days(day, WINDOW)), ("speed", SPEED, Period.day(day)),
        ):  # fmt: skip
            opening[place, column] = Asked(period, one, "item").figure(key, seller.item, seller.name)
        # The stock of the newest snapshot is the day's own only where that is of the day.
        if seller.stock_day == day:
            for column, key in (("on_hand", "stock_on_hand"), ("cover_days", cover)):
                opening[place, column] = Asked(Period.day(day), one, "item").figure(
                    key, seller.item, seller.name
                )
    return opening


def state(seller: Seller) -> Text:
    """Return what the stock says of an item: sold out, running out, enough, or nothing where no stock is loaded."""
    if seller.on_hand is None:
        return Text("—", "—")
    if seller.on_hand <= 0:
        return SOLD_OUT
    return LOW if seller.cover_days is not None and seller.cover_days < LOW_COVER_DAYS else FINE
