"""Plans the files of an invented shop: which exports its owner downloaded, of which days, under which names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from data.sample import export_ads, export_platform, own_sheets, shops
from data.sample.ads import AdDays
from data.sample.arrays import Ints, seconds
from data.sample.downloads import (
    LAST_WEEK,
    Download,
    ad_downloads,
    month_spans,
    order_downloads,
    refund_downloads,
)
from data.sample.export_lines import line_form
from data.sample.export_orders import OrderView, current_form, full_form, short_form
from data.sample.export_refunds import NUMBERS, cases_between, refund_form
from data.sample.files import Table, write_csv, write_zip
from data.sample.more_files import more_jobs
from data.sample.own_files import own_jobs
from data.sample.shop_files import Job, ShopFiles
from data.sample.stock import stock_days, stock_form
from data.sample.world import ShopWorld, World

OLD_FORM_AFTER = 200  # days: months before that were downloaded in the old form
WORKBOOK_ROWS = 20_000  # larger reports come as CSV
REFUNDS_IN_WORKBOOKS = 100_000
ORDERS_AT_A_TIME = 50_000
AD_DETAIL_DAYS = 60
Form = Callable[[OrderView], Table]
AdForm = Callable[[ShopWorld, AdDays, Ints, int], Table]


def plan(shop: ShopWorld, world: World, folder: Path) -> list[Job]:
    """Return the files of one shop, in the order in which they are written."""
    files = ShopFiles(shop, world.morning, folder)
    jobs = [*_order_jobs(files), *_platform_jobs(files), *_refund_jobs(files), *_ad_jobs(files)]
    if shop.shop.is_main:
        stock = files.csv(
            f"库存日报_{_stamp(files.morning, 8, 40)}", lambda: (stock_form(shop, stock_days(shop)),)
        )
        events = files.book("活动表", "活动表", lambda: own_sheets.event_form(shop))
        jobs += [*_item_jobs(files), stock, events]
        jobs += more_jobs(files, partial(_stamp, files.morning))
        jobs += own_jobs(files)
    targets = files.book("目标表", "目标表", lambda: own_sheets.target_form(shop, files.figures))
    costs = files.book("费用表", "费用表", lambda: own_sheets.cost_form(shop))
    return [*jobs, targets, costs]


def _stamp(morning: datetime, hour: int, minute: int) -> str:
    return (
        f"{morning + timedelta(hours=hour, minutes=minute, seconds=(hour * 7 + minute) % 60):%Y%m%d_%H%M%S}"
    )


def _order_jobs(files: ShopFiles) -> list[Job]:
    world, main = files.world, files.world.shop.is_main
    jobs = []
    downloads = order_downloads(world, files.morning, 1 if main else 3)
    old = _in_old_form(world, downloads)
    for download in downloads:
        name = f"订单报表_{download.stamp}_{download.name}"
        if not main:
            jobs.append(files.csv(name, partial(_report_in_parts, short_form, world, download), ids=True))
        elif len(old) > 2 and download == old[1]:
            jobs.append(
                files.job(
                    f"{name}.zip",
                    partial(_write_zipped, partial(_report_in_parts, full_form, world, download)),
                )
            )
        elif download in old:
            jobs.append(files.csv(name, partial(_report_in_parts, full_form, world, download), ids=True))
        elif download.orders(world).size <= WORKBOOK_ROWS:
            jobs.append(files.book(name, "sheet1", partial(_report, current_form, world, download)))
        else:
            jobs.append(files.csv(name, partial(_report_in_parts, current_form, world, download), ids=True))
        if main and download.name != LAST_WEEK:
            later = replace(download, taken=download.taken + timedelta(seconds=95))
            jobs.append(
                files.csv(
                    f"宝贝报表_{later.stamp}_{download.name}",
                    partial(_report_in_parts, line_form, world, later),
                    ids=True,
                )
            )
    return jobs


def _in_old_form(world: ShopWorld, downloads: list[Download]) -> list[Download]:
    """The months of long ago; of a short sample the first month."""
    months = [download for download in downloads if download.name.endswith("月")]
    long_ago = world.last - timedelta(days=OLD_FORM_AFTER)
    return [download for download in months if download.end.date() <= long_ago] or months[:-1][:1]


def _report(form: Form, world: ShopWorld, download: Download) -> Table:
    return form(OrderView(world, download.orders(world), seconds(download.taken)))


def _report_in_parts(form: Form, world: ShopWorld, download: Download) -> Iterator[Table]:
    orders = download.orders(world)
    for start in range(0, max(orders.size, 1), ORDERS_AT_A_TIME):
        yield form(OrderView(world, orders[start : start + ORDERS_AT_A_TIME], seconds(download.taken)))


def _write_zipped(tables: Callable[[], Iterable[Table]], path: Path) -> None:
    inner = path.with_suffix(".csv")
    write_csv(inner, tables(), formula_id=True)
    write_zip(path, inner)


def _platform_jobs(files: ShopFiles) -> list[Job]:
    world, jobs = files.world, []
    for start, end in month_spans(world.first, world.last, 3 if world.shop.is_main else 12):
        jobs.append(
            files.book(
                f"【生意参谋平台】自助取数_店铺_{start}_{end}",
                "自助取数",
                partial(_shop_table, files, start, end),
                export_platform.preface("自助取数-店铺", str(start), str(end)),
            )
        )
    monday = last_whole_week(world)
    if world.shop.is_main and monday is not None:
        first, last = world.first + timedelta(days=monday), world.first + timedelta(days=monday + 6)
        jobs.append(
            files.book(
                f"【生意参谋平台】自助取数_店铺周_{first}_{last}",
                "自助取数",
                lambda: export_platform.week_form(world, files.figures, files.ads, monday),
                export_platform.preface("自助取数-店铺-自然周", str(first), str(last)),
            )
        )
    return jobs


def _shop_table(files: ShopFiles, start: date, end: date) -> Table:
    return export_platform.shop_form(
        files.world, files.figures, files.ads, _traffic_days(files.world, start, end)
    )


def last_whole_week(world: ShopWorld) -> int | None:
    """Return the day number of the Monday of the last whole week, None where the sample holds none."""
    monday = world.days - 7 - (world.last.weekday() + 1) % 7
    return monday if monday >= 0 else None


def _traffic_days(world: ShopWorld, start: date, end: date) -> Ints:
    """The days of a traffic file; the shop forgot one."""
    days = np.arange((start - world.first).days, (end - world.first).days + 1)
    return days[days != world.days - 1 - shops.MISSING_DAY] if world.shop.is_main else days


def _item_jobs(files: ShopFiles) -> list[Job]:
    world, jobs = files.world, []
    singles = [world.last - timedelta(days=n) for n in (1, 0) if world.days > 2]
    spans = month_spans(world.first, singles[0] - timedelta(days=1) if singles else world.last, 3)
    for start, end in [*spans, *((day, day) for day in singles)]:
        days = np.arange((start - world.first).days, (end - world.first).days + 1)
        preface = [
            ("【生意参谋平台】商品_全部",),
            ("统计时间", f"{start} ~ {end}"),
            ("数据说明", "示例数据，全部虚构"),
            (),
        ]
        jobs.append(
            files.book(
                f"【生意参谋平台】商品_全部_{start}_{end}",
                "【生意参谋平台】1",
                partial(_item_table, files, days),
                preface,
            )
        )
    return jobs


def _item_table(files: ShopFiles, days: Ints) -> Table:
    return export_platform.item_form(files.world, files.items, days)


def _refund_jobs(files: ShopFiles) -> list[Job]:
    return [
        files.book(f"售后_{d.stamp}_{d.name}", "export", partial(_refunds, files.world, d), numbers=NUMBERS)
        if files.world.refunds.line.size <= REFUNDS_IN_WORKBOOKS
        else files.csv(f"售后_{d.stamp}_{d.name}", partial(_as_one, partial(_refunds, files.world, d)))
        for d in refund_downloads(files.world, files.morning)
    ]


def _as_one(table: Callable[[], Table]) -> tuple[Table]:
    return (table(),)


def _refunds(world: ShopWorld, download: Download) -> Table:
    at = seconds(download.taken)
    return refund_form(
        world, cases_between(world, seconds(download.start), min(seconds(download.end), at + 1)), at
    )


def _ad_jobs(files: ShopFiles) -> list[Job]:
    world, stamp = files.world, _stamp(files.morning, 8, 31)
    jobs = [
        _ad_job(files, f"计划报表_{d.stamp}", export_ads.campaign_form, d.days(world), d.taken)
        for d in ad_downloads(world, files.morning)
    ]
    if not world.shop.is_main:
        return jobs
    recent = np.arange(max(0, world.days - AD_DETAIL_DAYS), world.days)
    forms = (
        ("商品报表", export_ads.item_form),
        ("关键词报表", export_ads.keyword_form),
        ("地域报表", export_ads.region_form),
        ("分时报表", export_ads.hour_form),
    )
    return [*jobs, *(_ad_job(files, f"{name}_{stamp}", form, recent, files.morning) for name, form in forms)]


def _ad_job(files: ShopFiles, name: str, form: AdForm, days: Ints, taken: datetime) -> Job:
    morning = (taken.date() - files.world.first).days
    return files.csv(name, lambda: (form(files.world, files.ads, days, morning),), blank=True)
