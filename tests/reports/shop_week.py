"""A shop of two weeks, small enough to add up by hand: week 44 sells 20.00 a day, week 45 rises from one order to seven."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from data.load import Upload, load
from data.store import Store, open_store
from tests.reports.payloads import PAYLOADS

SHOP = '=HYPERLINK("http://example.invalid","我的店")&点我'
MONDAY_44, MONDAY_45 = date(2026, 10, 26), date(2026, 11, 2)
NO_TRAFFIC = date(2026, 11, 4)
ORDERS = (
    "订单编号",
    "买家会员名",
    "总金额",
    "买家实际支付金额",
    "退款金额",
    "订单状态",
    "订单创建时间",
    "订单付款时间",
)
LINES = (
    "主订单编号",
    "子订单编号",
    "商品ID",
    "商品标题",
    "商品价格",
    "购买数量",
    "订单状态",
    "订单创建时间",
    "订单付款时间",
)
TRAFFIC = ("统计日期", "访客数", "浏览量")
ADS = ("日期", "计划ID", "计划名字", "展现量", "点击量", "花费", "总成交金额", "总成交笔数")
TARGETS = ("周期", "指标", "目标值")


def orders_of() -> list[tuple[int, date, str]]:
    """Number, day and amount of every paid order: 7 x 20.00 in week 44, then (1+2+..+7) x 10.00 in week 45."""
    found: list[tuple[int, date, str]] = []
    for day in range(7):
        found.append((len(found), MONDAY_44 + timedelta(day), "20.00"))
    for day in range(7):
        found += [(len(found) + n, MONDAY_45 + timedelta(day), "10.00") for n in range(day + 1)]
    return found


def file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Upload:
    """An export as UTF-8 csv."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(rows)
    return Upload(name, out.getvalue().encode("utf-8-sig"))


def files() -> list[Upload]:
    """The exports of the shop."""
    sold = orders_of()
    days = [MONDAY_44 + timedelta(day) for day in range(14)]
    heads = [
        (1000 + n, f"买家{n}", amount, amount, "0.00", "交易成功", f"{day} 10:00:00", f"{day} 10:05:00")
        for n, day, amount in sold
    ]
    unpaid = (2000, "买家x", "99.00", "0.00", "0.00", "等待买家付款", "2026-11-08 23:00:00", "")
    lines = [
        (
            1000 + n,
            5000 + n,
            700000 + n % 25,
            PAYLOADS[n % 25],
            amount,
            1,
            "交易成功",
            f"{day} 10:00:00",
            f"{day} 10:05:00",
        )
        for n, day, amount in sold
    ]
    ads = [
        (day, 900 + n, payload, 1000, 50, "2.50", "9.99", 1)
        for day in days
        for n, payload in enumerate(PAYLOADS)
    ]
    return [
        file("订单报表.csv", ORDERS, [*heads, unpaid]),
        file("宝贝报表.csv", LINES, lines),
        file("店铺日报.csv", TRAFFIC, [(day, 100, 300) for day in days if day != NO_TRAFFIC]),
        file("计划报表.csv", ADS, ads),
        file("目标表.csv", TARGETS, [(f"{MONDAY_45} 至 {MONDAY_45 + timedelta(6)}", "付款金额", "400.00")]),
    ]


def shop_store(home: Path, *, sample: bool = False) -> Store:
    """The store of the shop; AssertionError when the loader refuses any of it."""
    result = load(home, files(), shop=SHOP, platform="tmall", sample=sample)
    refused = [(file.file, file.problems) for file in result.files if file.refused or file.rejected]
    assert not refused, refused
    return open_store(home)
