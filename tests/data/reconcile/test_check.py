"""The check names a cause where the data shows one, and calls unexplained what it doesn't."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.load import Upload, load
from data.reconcile.check import check, unexplained
from data.reconcile.difference import Difference
from data.reconcile.files import contribution
from data.store import Store, close_all, open_store
from data.versions import store_path
from tests.stores import csv_of, load_table, store_together

ORDERS = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 买家应付邮费 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称
1 | 110 | 110 | 0 | 10 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 30 | 30 | 0 | 0 | 交易成功 | 2024-05-01 11:00:00 | 2024-05-01 11:05:00 | 甲店
3 | 50 | 50 | 0 | 0 | 交易成功 | 2024-05-02 09:00:00 | 2024-05-02 09:05:00 | 甲店
4 | 60 | 60 | 0 | 0 | 交易成功 | 2024-05-02 10:00:00 | 2024-05-02 10:05:00 | 甲店
5 | 70 | 70 | 0 | 0 | 交易成功 | 2024-05-03 10:00:00 | 2024-05-03 10:05:00 | 甲店"""
# Order 3 is 1 short; order 4 has no line; line 9 has no order; 补差 (order 2) is no goods.
LINES = """
订单编号 | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称
1 | 毛衣 | 100 | 1 | 100 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 补差 | 1 | 30 | 30 | 交易成功 | 2024-05-01 11:00:00 | 2024-05-01 11:05:00 | 甲店
3 | 毛衣 | 49 | 1 | 49 | 交易成功 | 2024-05-02 09:00:00 | 2024-05-02 09:05:00 | 甲店
5 | 毛衣 | 70 | 1 | 70 | 交易成功 | 2024-05-03 10:00:00 | 2024-05-03 10:05:00 | 甲店
9 | 毛衣 | 49 | 1 | 49 | 交易成功 | 2024-04-30 09:00:00 | 2024-04-30 09:05:00 | 甲店"""
# 05-01: the platform counts one more that was placed the evening before; 05-03: 4 yuan too many, for no reason.
DAYS = """
统计日期 | 访客数 | 支付金额 | 支付子订单数 | 支付买家数 | 支付件数 | 店铺名称
2024-05-01 | 100 | 165 | 3 | 3 | 31 | 甲店
2024-05-02 | 80 | 110 | 2 | 2 | 2 | 甲店
2024-05-03 | 60 | 74 | 1 | 1 | 1 | 甲店"""
# 05-01: 165 less 10 of freight; visitors 70 + 60 of 100. 05-03: one item cannot have more visitors than the shop.
ITEMS = """
统计日期 | 商品ID | 商品名称 | 商品访客数 | 支付金额 | 支付件数 | 店铺名称
2024-05-01 | 700000000001 | 毛衣 | 70 | 125 | 1 | 甲店
2024-05-01 | 700000000002 | 补差 | 60 | 30 | 30 | 甲店
2024-05-03 | 700000000001 | 毛衣 | 61 | 74 | 1 | 甲店"""
CAMPAIGNS = """
日期 | 场景名字 | 计划ID | 计划名字 | 展现量 | 点击量 | 花费 | 总成交金额 | 店铺名称
2024-05-01 | 关键词推广 | 11 | 词 | 100 | 10 | 8.50 | 40 | 甲店
2024-05-01 | 精准人群推广 | 12 | 店铺直达 | 50 | 5 | 3.25 | 10 | 甲店
2024-05-02 | 关键词推广 | 11 | 词 | 100 | 10 | 8.50 | 40 | 甲店"""
AD_ITEMS = """
日期 | 场景名字 | 计划ID | 计划名字 | 主体ID | 主体名称 | 展现量 | 点击量 | 花费 | 总成交金额 | 店铺名称
2024-05-01 | 关键词推广 | 11 | 词 | 700000000001 | 毛衣 | 100 | 10 | 8.50 | 40 | 甲店
2024-05-02 | 关键词推广 | 11 | 词 | 700000000001 | 毛衣 | 100 | 10 | 8.00 | 40 | 甲店"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("check")
    return store_together(folder, ORDERS, LINES, DAYS, ITEMS, CAMPAIGNS, AD_ITEMS)


def told(differences: list[Difference], kind: str) -> dict[tuple[str, str], tuple[str, str, str | None]]:
    """(day, what) -> (ours, theirs, cause) of one check."""
    return {
        (f"{d.day:%m-%d}", d.what): (str(d.ours), str(d.theirs), d.cause.zh[:12] if d.cause else None)
        for d in differences if d.kind == kind
    }  # fmt: skip


def test_lines_are_held_against_their_orders(store: Store):
    assert told(check(store), "lines") == {
        ("05-02", "paid_amount"): ("49.00", "50.00", None),
        ("05-02", "orders_without_lines"): ("0", "1", None),
        ("04-30", "lines_without_order"): ("1", "0", "这些明细的订单在没有载入"),
    }
    short = next(d for d in check(store) if d.kind == "lines" and d.what == "paid_amount")
    assert (short.examples, short.difference) == (("3",), Decimal("-1.00"))


def test_orders_are_held_against_the_shop_daily_export(store: Store):
    found = told(check(store), "shop_daily")
    # 110 + 30 = 140 of 165: the first loaded day lacks what was placed the evening before
    assert found["05-01", "paid_amount"] == ("140.00", "165.00", "这一天是载入订单的第一天")
    # lines 1 and 30 pieces, the 30 being 补差: 31 of the platform less 30
    assert found["05-01", "paid_items"] == ("1", "31", "差的正好是补差、邮费这类")
    assert found["05-03", "paid_amount"] == ("70.00", "74.00", None)
    assert not any(day == "05-02" for day, _ in found)


def test_items_are_held_against_the_shop(store: Store):
    assert told(check(store), "items") == {
        ("05-01", "paid_amount"): ("155.00", "165.00", "商品报表的金额不含邮费，"),
        ("05-01", "visitors"): ("130", "100", "同一位访客看几件商品，在"),
        ("05-03", "visitors"): ("61", "60", None),
    }


def test_ad_reports_of_the_same_spend_are_held_against_each_other(store: Store):
    found = told(check(store), "ads")
    assert found["05-01", "ad_item.spend"] == ("8.500000000", "11.750000000", "差的正好是这张报表里没有")
    assert found["05-01", "ad_item.clicks"] == ("10", "15", "差的正好是这张报表里没有")
    assert {what: cause for (day, what), (*_, cause) in found.items() if day == "05-02"} == {
        "ad_item.spend": None
    }


def test_unexplained_differences_come_first(store: Store):
    differences = check(store)
    without = unexplained(differences)
    assert differences[: len(without)] == without
    assert {(d.kind, d.what) for d in without} == {
        ("lines", "paid_amount"), ("lines", "orders_without_lines"), ("shop_daily", "paid_amount"), ("items", "visitors"),
        ("ads", "ad_item.spend"),
    }  # fmt: skip


def test_a_later_state_from_another_file_is_the_cause_and_a_changed_store_has_none(tmp_path: Path):
    load_table(tmp_path, ORDERS, as_of=datetime(2024, 5, 4, 9), gross="amount_due")
    later = ORDERS.replace("5 | 70 | 70 | 0", "5 | 70 | 45 | 25")
    load_table(tmp_path, later, as_of=datetime(2024, 5, 9, 9), gross="amount_due", name="later.csv")
    found = told(check(open_store(tmp_path)), "files")
    # the first file said 0 refunded on 05-03; 25 stand
    assert found["05-03", "refund_amount"] == ("25.00", "0.00", "别的文件后来的状态更新（")
    assert unexplained(check(open_store(tmp_path))) == []
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 2))) as con:
        con.execute("UPDATE order_versions SET amount_due = 51 WHERE order_id = '3' AND is_current")
    files = [
        (d.day, d.what, d.ours, d.theirs)
        for d in unexplained(check(open_store(tmp_path)))
        if d.kind == "files"
    ]
    # 05-02: 50 + 60 in the file, 51 + 60 in the store
    assert files == [(date(2024, 5, 2), "amount_due", Decimal("111.00"), Decimal("110.00"))] * len(files)
    assert files


def test_a_file_tells_what_it_brought_and_what_of_it_still_stands(tmp_path: Path):
    load_table(tmp_path, ORDERS, as_of=datetime(2024, 5, 4, 9))
    load_table(tmp_path, ORDERS.replace("5 | 70 | 70 | 0", "5 | 70 | 45 | 25"), as_of=datetime(2024, 5, 9, 9))
    here = open_store(tmp_path)
    assert [(c.day, c.rows, c.standing) for c in contribution(here, 1)] == [
        (date(2024, 5, 1), 2, 2), (date(2024, 5, 2), 2, 2), (date(2024, 5, 3), 1, 0)
    ]  # fmt: skip
    assert [(c.rows, c.standing) for c in contribution(here, 2)] == [(2, 0), (2, 0), (1, 1)]
    assert contribution(here, 3) == []


def test_exports_that_a_platform_wrote_agree(tmp_path: Path, real: Path):
    names = (
        "tmall_orders_201804.csv",
        "tmall_order_items_201804.csv",
        "ads_daily_202002.xlsx",
        "ads_spend_202002.xlsx",
    )
    result = load(tmp_path, [real / name for name in names])
    assert not result.refused
    assert unexplained(check(open_store(tmp_path))) == []


def test_a_repeated_row_of_a_file_is_no_difference(tmp_path: Path):
    last = ORDERS.strip().splitlines()[-1]
    result = load(tmp_path, [Upload("twice.csv", csv_of(f"{ORDERS}\n{last}"))])
    assert not result.refused
    assert check(open_store(tmp_path)) == []
