"""What is printed under a figure names the right shop, the right clock and the right thing that is missing."""

from datetime import date

import pytest

from data.load import Upload, load
from data.store import Store, open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope
from metrics.value import Value
from tests.metrics.tables import one_store, orders, report
from tests.stores import csv_of

MARCH_1 = Period.day(date(2026, 3, 1))
JD_ITEMS = """
时间 | 商品名称 | SKU | 品牌 | 一级类目 | 浏览量 | 访客数 | 成交商品件数 | 成交码洋 | 加购人数
2026-03-02 | T恤 | 77 | 牌 | 服饰 | 10 | 5 | 1 | 30.00 | 2
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """同名 sells on Taobao (orders with a refund) and on JD (goods alone); 别家 has ads alone; 匿名's orders name no buyer."""
    made = one_store(
        tmp_path_factory.mktemp("notes"),
        orders((1, "a", 100, "2026-03-01 09:00:00", "2026-03-01 10:00:00", 40), shop="同名"),
        report("日期 | 计划ID | 展现量 | 点击量 | 花费", ("2026-03-01", 11, 100, 5, 10), shop="别家"),
        report(
            "订单编号 | 总金额 | 退款金额 | 买家实际支付金额 | 订单状态 | 订单创建时间 | 订单付款时间",
            (2, 50, 0, 50, "交易成功", "2026-03-01 09:00:00", "2026-03-01 10:00:00"),
            shop="匿名",
        ),
    )
    assert not load(made.home, [Upload("jd.csv", csv_of(JD_ITEMS))], shop="同名").refused
    return open_store(made.home)


def value_of(store: Store, key: str, scope: Scope) -> Value:
    return evaluate(store, [key], MARCH_1, None, scope)[0].values[key]


def test_a_shop_on_two_platforms_is_named_with_the_one_that_lacks_the_data(store: Store) -> None:
    notes = [note.zh for note in value_of(store, "paid_amount", EVERYTHING).notes]
    assert "不含「同名（京东）」（没有这项数据）" in notes
    assert "不含「别家」（没有这项数据）" in notes
    assert not [note for note in notes if "「同名」" in note]


def test_the_clock_of_refunds_is_that_of_the_shops_which_have_some(store: Store) -> None:
    notes = [note.zh for note in value_of(store, "refund_amount", EVERYTHING).notes]
    assert "订单导出里的退款，记在付款日" in notes
    assert "按退款完结日（售后导出）" not in notes


def test_spend_per_buyer_without_buyers_says_which_export_names_them(store: Store) -> None:
    why = value_of(store, "spend_per_buyer", Scope("匿名")).why
    assert why is not None
    assert "带买家的订单报表" in why.zh
