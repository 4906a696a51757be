"""When the invented shop sends its parcels and when buyers confirm them."""

from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.arrays import DAY, HOUR, Bools, Floats, Ints, seconds
from data.sample.festivals import LUNAR_NEW_YEAR, events_between
from data.sample.shops import SampleShop
from data.sample.trade import Placed, Random

OPENS, SHUTS = 9 * HOUR, 19 * HOUR
FORGOTTEN = 0.07


def orders_with(shop: SampleShop, placed: Placed, code: str) -> Bools:
    """Return which orders have a line of the item with that code."""
    found = np.zeros(placed.created.size, dtype=bool)
    found[placed.line_order[shop.catalogue.sku_item[placed.line_sku] == shop.catalogue.index(code)]] = True
    return found


def ship(random: Random, shop: SampleShop, placed: Placed, paid: Ints, first: date, last: date) -> Ints:
    """Return when each paid order is sent (0: not paid); some only after the sample's last day."""
    count = paid.size
    kind = random.random(count)
    hours = np.where(
        kind < 0.72,
        1 + 7 * random.random(count),
        np.where(kind < 0.97, 8 + 9 * random.random(count), 18 + 20 * random.random(count)),
    )
    hours = hours + random.exponential(1.0, count) * _crowding(paid, first, last)
    sent = _working_hours(random, paid + (hours * HOUR).astype(np.int64))
    sent = _after_spring(random, sent, first, last)
    if shop.is_main:
        sent = _planted_delays(random, shop, placed, paid, sent, last)
    return np.where(paid > 0, sent, 0)


def confirm(random: Random, shipped: Ints) -> Ints:
    """Return when buyers confirm what was sent (0: not sent)."""
    days = np.minimum(2.5 + random.gamma(3.0, 1.8, shipped.size), 14)
    return np.where(shipped > 0, shipped + (days * DAY).astype(np.int64), 0)


def _crowding(paid: Ints, first: date, last: date) -> Floats:
    """Mean extra hours in the days of a festival."""
    extra = np.zeros(paid.size)
    for event in events_between(first, last):
        if event.lift >= 1.5:
            inside = (paid >= seconds(event.start)) & (paid <= seconds(event.end))
            extra = np.where(inside, 2.4 * event.lift, extra)
    return extra


def _working_hours(random: Random, at: Ints) -> Ints:
    day, clock = at // DAY * DAY, at % DAY
    morning = OPENS + (random.random(at.size) * 2.5 * HOUR).astype(np.int64)
    early, late = clock < OPENS, clock > SHUTS
    return np.where(early, day + morning, np.where(late, day + DAY + morning, at)).astype(np.int64)


def _after_spring(random: Random, sent: Ints, first: date, last: date) -> Ints:
    for year in range(first.year, last.year + 2):
        if year in LUNAR_NEW_YEAR:
            eve = seconds(LUNAR_NEW_YEAR[year]) - 3 * DAY
            reopened = eve + 9 * DAY + OPENS
            away = (sent >= eve) & (sent < reopened)
            sent = np.where(away, reopened + (random.random(sent.size) * 9 * HOUR).astype(np.int64), sent)
    return sent


def _planted_delays(
    random: Random, shop: SampleShop, placed: Placed, paid: Ints, sent: Ints, last: date
) -> Ints:
    """The item that has not arrived, and parcels that were left lying in the last two days."""
    late_from = seconds(last - timedelta(days=shops.LATE_FROM))
    arrives = seconds(datetime.combine(last + timedelta(days=6), time(10)))
    late = orders_with(shop, placed, goods.roles(last).late) & (paid >= late_from)
    sent = np.where(late, arrives + (random.random(sent.size) * 6 * HOUR).astype(np.int64), sent)
    lying_from = seconds(last - timedelta(days=2))
    lying = (
        (paid >= lying_from) & (paid < lying_from + 2 * DAY) & (random.random(paid.size) < FORGOTTEN) & ~late
    )
    return np.where(lying, seconds(last) + 2 * DAY + OPENS, sent).astype(np.int64)
