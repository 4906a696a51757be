"""Available stock is what lies there and the returns on their way that can be sold again (2.12); cover and reorders go by it."""

from datetime import date
from pathlib import Path

import pytest

from data.state import ON_SHELVES, STOCK_COUNTS, State
from data.store import Store, open_store
from metrics.analyses.goods import hot_sellers
from metrics.evaluate import evaluate
from metrics.opened import opened
from metrics.period import Period
from tests.stores import home_of, store_together

SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 3)
# 28 T-shirts sold in the two days known, 14 a day.
ORDERS = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间
1 | 30 | 30 | 0 | 卖家已发货 | 2026-03-02 09:00:00 | 2026-03-02 09:05:00 | 2026-03-02 18:00:00
2 | 10 | 10 | 0 | 卖家已发货 | 2026-03-02 10:00:00 | 2026-03-02 10:05:00 | 2026-03-02 18:00:00
3 | 240 | 240 | 0 | 卖家已发货 | 2026-03-03 10:00:00 | 2026-03-03 10:05:00 | 2026-03-03 18:00:00
4 | 5 | 5 | 0 | 卖家已发货 | 2026-03-03 11:00:00 | 2026-03-03 11:05:00 | 2026-03-03 18:00:00"""
LINES = """
子订单编号 | 主订单编号 | 商品ID | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间
11 | 1 | 7001 | T恤 | 10 | 3 | 30 | 卖家已发货 | 2026-03-02 09:00:00 | 2026-03-02 09:05:00
21 | 2 | 7001 | T恤 | 10 | 1 | 10 | 卖家已发货 | 2026-03-02 10:00:00 | 2026-03-02 10:05:00
31 | 3 | 7001 | T恤 | 10 | 24 | 240 | 卖家已发货 | 2026-03-03 10:00:00 | 2026-03-03 10:05:00
41 | 4 | 7002 | 裤子 | 5 | 1 | 5 | 卖家已发货 | 2026-03-03 11:00:00 | 2026-03-03 11:05:00"""
STOCK = """
日期 | 货品ID | 货品名称 | 可售库存
2026-03-02 | 7001 | T恤 | 80
2026-03-03 | 7001 | T恤 | 56"""
HEAD = "退款编号 | 订单编号 | 商品id | 宝贝标题 | 售后类型 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间 | 买家退款原因"
OPEN = "买家已经退货，等待卖家确认收货"
# Of the three pieces of order 1 two come back: 20 of 30 yuan. The return of order 2 ended on the 3rd.
RETURNS = f"""{HEAD}
R1 | 1 | 7001 | T恤 | 退货退款 | {OPEN} | 20.00 | 2026-03-02 20:00:00 | | 大小/尺寸不合适
R2 | 2 | 7001 | T恤 | 退货退款 | 退款成功 | 10.00 | 2026-03-02 21:00:00 | 2026-03-03 12:00:00 | 不喜欢
R3 | 3 | 7001 | T恤 | 退货退款 | 买家已经申请退款，等待卖家同意 | 70.00 | 2026-03-03 20:00:00 | | 不喜欢
R4 | 3 | 7001 | T恤 | 换货 | {OPEN} | 10.00 | 2026-03-02 20:00:00 | | 大小/尺寸不合适
R5 | 3 | 7001 | T恤 | 仅退款 | 买家已经申请退款，等待卖家同意 | 10.00 | 2026-03-02 20:00:00 | | 不喜欢
R6 | 3 | 7001 | T恤 | 退货退款 | {OPEN} | 10.00 | 2026-03-02 20:00:00 | | 质量问题
R7 | 3 | 7001 | T恤 | 退货退款 | 卖家拒绝退款 | 10.00 | 2026-03-02 20:00:00 | | 不喜欢
R8 | 3 | 7001 | T恤 | 退货退款 | 退款关闭 | 10.00 | 2026-03-02 10:00:00 | 2026-03-02 11:00:00 | 不喜欢
R9 | 4 | 7002 | 裤子 | 退货退款 | {OPEN} | 5.00 | 2026-03-03 20:00:00 | | 不喜欢"""
BACK_ON_THE_SECOND, BACK_ON_THE_THIRD = 2 + 1, 2 + 7


def value(store: Store, key: str, day: date) -> object:
    return evaluate(store, [key], Period.day(day))[0].values[key].value


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("available"), ORDERS, LINES, STOCK, RETURNS)


def test_returns_count_from_their_application_until_they_end_where_the_goods_can_be_sold_again(
    store: Store,
) -> None:
    # R9 is of trousers, of which the snapshot says nothing.
    assert [value(store, "expected_returns", day) for day in (SECOND, THIRD)] == [
        BACK_ON_THE_SECOND,
        BACK_ON_THE_THIRD,
    ]
    assert [value(store, "stock_available", day) for day in (SECOND, THIRD)] == [80 + 3, 56 + 9]
    # What the file says of its stock stays what it says.
    assert [value(store, "stock_on_hand", day) for day in (SECOND, THIRD)] == [80, 56]


def test_cover_has_a_reading_with_returns_and_one_of_the_stock_alone(store: Store) -> None:
    assert value(store, "cover_days", THIRD) == (56 + 9) / 14
    assert value(store, "cover_days_on_hand", THIRD) == 56 / 14
    assert opened(store, "cover_days", Period.day(THIRD)).filled.zh == "(56 + 9) ÷ 14.0000 = 4.6429"


def test_returns_open_on_their_cases_and_name_the_export_that_tells_of_them(store: Store) -> None:
    found = opened(store, "stock_available", Period.day(THIRD))
    on_hand, back = found.numerator
    assert on_hand.rows["to_sell"].sum() == 56
    assert dict(zip(back.rows["refund_id"], back.rows["returning"], strict=True)) == {"R1": 2, "R3": 7}
    assert {"table3.csv", "table4.csv"} <= {name for _, name in found.files}


def test_pieces_to_reorder_leave_out_what_comes_back(store: Store) -> None:
    # 7 days of lead, 7 between orders, 3 of reserve.
    assert value(store, "reorder_quantity", THIRD) == 14 * (7 + 7 + 3) - 56 - 9


def test_hot_sellers_last_as_long_as_their_opened_number_says(store: Store) -> None:
    for cover, pieces in (("cover_days", 56 + 9), ("cover_days_on_hand", 56)):
        shirts = next(seller for seller in hot_sellers(store, THIRD, cover=cover) if seller.item == "7001")
        assert (shirts.on_hand, shirts.coming, shirts.cover_days) == (
            56,
            pieces - 56,
            pieces / 14,
        )


def test_without_a_refund_export_the_stock_stands_alone_and_the_figure_says_so(tmp_path: Path) -> None:
    alone = store_together(tmp_path, ORDERS, LINES, STOCK)
    assert value(alone, "expected_returns", THIRD) is None
    assert value(alone, "stock_available", THIRD) == 56
    told = evaluate(alone, ["cover_days"], Period.day(THIRD))[0].values["cover_days"]
    assert told.value == 56 / 14
    assert any("预计可售退货没有算进来" in note.zh for note in told.notes)


def test_a_refund_export_that_ends_weeks_before_the_stock_says_nothing_of_returns(tmp_path: Path) -> None:
    old = RETURNS.replace("2026-03-0", "2026-02-0")
    store = store_together(tmp_path, ORDERS, LINES, STOCK, old)
    assert value(store, "expected_returns", THIRD) is None
    assert value(store, "stock_available", THIRD) == 56


def test_what_is_awaited_by_the_sheet_of_deliveries_is_not_ordered_again(tmp_path: Path) -> None:
    awaited = """
    采购单号 | 商品ID | 商品名称 | 下单日期 | 预计到货日期 | 实际到货日期 | 采购数量 | 到货数量
    P1 | 7001 | T恤 | 2026-02-20 | 2026-03-06 | | 100 |
    P2 | 7001 | T恤 | 2026-02-10 | 2026-03-01 | 2026-03-03 | 30 | 30
    P3 | 7001 | T恤 | 2026-03-04 | 2026-03-20 | | 500 |"""
    store = store_together(tmp_path, ORDERS, LINES, STOCK, awaited)
    # On the 3rd P2 has come and P3 is not ordered yet.
    assert [value(store, "stock_inbound", day) for day in (SECOND, THIRD)] == [100 + 30, 100]
    assert value(store, "reorder_quantity", THIRD) == 14 * 17 - 56 - 100
    assert value(store, "cover_days_inbound", THIRD) == (56 + 100) / 14
    own = (
        STOCK.replace("可售库存", "可售库存 | 采购在途")
        .replace("| 80", "| 80 | 8")
        .replace("| 56", "| 56 | 9")
    )
    assert value(store_together(tmp_path / "own", ORDERS, LINES, own, awaited), "stock_inbound", THIRD) == 9


def test_inbound_stock_is_unknown_where_neither_the_snapshot_nor_a_sheet_tells_it(store: Store) -> None:
    assert value(store, "stock_inbound", THIRD) is None
    assert value(store, "cover_days_inbound", THIRD) is None


def test_hot_sellers_and_lists_take_paid_and_unsent_pieces_off_the_shelves_as_every_figure_does(
    tmp_path: Path,
) -> None:
    unsent = ORDERS.replace("2026-03-03 10:05:00 | 2026-03-03 18:00:00", "2026-03-03 10:05:00 |").replace(
        "3 | 240 | 240 | 0 | 卖家已发货", "3 | 240 | 240 | 0 | 买家已付款，等待卖家发货"
    )
    home = home_of(tmp_path, unsent, LINES, STOCK)
    State(home).set_setting(STOCK_COUNTS, ON_SHELVES, "test")
    store = open_store(home)
    shirts = next(seller for seller in hot_sellers(store, THIRD) if seller.item == "7001")
    assert shirts.on_hand == value(store, "stock_on_hand", THIRD) == 56 - 24
