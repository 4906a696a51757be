"""What a sold line cost: the nearest cost that the sheet gives for it, of those that are valid on the day it was paid for."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store
from tests.metrics.tables import one_store, orders, report

LINES = (
    "主订单编号 | 子订单编号 | 商品ID | 标题 | 商品属性 | 商家编码 | 价格 | 购买数量 | 买家应付货款 | 订单状态"
    " | 订单创建时间 | 订单付款时间"
)
COSTS = "商品ID | 商家编码 | 商品属性 | 类目 | 成本价 | 毛利率 | 平台扣点 | 生效日期"
MARCH, APRIL = "2026-03-02 10:00:00", "2026-04-02 10:00:00"


def line(
    number: int, item: str, at: str = MARCH, sku: str = "", code: str = "", qty: int = 1
) -> tuple[str | int, ...]:
    return (number, f"{number}1", item, f"商品{item}", sku, code, 100, qty, 100 * qty, "交易成功", at, at)


def sold(
    folder: Path, *lines: tuple[str | int, ...], costs: tuple[tuple[str | int, ...], ...], refunds: str = "0"
) -> Store:
    """Return a store of orders of one line each, 100 yuan apiece, and a sheet of costs."""
    heads = [orders((row[0], "甲", row[8], str(row[10]), str(row[11]), refunds)) for row in lines]
    listed = report(
        "商品ID | 商品标题 | 类目 | 上架状态",
        ("3", "商品3", "上衣", "出售中"),
        ("4", "商品4", "裤子", "出售中"),
    )
    return one_store(folder, *heads, report(LINES, *lines), report(COSTS, *costs), listed)


def told(store: Store, columns: str) -> list[tuple[object, ...]]:
    return store.rows(f"SELECT m.order_id, {columns} FROM margin_lines AS m ORDER BY m.order_id")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sold(
        tmp_path_factory.mktemp("costs"),
        line(1, "1"), line(2, "1", sku="红"), line(3, "2", code="A2", qty=3), line(4, "3"), line(5, "4"),
        line(6, "1", APRIL), line(7, "1", APRIL, sku="红"),
        costs=(
            ("1", "", "", "", 10, "", "", ""), ("1", "", "", "", 12, "", "", "2026-04-01"), ("1", "", "红", "", 11, "", "5%", ""),
            ("", "A2", "", "", 20, "", "", ""), ("", "", "", "上衣", "", "60%", "", ""), ("", "", "", "", "", "50%", "", ""),
        ),
    )  # fmt: skip


def test_a_size_stands_before_its_item_an_item_before_its_code_its_category_and_all_goods(
    store: Store,
) -> None:
    assert told(store, "m.cost_of_goods") == [
        ("1", Decimal(10)), ("2", Decimal(11)), ("3", Decimal(3 * 20)), ("4", Decimal(100 - 60)), ("5", Decimal(100 - 50)),
        # A new cost of the item holds from its day, and doesn't touch the size that has one of its own.
        ("6", Decimal(12)), ("7", Decimal(11)),
    ]  # fmt: skip


def test_an_orders_refund_that_its_lines_do_not_tell_is_taken_off_in_proportion(tmp_path: Path) -> None:
    costs = (("1", "", "", "", 40, "", "10%", ""),)
    found = told(
        sold(tmp_path, line(1, "1"), costs=costs, refunds="25"), "m.refund_amount, m.fee, m.kept_margin"
    )
    assert found == [("1", Decimal(25), Decimal(10), (100 - 40 - 10) * Decimal(75) / 100)]


def test_before_its_first_day_a_cost_says_nothing(tmp_path: Path) -> None:
    costs = (("1", "", "", "", 12, "", "", "2026-04-01"),)
    store = sold(tmp_path, line(1, "1"), line(2, "1", APRIL), costs=costs)
    assert told(store, "m.cost_of_goods") == [("2", Decimal(12))]
