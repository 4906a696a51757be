"""Renders what 生意参谋 shows: the shop by day (自助取数), its week as the platform counts it, and the items by day."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from data.sample import cells
from data.sample.ads import AUDIENCE, KEYWORD, SCENE, SITE, AdDays, campaigns_of
from data.sample.arrays import Floats, Ints, day_index
from data.sample.figures import ItemDays, ShopDays, people
from data.sample.files import Table
from data.sample.world import ShopWorld

_SPEND = {
    "关键词推广花费": KEYWORD,
    "精准人群推广花费": AUDIENCE,
    "智能场景花费": SCENE,
    "全站推广花费": SITE,
}


def day_texts(first: date, days: Ints) -> list[str]:
    """Return days (counted from `first`) as 2026-11-11."""
    return [(first + timedelta(days=int(n))).isoformat() for n in days]


def preface(title: str, first: str, last: str) -> list[tuple[str, ...]]:
    """Return the seven rows above the header of a 自助取数 file."""
    return [
        (f"【生意参谋平台】{title}",),
        (),
        ("统计时间", f"{first} ~ {last}"),
        ("数据说明", "示例数据，全部虚构"),
        ("时间粒度", "日"),
        ("终端", "所有终端"),
        (),
    ]


def _ratio(top: Ints, bottom: Ints) -> Floats:
    return np.divide(top, bottom, out=np.zeros(len(top)), where=bottom > 0)


def _count(numbers: Ints) -> pa.Array:
    return cells.grouped(cells.whole(numbers))


def _yuan(cents: Ints) -> pa.Array:
    return cells.grouped(cells.money(cents))


def shop_form(world: ShopWorld, figures: ShopDays, ads: AdDays, days: Ints) -> Table:
    """Return the shop's rows of these days."""
    f = {name: getattr(figures, name)[days] for name in ShopDays.__dataclass_fields__}
    return _shop_table(
        world,
        pa.array(day_texts(world.first, days)),
        f,
        _scene_spend(world, ads, days),
        world.random(40),
        days,
    )


def _scene_spend(world: ShopWorld, ads: AdDays, days: Ints) -> dict[str, Ints]:
    spend = ads.spend.reshape(-1, world.days)[:, days]
    scenes = np.array([campaign.scene for campaign in campaigns_of(world)])
    return {name: spend[scenes == scene].sum(axis=0) for name, scene in _SPEND.items()}


def _shop_table(
    world: ShopWorld,
    label: pa.Array,
    f: dict[str, Ints],
    spend: dict[str, Ints],
    random: np.random.Generator,
    days: Ints,
) -> Table:
    share = random.random((8, max(world.days, 1)))[:, days[: len(label)]]
    visitors = f["visitors"]
    pc_visitors = (visitors * (0.04 + 0.02 * share[0])).astype(np.int64)
    new = (visitors * (0.62 + 0.08 * share[1])).astype(np.int64)
    carts = (visitors * (0.075 + 0.02 * share[2])).astype(np.int64)
    liked = (visitors * (0.03 + 0.01 * share[3])).astype(np.int64)
    reviews = (f["shipped"] * (0.22 + 0.05 * share[4])).astype(np.int64)
    bad = (reviews * 0.025 + share[5]).astype(np.int64)
    slip = np.clip((days - (world.days - 20)) / 20, 0, 1)[
        : len(label)
    ]  # the batch that runs small costs score
    return Table(
        {
            "统计日期": label,
            "访客数": _count(visitors),
            "PC端访客数": _count(pc_visitors),
            "无线端访客数": _count(visitors - pc_visitors),
            "浏览量": _count(f["page_views"]),
            "商品访客数": _count((visitors * 0.91).astype(np.int64)),
            "商品浏览量": _count((f["page_views"] * 0.72).astype(np.int64)),
            "平均停留时长": cells.fixed(38 + 9 * share[6], 2),
            "跳失率": cells.percent(0.55 + 0.08 * share[7]),
            "商品收藏买家数": _count(liked),
            "商品收藏次数": _count((liked * 1.3).astype(np.int64)),
            "加购人数": _count(carts),
            "加购件数": _count((carts * 1.6).astype(np.int64)),
            "支付金额": _yuan(f["paid_amount"]),
            "PC端支付金额": _yuan(f["paid_amount"] // 25),
            "无线端支付金额": _yuan(f["paid_amount"] - f["paid_amount"] // 25),
            "支付买家数": _count(f["paid_buyers"]),
            "支付子订单数": _count(f["paid_lines"]),
            "支付父订单数": _count(f["paid_orders"]),
            "支付件数": _count(f["paid_items"]),
            "下单金额": _yuan(f["placed_amount"]),
            "下单买家数": _count(f["placed_buyers"]),
            "下单件数": _count(f["placed_items"]),
            "人均浏览量": cells.fixed(_ratio(f["page_views"], visitors), 2),
            "下单转化率": cells.percent(_ratio(f["placed_buyers"], visitors)),
            "支付转化率": cells.percent(_ratio(f["paid_buyers"], visitors)),
            "下单-支付转化率": cells.percent(np.minimum(_ratio(f["paid_buyers"], f["placed_buyers"]), 1)),
            "客单价": cells.grouped(cells.fixed(_ratio(f["paid_amount"], f["paid_buyers"]) / 100, 2)),
            "UV价值": cells.fixed(_ratio(f["paid_amount"], visitors) / 100, 2),
            "老访客数": _count(visitors - new),
            "新访客数": _count(new),
            "支付老买家数": _count(f["old_buyers"]),
            "支付新买家数": _count(f["paid_buyers"] - f["old_buyers"]),
            "老买家支付金额": _yuan(f["old_amount"]),
            **{name: _yuan(cents) for name, cents in spend.items()},
            "淘宝客佣金": _yuan(f["paid_amount"] * 3 // 1000),
            "成功退款金额": _yuan(f["refund_amount"]),
            "评价数": _count(reviews),
            "有图评价数": _count(reviews // 4),
            "正面评价数": _count(reviews - bad),
            "负面评价数": _count(bad),
            "揽收包裹数": _count(f["shipped"]),
            "发货包裹数": _count(f["shipped"]),
            "派送包裹数": _count(f["shipped"] * 96 // 100),
            "签收成功包裹数": _count(f["shipped"] * 94 // 100),
            "平均支付_签收时长(秒)": cells.fixed(3600 * (62 + 14 * share[6]), 0),
            "描述相符评分": cells.fixed(4.84 - 0.04 * slip, 2),
            "物流服务评分": cells.fixed(4.81 - 0.01 * slip, 2),
            "服务态度评分": cells.fixed(4.83 + 0 * slip, 2),
            "真实体验分": cells.fixed(4.72 - 0.05 * slip, 2),
        }
    )


def week_form(world: ShopWorld, figures: ShopDays, ads: AdDays, monday: int) -> Table:
    """Return the week as the platform itself counts it: people once, however often they came."""
    days = np.arange(monday, monday + 7)
    f = {name: getattr(figures, name)[days].sum(keepdims=True) for name in ShopDays.__dataclass_fields__}
    week = (day_index(world.paid, world.first) - monday) // 7
    f["paid_buyers"] = people(np.where(week == 0, 0, -1), world.buyer, 1)
    placed_week = (day_index(world.placed.created, world.first) - monday) // 7
    f["placed_buyers"] = people(np.where(placed_week == 0, 0, -1), world.buyer, 1)
    f["visitors"] = f["visitors"] * 81 // 100
    f["old_buyers"] = np.minimum(f["old_buyers"] * 95 // 100, f["paid_buyers"])
    spend = {name: cents.sum(keepdims=True) for name, cents in _scene_spend(world, ads, days).items()}
    first, last = day_texts(world.first, days[[0, 6]])
    return _shop_table(world, pa.array([f"{first} ~ {last}"]), f, spend, world.random(41), days[6:])


def item_form(world: ShopWorld, figures: ItemDays, days: Ints) -> Table:
    """Return 商品_全部: one row per day and item that anybody saw; 补差 links are among them."""
    catalogue = world.shop.catalogue
    day, item = np.nonzero((figures.visitors[days] > 0) | (figures.paid_items[days] > 0))
    day = days[day]
    f = {name: getattr(figures, name)[day, item] for name in ItemDays.__dataclass_fields__}
    spread = (day * 31 + item * 17) % 100 / 100
    visitors, paid_buyers = f["visitors"], f["paid_buyers"]
    search = (visitors * (0.25 + 0.15 * spread)).astype(np.int64)
    search_buyers = (paid_buyers * (0.25 + 0.1 * spread)).astype(np.int64)
    year, month = _running(world, figures)
    ids = cells.pick(catalogue.item_ids, item)
    return Table(
        {
            "统计日期": cells.pick(day_texts(world.first, np.arange(world.days)), day),
            "商品ID": ids,
            "商品名称": cells.pick([i.title for i in catalogue.items], item),
            "主商品ID": ids,
            "商品类型": cells.same("普通商品", day.size),
            "货号": cells.pick([i.code for i in catalogue.items], item),
            "商品状态": cells.same("当前在线", day.size),
            "商品标签": cells.same("-", day.size),
            "商品访客数": _count(visitors),
            "商品浏览量": _count((visitors * (1.5 + spread)).astype(np.int64)),
            "平均停留时长": cells.fixed(12 + 15 * spread, 2),
            "商品详情页跳出率": cells.percent(0.6 + 0.2 * spread),
            "商品收藏人数": _count((visitors * 0.03).astype(np.int64)),
            "商品加购件数": _count((visitors * 0.12).astype(np.int64)),
            "商品加购人数": _count((visitors * 0.085).astype(np.int64)),
            "下单买家数": _count(f["placed_buyers"]),
            "下单件数": _count(f["placed_items"]),
            "下单金额": _yuan(f["placed_amount"]),
            "下单转化率": cells.percent(_ratio(f["placed_buyers"], visitors)),
            "支付买家数": _count(paid_buyers),
            "支付件数": _count(f["paid_items"]),
            "支付金额": _yuan(f["paid_amount"]),
            "商品支付转化率": cells.percent(_ratio(paid_buyers, visitors)),
            "支付新买家数": _count(paid_buyers - f["old_buyers"]),
            "支付老买家数": _count(f["old_buyers"]),
            "老买家支付金额": _yuan(
                (f["paid_amount"] * _ratio(f["old_buyers"], paid_buyers)).astype(np.int64)
            ),
            "聚划算支付金额": cells.same("0.00", day.size),
            "访客平均价值": cells.fixed(_ratio(f["paid_amount"], visitors) / 100, 2),
            "成功退款金额": _yuan(f["refund_amount"]),
            "竞争力评分": cells.same("-", day.size),
            "年累计支付金额": _yuan(year[0][day, item]),
            "月累计支付金额": _yuan(month[0][day, item]),
            "月累计支付件数": _count(month[1][day, item]),
            "搜索引导支付转化率": cells.percent(_ratio(search_buyers, search)),
            "搜索引导访客数": _count(search),
            "搜索引导支付买家数": _count(search_buyers),
            "结构化详情引导转化率": cells.same("-", day.size),
            "结构化详情引导成交占比": cells.same("-", day.size),
        }
    )


def _running(world: ShopWorld, figures: ItemDays) -> tuple[list[Ints], list[Ints]]:
    """Running sums since the year's and the month's first day, of paid money and pieces."""
    dates = [world.first + timedelta(days=n) for n in range(world.days)]
    sums = [np.cumsum(values, axis=0) for values in (figures.paid_amount, figures.paid_items)]
    found = []
    for part in ("%Y", "%Y-%m"):
        keys = [d.strftime(part) for d in dates]
        start = np.array([keys.index(key) for key in keys])
        before = [np.where((start > 0)[:, None], total[start - 1], 0) for total in sums]
        found.append([total - earlier for total, earlier in zip(sums, before, strict=True)])
    return found[0], found[1]
