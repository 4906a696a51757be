"""What is planted in the main invented shop, with its days and numbers, read off the simulated truth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import goods, own_lists, own_logs, shops
from data.sample.ads import BURNING, LOSING, WINDOW_DAYS, ad_days, campaigns_of, divide, keyword_shares
from data.sample.arrays import DAY, Ints, seconds
from data.sample.downloads import order_downloads
from data.sample.export_orders import PAID, OrderView
from data.sample.export_refunds import cases_between, urgent
from data.sample.figures import item_days, ordinary_days, ordinary_speed, shop_days
from data.sample.refunds import REASONS
from data.sample.stock import stock_days
from data.sample.truth import truth_of
from data.sample.world import World

SHORTEST = 60  # days that a sample needs for all of this


@dataclass(frozen=True)
class Finding:
    """One thing to be found: where to look, since when, and what the sample's own truth says."""

    key: str
    where: str
    day: date
    says: str


def findings(world: World) -> list[Finding]:
    """Return everything that is planted; raises ValueError for samples too short or too small to hold it."""
    if world.main.days < SHORTEST or not (world.main.placed.line_qty == shops.BULK_PIECES).any():
        raise ValueError(f"a sample needs {SHORTEST} days and more than a few orders to hold all findings")
    return [rule(world) for rule in RULES]


def _ago(world: World, days: int) -> date:
    return world.main.last - timedelta(days=days)


def _title(world: World, code: str) -> str:
    catalogue = world.main.shop.catalogue
    place = catalogue.index(code)
    return f"{catalogue.items[place].title}（{catalogue.item_ids[place]}）"


def _yuan(cents: int | float) -> str:
    return f"{int(cents) / 100:,.2f}"


def _taken(world: World) -> datetime:
    return max(d.taken for d in order_downloads(world.main, world.morning))


def _running_out(world: World) -> Finding:
    shop = world.main
    left = (
        stock_days(shop)
        .closing[-1][shop.shop.catalogue.sku_item == shop.shop.catalogue.index(world.main.roles.hot)]
        .sum()
    )
    speed = ordinary_speed(shop, shop.roles.hot)
    return Finding(
        "running_out",
        _title(world, world.main.roles.hot),
        shop.last,
        f"{left} pieces left, {speed:.1f} sold on an ordinary day of the last 28: {left / speed:.1f} days of cover",
    )


def _sold_out(world: World) -> Finding:
    shop, since = world.main, shops.SOLD_OUT_FROM
    catalogue = shop.shop.catalogue
    sku = catalogue.sku_index(f"{goods.SOLD_OUT}-DN-M")
    day = shop.day(shop.placed.created[shop.placed.line_order])
    before = (day >= shop.days - 1 - since - 28) & (day <= shop.days - 1 - since)
    mine = shop.placed.line_qty[before & (shop.placed.line_sku == sku)].sum()
    whole = shop.placed.line_qty[before & (shop.line_item == catalogue.index(goods.SOLD_OUT))].sum()
    left = stock_days(shop).closing[-1][sku]
    return Finding(
        "size_sold_out",
        f"{_title(world, goods.SOLD_OUT)}, {catalogue.sku_codes[sku]}",
        _ago(world, since - 1),
        f"{left} left and none sold since; in the 28 days before, this size carried {mine} of {whole} pieces",
    )


def _waiting(world: World) -> tuple[Ints, Ints]:
    """Orders that were paid over 24 hours before the newest export and not sent, and those of them with the late item."""
    shop, at = world.main, seconds(_taken(world))
    recent = np.flatnonzero((shop.paid > 0) & (shop.paid <= at - DAY) & (shop.placed.created <= at)).astype(
        np.int64
    )
    late = recent[OrderView(shop, recent, at).status == PAID]
    coat = shop.placed.line_order[shop.line_item == shop.shop.catalogue.index(world.main.roles.late)]
    return late, late[np.isin(late, coat)]


def _backlog(world: World) -> Finding:
    late, coats = _waiting(world)
    return Finding(
        "backlog",
        "orders paid and not sent",
        world.main.last,
        f"{late.size} orders worth {_yuan(world.main.total[late].sum())} paid more than 24 hours before "
        f"{_taken(world):%m-%d %H:%M}; {late.size - coats.size} of them don't wait for the late item",
    )


def _late_arrival(world: World) -> Finding:
    _, coats = _waiting(world)
    stock = stock_days(world.main)
    coat = world.main.shop.catalogue.sku_item == world.main.shop.catalogue.index(world.main.roles.late)
    return Finding(
        "late_arrival",
        _title(world, world.main.roles.late),
        _ago(world, shops.LATE_FROM),
        f"{coats.size} paid orders wait over 24 hours; {stock.closing[-1][coat].sum()} in stock, "
        f"{stock.inbound[-1][coat].sum()} on their way (采购在途)",
    )


def _size_refunds(world: World) -> Finding:
    shop = world.main
    item = shop.line_item[shop.refunds.line] == shop.shop.catalogue.index(world.main.roles.tight)
    end = seconds(world.morning)
    counts = [
        np.intersect1d(
            cases_between(shop, end - (n + 1) * 14 * DAY, end - n * 14 * DAY), np.flatnonzero(item)
        )
        for n in (0, 1)
    ]
    size = np.isin(
        shop.refunds.reason[counts[0]], [n for n, reason in enumerate(REASONS) if "尺码" in reason]
    )
    return Finding(
        "size_refunds",
        _title(world, world.main.roles.tight),
        _ago(world, 13),
        f"{counts[0].size} refunds asked for in 14 days after {counts[1].size} in the 14 before, "
        f"{int(size.sum())} of them for 尺码",
    )


def _store_roi(world: World) -> Finding:
    known, last = truth_of(world), world.main.last
    first, name = last - timedelta(days=6), world.main.shop.name
    paid = known.total(name, "paid_amount", first, last)
    costs = [known.total(name, part, first, last) for part in ("ad_spend", "postage", "discount")]
    return Finding(
        "low_store_roi",
        "store ROI of seven days",
        first,
        f"{paid:,.2f} paid ÷ ({costs[0]:,.2f} ads + {costs[1]:,.2f} postage + {costs[2]:,.2f} discounts) = "
        f"1:{paid / sum(costs):.4f}",
    )


def _losing(world: World) -> Finding:
    shop = world.main
    row = [campaign.name for campaign in campaigns_of(shop)].index(LOSING)
    days = np.arange(shop.days - WINDOW_DAYS - 28, shop.days - WINDOW_DAYS)
    figures = ad_days(shop).at(row * shop.days + days)
    spend, revenue = figures.spend.sum(), figures.revenue.sum()
    return Finding(
        "losing_campaign",
        LOSING,
        _ago(world, WINDOW_DAYS + 27),
        f"{_yuan(spend)} spent and {_yuan(revenue)} sold in the 28 days to {_ago(world, WINDOW_DAYS)}, whose sales are "
        f"in: ROI {revenue / spend:.2f}",
    )


def _burning(world: World) -> Finding:
    shop, days = world.main, np.arange(world.main.days - 1 - shops.BURNING_FROM, world.main.days)
    number, campaign = next((n, c) for n, c in enumerate(campaigns_of(shop)) if BURNING in c.keywords)
    shares, selling = keyword_shares(shop, campaign, days)
    figures = divide(ad_days(shop).at(number * shop.days + days), shares, selling, shop.random(0))
    spend = figures.spend.reshape(days.size, -1)[:, campaign.keywords.index(BURNING)].sum()
    return Finding(
        "burning_keyword", BURNING, _ago(world, shops.BURNING_FROM), f"{_yuan(spend)} spent since, no order"
    )


def _over_hundred(world: World) -> Finding:
    days, n = shop_days(world.main), world.main.days - shops.LIVE_NIGHT
    paid, placed = int(days.paid_orders[n]), int(days.placed_orders[n])
    return Finding(
        "payment_rate_over_100",
        "orders placed late in the evening before and paid after midnight",
        _ago(world, shops.LIVE_NIGHT - 1),
        f"{paid} paid ÷ {placed} placed = {paid / placed:.2%}",
    )


def _missing(world: World) -> Finding:
    return Finding(
        "missing_traffic_day",
        "生意参谋 自助取数",
        _ago(world, shops.MISSING_DAY),
        "no row for that day: visitors, page views and conversion are empty, orders are there",
    )


def _bulk(world: World) -> Finding:
    shop = world.main
    line = int(np.flatnonzero(shop.placed.line_qty == shops.BULK_PIECES)[0])
    day = shop.day(shop.paid)[shop.placed.line_order[line]]
    amount, paid = shop.placed.line_payable[line], shop_days(shop).paid_amount[day]
    return Finding(
        "bulk_buyer",
        _title(world, shops.BULK_ITEM),
        shop.first + timedelta(days=int(day)),
        f"one buyer (示例企业团购) pays {_yuan(amount)} for {shops.BULK_PIECES} pieces: {amount / paid:.1%} of the day's "
        f"{_yuan(paid)}",
    )


def _collapse(world: World) -> Finding:
    shop = world.main
    item, days = shop.shop.catalogue.index(world.main.roles.collapsed), item_days(shop)
    visitors, buyers = days.visitors[:, item], days.paid_buyers[:, item]
    before = np.zeros(shop.days, dtype=bool)
    before[-31:-3] = ordinary_days(shop, 31)[:-3]
    return Finding(
        "conversion_collapse",
        _title(world, world.main.roles.collapsed),
        _ago(world, shops.COLLAPSE_FROM),
        f"{buyers[-3:].sum()} buyers of {visitors[-3:].sum()} visitors in the last 3 days "
        f"({buyers[-3:].sum() / visitors[-3:].sum():.2%}); {buyers[before].sum() / visitors[before].sum():.2%} on the "
        "ordinary days of the 28 before",
    )


def _urgent(world: World) -> Finding:
    shop = world.main
    cases = urgent(shop, seconds(_taken(world)), 24)
    return Finding(
        "urgent_refunds",
        "open refunds that the platform stepped into, or whose 超时时间 ends within 24 hours",
        shop.last,
        f"{cases.size} cases, {_yuan(shop.refunds.amount[cases].sum())}",
    )


def _unanswered(world: World) -> Finding:
    shop = world.main
    lines, at, ratings = own_logs.review_lines(shop)
    since = seconds(datetime.combine(_ago(world, own_logs.UNHANDLED_DAYS - 1), time()))
    bad = [place for place, rating in enumerate(ratings) if rating == "差评" and at[place] >= since]
    items = {int(shop.line_item[lines[place]]) for place in bad}
    return Finding(
        "negative_reviews",
        "评价表: negative reviews that nobody dealt with",
        _ago(world, own_logs.UNHANDLED_DAYS - 1),
        f"{len(bad)} reviews on {len(items)} items; {sum(rating == '差评' for rating in ratings)} negative ones of "
        f"{len(ratings)} in {own_logs.REVIEW_DAYS} days",
    )


def _sign_up(world: World) -> Finding:
    return Finding(
        "sign_up",
        own_logs.EVENT,
        _ago(world, 3 - own_logs.CLOSES_IN),
        f"sign-up closes {_ago(world, -own_logs.CLOSES_IN)} 18:00, in charge: {own_lists.KNITS}",
    )


RULES: tuple[Callable[[World], Finding], ...] = (
    _running_out,
    _sold_out,
    _backlog,
    _late_arrival,
    _size_refunds,
    _collapse,
    _store_roi,
    _losing,
    _burning,
    _over_hundred,
    _missing,
    _bulk,
    _urgent,
    _unanswered,
    _sign_up,
)


def table_of(world: World) -> str:
    """Return the findings as a Markdown table, as docs/sample.md shows them."""
    lines = ["| finding | where | day | what the sample's truth says |", "|---|---|---|---|"]
    lines += [f"| `{f.key}` | {f.where} | {f.day} | {f.says} |" for f in findings(world)]
    return "\n".join(lines)
