"""What the invented main shop writes down as it goes: deliveries, reviews, events to sign up for, its competitors."""

from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.arrays import Ints, seconds
from data.sample.export_orders import order_ids
from data.sample.files import Table
from data.sample.own_lists import KNITS, PROMOTION, supplier
from data.sample.own_sheets import table, yuan
from data.sample.stock import LATE_PIECES, stock_days
from data.sample.world import ShopWorld

REVIEW_DAYS = 45
REVIEWED = 0.12  # of what buyers confirmed
BAD, BAD_COLOUR, NEUTRAL = 0.012, 0.10, 0.03
UNHANDLED_DAYS = 3
ORDERED_BEFORE = 15
CLOSES_IN = 2  # days after the last day
EVENT = "年末品类会场（示例）"
_WORDS = {
    "好评": ("穿着舒服，尺码合适", "和图片一样，很喜欢", "发货快，质量不错", ""),
    "中评": ("还可以，一般般", "物流有点慢"),
    "差评": ("有线头，做工一般", "尺码偏小，穿不上"),
}
_OFF_COLOUR = ("颜色和图片差太多", "实物颜色偏暗，不好看")
_RIVALS = (
    ("示例竞店一号", "短款毛衣开衫", 139, 46_00, "4.8"),
    ("示例竞店二号", "慵懒风针织外套", 159, 21_00, "4.7"),
)


def delivery_form(world: ShopWorld) -> Table:
    """Return 到货计划: what came for the hot seller, and what is late."""
    catalogue, stock = world.shop.catalogue, stock_days(world)
    rows = []
    for row, sku in zip(*np.nonzero(stock.arrived), strict=True):
        day = world.last - timedelta(days=stock.arrived.shape[0] - 1 - int(row))
        pieces = str(stock.arrived[row, sku])
        rows.append(
            _delivery(world, int(sku), "CG01", day - timedelta(days=1), day.isoformat(), pieces, pieces)
        )
    late = np.flatnonzero(catalogue.sku_item == catalogue.index(world.roles.late))
    for sku in late:
        due = world.last - timedelta(days=shops.LATE_FROM)
        rows.append(_delivery(world, int(sku), "CG02", due, "", str(LATE_PIECES // late.size), ""))
    headers = ("采购单号", "商品ID", "商家编码", "商品名称", "供应商", "采购日期", "预计到货日期", "实际到货日期", "采购数量",
               "到货数量", "店铺")  # fmt: skip
    return table(headers, rows)


def _delivery(
    world: ShopWorld, sku: int, order: str, due: date, arrived: str, ordered: str, came: str
) -> tuple[str, ...]:
    catalogue = world.shop.catalogue
    place = int(catalogue.sku_item[sku])
    item = catalogue.items[place]
    bought = due - timedelta(days=ORDERED_BEFORE)
    return (
        f"{order}-{bought:%Y%m%d}", catalogue.item_ids[place], catalogue.sku_codes[sku], item.title, supplier(item),
        str(bought), str(due), arrived, ordered, came, world.shop.name,
    )  # fmt: skip


def review_lines(world: ShopWorld) -> tuple[Ints, Ints, list[str]]:
    """Return the lines that were reviewed, when, and how: one in eight of what was confirmed lately, in order of time."""
    random = world.random(41)
    end = seconds(datetime.combine(world.last + timedelta(days=1), time()))
    at = world.confirmed[world.placed.line_order] + 3600
    lately = np.flatnonzero(
        (at > end - REVIEW_DAYS * 86400) & (at < end) & (world.placed.line_qty < shops.BULK_PIECES)
    )
    lines = lately[random.random(lately.size) < REVIEWED]
    lines = lines[np.argsort(at[lines], kind="stable")]
    off_colour = world.line_item[lines] == world.shop.catalogue.index(goods.OFF_COLOUR)
    bad = np.where(off_colour, BAD_COLOUR, BAD)
    luck = random.random(lines.size)
    ratings = np.where(luck < bad, "差评", np.where(luck < bad + NEUTRAL, "中评", "好评"))
    return lines, at[lines], [str(rating) for rating in ratings]


def review_form(world: ShopWorld) -> Table:
    """Return 评价表; what was said badly more than three days ago has been dealt with."""
    lines, at, ratings = review_lines(world)
    catalogue, items = world.shop.catalogue, world.line_item[lines]
    ids = order_ids(world, world.placed.line_order[lines])
    answered = seconds(datetime.combine(world.last + timedelta(days=1 - UNHANDLED_DAYS), time()))
    off_colour = catalogue.index(goods.OFF_COLOUR)
    rows = []
    for place, (item, rating, moment, order) in enumerate(zip(items, ratings, at, ids, strict=True)):
        words = _OFF_COLOUR if rating == "差评" and item == off_colour else _WORDS[rating]
        rows.append(
            (f"{datetime(1970, 1, 1) + timedelta(seconds=int(moment))}", rating, catalogue.item_ids[item],
             catalogue.items[item].title, str(order), words[place % len(words)], "是" if place % 5 == 0 else "否",
             "已联系，补偿优惠券" if rating == "差评" and moment < answered else "", world.shop.name)
        )  # fmt: skip
    headers = (
        "评价时间",
        "评价等级",
        "商品ID",
        "商品名称",
        "订单编号",
        "评价内容",
        "是否有图",
        "处理情况",
        "店铺",
    )
    return table(headers, rows)


def sign_up_form(world: ShopWorld) -> Table:
    """Return 活动报名表: one that was accepted, one that closes in two days, one for later."""
    last, name = world.last, world.shop.name
    rows = [
        ("周末女装日（示例）", f"{last - timedelta(days=9)} 18:00", "", str(last - timedelta(days=2)), str(last), "", PROMOTION,
         "已通过", name),
        (EVENT, f"{last + timedelta(days=CLOSES_IN)} 18:00", str(last + timedelta(days=CLOSES_IN + 4)),
         str(last + timedelta(days=18)), str(last + timedelta(days=21)), "800x800 透明底图 2 张", KNITS, "未报名", name),
        ("新春会场（示例）", f"{last + timedelta(days=26)}", "", "", "", "", PROMOTION, "", name),
    ]  # fmt: skip
    headers = ("活动名称", "报名截止时间", "素材截止时间", "活动开始日期", "活动结束日期", "需要的素材", "负责人", "报名状态",
               "店铺")  # fmt: skip
    return table(headers, rows)


def rival_form(world: ShopWorld) -> Table:
    """Return 竞品记录: two shops once a week for two months; one lowered its price after the festival."""
    rows = []
    for week in range(8, -1, -1):
        day = world.last - timedelta(days=7 * week + 1)
        for place, (rival, item, price, sold, rating) in enumerate(_RIVALS):
            lowered = place == 0 and week == 0
            rows.append(
                (str(day), rival, item, yuan((price - 20 * lowered) * 100), str(sold + (8 - week) * (310 + 45 * place)), rating,
                 "改价" if lowered else "", "降价 20 元" if lowered else "", world.shop.name)
            )  # fmt: skip
    headers = ("日期", "竞品店铺", "竞品商品", "竞品价格", "竞品销量", "竞品评分", "动态", "备注", "店铺")
    return table(headers, rows)
