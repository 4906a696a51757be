"""Figures that can't be are named by the check: more buyers than visitors, stock below zero, money in fen."""

from decimal import Decimal
from pathlib import Path

from data.reconcile.check import check, unexplained
from data.reconcile.impossible import impossible
from tests.stores import store_together

DAYS = """
统计日期 | 访客数 | 支付买家数
2026-03-01 | 10 | 2
2026-03-02 | 0 | 3
2026-03-03 | 5 | 6"""
# The ad table of an old interface gave its money in fen: 614.89 yuan for 608 clicks are 61,489.
ADS = """
日期 | 计划ID | 计划名字 | 展现量 | 点击量 | 花费 | 总成交金额 | 总成交笔数
2026-03-01 | 1 | 甲 | 9000 | 608 | 61489.00 | 100 | 2
2026-03-02 | 1 | 甲 | 9000 | 608 | 614.89 | 100 | 2
2026-03-03 | 1 | 甲 | 100 | 0 | 0.00 | 100 | 2"""
STOCK = """
日期 | 货品ID | 货品名称 | 可售库存
2026-03-01 | 7001 | 毛衣 | 3
2026-03-02 | 7001 | 毛衣 | -4"""


def test_what_can_not_be_is_named_with_its_likely_cause(tmp_path: Path) -> None:
    store = store_together(tmp_path, DAYS, ADS, STOCK)
    found = {(each.what, f"{each.day:%d}"): each for each in impossible(store)}
    assert set(found) == {
        ("paid_buyers", "02"), ("paid_buyers", "03"), ("ad_spend", "01"), ("ad_orders", "03"), ("stock_on_hand", "02"),
    }  # fmt: skip
    assert (found["paid_buyers", "02"].ours, found["paid_buyers", "02"].theirs) == (Decimal(3), Decimal(0))
    assert found["ad_spend", "01"].theirs == Decimal("614.89")
    assert found["stock_on_hand", "02"].examples == ("毛衣",)
    assert "分" in (found["ad_spend", "01"].cause or ("",))[0]
    # Nothing explains more buyers than visitors: the check says so with its exit code.
    assert [each.what for each in unexplained(check(store)) if each.kind == "impossible"] == [
        "paid_buyers"
    ] * 2
