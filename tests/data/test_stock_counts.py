"""A shop whose stock export counts the shelves takes off what was paid and not sent by the end of that day."""

from datetime import date
from pathlib import Path

from data.state import ON_SHELVES, STOCK_COUNTS, State
from data.store import open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import home_of

# Paid on the 2nd: one sent the same evening, one the next morning, one not at all; one was closed before it was sent.
ORDERS = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间
1 | 10 | 10 | 0 | 卖家已发货 | 2026-03-02 09:00:00 | 2026-03-02 09:05:00 | 2026-03-02 18:00:00
2 | 20 | 20 | 0 | 卖家已发货 | 2026-03-02 10:00:00 | 2026-03-02 10:05:00 | 2026-03-03 09:00:00
3 | 30 | 30 | 0 | 买家已付款，等待卖家发货 | 2026-03-02 11:00:00 | 2026-03-02 11:05:00 |
4 | 40 | 0 | 40 | 交易关闭 | 2026-03-02 12:00:00 | 2026-03-02 12:05:00 |
5 | 50 | 0 | 0 | 等待买家付款 | 2026-03-02 13:00:00 | |
6 | 5 | 5 | 0 | 卖家已发货 | 2026-03-03 09:00:00 | 2026-03-03 09:05:00 | 2026-03-03 10:00:00"""
LINES = """
子订单编号 | 主订单编号 | 商品ID | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间
11 | 1 | 7001 | T恤 | 10 | 1 | 10 | 卖家已发货 | 2026-03-02 09:00:00 | 2026-03-02 09:05:00
21 | 2 | 7001 | T恤 | 10 | 2 | 20 | 卖家已发货 | 2026-03-02 10:00:00 | 2026-03-02 10:05:00
31 | 3 | 7001 | T恤 | 10 | 3 | 30 | 买家已付款，等待卖家发货 | 2026-03-02 11:00:00 | 2026-03-02 11:05:00
41 | 4 | 7001 | T恤 | 10 | 4 | 40 | 交易关闭 | 2026-03-02 12:00:00 | 2026-03-02 12:05:00
51 | 5 | 7001 | T恤 | 10 | 5 | 50 | 等待买家付款 | 2026-03-02 13:00:00 |
61 | 6 | 7002 | 裤子 | 5 | 1 | 5 | 卖家已发货 | 2026-03-03 09:00:00 | 2026-03-03 09:05:00"""
STOCK = """
日期 | 货品ID | 货品名称 | 可售库存
2026-03-02 | 7001 | T恤 | 20
2026-03-03 | 7001 | T恤 | 20
2026-03-03 | 7002 | 裤子 | 4"""


def on_hand(home: Path) -> list[object]:
    """What is to sell at the end of the 2nd and of the 3rd."""
    store = open_store(home)
    days = (date(2026, 3, 2), date(2026, 3, 3))
    return [
        evaluate(store, ["stock_on_hand"], Period.day(day))[0].values["stock_on_hand"].value for day in days
    ]


def test_paid_and_unsent_pieces_are_taken_off_where_the_export_counts_the_shelves(tmp_path: Path) -> None:
    home = home_of(tmp_path, ORDERS, LINES, STOCK)
    assert on_hand(home) == [20, 20 + 4]
    State(home).set_setting(STOCK_COUNTS, ON_SHELVES, "test")
    # At the end of the 2nd the orders 2 and 3 were not sent, at the end of the 3rd only order 3.
    assert on_hand(home) == [20 - 2 - 3, 20 - 3 + 4]
    State(home).set_setting(STOCK_COUNTS, None, "test")
    assert on_hand(home) == [20, 24]
