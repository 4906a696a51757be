"""Who buys in the invented shop, and when they pay, if they do."""

from datetime import date

import numpy as np

from data.sample import goods
from data.sample.arrays import DAY, HOUR, Bools, Ints, seconds
from data.sample.festivals import presales
from data.sample.shops import SampleShop
from data.sample.trade import Placed, Random

UNPAID, UNPAID_PRESALE, UNPAID_LINK = 0.17, 0.09, 0.03
CLOSES_AFTER = DAY  # an unpaid order is closed by the platform after a day
COMES_BACK = 0.34


def buyers(random: Random, placed: Placed) -> Ints:
    """Return a buyer per order (the number of their first order): most are new, some come back, recent ones rather."""
    count = placed.created.size
    own = np.arange(count, dtype=np.int64)
    again = (random.random(count) < COMES_BACK) & (own > 0) & (placed.forced_paid == 0)
    earlier = np.floor(own * (1 - random.random(count) ** 1.6)).astype(np.int64)
    buyer = np.where(again, np.minimum(earlier, np.maximum(own - 1, 0)), own)
    while not np.array_equal(buyer, followed := buyer[buyer]):
        buyer = followed
    return buyer


def is_link_order(shop: SampleShop, placed: Placed) -> Bools:
    """Return which orders only pay a difference."""
    link = shop.catalogue.index(goods.DIFFERENCE.code)
    found = np.zeros(placed.created.size, dtype=bool)
    found[placed.line_order[shop.catalogue.sku_item[placed.line_sku] == link]] = True
    return found


def pay(random: Random, shop: SampleShop, placed: Placed, first: date, last: date) -> tuple[Ints, Ints]:
    """Return when each order was paid in full and when it was closed unpaid (0: never)."""
    count = placed.created.size
    chance = np.where(
        placed.presale, UNPAID_PRESALE, np.where(is_link_order(shop, placed), UNPAID_LINK, UNPAID)
    )
    unpaid = (random.random(count) < chance) & (placed.forced_paid == 0)
    paid = placed.created + _delays(random, count)
    closed = placed.created + np.where(random.random(count) < 0.3, _given_up(random, count), CLOSES_AFTER)
    for year in range(first.year, last.year + 1):
        for presale in presales(year):
            here = (
                placed.presale
                & (placed.created >= seconds(presale.start))
                & (placed.created < seconds(presale.end))
            )
            opened, end = seconds(presale.balance_from), seconds(presale.balance_to)
            soon = opened + 2 + random.exponential(40 * 60, count).astype(np.int64)
            late = opened + (random.random(count) * (end - opened)).astype(np.int64)
            balance = np.minimum(np.where(random.random(count) < 0.78, soon, late), end)
            paid = np.where(here, balance, paid)
            closed = np.where(here, end + 1, closed)
    paid = np.where(placed.forced_paid > 0, placed.forced_paid, paid)
    return np.where(unpaid, 0, paid), np.where(unpaid, closed, 0)


def _delays(random: Random, count: int) -> Ints:
    """Seconds from placing to paying: nearly all within minutes, a few within the day."""
    quick = 6 + random.exponential(45, count)
    slow = 180 + random.exponential(25 * 60, count)
    very_slow = HOUR + random.random(count) * 21 * HOUR
    kind = random.random(count)
    return np.where(kind < 0.83, quick, np.where(kind < 0.95, slow, very_slow)).astype(np.int64)


def _given_up(random: Random, count: int) -> Ints:
    return np.minimum(600 + random.exponential(3 * HOUR, count), CLOSES_AFTER - 60).astype(np.int64)
