"""Says in words why a figure of a past day is another one now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.text import Text

# (shop, platform, day, placed | paid | refunded, how) -> how many orders, and what they add to the day's money.
OrderMoves = Mapping[tuple[str, str, date, str, str], tuple[int, Decimal]]
HOW = {
    ("paid", "late"): Text("{n} 单晚付款", "{n} paid late"),
    ("paid", "added"): Text("{n} 单之前没有载入", "{n} order(s) not loaded before"),
    ("paid", "moved_in"): Text("{n} 单付款时间改到这一天", "{n} with a pay time moved to this day"),
    ("paid", "moved_out"): Text("{n} 单付款时间改到别的日子", "{n} with a pay time moved to another day"),
    ("paid", "unpaid"): Text("{n} 单不再算付款", "{n} no longer paid"),
    ("paid", "changed"): Text("{n} 单金额有更正", "{n} with a corrected amount"),
    ("refunded", "refunded"): Text("{n} 单后来退款", "{n} refunded since"),
    ("refunded", "changed"): Text("{n} 单退款撤回或更正", "{n} with a refund withdrawn or corrected"),
    ("placed", "added"): Text("{n} 单之前没有载入", "{n} order(s) not loaded before"),
    ("placed", "moved_in"): Text("{n} 单下单时间改到这一天", "{n} with a placing time moved to this day"),
    ("placed", "moved_out"): Text(
        "{n} 单下单时间改到别的日子", "{n} with a placing time moved to another day"
    ),
    ("placed", "changed"): Text("{n} 单应付金额有更正", "{n} with a corrected amount due"),
}
# Which orders stand behind a figure; for counts a corrected amount says nothing.
BEHIND = {
    "placed_orders": "placed", "placed_amount": "placed", "paid_orders": "paid", "paid_amount": "paid", "paid_buyers": "paid",
    "refund_amount": "refunded",
}  # fmt: skip
COUNTED = ("placed_orders", "paid_orders", "paid_buyers")
MONEY = Text("{said}（{amount}）", "{said} ({amount})")
SOURCES = {
    "orders": Text("订单报表", "the order export"),
    "buyers": Text("订单报表", "the order export"),
    "order_paid_day": Text("订单报表（记在付款日）", "the order export (on the pay day)"),
    "shop_daily": Text("店铺日报", "the shop-daily export"),
    "refunds": Text("售后报表", "the refund export"),
    "spend_list": Text("推广花费表", "the spend list"),
    "entered": Text("费用表", "the cost sheet"),
}
OTHER_SOURCE = Text("另一张推广报表", "another ad report")
UNDONE = Text("撤销了第 {load} 次载入", "load {load} was undone")
SWITCHED = Text("原来按{old}，现在按{new}", "was taken from {old}, now from {new}")
GONE = Text("这一天不再有数据", "the day has no data any more")
PLATFORM = Text("平台更新了这一天的数字", "the platform restated the day")
ADS_SOLD = Text("推广成交在点击之后几天里陆续补记", "ad sales keep arriving in the days after the click")
ADS = Text("推广报表更新了这一天的数字", "the ad report restated the day")
FINISHED = Text("{n} 笔退款之前没有载入", "{n} refund(s) not loaded before")
CORRECTED = Text("退款金额或完结时间有更正", "refund amounts or completion times were corrected")
JOINED = Text("{first}；{second}", "{first}; {second}")


@dataclass(frozen=True)
class Change:
    """A figure of a shop and day before and after; `after` and its source are None where the day has no figure now."""

    shop: str
    platform: str
    day: date
    key: str
    before: Decimal
    after: Decimal | None
    source_before: str
    source_after: str | None


def cause(change: Change, moves: OrderMoves, context: Mapping[tuple[str, str, date, str], Change]) -> Text:
    """Return why the figure changed; `context` holds all changes of this load by shop, platform, day and key."""
    at = (change.shop, change.platform, change.day)
    if change.key == "net_paid_amount":
        said = [
            cause(context[(*at, key)], moves, context)
            for key in ("paid_amount", "refund_amount")
            if (*at, key) in context
        ]
        return joined(said) if said else CORRECTED
    if change.after is None:
        return GONE
    if change.source_before != change.source_after:
        return SWITCHED.fill(old=_source(change.source_before), new=_source(change.source_after))
    if change.source_after in ("orders", "buyers", "order_paid_day"):
        return _by_orders(change, moves)
    if change.key.startswith("ad_"):
        return ADS_SOLD if change.key == "ad_revenue" and change.after > change.before else ADS
    if change.source_after == "refunds":
        cases = context.get((*at, "refunds"))
        more = int((cases.after or 0) - cases.before) if cases else 0
        return FINISHED.fill(n=more) if more > 0 else CORRECTED
    return PLATFORM


def _by_orders(change: Change, moves: OrderMoves) -> Text:
    kind = BEHIND[change.key]
    said = []
    for (behind, how), words in HOW.items():
        orders, amount = moves.get((change.shop, change.platform, change.day, behind, how), (0, Decimal(0)))
        counted = change.key in COUNTED
        if behind == kind and orders and not (counted and how == "changed"):
            part = words.fill(n=orders)
            said.append(part if counted else MONEY.fill(said=part, amount=f"{amount:+,.2f}"))
    return joined(said) if said else PLATFORM


def joined(said: list[Text]) -> Text:
    """Return the sentences one after the other, as one."""
    whole = said[0]
    for other in said[1:]:
        whole = JOINED.fill(first=whole, second=other)
    return whole


def _source(name: str | None) -> Text:
    return SOURCES.get(name or "", OTHER_SOURCE)
