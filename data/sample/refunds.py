"""The invented shop's refunds: before sending, after a return, and partial ones, one at most per order line."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.arrays import DAY, HOUR, Bools, Floats, Ints, seconds
from data.sample.festivals import events_between
from data.sample.shops import SampleShop
from data.sample.trade import Placed, Random

UNSENT, RETURNED, PARTIAL = 0, 1, 2
SUCCEEDS = 0.93
REASONS = (
    "多拍/拍错/不想要",
    "未按约定时间发货",
    "尺码不合适",
    "不喜欢/不想要",
    "质量问题",
    "颜色/图案/款式与商品描述不符",
    "做工粗糙/有瑕疵",
    "材质与商品描述不符",
    "尺码与商品描述不符",
    "少件/漏发",
    "退差价",
)
_BY_KIND = {
    UNSENT: (0.7, 0.15, 0, 0.15, 0, 0, 0, 0, 0, 0, 0),
    RETURNED: (0, 0, 0.34, 0.3, 0.07, 0.08, 0.09, 0.07, 0.05, 0, 0),
    PARTIAL: (0, 0, 0, 0, 0.12, 0.05, 0.38, 0, 0, 0.15, 0.3),
}


@dataclass
class Refunds:
    """Refund cases; times beyond the sample's last day are still to come. agreed and returned are 0 where not needed."""

    line: Ints
    kind: Ints
    reason: Ints
    applied: Ints
    agreed: Ints
    returned: Ints
    finished: Ints
    amount: Ints
    succeeds: Bools


def _chances(shop: SampleShop, placed: Placed, paid: Ints, first: date, last: date) -> Floats:
    item = shop.catalogue.sku_item[placed.line_sku]
    chance = np.array([i.returns for i in shop.catalogue.items])[item] * 1.15
    for event in events_between(first, last):
        if event.lift >= 1.5:
            inside = (paid >= seconds(event.start)) & (paid <= seconds(event.end))
            chance = np.where(inside, chance * 1.45, chance)
    if shop.is_main:
        batch = paid >= seconds(last - timedelta(days=shops.TIGHT_FROM))
        chance = np.where(batch & (item == shop.catalogue.index(goods.roles(last).tight)), 0.5, chance)
        chance = np.where(placed.line_qty == shops.BULK_PIECES, 0.0, chance)
    return np.where(paid > 0, chance, 0.0)


def refund(
    random: Random, shop: SampleShop, placed: Placed, paid: Ints, shipped: Ints, first: date, last: date
) -> Refunds:
    """Return the refund cases of the orders' lines."""
    line_paid = paid[placed.line_order]
    drawn = random.random(placed.line_order.size) < _chances(shop, placed, line_paid, first, last)
    line = np.flatnonzero(drawn).astype(np.int64)
    order, n = placed.line_order[line], line.size
    kind = np.searchsorted([0.24, 0.85], random.random(n)).astype(np.int64)
    applied = paid[order] + 120 + random.exponential(6 * HOUR, n).astype(np.int64)
    kind = np.where((kind == UNSENT) & (applied >= shipped[order] - 600), RETURNED, kind)
    arrived = shipped[order] + ((1.5 + 3 * random.random(n)) * DAY).astype(np.int64)
    later = arrived + np.minimum(random.exponential(1.6 * DAY, n), 7 * DAY).astype(np.int64)
    applied = np.where(kind == UNSENT, applied, later)
    agreed = (
        applied
        + np.where(random.random(n) < 0.78, 0.5 + 19 * random.random(n), 20 + 27 * random.random(n)) * HOUR
    )
    returned = agreed + (0.3 + 1.9 * random.random(n)) * DAY
    back = returned + (1.2 + 3 * random.random(n)) * DAY
    latest = paid[order] + 20 * DAY
    back = np.where(latest > returned + 12 * HOUR, np.minimum(back, latest), back)
    slow = random.random(n) < 0.12
    soon = (
        applied + 600 + np.where(slow, (20 + 26 * random.random(n)) * HOUR, random.exponential(4 * HOUR, n))
    )
    checked = applied + (2 + 38 * random.random(n)) * HOUR
    finished = np.select([kind == UNSENT, kind == RETURNED], [soon, back], checked)
    needs_return = kind == RETURNED
    return Refunds(
        line,
        kind,
        _reasons(random, shop, placed, line, kind, shipped - paid, last, paid),
        applied,
        np.where(needs_return, agreed, 0).astype(np.int64),
        np.where(needs_return, returned, 0).astype(np.int64),
        finished.astype(np.int64),
        _amounts(random, placed, line, kind),
        random.random(n) < SUCCEEDS,
    )


def _amounts(random: Random, placed: Placed, line: Ints, kind: Ints) -> Ints:
    """Whole lines, with the freight where the order was that one line and was never sent; partial: whole yuan."""
    order, payable = placed.line_order[line], placed.line_payable[line]
    alone = np.bincount(placed.line_order, minlength=placed.created.size)[order] == 1
    part = np.maximum(np.rint(payable * (0.05 + 0.25 * random.random(line.size)) / 100) * 100, 100)
    whole = payable + np.where(alone & (kind == UNSENT), placed.freight[order], 0)
    return np.where(kind == PARTIAL, np.minimum(part, payable), whole).astype(np.int64)


def _reasons(
    random: Random,
    shop: SampleShop,
    placed: Placed,
    line: Ints,
    kind: Ints,
    waited: Ints,
    last: date,
    paid: Ints,
) -> Ints:
    """Usual reasons by kind; an item's own weakness leads among its returns."""
    item = shop.catalogue.sku_item[placed.line_sku[line]]
    drawn = random.random(line.size)
    reason = np.zeros(line.size, dtype=np.int64)
    for each, shares in _BY_KIND.items():
        reason = np.where(kind == each, np.searchsorted(np.cumsum(shares), drawn), reason)
    own = np.array([REASONS.index(i.reason) for i in shop.catalogue.items])[item]
    weak = np.array([0.75 if i.code == goods.OFF_COLOUR else 0.3 for i in shop.catalogue.items])
    reason = np.where((kind == RETURNED) & (random.random(line.size) < weak[item]), own, reason)
    batch = paid[placed.line_order[line]] >= seconds(last - timedelta(days=shops.TIGHT_FROM))
    tight = (item == shop.catalogue.index(goods.roles(last).tight)) & batch & (kind == RETURNED)
    reason = np.where(tight & (random.random(line.size) < 0.8), REASONS.index("尺码与商品描述不符"), reason)
    slow = (kind == UNSENT) & (waited[placed.line_order[line]] > 3 * DAY)
    return np.where(slow, REASONS.index("未按约定时间发货"), np.minimum(reason, len(REASONS) - 1)).astype(
        np.int64
    )
