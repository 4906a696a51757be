"""Further files of the invented main shop: where its visitors came from, what 淘宝客 cost, and its customer service."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np

from data.sample import cells, shops
from data.sample.arrays import Ints
from data.sample.export_platform import day_texts, preface
from data.sample.files import Table
from data.sample.service import agent_form, service_days, team_form
from data.sample.shop_files import Job, ShopFiles
from data.sample.sources import source_days, source_form

SOURCE_DAYS = 120
CPS_DAYS = 120
COMMISSION = 5  # per cent of what 淘宝客 sold


def more_jobs(files: ShopFiles, stamp: Callable[[int, int], str]) -> list[Job]:
    """Return the files of traffic sources, 淘宝客 and customer service; stamp: the morning's hour and minute as in names."""
    world = files.world
    first = max(0, world.days - SOURCE_DAYS)
    # The day that the shop forgot to download is missing here as well.
    asked = np.array([n for n in range(first, world.days) if n != world.days - 1 - shops.MISSING_DAY])
    start, end = (str(world.first + timedelta(days=n)) for n in (first, world.days - 1))
    service = service_days(world, files.figures)
    return [
        files.book(
            f"【生意参谋平台】自助取数_流量来源_{start}_{end}",
            "自助取数",
            lambda: source_form(world, source_days(world, files.figures), asked),
            preface("自助取数-流量来源", start, end),
        ),
        files.csv(f"推广概览_淘宝客_{stamp(8, 45)}", lambda: (cps_form(files),), blank=True),
        files.book(f"客服绩效_{stamp(8, 50)}", "客服绩效", lambda: agent_form(world, service)),
        files.book(f"客服概览_{stamp(8, 51)}", "客服概览", lambda: team_form(world, service)),
    ]


def cps_form(files: ShopFiles) -> Table:
    """Return the 淘宝客 report, whose commission is what the shop report says of it."""
    world, days = files.world, np.arange(max(0, files.world.days - CPS_DAYS), files.world.days)
    fee: Ints = cps_fee(files.figures.paid_amount)[days]
    sold = fee * 100 // COMMISSION
    orders = sold // np.maximum(
        files.figures.paid_amount[days] // np.maximum(files.figures.paid_orders[days], 1), 1
    )
    return Table(
        {
            "日期": cells.pick(day_texts(world.first, np.arange(world.days)), days),
            "数据内容": cells.same("营销计划", days.size),
            "点击量(即进店量)": cells.whole(files.figures.visitors[days] * 2 // 100),
            "付款笔数": cells.whole(orders),
            "付款金额(元)": cells.money(sold),
            "付款佣金支出(元)": cells.money(fee),
            "付款服务费支出(元)": cells.money(fee * 0),
            "付款支出费用(元)": cells.money(fee),
        }
    )


def cps_fee(paid_amount: Ints) -> Ints:
    """Return the commission of days with these sales, in cents."""
    return paid_amount * 3 // 1000
