"""Where two exports tell the same figure: what each says over the days that both cover, day by day (rules R15, 2.12)."""

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.catalogue import metric as metric_of
from metrics.core import leaves
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope
from metrics.statement import Joint, Params, filters

PLATFORM = Text("生意参谋 店铺日报", "the shop-daily export")
ORDERS = Text("订单报表", "the order export")
LINES = Text("宝贝报表（子订单）", "the order-line export")
REFUNDS = Text("售后退款导出（按完结日）", "the refund export, by completion")


@dataclass(frozen=True)
class _Twice:
    """A figure that two exports have: the view and column with our reading (of `source`), and the platform's column."""

    label: Text
    ours: Text
    view: str
    column: str
    source: str
    theirs: str
    people: bool = False


PAID_BUYERS = _Twice(
    Text("付款买家数", "Paying buyers"),
    ORDERS,
    "people_days",
    "buyers",
    "f.source = 'buyers'",
    "paid_buyers",
    True,
)
PLACED_BUYERS = _Twice(
    Text("下单买家数", "Placing buyers"), ORDERS, "people_days", "placed_buyers",
    "EXISTS (SELECT 1 FROM coverage AS c WHERE c.source = 'placing_buyers' AND c.shop = f.shop AND c.platform = f.platform"
    " AND c.day = f.day)", "placed_buyers", True,
)  # fmt: skip
# Per measure or people count.
TWICE: dict[str, _Twice] = {
    "paid_amount": _Twice(
        Text("付款金额", "Amount paid"), ORDERS, "paid_days", "amount", "f.source = 'orders'", "paid_amount"
    ),
    "paid_orders": _Twice(
        Text("付款单数", "Orders paid"), ORDERS, "paid_days", "orders", "f.source = 'orders'", "paid_orders"
    ),
    "paid_items": _Twice(
        Text("付款件数", "Items paid"),
        LINES,
        "paid_days",
        "items",
        "f.items_source = 'order_lines'",
        "paid_items",
    ),
    "placed_amount": _Twice(
        Text("收订金额", "Amount placed"),
        ORDERS,
        "placed_days",
        "amount",
        "f.source = 'orders'",
        "placed_amount",
    ),
    "refund_amount": _Twice(
        Text("退款金额", "Refund amount"),
        REFUNDS,
        "refund_days",
        "amount",
        "f.source = 'refunds'",
        "refund_amount",
    ),
    "paid_buyers": PAID_BUYERS,
    "buyer_days": PAID_BUYERS,
    "distinct_paid_buyers": PAID_BUYERS,
    "placed_buyers": PLACED_BUYERS,
    "placed_buyer_days": PLACED_BUYERS,
}


@dataclass(frozen=True)
class Overlap:
    """Two readings of a figure over the days that both exports cover.

    ours, theirs: the sums; None for people over several days, which don't add up. days: how many days both cover; rows: the
    days on which they differ, with both values and the difference.
    """

    label: Text
    our_source: Text
    their_source: Text
    ours: Decimal | None
    theirs: Decimal | None
    days: int
    rows: pd.DataFrame

    @property
    def difference(self) -> Decimal | None:
        """Ours less theirs."""
        return None if self.ours is None or self.theirs is None else self.ours - self.theirs


def overlaps(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> tuple[Overlap, ...]:
    """Return both readings of every part of a figure that two loaded exports tell; UnknownMetric for an unknown key."""
    if scope.category is not None:
        return ()  # What the platform counts for the whole shop says nothing of one category.
    twice = {TWICE[leaf.key].label: TWICE[leaf.key] for leaf in leaves(metric_of(key)) if leaf.key in TWICE}
    found = (_overlap(store, each, period, scope) for each in twice.values())
    return tuple(each for each in found if each is not None)


def _overlap(store: Store, twice: _Twice, period: Period, scope: Scope) -> Overlap | None:
    params: Params = []
    where = filters(period, scope, (), Joint(frozenset()), params)
    if twice.view == "refund_days":
        # Of the completion clock, quiet days have no row: they say 0.
        sql = (
            "SELECT f.shop, f.platform, f.day, coalesce(r.amount, 0) AS ours, p.refund_amount AS theirs FROM coverage AS f"
            " JOIN platform_days AS p ON p.shop = f.shop AND p.platform = f.platform AND p.day = f.day"
            " LEFT JOIN refund_days AS r ON r.shop = f.shop AND r.platform = f.platform AND r.day = f.day"
            f" AND r.source = 'refunds' WHERE f.source = 'finished_refunds' AND p.refund_amount IS NOT NULL AND {where}"
        )
    else:
        known = f"{twice.source} AND f.{twice.column} IS NOT NULL AND p.{twice.theirs} IS NOT NULL"
        sql = (
            f"SELECT f.shop, f.platform, f.day, f.{twice.column} AS ours, p.{twice.theirs} AS theirs FROM {twice.view} AS f"
            " JOIN platform_days AS p ON p.shop = f.shop AND p.platform = f.platform AND p.day = f.day"
            f" WHERE {known} AND {where}"
        )
    rows = store.rows(f"{sql} ORDER BY f.day, f.shop, f.platform", params)
    if not rows:
        return None
    add = not twice.people or len(rows) == 1
    ours, theirs = (Decimal(str(sum(row[place] for row in rows))) for place in (3, 4))
    frame = pd.DataFrame(
        [(*row, row[3] - row[4]) for row in rows if row[3] != row[4]],
        columns=["shop", "platform", "day", "ours", "theirs", "difference"],
    )
    return Overlap(
        twice.label, twice.ours, PLATFORM, ours if add else None, theirs if add else None, len(rows), frame
    )
