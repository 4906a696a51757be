"""Places the invented orders: when, by whom, of which goods, at which price."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.arrays import DAY, HOUR, Bools, Floats, Ints, choose, day_index, seconds
from data.sample.festivals import (
    FREE_FREIGHT_WEEKDAY,
    SPECIAL_WEEKDAY,
    events_between,
    hourly_weights,
    presales,
)
from data.sample.shops import SampleShop

FREIGHT, FREE_FREIGHT_FROM = 800, 9900
PRESALE_SHARE = 0.3
FEWEST_TO_PLANT_IN = 100  # fewer orders are left as they are drawn
Random = np.random.Generator


@dataclass
class Placed:
    """Orders as placed, in order of time, and their lines. Money is in cents.

    forced_paid: when the order is paid, where that is planted; 0 elsewhere.
    """

    created: Ints
    presale: Bools
    forced_paid: Ints
    freight: Ints
    line_order: Ints
    line_sku: Ints
    line_qty: Ints
    line_price: Ints
    line_payable: Ints


def item_weights(shop: SampleShop, first: date, days: int, *, collapsed: bool = True) -> Floats:
    """Return how often each item is bought, one row per day and one for the morning after (`collapsed`: as planted)."""
    catalogue = shop.catalogue
    weights = np.zeros((days + 1, len(catalogue.items)))
    wednesday = (
        first + timedelta(days=days - 1) - timedelta(days=2)
    ).weekday()  # days from the last one to the end
    for n in range(days + 1):
        day = first + timedelta(days=n)
        for place, item in enumerate(catalogue.items):
            if item.is_link or (item.shelved is not None and days - 1 - n > wednesday + 7 * item.shelved):
                continue
            special = (
                1.9 if day.weekday() == SPECIAL_WEEKDAY and (place + day.isocalendar().week) % 9 == 0 else 1.0
            )
            weights[n, place] = item.weight * goods.SEASONS[item.category][day.month - 1] * special
    fallen = catalogue.index(goods.roles(first + timedelta(days=days - 1)).collapsed)
    if collapsed and fallen >= 0:
        weights[max(0, days - 1 - shops.COLLAPSE_FROM) :, fallen] *= 0.2
    return weights


def _order_times(random: Random, shop: SampleShop, first: date, days: int, orders: int | None) -> Ints:
    """Times of the whole days' orders and of the day after, of which the exports see the morning."""
    grid = hourly_weights(first, days + 1).ravel()
    whole, after = grid[:-24], grid[-24:]
    if orders is None:
        counts = random.poisson(grid * shop.orders_per_day)
    else:
        drawn = random.multinomial(orders, whole / whole.sum())
        counts = np.concatenate([drawn, random.poisson(after * orders / whole.sum())])
    hours = np.repeat(np.arange(grid.size), counts)
    usual = np.tile(grid.reshape(days + 1, 24).mean(axis=0), days + 1)
    rush = np.where(grid > 4 * usual, 2.5, 1.0)[hours]  # a wave's first minutes are the fullest
    return np.sort(
        seconds(first) + hours * HOUR + (random.random(hours.size) ** rush * HOUR).astype(np.int64)
    )


def _presale(random: Random, created: Ints, first: date, last: date) -> Bools:
    flags = np.zeros(created.size, dtype=bool)
    for year in range(first.year, last.year + 1):
        for presale in presales(year):
            inside = (created >= seconds(presale.start)) & (created < seconds(presale.end))
            flags |= inside & (random.random(created.size) < PRESALE_SHARE)
    return flags


def _night_orders(random: Random, shop: SampleShop, last: date, scale: float) -> tuple[Ints, Ints]:
    """The broadcast's orders, placed before midnight and paid after it."""
    midnight = seconds(last - timedelta(days=shops.LIVE_NIGHT - 1))
    usual = hourly_weights(last - timedelta(days=shops.LIVE_NIGHT - 1), 1).sum()
    count = max(12, round(0.36 * shop.orders_per_day * scale * min(1.0, usual)))
    created = midnight - 1 - (random.random(count) * 55 * 60).astype(np.int64)
    return created, midnight + 5 + (random.random(count) ** 2 * 35 * 60).astype(np.int64)


def place_orders(random: Random, shop: SampleShop, first: date, days: int, orders: int | None) -> Placed:
    """Return the shop's orders of `days` days from `first`: about so many as usual, or exactly `orders`."""
    last = first + timedelta(days=days - 1)
    scale = 1.0 if orders is None else orders / (days * shop.orders_per_day * 1.25)
    night, night_paid, bulk = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    if shop.is_main and days > shops.BULK_DAY and (orders is None or orders >= FEWEST_TO_PLANT_IN):
        night, night_paid = _night_orders(random, shop, last, scale)
        bulk = np.array([seconds(datetime.combine(last - timedelta(days=shops.BULK_DAY), time(15, 22, 41)))])
    natural = None if orders is None else max(1, orders - night.size - bulk.size)
    drawn = _order_times(random, shop, first, days, natural)
    created = np.concatenate([drawn, night, bulk])
    forced = np.concatenate([np.zeros(drawn.size, np.int64), night_paid, bulk + 190])
    is_bulk = np.arange(created.size) >= drawn.size + night.size
    order = np.argsort(created, kind="stable")
    created, forced, is_bulk = created[order], forced[order], is_bulk[order]
    presale = _presale(random, created, first, last) & (forced == 0)
    return _with_lines(random, shop, first, days, created, presale, forced, is_bulk)


def _with_lines(
    random: Random,
    shop: SampleShop,
    first: date,
    days: int,
    created: Ints,
    presale: Bools,
    forced: Ints,
    is_bulk: Bools,
) -> Placed:
    count = created.size
    link = shop.catalogue.index(goods.DIFFERENCE.code)
    is_link = (random.random(count) < 0.006) & (forced == 0) & ~presale & (link >= 0)
    kinds = 1 + np.searchsorted([0.76, 0.95], random.random(count)).astype(np.int64)
    kinds[is_link | is_bulk] = 1
    line_order = np.repeat(np.arange(count, dtype=np.int64), kinds)
    day = day_index(created, first)[line_order]
    item = choose(random, item_weights(shop, first, days), day)
    item[is_link[line_order]] = link
    if is_bulk.any():
        item[is_bulk[line_order]] = shop.catalogue.index(shops.BULK_ITEM)
    sku = _skus(random, shop, item, day, days)
    qty = 1 + (random.random(item.size) < 0.05) + (random.random(item.size) < 0.01)
    qty = np.where(is_link[line_order], 3 + (random.random(item.size) ** 2 * 70).astype(np.int64), qty)
    qty = np.where(is_bulk[line_order], shops.BULK_PIECES, qty).astype(np.int64)
    price = shop.catalogue.prices[item]
    share = _discounts(random, item.size, created[line_order], first, days)
    share = np.where(is_bulk[line_order], 0.15, np.where(presale[line_order], share + 0.05, share))
    payable = np.where(is_link[line_order], price * qty, np.rint(price * qty * (1 - share))).astype(np.int64)
    value = np.bincount(line_order, weights=payable, minlength=count).astype(np.int64)
    weekday = (day_index(created, first) + first.weekday()) % 7
    free = (value >= FREE_FREIGHT_FROM) | (weekday == FREE_FREIGHT_WEEKDAY) | is_link
    freight = np.where(free, 0, FREIGHT).astype(np.int64)
    return Placed(created, presale, forced, freight, line_order, sku, qty, price, payable)


def _skus(random: Random, shop: SampleShop, item: Ints, day: Ints, days: int) -> Ints:
    """Colours and sizes; who wanted the sold-out size takes another one."""
    sku = choose(random, shop.catalogue.sku_weights, item)
    gone = shop.catalogue.sku_index(f"{goods.SOLD_OUT}-DN-M")
    if gone >= 0:
        late = (sku == gone) & (day > days - 1 - shops.SOLD_OUT_FROM)
        sku[late] = gone + np.where(random.random(int(late.sum())) < 0.6, 1, -1)
    return sku


def _discounts(random: Random, count: int, created: Ints, first: date, days: int) -> Floats:
    """The share that the shop takes off the list price of each line."""
    share = 0.03 + 0.07 * random.random(count)
    weekday = ((created - seconds(first)) // DAY + first.weekday()) % 7
    share = share + np.where(weekday == SPECIAL_WEEKDAY, 0.04, 0.0)
    for event in events_between(first, first + timedelta(days=days)):
        if event.discount:
            share = share + np.where(
                (created >= seconds(event.start)) & (created <= seconds(event.end)), event.discount, 0.0
            )
    return share
