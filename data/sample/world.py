"""One simulated truth: everything that happened in the invented shops, from which every export is only a view."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from data.sample import payment
from data.sample.arrays import DAY, HOUR, Bools, Floats, Ints, choose, day_index, seconds, stream
from data.sample.fulfilment import confirm, ship
from data.sample.goods import Roles, roles
from data.sample.places import CITY_SHARES
from data.sample.refunds import UNSENT, Refunds, refund
from data.sample.shops import MAIN_SHOP, SECOND_SHOP, SELLING, SampleShop
from data.sample.trade import Placed, place_orders


@dataclass
class ShopWorld:
    """All that happened in one shop. Arrays have one entry per order, or per line (`line_`) of an order.

    Times are whole seconds since 1970 in the shop's own time, 0 where something never happens; times after the last
    day are things still to come. Money is in cents.
    """

    shop: SampleShop
    first: date
    days: int
    seed: int
    placed: Placed
    buyer: Ints
    city: Ints
    paid: Ints
    closed: Ints
    shipped: Ints
    confirmed: Ints
    refunds: Refunds
    _made: dict[str, tuple[int, Ints]] = field(default_factory=dict, repr=False)

    @property
    def last(self) -> date:
        """Return the last whole day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def roles(self) -> Roles:
        """Return which items play the planted parts."""
        return roles(self.last)

    @cached_property
    def total(self) -> Ints:
        """Return what each order's buyer owes: goods after the shop's discounts, and freight."""
        return self.goods + self.placed.freight

    @cached_property
    def goods(self) -> Ints:
        """Return what each order's buyer owes for goods."""
        count = self.placed.created.size
        return np.bincount(self.placed.line_order, weights=self.placed.line_payable, minlength=count).astype(
            np.int64
        )

    @cached_property
    def line_item(self) -> Ints:
        """Return the item of each line."""
        return self.shop.catalogue.sku_item[self.placed.line_sku]

    @cached_property
    def line_start(self) -> Ints:
        """Return the first line of each order, and behind the last order the number of lines."""
        return np.searchsorted(self.placed.line_order, np.arange(self.placed.created.size + 1)).astype(
            np.int64
        )

    @cached_property
    def refund_order(self) -> Ints:
        """Return the order of each refund."""
        return self.placed.line_order[self.refunds.line]

    def refunded(self, at: int) -> Ints:
        """Return what of each order has been paid back by that moment."""
        return self._once("refunded", at, self._refunded)

    def _refunded(self, at: int) -> Ints:
        done = self.refunds.succeeds & (self.refunds.finished <= at)
        count = self.placed.created.size
        return np.bincount(
            self.refund_order[done], weights=self.refunds.amount[done], minlength=count
        ).astype(np.int64)

    def line_refund(self, at: int) -> Ints:
        """Return the refund of each line that has been applied for by that moment, -1 where there is none."""
        return self._once("line_refund", at, self._line_refund)

    def _line_refund(self, at: int) -> Ints:
        known = np.flatnonzero(self.refunds.applied <= at)
        cases = np.full(self.placed.line_order.size, -1, dtype=np.int64)
        cases[self.refunds.line[known]] = known
        return cases

    def _once(self, name: str, at: int, make: Callable[[int], Ints]) -> Ints:
        """Keep the last answer: a large export is rendered in pieces, all as of the same moment."""
        if name not in self._made or self._made[name][0] != at:
            self._made[name] = (at, make(at))
        return self._made[name][1]

    def day(self, clock: Ints) -> Ints:
        """Return the day number of each moment, -1 where it never happens or lies after the last day."""
        day = day_index(clock, self.first)
        return np.where(day < self.days, day, -1)

    def daily(self, clock: Ints, weights: Ints | None = None) -> Ints:
        """Return how often something happened (or the sum of `weights`) on each day."""
        day = self.day(clock)
        known = day >= 0
        if weights is None:
            return np.bincount(day[known], minlength=self.days).astype(np.int64)
        return np.bincount(day[known], weights=weights[known], minlength=self.days).astype(np.int64)

    def random(self, *key: int) -> np.random.Generator:
        """Return a generator of this shop's own for one purpose."""
        return stream(self.seed, self.shop.number, self.last.toordinal(), self.days, *key)


@dataclass
class World:
    """The invented shops and the morning on which their owner downloads the exports."""

    shops: tuple[ShopWorld, ...]
    seed: int

    @property
    def morning(self) -> datetime:
        """Return midnight of the morning after the last whole day."""
        return datetime.combine(self.shops[0].last + timedelta(days=1), time())

    @property
    def main(self) -> ShopWorld:
        """Return the shop that everything is planted in."""
        return self.shops[0]


def simulate(seed: int, until: date, days: int, orders: int | None) -> World:
    """Return the world of the `days` days to `until`; `orders`: how many orders the shops have in all (None: as usual)."""
    if days < 1 or (orders is not None and orders < 2):
        raise ValueError(
            f"a sample needs at least one day and two orders, not {days} days and {orders} orders"
        )
    first = until - timedelta(days=days - 1)
    share = SECOND_SHOP.orders_per_day / (MAIN_SHOP.orders_per_day + SECOND_SHOP.orders_per_day)
    second = None if orders is None else max(1, round(orders * share))
    counts = {1: None if orders is None or second is None else orders - second, 2: second}
    return World(tuple(_simulate(seed, shop, first, days, counts[shop.number]) for shop in SELLING), seed)


def _simulate(seed: int, shop: SampleShop, first: date, days: int, orders: int | None) -> ShopWorld:
    # The morning after the last day has begun when the exports are taken: its first orders are in them.
    last = first + timedelta(days=days - 1)

    def own(*key: int) -> np.random.Generator:
        return stream(seed, shop.number, last.toordinal(), days, orders or 0, *key)

    placed = place_orders(own(1), shop, first, days, orders)
    paid, closed = payment.pay(own(2), shop, placed, first, last)
    shipped = ship(own(3), shop, placed, paid, first, last)
    refunds = refund(own(4), shop, placed, paid, shipped, first, last)
    buyer = payment.buyers(own(5), placed)
    home = choose(own(6), _one_row(CITY_SHARES), np.zeros(placed.created.size, np.int64))
    world = ShopWorld(
        shop,
        first,
        days,
        seed,
        placed,
        buyer,
        home[buyer],
        paid,
        closed,
        shipped,
        confirm(own(7), shipped),
        refunds,
    )
    _settle(world)
    return world


def _one_row(weights: Floats) -> Floats:
    return weights.reshape(1, -1)


def _settle(world: ShopWorld) -> None:
    """Let refunds act on their orders: nothing is sent or confirmed after all money went back."""
    cases, order = world.refunds, world.refund_order
    back = world.refunded(np.iinfo(np.int64).max)
    whole: Bools = (back == world.total) & (world.paid > 0)
    before = cases.succeeds & (cases.kind == UNSENT)
    unsent = np.bincount(order[before], weights=cases.amount[before], minlength=whole.size).astype(np.int64)
    world.shipped = np.where(whole & (unsent == world.total), 0, world.shipped)
    ends = np.zeros(whole.size, dtype=np.int64)
    np.maximum.at(ends, order, cases.finished)
    kept = np.where(ends > 0, np.maximum(world.confirmed, ends + HOUR), world.confirmed)
    world.confirmed = np.where(whole | (world.shipped == 0), 0, kept).astype(np.int64)


def partial_day_end(world: World, hour: float) -> int:
    """Return that hour of the morning after the last day, as the sample's clock."""
    return seconds(world.morning) + int(hour * HOUR) if hour < 24 else seconds(world.morning) + DAY
