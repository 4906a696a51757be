"""Which part of a store is asked about, and which of its days are loaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.platforms import PLATFORMS
from data.store import Store
from data.text import Text
from metrics.once import once_per_store

Shop = tuple[str, str]
ShopDay = tuple[str, str, date]


@dataclass(frozen=True)
class Scope:
    """Which part of the store is asked about; None means all of it.

    category: of goods (metrics/category.py); figures that don't know goods are empty within one.
    """

    shop: str | None = None
    platform: str | None = None
    category: str | None = None

    @property
    def whole(self) -> "Scope":
        """The same shops with all their goods, for what can't be told by category; a page says so where it shows it."""
        return Scope(self.shop, self.platform)

    def holds(self, shop: str, platform: str) -> bool:
        """Tell whether a shop on a platform is asked about."""
        return self.shop in (None, shop) and self.platform in (None, platform)


EVERYTHING = Scope()


def called(shop: Shop, among: Sequence[Shop]) -> Text:
    """Return a shop's name, with its platform where several of `among` bear that name."""
    name, platform = shop
    if sum(name == other for other, _ in among) < 2:
        return Text(name, name)
    where = PLATFORMS.get(platform, Text(platform, platform))
    return Text(f"{name}（{where.zh}）", f"{name} ({where.en})")


_SHOP_DAILY = Text("生意参谋 店铺日报", "the shop-daily export")
_NAMED_ORDERS = Text("带买家的订单报表（导出时勾选买家会员名）", "an order export that names the buyer")
_ITEMS = Text("宝贝报表（子订单）或 生意参谋 商品日报", "the order-line export or the item-daily export")
_AD_REPORT = Text("万相台 计划报表（或其他推广报表）", "an ad report such as the campaign report")
# What a person has to load for a source, and where it comes from.
SOURCES: Mapping[str, Text] = {
    "orders": Text("订单报表（千牛）", "the order export"),
    "order_refunds": Text(
        "带退款金额的订单报表，或售后退款导出", "an order export with refunds, or the refund export"
    ),
    "buyers": _NAMED_ORDERS,
    "placing_buyers": _NAMED_ORDERS,
    "items": _ITEMS,
    "item_visitors": Text("生意参谋 商品日报", "the item-daily export"),
    "item_sales": _ITEMS,
    "item_buyers": _ITEMS,
    "pieces": Text(
        "宝贝报表（子订单）或 生意参谋 店铺日报", "the order-line export or the shop-daily export"
    ),
    "visitors": _SHOP_DAILY,
    "shop_daily": _SHOP_DAILY,
    "shop_daily_placed": _SHOP_DAILY,
    "shop_daily_paid": _SHOP_DAILY,
    "shop_daily_orders": _SHOP_DAILY,
    "shop_daily_views": Text("生意参谋 店铺日报（浏览量）", "the shop-daily export with page views"),
    "shop_daily_refunds": Text("生意参谋 店铺日报（成功退款金额）", "the shop-daily export with refunds"),
    "placed_people": Text(
        "带买家的订单报表 或 生意参谋 店铺日报", "an order export with buyers, or the shop-daily export"
    ),
    "paid_people": Text(
        "带买家的订单报表 或 生意参谋 店铺日报", "an order export with buyers, or the shop-daily export"
    ),
    "old_buyers": Text("生意参谋 店铺日报（支付老买家数）", "the shop-daily export with returning buyers"),
    "refunds": Text("售后退款导出", "the refund export"),
    "assumed_refunds": Text("售后退款导出（带退款完结时间）", "the refund export with completion times"),
    "finished_refunds": Text("售后退款导出（带退款完结时间）", "the refund export with completion times"),
    "ad_performance": _AD_REPORT,
    "ad_sales": Text("带成交金额的推广报表", "an ad report with revenue"),
    "ad_site": Text("含全站推广的推广报表", "an ad report with 全站推广 (site-wide promotion)"),
    "ad_sales_count": Text("带成交笔数的推广报表", "an ad report with orders"),
    "ad_item": Text("万相台 商品报表", "the ad report by item"),
    "ad_keyword": Text("万相台 关键词报表", "the ad report by keyword"),
    "ad_region": Text("万相台 地域报表", "the ad report by region"),
    "ad_hour": Text("万相台 分时报表", "the ad report by hour"),
    "ad_spend": Text("万相台 计划报表（或推广花费表）", "an ad report or the list of ad spend"),
    "postage": Text(
        "费用表（每单运费或包邮费，没有就填 0）",
        "the cost sheet with postage or freight per order (0 counts)",
    ),
    "discounts": Text(
        "宝贝报表（子订单）或费用表里的折扣（没有就填 0）",
        "order lines, or discounts in the cost sheet (0 counts)",
    ),
    "ad_window_7": Text("转化周期 7 天的推广报表", "an ad report with a window of 7 days"),
    "ad_window_1": Text("转化周期 1 天的推广报表", "an ad report with a window of 1 day"),
    "ad_carts": Text("带总购物车数的推广报表", "an ad report with carts"),
    "ad_new_buyers": Text("带成交新客数的推广报表", "an ad report with new buyers"),
    "stay": Text("生意参谋 店铺日报（平均停留时长）", "the shop-daily export with the stay"),
    "bounce": Text("生意参谋 店铺日报（跳失率）", "the shop-daily export with the bounce rate"),
    "visitor_kinds": Text(
        "生意参谋 店铺日报（新访客数、老访客数）", "the shop-daily export with new and returning visitors"
    ),
    "favourites": Text("生意参谋 店铺日报（商品收藏买家数）", "the shop-daily export with favourites"),
    "carts": Text("生意参谋 店铺日报（加购人数）", "the shop-daily export with carts"),
    "reviews": Text(
        "生意参谋 店铺日报（评价数、负面评价数），或评价表",
        "the shop-daily export with reviews, or the sheet of reviews",
    ),
    "review_list": Text("评价表", "the sheet of reviews"),
    "score_description": Text("生意参谋 店铺日报（描述相符评分）", "the shop-daily export with the scores"),
    "score_service": Text("生意参谋 店铺日报（服务态度评分）", "the shop-daily export with the scores"),
    "score_logistics": Text("生意参谋 店铺日报（物流服务评分）", "the shop-daily export with the scores"),
    "dispatch": Text("带发货时间的订单报表", "an order export with the time of dispatch"),
    "other_costs": Text("费用表（其他）或支付宝账务明细", "the cost sheet or the Alipay account"),
    "score_experience": Text(
        "生意参谋 店铺日报（真实体验分）", "the shop-daily export with the experience score"
    ),
    "unique_ips": Text("带独立IP的旧版店铺日报", "an old shop-daily export with unique IPs"),
    "targets": Text("目标表（或在目标页填写）", "the target sheet, or targets typed on the page"),
    "planned_spend": Text("推广预算表", "the sheet of ad budgets"),
    "item_speed": _ITEMS,
    "stock": Text("库存快照", "a stock snapshot"),
    "stock_items": Text(
        "库存快照，以及宝贝报表（子订单）或 生意参谋 商品日报",
        "a stock snapshot, with the order-line export or the item-daily export",
    ),
    "returning": Text(
        "库存快照，以及同一天的售后导出（带退款完结时间）",
        "a stock snapshot, with a refund export of that day that has the times of completion",
    ),
    "arrivals": Text("到货计划（带到货日期）", "the sheet of deliveries with days of arrival"),
    "taken": Text("盘点表", "the stock-take sheet"),
    "matured_margins": Text(
        "商品成本表，以及满 15 天的宝贝报表（子订单）",
        "the sheet of costs of goods, with order lines that are 15 days old",
    ),
    "tickets": Text("问题单", "the sheet of problems"),
    "consults": Text("生意参谋 客服接待（整体或分客服）", "the customer service report"),
    "inquiries": Text("客服绩效（询单人数、询单最终付款人数）", "the customer service report with inquiries"),
    "response": Text("客服绩效（平均响应时长）", "the customer service report with response times"),
    "parcels": Text("物流跟踪表（带揽收时间）", "the sheet of parcels with times of pick-up"),
    "quick_response": Text(
        "客服绩效（3分钟响应率）", "the customer service report with answers within 3 minutes"
    ),
    "signed": Text("物流跟踪表（带签收时间）", "the sheet of parcels with times of delivery"),
    "agents": Text("客服绩效（分客服）", "the customer service report by agent"),
    "vip": Text(
        "会员等级规则，以及带买家的订单报表",
        "the sheet of VIP rules, with an order export that names the buyer",
    ),
}


class Coverage:
    """The loaded days of a store version, by source."""

    def __init__(self, rows: Iterable[tuple[str, str, str, date, bool]]):
        self._days: dict[str, set[ShopDay]] = {}
        self._partial: dict[str, set[ShopDay]] = {}
        # A page asks the same few questions thousands of times; the days of a version never change.
        self._asked: dict[tuple[tuple[str, ...], Scope], frozenset[ShopDay]] = {}
        for source, shop, platform, day, is_full in rows:
            self._days.setdefault(source, set()).add((shop, platform, day))
            if not is_full:
                self._partial.setdefault(source, set()).add((shop, platform, day))
        self._shops = tuple(
            sorted({(shop, platform) for days in self._days.values() for shop, platform, _ in days})
        )

    def days(self, sources: tuple[str, ...], scope: Scope = EVERYTHING) -> frozenset[ShopDay]:
        """Return the shop-days that any of `sources` covers within `scope`."""
        key = (sources, scope)
        if key not in self._asked:
            found = set().union(*(self._days.get(source, set()) for source in sources))
            self._asked[key] = frozenset(entry for entry in found if scope.holds(entry[0], entry[1]))
        return self._asked[key]

    def full_days(self, source: str, scope: Scope = EVERYTHING) -> frozenset[ShopDay]:
        """Return the shop-days that a source covers to their end."""
        return self.days((source,), scope) - self._partial.get(source, set())

    def shops(self, scope: Scope = EVERYTHING) -> tuple[Shop, ...]:
        """Return the shops (name, platform) of `scope` that have any loaded day, in order."""
        return tuple(shop for shop in self._shops if scope.holds(*shop))


@once_per_store(8)
def coverage(store: Store) -> Coverage:
    """Return which days of the store are loaded."""
    return Coverage(store.rows("SELECT c.source, c.shop, c.platform, c.day, c.is_full FROM coverage AS c"))


def last_full_day(store: Store, scope: Scope = EVERYTHING) -> date | None:
    """Return the last day that is wholly loaded: of the orders, else of the shop-daily export; None for an empty store.

    With several shops in scope it is the last day that all of those with that source have.
    """
    known = coverage(store)
    for source in ("orders", "shop_daily"):
        last: dict[Shop, date] = {}
        for shop, platform, day in known.full_days(source, scope):
            last[shop, platform] = max(day, last.get((shop, platform), day))
        if last:
            newest = max(last.values())
            return min(day for day in last.values() if (newest - day).days <= 7)
    return None
