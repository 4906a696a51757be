"""The invented warehouse: what lay there at the end of each of the last days, and its daily report (菜鸟 库存日报)."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.sample import cells, goods, shops
from data.sample.arrays import Ints
from data.sample.export_platform import day_texts
from data.sample.figures import ordinary_speed
from data.sample.files import Table
from data.sample.world import ShopWorld

REPORT_DAYS = 28
WAREHOUSE = "示例一号仓"
HOT_ARRIVED, HOT_PIECES = 16, 420
LATE_PIECES = 300


@dataclass(frozen=True)
class StockDays:
    """One row per day (the report's days, the last one last) and one column per stock keeping unit, in pieces."""

    closing: Ints
    sold: Ints
    arrived: Ints
    inbound: Ints

    @property
    def opening(self) -> Ints:
        """Return what lay there in the morning."""
        return self.closing + self.sold - self.arrived


def stock_days(world: ShopWorld) -> StockDays:
    """Return the last days' stock, counted back from what is left on the last evening."""
    days, width = min(REPORT_DAYS, world.days), len(world.shop.catalogue.skus)
    placed = world.placed
    day = world.day(world.shipped[placed.line_order]) - (world.days - days)
    inside = day >= 0
    sold = (
        np.bincount(
            day[inside] * width + placed.line_sku[inside],
            weights=placed.line_qty[inside],
            minlength=days * width,
        )
        .astype(np.int64)
        .reshape(days, width)
    )
    closing, arrived = np.zeros_like(sold), np.zeros_like(sold)
    closing[-1] = _left(world)
    hot = world.shop.catalogue.sku_item == world.shop.catalogue.index(world.roles.hot)
    for row in range(days - 1, -1, -1):
        if days - 1 - row == HOT_ARRIVED:
            arrived[row] = np.where(
                hot, np.minimum(HOT_PIECES // max(int(hot.sum()), 1), closing[row] + sold[row]), 0
            )
        if row:
            closing[row - 1] = closing[row] + sold[row] - arrived[row]
    inbound = np.zeros_like(sold)
    late = world.shop.catalogue.sku_item == world.shop.catalogue.index(world.roles.late)
    inbound[:, late] = LATE_PIECES // max(int(late.sum()), 1)
    return StockDays(closing, sold, arrived, inbound)


def _left(world: ShopWorld) -> Ints:
    """Pieces on the last evening: two weeks to two months of what was bought lately; little, or nothing, where planted."""
    catalogue = world.shop.catalogue
    bought = world.placed.created[world.placed.line_order]
    day = world.day(bought)
    recent = (day >= world.days - 1 - shops.SOLD_OUT_FROM) & (world.placed.line_qty < shops.BULK_PIECES)
    per_day = np.bincount(
        world.placed.line_sku[recent], weights=world.placed.line_qty[recent], minlength=len(catalogue.skus)
    ) / (shops.SOLD_OUT_FROM + 1)
    place = np.arange(len(catalogue.skus))
    left = np.ceil(per_day * (14 + place * 37 % 45)) + place * 13 % 40
    hot = catalogue.sku_item == catalogue.index(world.roles.hot)
    if hot.any():
        shares = per_day[hot] / max(per_day[hot].sum(), 1e-9)
        left[hot] = np.floor(ordinary_speed(world, world.roles.hot) * shops.HOT_COVER_DAYS * shares)
    left[catalogue.sku_item == catalogue.index(world.roles.late)] = 0
    left[catalogue.sku_item == catalogue.index(goods.DIFFERENCE.code)] = 0
    gone = catalogue.sku_index(f"{goods.SOLD_OUT}-DN-M")
    if gone >= 0:
        left[gone] = 0
    return left.astype(np.int64)


def stock_form(world: ShopWorld, stock: StockDays) -> Table:
    """Return 库存日报 of the goods (links for differences have no stock)."""
    catalogue, days = world.shop.catalogue, stock.closing.shape[0]
    held = np.flatnonzero(catalogue.sku_item != catalogue.index(goods.DIFFERENCE.code))
    row, sku = np.repeat(np.arange(days), held.size), np.tile(held, days)
    opening, closing = stock.opening[row, sku], stock.closing[row, sku]
    bad = sku % 4
    names = [f"{catalogue.items[n].title} {colour} {size}" for n, colour, size in catalogue.skus]
    count = cells.whole
    columns: dict[str, pa.Array] = {
        "日期": cells.pick(day_texts(world.first, np.arange(world.days)), row + world.days - days),
        "货品ID": count(600_000_000_000 + world.shop.number * 10**6 + sku),
        "货品编码": cells.pick(catalogue.sku_codes, sku),
        "货品名称": cells.pick(names, sku),
        "仓库名称": cells.same(WAREHOUSE, sku.size),
        "期初总量": count(opening + bad),
        "期初良品": count(opening),
        "期初次品": count(bad),
        "入库总量": count(stock.arrived[row, sku]),
        "出库总量": count(stock.sold[row, sku]),
        "良品销售发货": count(stock.sold[row, sku]),
        "期末总量": count(closing + bad),
        "期末良品": count(closing),
        "期末次品": count(bad),
        "采购在途": count(stock.inbound[row, sku]),
    }
    return Table(columns)
