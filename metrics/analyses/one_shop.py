"""Analyses of buyers speak of one shop: a person who buys in two shops must not count twice (rule R4)."""

from dataclasses import dataclass
from datetime import date

from data.store import Store
from data.text import Text
from metrics.scope import Scope, Shop, coverage

CHOOSE = Text(
    "买家分析一次只看一家店（同一个人在两家店会算两次）：请先选一家店。",
    "Buyers are analysed one shop at a time (a person would count twice): choose a shop.",
)
NO_ORDERS = Text("没有加载订单报表。", "No order export is loaded.")
NO_BUYERS = Text(
    "订单报表没有买家列（导出时勾选买家会员名，打码的不算），不能按买家分析。",
    "The orders name no buyer (tick the buyer's name when exporting; masked ones don't count).",
)


@dataclass(frozen=True)
class Observed:
    """One shop's days on which every paid order names its buyer. first, last: the unbroken stretch that ends last."""

    shop: Shop
    first: date
    last: date


def observed(store: Store, scope: Scope) -> Observed | Text:
    """Return the shop of the scope and its last unbroken stretch of days with known buyers, or why there is none."""
    known = coverage(store)
    shops = known.shops(scope)
    if len(shops) > 1:
        return CHOOSE
    whole = {day for _, _, day in known.full_days("orders", scope)}
    if not whole:
        return NO_ORDERS
    named = {day for _, _, day in known.days(("buyers",), scope)}
    days = sorted(whole & named)
    if not days:
        return NO_BUYERS
    first = last = days[-1]
    for day in reversed(days[:-1]):
        if (first - day).days > 1:
            break
        first = day
    return Observed(shops[0], first, last)
