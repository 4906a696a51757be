"""The invented shops' advertising: campaigns with their days, and the splits that the finer reports show."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.arrays import Floats, Ints
from data.sample.festivals import hourly_weights
from data.sample.places import SHARES
from data.sample.world import ShopWorld

KEYWORD, AUDIENCE, SITE, SCENE = "关键词推广", "精准人群推广", "货品全站推广", "智能场景"
SCENE_IDS = {KEYWORD: "371", AUDIENCE: "372", SITE: "376", SCENE: "374"}
WINDOW_DAYS = 15
BURNING = "显瘦裤子女大码"
LOSING = "新款测款（示例）"
ORDER_CENTS = 17_200


@dataclass(frozen=True)
class Campaign:
    """One campaign: `share` of the shop's budget, matured `roi`, price of a click in cents, the items it shows."""

    number: int
    name: str
    scene: str
    share: float
    roi: float
    click_cents: int
    ctr: float
    items: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    begins: int | None = None  # days before the last day; None: has always run

    @property
    def id(self) -> str:
        """Return the platform's number of the campaign."""
        return str(8_800_000_000 + self.number)


_WORDS = {
    "QH1001": ("针织开衫女秋冬", "慵懒风毛衣外套", "短款开衫女", "米白色针织衫", "毛衣女新款", "开衫外搭女"),
    "QH5001": ("白色短袖女纯棉", "重磅t恤女", "基础款短袖女", "纯棉t恤女夏", "白t恤女不透", "短袖女新款"),
    "QH4001": ("双面羊毛大衣女", "毛呢大衣女中长款", "手工大衣女", "羊绒大衣女"),
    "QH3006": ("吊带裙女两件套", "吊带裙套装女夏", "法式吊带连衣裙", "裙子女夏显瘦"),
}
_JEANS = ("高腰牛仔裤女", "直筒牛仔裤女显瘦", "烟管裤女", BURNING, "小个子牛仔裤", "牛仔裤女新款")
_BASIC = ("高领打底衫女", "正肩短袖女", "白衬衫女职业", "打底衫女内搭", "腰带女百搭", "堆堆袜女")


def main_campaigns(parts: goods.Roles) -> tuple[Campaign, ...]:
    """Return the main shop's campaigns; the season's items play the parts."""
    return (
        Campaign(1, "爆款主推（示例）", KEYWORD, 0.24, 4.6, 92, 0.052, (parts.hot,), _WORDS[parts.hot]),
        Campaign(2, "牛仔裤主推（示例）", KEYWORD, 0.17, 3.1, 105, 0.044, (goods.SOLD_OUT, "QH2002"), _JEANS),
        Campaign(
            3, LOSING, KEYWORD, 0.10, 0.8, 178, 0.031, (parts.late,), _WORDS[parts.late], shops.LOSING_FROM
        ),
        Campaign(
            4,
            "长尾打底配饰（示例）",
            KEYWORD,
            0.10,
            3.4,
            61,
            0.048,
            (parts.collapsed, "QH6003", "QH7002"),
            _BASIC,
        ),
        Campaign(5, "老客召回（示例）", AUDIENCE, 0.08, 6.2, 74, 0.061, (parts.hot, "QH2002")),
        Campaign(6, "拉新人群（示例）", AUDIENCE, 0.12, 2.0, 83, 0.027, ("QH2003", "QH6003")),
        Campaign(7, "全站推广·连衣裙（示例）", SITE, 0.12, 5.6, 68, 0.039, (parts.tight,)),
        Campaign(8, "店铺直达（示例）", SCENE, 0.07, 1.9, 58, 0.018),
    )


SECOND_CAMPAIGNS = (
    Campaign(
        51,
        "家居服主推（示例）",
        KEYWORD,
        0.7,
        3.6,
        55,
        0.046,
        ("QL1001", "QL1002"),
        ("家居服女秋冬", "珊瑚绒睡衣"),
    ),
    Campaign(52, "家居人群（示例）", AUDIENCE, 0.3, 2.6, 49, 0.03, ("QL1005",)),
)


def campaigns_of(world: ShopWorld) -> tuple[Campaign, ...]:
    """Return the shop's campaigns."""
    return main_campaigns(world.roles) if world.shop.is_main else SECOND_CAMPAIGNS


@dataclass(frozen=True)
class AdDays:
    """Advertising figures in parallel arrays; money in cents. Revenue and orders are what they will be when matured."""

    spend: Ints
    impressions: Ints
    clicks: Ints
    revenue: Ints
    direct: Ints
    orders: Ints
    carts: Ints
    favourites: Ints

    def seen(self, day: Ints, morning: Ints | int) -> "AdDays":
        """Return the figures as reported on the day `morning`: the revenue of young days is still filling."""
        share = filled(np.maximum(np.asarray(morning) - day, 1))
        orders = np.floor(self.orders * share).astype(np.int64)
        revenue = np.where(orders > 0, np.rint(self.revenue * share), 0).astype(np.int64)
        direct = np.where(orders > 0, np.rint(self.direct * share), 0).astype(np.int64)
        return AdDays(
            self.spend,
            self.impressions,
            self.clicks,
            revenue,
            np.minimum(direct, revenue),
            orders,
            self.carts,
            self.favourites,
        )

    def at(self, rows: Ints) -> "AdDays":
        """Return the figures of these rows."""
        return AdDays(*(getattr(self, name)[rows] for name in AdDays.__dataclass_fields__))


def filled(age: Ints) -> Floats:
    """Return the share of a day's matured revenue that a report shows `age` days later (1: the next morning)."""
    return np.where(age >= WINDOW_DAYS, 1.0, 1 - 0.40 * np.exp(-(age - 1) / 3.4))


def _budget(world: ShopWorld) -> Floats:
    """Cents per day: a share of what an ordinary day sells, growing slower than festivals do."""
    lift = hourly_weights(world.first, world.days).sum(axis=1)
    usual = world.placed.created.size / max(world.days, 1) / 1.25 * 0.83 * 18_400
    budget = world.shop.ad_share * usual * np.where(lift > 1, lift**0.72, lift)
    if world.shop.is_main:
        budget[max(0, world.days - 1 - shops.SLOW_ADS_FROM) :] *= 2.15
    return budget


def ad_days(world: ShopWorld) -> AdDays:
    """Return every campaign's days: arrays of (campaign, day), campaign after campaign."""
    campaigns, random, budget = campaigns_of(world), world.random(30), _budget(world)
    shape = (len(campaigns), world.days)
    running = np.ones(shape)
    for row, campaign in enumerate(campaigns):
        if campaign.begins is not None:
            running[row, : max(0, world.days - 1 - campaign.begins)] = 0
    shares = np.array([c.share for c in campaigns])[:, None]
    spend = np.rint(running * shares * budget[None, :] * np.exp(random.normal(0, 0.12, shape)))
    price = np.array([c.click_cents for c in campaigns])[:, None] * np.exp(random.normal(0, 0.06, shape))
    clicks = np.floor(spend / price)
    impressions = np.floor(
        clicks / (np.array([c.ctr for c in campaigns])[:, None] * np.exp(random.normal(0, 0.08, shape)))
    )
    roi = np.array([c.roi for c in campaigns])[:, None] * np.exp(random.normal(-0.02, 0.2, shape))
    orders = np.rint(spend * roi / ORDER_CENTS)
    revenue = np.where(orders > 0, np.rint(spend * roi), 0)
    direct = np.rint(revenue * (0.6 + 0.2 * random.random(shape)))
    figures = (
        spend,
        impressions,
        clicks,
        revenue,
        direct,
        orders,
        np.floor(clicks * 0.09),
        np.floor(clicks * 0.035),
    )
    return AdDays(*(np.asarray(f, dtype=np.int64).ravel() for f in figures))


def split(amounts: Ints, shares: Floats) -> Ints:
    """Divide each amount by its row of shares into whole parts whose sum is the amount exactly (0 where all shares are)."""
    weights = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-12)
    edges = np.rint(np.cumsum(weights, axis=1) * amounts[:, None]).astype(np.int64)
    edges[:, -1] = np.where(shares.sum(axis=1) > 0, amounts, 0)
    return np.diff(edges, axis=1, prepend=0)


def divide(figures: AdDays, shares: Floats, selling: Floats, random: np.random.Generator) -> AdDays:
    """Divide rows of figures into finer rows, row after row: what was spent by `shares`, what was sold by `selling`."""
    chances = selling / np.maximum(selling.sum(axis=1, keepdims=True), 1e-12)
    orders = random.multinomial(figures.orders, chances).astype(np.int64)
    parts = {"orders": orders.ravel()}
    for name in AdDays.__dataclass_fields__:
        if name != "orders":
            sold = name in ("revenue", "direct")
            parts[name] = split(getattr(figures, name), orders.astype(np.float64) if sold else shares).ravel()
    return AdDays(**parts)


def keyword_shares(world: ShopWorld, campaign: Campaign, days: Ints) -> tuple[Floats, Floats]:
    """Return how a campaign's keywords divide its traffic and its sales, one row per day."""
    count = len(campaign.keywords)
    base = np.array([1.0 / (n + 1.6) for n in range(count)])
    shares = (
        base[None, :] * np.exp(world.random(31, campaign.number).normal(0, 0.15, (world.days, count)))[days]
    )
    selling = shares.copy()
    if BURNING in campaign.keywords:
        place = campaign.keywords.index(BURNING)
        before = days < world.days - 1 - shops.BURNING_FROM
        shares[:, place] = np.where(before, 0.0, 0.14 * shares.sum(axis=1))
        selling[:, place] = 0.0
    return shares, selling


def region_shares(world: ShopWorld, days: Ints) -> tuple[Floats, Floats]:
    """Return how provinces divide traffic and sales, one row per day."""
    noise = np.exp(world.random(32).normal(0, 0.12, (world.days, SHARES.size)))[days]
    weak = np.where(np.arange(SHARES.size) % 7 == 3, 0.45, 1.0)
    return SHARES[None, :] * noise, SHARES[None, :] * noise * weak[None, :]


def hour_shares(world: ShopWorld, days: Ints) -> tuple[Floats, Floats]:
    """Return how the hours divide traffic and sales: early hours are paid for and sell little."""
    hours = hourly_weights(world.first, world.days)[days]
    night = np.where(np.arange(24) < 7, 0.35, 1.0)
    even = hours + 0.3 * hours.mean(axis=1, keepdims=True)
    return even, hours * night[None, :]


def first_day(world: ShopWorld, days: int) -> date:
    """Return the first of the last `days` days."""
    return max(world.first, world.last - timedelta(days=days - 1))
