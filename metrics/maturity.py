"""Which figures are still filling, on which days and until when, in one place (rule R13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.catalogue import metric as metric_of
from metrics.core import Metric, leaves
from metrics.period import Period
from metrics.scope import EVERYTHING, Coverage, Scope, coverage

ATTRIBUTION_DAYS = 15
# Goods may be sent back without a reason for 7 days after they arrive; sending, returning and checking take the rest.
REFUND_DAYS = 30
# Who has the goods sends them back within a week, and the money follows within another (R13: stable after two weeks).
SIGNED_DAYS = 14
PAYMENT_DAYS = 3
DISPATCH_DAYS = 1
# What a click itself brings is known that day; all else that ads are credited with comes in later.
AT_ONCE = (
    "ad_impressions", "ad_clicks", "ad_spend", "ad_paid_scene_spend", "ad_paid_scene_clicks", "site_ad_spend",
)  # fmt: skip
COHORT_REFUNDS = ("cohort_refund_amount", "refunded_orders", "return_buyers")
FINAL_PAYMENTS = ("ever_paid_orders", "paid_amount_by_placing")


@dataclass(frozen=True)
class Rule:
    """Why a figure rises after its day, for how many days, and the source whose last loaded day it is seen from."""

    key: str
    days: int
    source: str
    label: Text
    reason: Text


CREDITED = Rule(
    "ad_credit", ATTRIBUTION_DAYS, "ad_performance",
    Text("回流中", "still filling"),
    Text(
        "广告成交算在点击那天，点击后 15 天内都会增加，{first} 起的日子要到 {until} 才定。",
        "Ad sales are credited to the day of the click for 15 days: days from {first} on settle by {until}.",
    ),
)  # fmt: skip
REFUNDED = Rule(
    "refunds", REFUND_DAYS, "orders",
    Text("退款未满", "refunds still coming"),
    Text(
        "付款后约 30 天内还会有退款，{first} 起付款的订单要到 {until} 才定。",
        "Refunds come in for about 30 days after payment: orders paid from {first} on settle by {until}.",
    ),
)  # fmt: skip
SIGNED = Rule(
    "signed", SIGNED_DAYS, "refunds",
    Text("签收未满两周", "delivered under two weeks ago"),
    Text(
        "签收后两周内还会申请退款，{first} 起签收的订单要到 {until} 才定。",
        "Refunds are applied for within two weeks of delivery: orders delivered from {first} on settle by {until}.",
    ),
)  # fmt: skip
PAYING = Rule(
    "payment", PAYMENT_DAYS, "orders",
    Text("还在付款", "payments still coming"),
    Text(
        "没付款的订单几天内还会付或关闭，{first} 起的订单要到 {until} 才定。",
        "Unpaid orders are paid or closed within days: orders placed from {first} on settle by {until}.",
    ),
)  # fmt: skip
SENDING = Rule(
    "dispatch", DISPATCH_DAYS, "orders",
    Text("未满 24 小时", "not yet 24 hours"),
    Text(
        "导出前 24 小时内付款的订单还不判断，{first} 的数到 {until} 才定。",
        "Orders paid within 24 hours of the export aren't judged yet: {first} settles by {until}.",
    ),
)  # fmt: skip
UNFINISHED = Rule(
    "unfinished", 1, "",
    Text("这一天没有过完", "the day isn't over"),
    Text(
        "{first} 的报表是当天没结束时导出的，{until} 以后重新导出才完整。",
        "The export of {first} was taken before the day's end: export it again from {until} on.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Filling:
    """A figure that still rises. first, last: its days that do. until: from that day's export on, all of them are settled.

    label: what is printed beside it; reason: one sentence.
    """

    rule: Rule
    first: date
    last: date
    until: date

    @property
    def label(self) -> Text:
        """A few words for beside the figure."""
        return self.rule.label

    @property
    def reason(self) -> Text:
        """Why, and until when."""
        return self.rule.reason.fill(first=self.first.isoformat(), until=self.until.isoformat())


def filling(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> Filling | None:
    """Return why and until when a metric's figure over `period` still rises; None when it is settled.

    Seen from the last loaded day of the source, not from today's clock: an export of last month stays as old as it is. Of
    several reasons the one that lasts longest is given. Repeat rates of first-time buyers leave the young out by
    themselves (M-93) and never fill.
    """
    known = coverage(store)
    found = [
        entry for rule in rules(metric_of(key)) if (entry := _filling(rule, known, period, scope)) is not None
    ]
    if (unfinished := _unfinished(metric_of(key), known, period, scope)) is not None:
        found.append(unfinished)
    return max(found, key=lambda entry: entry.until, default=None)


def rules(metric: Metric) -> tuple[Rule, ...]:
    """Return the rules by which a metric's figures rise after their day."""
    tests: tuple[tuple[Rule, Callable[[str, str], bool]], ...] = (
        (CREDITED, lambda fact, key: fact.startswith("ads") and key not in AT_ONCE),
        (REFUNDED, lambda fact, key: key in COHORT_REFUNDS),
        (PAYING, lambda fact, key: key in FINAL_PAYMENTS),
        (SENDING, lambda fact, key: fact in ("dispatch", "pickup")),
        (SIGNED, lambda fact, key: fact == "signed"),
    )
    parts = [(leaf.fact.key, leaf.key) for leaf in leaves(metric)]
    return tuple(rule for rule, test in tests if any(test(*part) for part in parts))


def _filling(rule: Rule, known: Coverage, period: Period, scope: Scope) -> Filling | None:
    """Return the days that still rise in any shop, each shop seen from its own last loaded day."""
    found = []
    for shop in known.shops(scope):
        loaded = known.days((rule.source,), Scope(*shop))
        newest = max((day for _, _, day in loaded), default=None)
        if newest is not None:
            # An export of this morning judges yesterday's orders by half: the day's duty ends with its last order.
            whole = known.full_days(rule.source, Scope(*shop)) if rule == SENDING else loaded
            seen = max((day for _, _, day in whole), default=newest)
            first = max(seen - timedelta(days=rule.days - 1), period.first or date.min)
            last = min(newest, period.last or date.max)
            found += [(first, last)] if first <= last else []
    if not found:
        return None
    last = max(last for _, last in found)
    return Filling(rule, min(first for first, _ in found), last, last + timedelta(days=rule.days))


def _unfinished(metric: Metric, known: Coverage, period: Period, scope: Scope) -> Filling | None:
    """Return the last day of the period whose export was taken before the day's end, of the metric's own sources."""
    sources = {source for leaf in leaves(metric) for source in leaf.fact.sources}
    exports = {"shop_daily" if source.startswith("shop_daily") else source for source in sources} & {
        "orders", "shop_daily", "refunds",
    }  # fmt: skip
    partial = {
        day
        for source in exports
        for _, _, day in known.days((source,), scope) - known.full_days(source, scope)
        if period.holds(day)
    }
    if not partial:
        return None
    return Filling(UNFINISHED, max(partial), max(partial), max(partial) + timedelta(days=1))
