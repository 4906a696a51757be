"""What the invented main shop keeps beside the platform: budget, tickets, parcels, stock-take, changes, members."""

from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample import goods, shops
from data.sample.ads import AdDays, campaigns_of
from data.sample.arrays import Ints, moment, seconds
from data.sample.downloads import month_spans
from data.sample.export_orders import CARRIERS, OrderView, buyer_names, order_ids
from data.sample.files import Table
from data.sample.own_lists import KNITS, PROMOTION
from data.sample.own_sheets import table, yuan
from data.sample.service import AGENTS
from data.sample.stock import WAREHOUSE, stock_days
from data.sample.world import ShopWorld

HOUR = 3600
TICKETS_DAYS, PARCEL_DAYS = 30, 6
ONE_TICKET_IN = 37  # of the parcels sent
COUNTED_BEFORE = 6  # days before the last one
MEMBERS = 300
TIERS = (("金卡", 80_000), ("银卡", 30_000), ("普通会员", 0))
_TYPES = ("查单", "退换货", "质保", "查单", "发票", "退换货", "投诉")


def budget_form(world: ShopWorld, ads: AdDays) -> Table:
    """Return 推广预算表: a round sum for each month, a little over what its days so far come to."""
    spent = ads.spend.reshape(-1, world.days).sum(axis=0)
    rows = []
    for start, end in month_spans(world.first, world.last):
        days = spent[(start - world.first).days : (end - world.first).days + 1]
        month = month_spans(start.replace(day=1), start + timedelta(days=31))[0]
        length = (month[1] - month[0]).days + 1
        planned = -(-float(days.sum()) * 1.04 * length / days.size // 100_000) * 100_000
        rows.append((f"{start:%Y-%m}", "全部", yuan(planned), world.shop.name, ""))
    return table(("周期", "推广渠道", "计划花费", "店铺", "备注"), rows)


def ticket_form(world: ShopWorld, morning: datetime) -> Table:
    """Return 问题单 of the last 30 days; what is still open was opened last evening."""
    end = seconds(morning)
    lately = np.flatnonzero(
        (world.shipped > end - TICKETS_DAYS * 24 * HOUR) & (world.shipped < end - 6 * HOUR)
    )
    picked = lately[::ONE_TICKET_IN]
    ids = order_ids(world, picked)
    rows = []
    for place, (order, number) in enumerate(zip(picked, ids, strict=True)):
        opened = min(int(world.shipped[order]) + (20 + place * 7 % 60) * HOUR, end - (3 + place % 9) * HOUR)
        closed = opened + (2 + place * 5 % 31) * HOUR + 1500
        # Nothing is open for a day when the sheet is handed over next morning: that would be a finding that nobody planted.
        if opened < end - 12 * HOUR:
            closed = min(closed, end - HOUR)
        rows.append(
            (f"GD{place + 1:05d}", _TYPES[place % len(_TYPES)], str(number), _minute(opened),
             _minute(closed) if closed < end else "", AGENTS[place % len(AGENTS)][0],
             "已处理" if closed < end else "已联系快递", world.shop.name)
        )  # fmt: skip
    return table(("问题单号", "问题类型", "订单编号", "建单时间", "办结时间", "处理人", "进展", "店铺"), rows)


def parcel_form(world: ShopWorld, morning: datetime) -> Table:
    """Return 物流跟踪表 of what was sent in the last days: most on their way, a few in trouble."""
    end = seconds(morning)
    sent = np.flatnonzero((world.shipped > end - PARCEL_DAYS * 24 * HOUR) & (world.shipped < end))
    view = OrderView(world, sent, end)
    numbers, carriers, ids = view.tracking.to_pylist(), view.carrier, order_ids(world, sent)
    rows = []
    for place, order in enumerate(sent):
        shipped = int(world.shipped[order])
        picked, there = shipped + (2 + place % 5) * HOUR, shipped + (44 + place * 11 % 50) * HOUR
        trouble = {3: "停滞", 140: "破损", 271: "拒收"}.get(place % 400, "") if there < end else ""
        delivered = there if there < end and not trouble else 0
        seen = delivered or min(end - (1 + place % 14) * HOUR, there)
        state = "已签收" if delivered else trouble or ("运输中" if picked < end else "")
        rows.append(
            (str(ids[place]), numbers[place], CARRIERS[carriers[place]], _minute(shipped), _minute(picked) if picked < end else "",
             state, _minute(max(seen, picked)) if state else "", _minute(delivered) if delivered else "", trouble, world.shop.name)
        )  # fmt: skip
    headers = ("订单编号", "物流单号", "物流公司", "发货时间", "揽收时间", "最新物流状态", "状态更新时间", "签收时间", "异常原因",
               "店铺")  # fmt: skip
    return table(headers, rows)


def stock_take_form(world: ShopWorld) -> Table:
    """Return 盘点表: every article counted once, six days before the last one; a few are not what the books say."""
    stock, catalogue = stock_days(world), world.shop.catalogue
    row = max(0, stock.closing.shape[0] - 1 - COUNTED_BEFORE)
    day = world.last - timedelta(days=stock.closing.shape[0] - 1 - row)
    rows = []
    for sku, (item, colour, size) in enumerate(catalogue.skus):
        if catalogue.items[item].is_link:
            continue
        listed = int(stock.closing[row, sku])
        found = max(0, listed + {5: -2, 31: 1}.get(sku % 43, 0))
        rows.append(
            (str(day), WAREHOUSE, catalogue.sku_codes[sku], catalogue.items[item].title, f"{colour} {size}", str(found),
             str(listed), world.shop.name)
        )  # fmt: skip
    return table(("盘点日期", "仓库", "商家编码", "商品名称", "规格", "盘点数量", "账面数量", "店铺"), rows)


def change_form(world: ShopWorld) -> Table:
    """Return 变更记录: the new picture that drove buyers away, and what else was tried lately."""
    catalogue, parts, name = world.shop.catalogue, world.roles, world.shop.name
    campaign = campaigns_of(world)[0].name

    def item(days: int, at: time, what: str, code: str, before: str, after: str, who: str) -> tuple[str, ...]:
        place = catalogue.index(code)
        day = datetime.combine(world.last - timedelta(days=days), at)
        return (
            f"{day:%Y-%m-%d %H:%M}",
            what,
            catalogue.item_ids[place],
            catalogue.items[place].title,
            "",
            before,
            after,
            who,
            name,
        )

    slow = world.last - timedelta(days=shops.SLOW_ADS_FROM)
    rows = [
        item(shops.COLLAPSE_FROM, time(), "主图", parts.collapsed, "模特上身图", "白底图", KNITS),
        item(shops.SOLD_OUT_FROM, time(18, 30), "库存", goods.SOLD_OUT, "M 码有货", "M 码售罄", KNITS),
        item(23, time(10, 15), "标题", "QH2002", "垂感阔腿裤女", "垂感西装阔腿裤女高腰拖地", PROMOTION),
        item(30, time(9, 40), "详情页", parts.hot, "", "加了尺码表", KNITS),
        (f"{slow:%Y-%m-%d} 09:05", "出价", "", "", campaign, "双11 出价", "未下调", PROMOTION, name),
    ]
    headers = ("变更时间", "变更内容", "商品ID", "商品名称", "推广计划", "改前", "改后", "改动人", "店铺")
    return table(headers, rows)


def excluded_form(world: ShopWorld) -> Table:
    """Return 剔除链接表: the link for differences, and a word that gifts have in their titles."""
    catalogue, name = world.shop.catalogue, world.shop.name
    link = catalogue.item_ids[catalogue.index(goods.DIFFERENCE.code)]
    return table(
        ("商品ID", "标题关键词", "剔除原因", "店铺"),
        [(link, "", "补差价", name), ("", "随单赠品", "赠品", name)],
    )


def member_form(world: ShopWorld) -> Table:
    """Return 会员表: the buyers who spent most, with tier, points (a yuan each) and the day of their first payment."""
    paid = np.flatnonzero(world.day(world.paid) >= 0)
    _, first_order, of_buyer = np.unique(world.buyer[paid], return_index=True, return_inverse=True)
    spent: Ints = np.bincount(of_buyer, weights=world.total[paid]).astype(np.int64)
    best = np.argsort(-spent, kind="stable")[:MEMBERS]
    names = buyer_names(world, paid[first_order[best]]).to_pylist()
    rows = [
        (str(_day(int(world.paid[paid[first_order[place]]]))), name, next(tier for tier, cents in TIERS if spent[place] >= cents),
         str(spent[place] // 100), world.shop.name)
        for name, place in zip(names, best, strict=True)
    ]  # fmt: skip
    # A row that begins with 示例 is an example to the importer, so the invented names don't stand first.
    return table(("入会日期", "会员名", "会员等级", "会员积分", "店铺"), rows)


def _minute(clock: int) -> str:
    return f"{moment(clock):%Y-%m-%d %H:%M}"


def _day(clock: int) -> date:
    return moment(clock).date()
