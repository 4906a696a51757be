"""What really happened in the sample, day by day: the answer that loading its files must give, to the cent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from data.sample import shops
from data.sample.ads import SITE, ad_days, campaigns_of
from data.sample.arrays import Bools, Ints
from data.sample.downloads import ad_downloads, newest_view, order_downloads
from data.sample.figures import shop_days
from data.sample.own_sheets import discounts, freight_cents
from data.sample.world import ShopWorld, World, simulate


@dataclass(frozen=True)
class DayTruth:
    """One shop's day. Money is in yuan.

    paid_items: pieces of goods (links for differences are none). refunds, refund_amount: by the day on which the money
    went back. ad_revenue: as the newest report shows it, of the paid scenes; 全站推广 (site_) is counted apart, but in
    ad_spend and ad_clicks. visitors, page_views: None on the day whose file is missing.
    postage, discount: what the shop bore for the orders paid on the day.
    """

    placed_orders: int
    placed_amount: Decimal
    placed_buyers: int
    same_day_orders: int
    ever_paid_orders: int
    paid_orders: int
    paid_amount: Decimal
    paid_buyers: int
    old_buyers: int
    paid_items: int
    refunds: int
    refund_amount: Decimal
    visitors: int | None
    page_views: int | None
    ad_spend: Decimal
    ad_clicks: int
    ad_revenue: Decimal
    site_ad_spend: Decimal
    site_ad_revenue: Decimal
    postage: Decimal
    discount: Decimal


@dataclass(frozen=True)
class Truth:
    """The sample's whole days by shop and day; `taken`: when the newest order export was downloaded."""

    shops: dict[str, dict[date, DayTruth]]
    taken: datetime

    def total(self, shop: str, field: str, first: date, last: date) -> Decimal:
        """Return the sum of a field over the days first..last; missing values count as nothing."""
        values = (getattr(row, field) for day, row in self.shops[shop].items() if first <= day <= last)
        return sum((Decimal(value) for value in values if value is not None), Decimal(0))


def truth(seed: int, until: date, days: int, orders: int | None = None) -> Truth:
    """Return what happened in the sample that write_sample makes of the same four values."""
    return truth_of(simulate(seed, until, days, orders))


def truth_of(world: World) -> Truth:
    """Return what happened in that world."""
    taken = max(d.taken for shop in world.shops for d in order_downloads(shop, world.morning))
    return Truth({shop.shop.name: _shop(shop, world.morning) for shop in world.shops}, taken)


def _yuan(cents: int) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


def _shop(world: ShopWorld, morning: datetime) -> dict[date, DayTruth]:
    days, ads = shop_days(world), _advertising(world, morning)
    same_day, ever = _paid_of_placed(world, morning)
    postage = _postage(world)
    off = discounts(world)
    missing = world.days - 1 - shops.MISSING_DAY if world.shop.is_main else -1
    return {
        world.first + timedelta(days=n): DayTruth(
            placed_orders=int(days.placed_orders[n]),
            placed_amount=_yuan(days.placed_amount[n]),
            placed_buyers=int(days.placed_buyers[n]),
            same_day_orders=int(same_day[n]),
            ever_paid_orders=int(ever[n]),
            paid_orders=int(days.paid_orders[n]),
            paid_amount=_yuan(days.paid_amount[n]),
            paid_buyers=int(days.paid_buyers[n]),
            old_buyers=int(days.old_buyers[n]),
            paid_items=int(days.paid_goods[n]),
            refunds=int(days.refunds[n]),
            refund_amount=_yuan(days.refund_amount[n]),
            visitors=None if n == missing else int(days.visitors[n]),
            page_views=None if n == missing else int(days.page_views[n]),
            ad_spend=_yuan(ads.spend[:, n].sum()),
            ad_clicks=int(ads.clicks[:, n].sum()),
            ad_revenue=_yuan(ads.revenue[~ads.is_site, n].sum()),
            site_ad_spend=_yuan(ads.spend[ads.is_site, n].sum()),
            site_ad_revenue=_yuan(ads.revenue[ads.is_site, n].sum()),
            postage=_yuan(postage[n]),
            discount=_yuan(off[n]),
        )
        for n in range(world.days)
    }


def _paid_of_placed(world: ShopWorld, morning: datetime) -> tuple[Ints, Ints]:
    """Of the orders placed on each day: how many were paid that day, and how many ever, as far as exports know."""
    seen = newest_view(world, order_downloads(world, morning, 1 if world.shop.is_main else 3))
    known = (world.paid > 0) & (world.paid <= seen)
    same = known & (world.day(world.paid) == world.day(world.placed.created))
    return world.daily(np.where(same, world.placed.created, 0)), world.daily(
        np.where(known, world.placed.created, 0)
    )


@dataclass(frozen=True)
class _Advertising:
    """One row per campaign and column per day, sales as the newest report shows them."""

    spend: Ints
    clicks: Ints
    revenue: Ints
    is_site: Bools


def _advertising(world: ShopWorld, morning: datetime) -> _Advertising:
    campaigns = campaigns_of(world)
    newest = np.zeros(world.days, dtype=np.int64)
    for download in ad_downloads(world, morning):
        days = download.days(world)
        newest[days] = np.maximum(newest[days], (download.taken.date() - world.first).days)
    seen = ad_days(world).seen(
        np.tile(np.arange(world.days), len(campaigns)), np.tile(newest, len(campaigns))
    )
    spend, clicks, revenue = (
        values.reshape(-1, world.days) for values in (seen.spend, seen.clicks, seen.revenue)
    )
    return _Advertising(spend, clicks, revenue, np.array([campaign.scene == SITE for campaign in campaigns]))


def _postage(world: ShopWorld) -> Ints:
    """The courier's price of the orders paid on each day, less what buyers paid for freight."""
    day = world.day(world.paid)
    borne = np.maximum(freight_cents(world)[np.maximum(day, 0)] - world.placed.freight, 0)
    return world.daily(world.paid, borne)
