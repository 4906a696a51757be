"""Renders the reports of 万相台: by campaign, item, keyword, province and hour, as they stand on a morning."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from data.sample import ads, cells
from data.sample.ads import AdDays, Campaign
from data.sample.arrays import Floats, Ints
from data.sample.export_platform import day_texts
from data.sample.files import Table
from data.sample.places import NAMES
from data.sample.world import ShopWorld

_ITEM_ONLY = ("平台助推总成交", "平台助推直接成交", "平台助推点击")
# fmt: off
_SHORT = ("展现量", "点击量", "花费", "点击率", "平均点击花费", "千次展现花费", "直接成交金额", "间接成交金额", "总成交金额",
          "总成交笔数", "直接成交笔数", "间接成交笔数", "点击转化率", "投入产出比", "总成交成本", "总购物车数", "加购率", "收藏宝贝数")
_ORDER = (
    "展现量", "点击量", "花费", "点击率", "平均点击花费", "千次展现花费", "总预售成交金额", "总预售成交笔数",
    "直接预售成交金额", "直接预售成交笔数", "间接预售成交金额", "间接预售成交笔数", "直接成交金额", "间接成交金额",
    "总成交金额", "总成交笔数", "直接成交笔数", "间接成交笔数", "点击转化率", "投入产出比", "含预售投产比",
    "总成交成本", "总购物车数", "直接购物车数", "间接购物车数", "加购率", "收藏宝贝数", "收藏店铺数", "店铺收藏成本",
    "总收藏加购数", "总收藏加购成本", "宝贝收藏加购数", "宝贝收藏加购成本", "总收藏数", "宝贝收藏成本", "宝贝收藏率",
    "加购成本", "拍下订单笔数", "拍下订单金额", "直接收藏宝贝数", "间接收藏宝贝数", "优惠券领取量", "购物金充值笔数",
    "购物金充值金额", "旺旺咨询量", "引导访问量", "引导访问人数", "引导访问潜客数", "引导访问潜客占比", "入会率",
    "入会量", "引导访问率", "深度访问量", "平均访问页面数", "成交新客数", "成交新客占比", "会员首购人数",
    "会员成交金额", "会员成交笔数", "成交人数", "人均成交笔数", "人均成交金额", "自然流量转化金额", "自然流量曝光量",
    "平台助推总成交", "平台助推直接成交", "平台助推点击", "平台补贴金额", "补贴引导成交金额", "发券补贴商品个数",
    "补贴引导成交人数",
)
# fmt: on
WINDOW = ("转化周期", f"{ads.WINDOW_DAYS}天累计数据")


def _ratio(top: Ints, bottom: Ints) -> Floats:
    return np.divide(top, bottom, out=np.zeros(len(top)), where=bottom > 0)


def _measures(f: AdDays) -> dict[str, pa.Array]:
    """Every figure of a report's right-hand side; what the sample doesn't know of is 0, ratios are fractions."""
    zero, count, yuan = np.zeros_like(f.spend), cells.whole, cells.money
    indirect = f.revenue - f.direct
    direct_orders = np.minimum((f.orders * 7 + 9) // 10, f.orders)
    new = f.orders * 6 // 10
    liked = f.carts + f.favourites
    known = {
        "展现量": count(f.impressions),
        "点击量": count(f.clicks),
        "花费": yuan(f.spend),
        "点击率": cells.fixed(_ratio(f.clicks, f.impressions), 4),
        "平均点击花费": cells.fixed(_ratio(f.spend, f.clicks) / 100, 2),
        "千次展现花费": cells.fixed(_ratio(f.spend, f.impressions) * 10, 2),
        "直接成交金额": yuan(f.direct),
        "间接成交金额": yuan(indirect),
        "总成交金额": yuan(f.revenue),
        "总成交笔数": count(f.orders),
        "直接成交笔数": count(direct_orders),
        "间接成交笔数": count(f.orders - direct_orders),
        "点击转化率": cells.fixed(_ratio(f.orders, f.clicks), 4),
        "投入产出比": cells.fixed(_ratio(f.revenue, f.spend), 2),
        "含预售投产比": cells.fixed(_ratio(f.revenue, f.spend), 2),
        "总成交成本": cells.fixed(_ratio(f.spend, f.orders) / 100, 2),
        "总购物车数": count(f.carts),
        "直接购物车数": count(f.carts * 7 // 10),
        "间接购物车数": count(f.carts - f.carts * 7 // 10),
        "加购率": cells.fixed(_ratio(f.carts, f.clicks), 4),
        "收藏宝贝数": count(f.favourites),
        "总收藏数": count(f.favourites),
        "总收藏加购数": count(liked),
        "总收藏加购成本": cells.fixed(_ratio(f.spend, liked) / 100, 2),
        "宝贝收藏加购数": count(liked),
        "加购成本": cells.fixed(_ratio(f.spend, f.carts) / 100, 2),
        "拍下订单笔数": count(f.orders),
        "拍下订单金额": yuan(f.revenue),
        "引导访问量": count(f.clicks),
        "引导访问人数": count(f.clicks * 9 // 10),
        "成交新客数": count(new),
        "成交新客占比": cells.fixed(_ratio(new, f.orders), 4),
        "成交人数": count(f.orders),
        "人均成交笔数": cells.fixed(np.where(f.orders > 0, 1.0, 0.0), 2),
        "人均成交金额": cells.fixed(_ratio(f.revenue, f.orders) / 100, 2),
    }
    return {name: known.get(name, count(zero)) for name in _ORDER}


def _head(campaigns: Sequence[Campaign], row: Ints, day: list[str]) -> dict[str, pa.Array]:
    scene = [campaign.scene for campaign in campaigns]
    return {
        "日期": pa.array(day),
        "场景ID": cells.pick([ads.SCENE_IDS[s] for s in scene], row),
        "场景名字": cells.pick(scene, row),
        "原二级场景ID": cells.same("0", row.size),
        "原二级场景名字": cells.same("", row.size),
        "计划ID": cells.pick([c.id for c in campaigns], row),
        "计划名字": cells.pick([c.name for c in campaigns], row),
    }


def _seen(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> tuple[Ints, Ints, AdDays]:
    """The campaigns' rows of these days that spent anything, as reported on the day `morning`."""
    count = figures.spend.size // world.days
    campaign, day = np.repeat(np.arange(count), days.size), np.tile(days, count)
    rows = campaign * world.days + day
    spent = figures.spend[rows] > 0
    campaign, day, rows = campaign[spent], day[spent], rows[spent]
    order = np.lexsort((campaign, -day))
    return campaign[order], day[order], figures.at(rows[order]).seen(day[order], morning)


def campaign_form(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> Table:
    """Return 计划报表."""
    campaign, day, seen = _seen(world, figures, days, morning)
    measures = {name: cell for name, cell in _measures(seen).items() if name not in _ITEM_ONLY}
    head = _head(ads.campaigns_of(world), campaign, day_texts(world.first, day))
    return Table({**head, **measures, WINDOW[0]: cells.same(WINDOW[1], day.size)})


Shares = Callable[[Campaign, Ints], tuple[Floats, Floats]]


def _finer(
    world: ShopWorld, figures: AdDays, days: Ints, morning: int, chosen: Sequence[int], shares: Shares
) -> tuple[Ints, Ints, Ints, AdDays]:
    """Divide the chosen campaigns' days: campaign, day and part of every row that spent anything, and its figures."""
    campaigns = ads.campaigns_of(world)
    parts: list[tuple[Ints, Ints, Ints, AdDays]] = []
    for number in chosen:
        traffic, selling = shares(campaigns[number], days)
        seen = figures.at(number * world.days + days).seen(days, morning)
        divided = ads.divide(
            seen, traffic, selling, world.random(33, campaigns[number].number, traffic.shape[1])
        )
        width = traffic.shape[1]
        day, part = np.repeat(days, width), np.tile(np.arange(width), days.size)
        parts.append((np.full(day.size, number), day, part, divided))
    campaign, day, part = (np.concatenate([p[n] for p in parts]) for n in range(3))
    joined = AdDays(
        *(np.concatenate([getattr(p[3], name) for p in parts]) for name in AdDays.__dataclass_fields__)
    )
    rows = np.flatnonzero(joined.spend > 0)
    return campaign[rows], day[rows], part[rows], joined.at(rows)


def item_form(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> Table:
    """Return 商品报表: only campaigns that show items, so its spend is less than 计划报表's."""
    campaigns, catalogue = ads.campaigns_of(world), world.shop.catalogue

    def shares(campaign: Campaign, asked: Ints) -> tuple[Floats, Floats]:
        even = np.tile(1.0 / np.arange(1.0, len(campaign.items) + 1), (asked.size, 1))
        return even, even

    chosen = [n for n, campaign in enumerate(campaigns) if campaign.items]
    campaign, day, part, seen = _finer(world, figures, days, morning, chosen, shares)
    item = np.array(
        [catalogue.index(campaigns[c].items[p]) for c, p in zip(campaign, part, strict=True)], dtype=np.int64
    )
    return Table(
        {
            **_head(campaigns, campaign, day_texts(world.first, day)),
            "主体ID": cells.pick(catalogue.item_ids, item),
            "主体类型": cells.same("商品", day.size),
            "主体名称": cells.pick([i.title for i in catalogue.items], item),
            **_measures(seen),
            WINDOW[0]: cells.same(WINDOW[1], day.size),
        }
    )


def keyword_form(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> Table:
    """Return 关键词报表 of the keyword campaigns."""
    campaigns = ads.campaigns_of(world)
    chosen = [n for n, campaign in enumerate(campaigns) if campaign.keywords]
    campaign, day, part, seen = _finer(
        world, figures, days, morning, chosen, lambda one, asked: ads.keyword_shares(world, one, asked)
    )
    words = [campaigns[c].keywords[p] for c, p in zip(campaign, part, strict=True)]
    units = [f"77{campaigns[c].id}" for c in campaign]
    return Table(
        {
            **_head(campaigns, campaign, day_texts(world.first, day)),
            "单元ID": pa.array(units, type=pa.string()),
            "单元名字": cells.same("默认单元（示例）", day.size),
            "关键词": pa.array(words, type=pa.string()),
            **_short(seen),
            WINDOW[0]: cells.same(WINDOW[1], day.size),
        }
    )


def region_form(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> Table:
    """Return 地域报表 of the keyword and audience campaigns, by province."""
    campaign, day, part, seen = _finer(
        world, figures, days, morning, _paid_traffic(world), lambda _, asked: ads.region_shares(world, asked)
    )
    head = _head(ads.campaigns_of(world), campaign, day_texts(world.first, day))
    return Table(
        {**head, "省": cells.pick(NAMES, part), **_short(seen), WINDOW[0]: cells.same(WINDOW[1], day.size)}
    )


def hour_form(world: ShopWorld, figures: AdDays, days: Ints, morning: int) -> Table:
    """Return 分时报表 of the keyword and audience campaigns, by hour."""
    campaign, day, part, seen = _finer(
        world, figures, days, morning, _paid_traffic(world), lambda _, asked: ads.hour_shares(world, asked)
    )
    head = _head(ads.campaigns_of(world), campaign, day_texts(world.first, day))
    return Table(
        {**head, "小时": cells.whole(part), **_short(seen), WINDOW[0]: cells.same(WINDOW[1], day.size)}
    )


def _paid_traffic(world: ShopWorld) -> list[int]:
    return [
        n
        for n, campaign in enumerate(ads.campaigns_of(world))
        if campaign.scene in (ads.KEYWORD, ads.AUDIENCE)
    ]


def _short(seen: AdDays) -> dict[str, pa.Array]:
    measures = _measures(seen)
    return {name: measures[name] for name in _SHORT}
