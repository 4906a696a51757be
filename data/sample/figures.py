"""Counts what happened in an invented shop per day and per item and day, and draws the traffic that fits it."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from data.sample import goods
from data.sample.arrays import Bools, Floats, Ints, day_index
from data.sample.festivals import events_between
from data.sample.trade import item_weights
from data.sample.world import ShopWorld

CONVERSION, FESTIVAL_CONVERSION = 0.0335, 0.055


def people(groups: Ints, buyer: Ints, count: int) -> Ints:
    """Return how many different buyers each group has; entries of group -1 are left out."""
    known = groups >= 0
    span = int(buyer.max(initial=0)) + 1
    seen = np.unique(groups[known] * span + buyer[known])
    return np.bincount(seen // span, minlength=count).astype(np.int64)


@dataclass(frozen=True)
class ShopDays:
    """One entry per whole day; money in cents. `old` buyers had paid in the year before."""

    placed_orders: Ints
    placed_amount: Ints
    placed_buyers: Ints
    placed_items: Ints
    paid_orders: Ints
    paid_amount: Ints
    paid_buyers: Ints
    paid_lines: Ints
    paid_items: Ints
    paid_goods: Ints
    old_buyers: Ints
    old_amount: Ints
    refunds: Ints
    refund_amount: Ints
    shipped: Ints
    visitors: Ints
    page_views: Ints


def is_old(world: ShopWorld) -> Bools:
    """Return which orders are by a buyer who had paid on an earlier day, in the sample or (invented) before it."""
    day = day_index(world.paid, world.first)
    first = np.full(world.paid.size, np.iinfo(np.int64).max)
    paid = day >= 0
    np.minimum.at(first, world.buyer[paid], day[paid])
    came_before = world.buyer * 2_654_435_761 % 1000 < 300 * np.maximum(0, 365 - day) / 365
    return paid & ((first[world.buyer] < day) | came_before)


def shop_days(world: ShopWorld) -> ShopDays:
    """Return the shop's days."""
    placed, refunds = world.placed, world.refunds
    placed_day, paid_day = world.day(placed.created), world.day(world.paid)
    line_paid = world.paid[placed.line_order]
    old = is_old(world)
    is_goods = world.line_item != world.shop.catalogue.index(goods.DIFFERENCE.code)
    placed_buyers = people(placed_day, world.buyer, world.days)
    visitors = _visitors(world, placed_buyers)
    done = np.where(refunds.succeeds, refunds.finished, 0)
    return ShopDays(
        placed_orders=world.daily(placed.created),
        placed_amount=world.daily(placed.created, world.total),
        placed_buyers=placed_buyers,
        placed_items=world.daily(placed.created[placed.line_order], placed.line_qty),
        paid_orders=world.daily(world.paid),
        paid_amount=world.daily(world.paid, world.total),
        paid_buyers=people(paid_day, world.buyer, world.days),
        paid_lines=world.daily(line_paid),
        paid_items=world.daily(line_paid, placed.line_qty),
        paid_goods=world.daily(np.where(is_goods, line_paid, 0), placed.line_qty),
        old_buyers=people(np.where(old, paid_day, -1), world.buyer, world.days),
        old_amount=world.daily(np.where(old, world.paid, 0), world.total),
        refunds=world.daily(done),
        refund_amount=world.daily(done, refunds.amount),
        shipped=world.daily(world.shipped),
        visitors=visitors,
        page_views=(visitors * (3.6 + 0.8 * world.random(21).random(world.days))).astype(np.int64),
    )


def _visitors(world: ShopWorld, placed_buyers: Ints) -> Ints:
    random = world.random(20)
    rate = np.full(world.days, CONVERSION) * np.exp(random.normal(0, 0.05, world.days))
    for event in events_between(world.first, world.last):
        if event.lift:
            start, end = (event.start.date() - world.first).days, (event.end.date() - world.first).days
            rate[max(0, start) : end + 1] = min(FESTIVAL_CONVERSION, CONVERSION * (1 + 0.1 * event.lift))
    return (placed_buyers / rate).astype(np.int64) + random.poisson(35, world.days)


def ordinary_days(world: ShopWorld, days: int) -> Bools:
    """Return which of the last `days` days had no festival."""
    first = world.last - timedelta(days=days - 1)
    ordinary = np.ones(days, dtype=bool)
    for event in events_between(first, world.last):
        if event.leaves_baseline:
            ordinary[max(0, (event.start.date() - first).days) : (event.end.date() - first).days + 1] = False
    return ordinary


def ordinary_speed(world: ShopWorld, code: str) -> float:
    """Return the pieces of an item paid on an ordinary day of the last four weeks (of all days if none was ordinary)."""
    days = min(28, world.days)
    paid = np.where(
        world.line_item == world.shop.catalogue.index(code), world.paid[world.placed.line_order], 0
    )
    pieces, ordinary = world.daily(paid, world.placed.line_qty)[-days:], ordinary_days(world, days)
    return float(pieces[ordinary].mean() if ordinary.any() else pieces.mean())


@dataclass(frozen=True)
class ItemDays:
    """One row per day, one column per item; money in cents, goods only."""

    visitors: Ints
    placed_buyers: Ints
    placed_items: Ints
    placed_amount: Ints
    paid_buyers: Ints
    paid_items: Ints
    paid_amount: Ints
    old_buyers: Ints
    refund_amount: Ints


def item_days(world: ShopWorld) -> ItemDays:
    """Return the shop's items by day."""
    placed, width = world.placed, len(world.shop.catalogue.items)
    shape = (world.days, width)
    line_buyer = world.buyer[placed.line_order]

    def cells_of(clock: Ints) -> Ints:
        day = world.day(clock)
        return np.where(day >= 0, day * width + world.line_item, -1)

    def total(cell: Ints, weights: Ints) -> Ints:
        known = cell >= 0
        return (
            np.bincount(cell[known], weights=weights[known], minlength=world.days * width)
            .astype(np.int64)
            .reshape(shape)
        )

    def buyers(cell: Ints) -> Ints:
        return people(cell, line_buyer, world.days * width).reshape(shape)

    when_placed, when_paid = (
        cells_of(placed.created[placed.line_order]),
        cells_of(world.paid[placed.line_order]),
    )
    back = np.zeros(placed.line_order.size, dtype=np.int64)
    finished = np.zeros(placed.line_order.size, dtype=np.int64)
    done = world.refunds.succeeds
    back[world.refunds.line[done]] = world.refunds.amount[done]
    finished[world.refunds.line[done]] = world.refunds.finished[done]
    placed_buyers = buyers(when_placed)
    return ItemDays(
        visitors=_item_visitors(world, placed_buyers),
        placed_buyers=placed_buyers,
        placed_items=total(when_placed, placed.line_qty),
        placed_amount=total(when_placed, placed.line_payable),
        paid_buyers=buyers(when_paid),
        paid_items=total(when_paid, placed.line_qty),
        paid_amount=total(when_paid, placed.line_payable),
        old_buyers=buyers(np.where(is_old(world)[placed.line_order], when_paid, -1)),
        refund_amount=total(cells_of(finished), back),
    )


def _item_visitors(world: ShopWorld, placed_buyers: Ints) -> Ints:
    """Visitors follow what the item used to sell: where sales collapse, visitors stay and conversion falls."""
    weights: Floats = item_weights(world.shop, world.first, world.days, collapsed=False)[:-1]
    lines = world.daily(world.placed.created[world.placed.line_order])
    expected = lines[:, None] * weights / weights.sum(axis=1, keepdims=True)
    rate = 0.02 + 0.028 * ((np.arange(weights.shape[1]) * 37 + 11) % 100) / 100
    visitors = world.random(22).poisson(expected / rate + 1.5 * (weights > 0))
    return np.maximum(visitors, np.ceil(placed_buyers * 1.4)).astype(np.int64)
