"""Where the invented visitors came from (流量来源): three levels that nest, each visitor in every source that led to the shop."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.sample import cells
from data.sample.arrays import Floats, Ints
from data.sample.export_platform import day_texts
from data.sample.figures import ShopDays
from data.sample.files import Table
from data.sample.world import ShopWorld

SUM = "汇总"
# level 1, level 2, level 3; the share of visitors; how readily they buy, the whole shop being 1.
LEAVES: tuple[tuple[str, str, str, float, float], ...] = (
    ("平台流量", "手淘搜索", "手淘搜索-商品及其他", 0.30, 1.10),
    ("平台流量", "手淘搜索", "手淘搜索-短视频", 0.03, 0.60),
    ("平台流量", "手淘推荐", "首页推荐-商品及其他", 0.22, 0.50),
    ("平台流量", "手淘推荐", "购后推荐", 0.06, 0.70),
    ("平台流量", "淘内其他", "淘内待分类", 0.04, 0.40),
    ("广告流量", "关键词推广", SUM, 0.14, 1.00),
    ("广告流量", "精准人群推广", SUM, 0.09, 0.70),
    ("广告流量", "智能场景", SUM, 0.04, 0.80),
    ("广告流量", "淘宝客", SUM, 0.02, 1.60),
    ("自主访问", "购物车", SUM, 0.09, 2.60),
    ("自主访问", "我的淘宝", SUM, 0.08, 1.90),
    ("自主访问", "直接访问", SUM, 0.03, 0.90),
    ("站外流量", "站外投放", SUM, 0.02, 0.20),
)


@dataclass(frozen=True)
class SourceDays:
    """One row per source (a leaf, or a sum of them) and one column per day.

    names: the three levels of each row. Money in cents; at level 1 it adds up to the shop's, visitors do not.
    """

    names: tuple[tuple[str, str, str], ...]
    visitors: Ints
    paid_buyers: Ints
    paid_amount: Ints


def source_days(world: ShopWorld, figures: ShopDays) -> SourceDays:
    """Return the shop's days by source."""
    share = np.array([leaf[3] for leaf in LEAVES])
    noise = np.exp(world.random(60).normal(0, 0.04, (len(LEAVES), world.days)))
    visitors = (figures.visitors * share[:, None] * noise).astype(np.int64)
    weights = visitors * np.array([leaf[4] for leaf in LEAVES])[:, None]
    money, buyers = _divided(figures.paid_amount, weights), _divided(figures.paid_buyers, weights)
    names: list[tuple[str, str, str]] = []
    rows: list[tuple[Ints, Ints, Ints]] = []
    for level in (1, 2, 3):
        for name in dict.fromkeys(_name(leaf, level) for leaf in LEAVES if _depth(leaf) >= level):
            below = [place for place, leaf in enumerate(LEAVES) if _name(leaf, level) == name]
            # Who came by two sources of one group is one visitor of the group.
            people = visitors[below].sum(axis=0) * (100 if len(below) == 1 else 96) // 100
            names.append(name)
            rows.append((people, buyers[below].sum(axis=0), money[below].sum(axis=0)))
    found = [np.array(column) for column in zip(*rows, strict=True)]
    return SourceDays(tuple(names), found[0], found[1], found[2])


def _depth(leaf: tuple[str, str, str, float, float]) -> int:
    return 2 if leaf[2] == SUM else 3


def _name(leaf: tuple[str, str, str, float, float], level: int) -> tuple[str, str, str]:
    """The three names of the row that holds a leaf at a level."""
    return leaf[0], leaf[1] if level > 1 else SUM, leaf[2] if level > 2 else SUM


def _divided(whole: Ints, weights: Floats) -> Ints:
    """Divide each day's whole number by weights, so that the parts add up to it."""
    edges = np.cumsum(weights, axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    reached = np.floor(edges * whole + 1e-6).astype(np.int64)
    reached[-1] = whole
    return np.diff(reached, axis=0, prepend=0)


def source_form(world: ShopWorld, days: SourceDays, asked: Ints) -> Table:
    """Return the report of these days: every source of every level under its names, and what it led to."""
    day = np.repeat(asked, len(days.names))
    row = np.tile(np.arange(len(days.names)), asked.size)
    visitors, buyers, money = (
        values[row, day] for values in (days.visitors, days.paid_buyers, days.paid_amount)
    )

    def level(place: int) -> pa.Array:
        return cells.pick([name[place] for name in days.names], row)

    return Table(
        {
            "统计日期": cells.pick(day_texts(world.first, np.arange(world.days)), day),
            "一级来源": level(0),
            "二级来源": level(1),
            "三级来源": level(2),
            "访客数": cells.grouped(cells.whole(visitors)),
            "浏览量": cells.grouped(cells.whole(visitors * 37 // 10)),
            "加购人数": cells.grouped(cells.whole(visitors * 8 // 100)),
            "支付买家数": cells.grouped(cells.whole(buyers)),
            "支付金额": cells.grouped(cells.money(money)),
            "支付转化率": cells.percent(
                np.divide(buyers, visitors, out=np.zeros(day.size), where=visitors > 0)
            ),
        }
    )
