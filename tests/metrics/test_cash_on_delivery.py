"""Cash on delivery counts as paid on the day of receipt (R8), and has no clock of dispatch that begins with its payment."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from data.load import Upload, load
from data.results import FileResult
from data.store import Store, open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import csv_of

HEAD = (
    "订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单关闭原因 | "
    "订单创建时间 | 订单付款时间 | 发货时间 | 确认收货时间"
)
# 1 waits to be sent, 2 is on its way, 3 was received on the 4th, 4 was received and closed by a refund of all, 5 was never paid,
# 6 was paid online two hours before it was sent.
ORDERS = (
    "1 | 小红 | 10.00 | 10.00 | 0.00 | 等待卖家发货 | | 2026-11-01 09:00:00 | | |",
    "2 | 小兰 | 20.00 | 20.00 | 0.00 | 卖家已发货，等待买家确认 | | 2026-11-01 10:00:00 | | 2026-11-02 09:00:00 |",
    "3 | 小明 | 80.00 | 80.00 | 0.00 | 交易成功 | | 2026-11-01 11:00:00 | | 2026-11-02 09:00:00 | 2026-11-04 15:00:00",
    "4 | 小花 | 30.00 | 0.00 | 30.00 | 交易关闭 | 退款 | 2026-11-01 12:00:00 | | 2026-11-02 09:00:00 | 2026-11-04 16:00:00",
    "5 | 小梅 | 40.00 | 40.00 | 0.00 | 交易关闭 | 买家未付款 | 2026-11-01 13:00:00 | | |",
    "6 | 小芳 | 50.00 | 50.00 | 0.00 | 交易成功 | | 2026-11-04 08:00:00 | 2026-11-04 08:01:00 | 2026-11-04 10:01:00 | 2026-11-07 08:00:00",
)  # fmt: skip
PLACED, RECEIVED, LATER = (Period.day(date(2026, 11, day)) for day in (1, 4, 9))


def given(home: Path, *orders: str, as_of: datetime) -> FileResult:
    [file] = load(
        home, [Upload("订单.csv", csv_of("\n".join((HEAD, *orders))))], shop="甲店", as_of=as_of
    ).files
    return file


def figures(store: Store, period: Period, *keys: str) -> list[object]:
    values = evaluate(store, list(keys), period)[0].values
    return [values[key].value for key in keys]


def test_an_order_received_without_a_payment_is_paid_on_the_day_of_receipt(tmp_path: Path) -> None:
    given(tmp_path, *ORDERS, as_of=datetime(2026, 11, 8, 9))
    store = open_store(tmp_path)
    assert figures(store, PLACED, "placed_orders", "paid_orders", "paid_amount") == [5, 0, Decimal(0)]
    # 3 and 4 received, 6 paid online; the refund of 4 takes no payment back (R7, R9).
    assert figures(store, RECEIVED, "paid_orders", "paid_amount", "paid_buyers") == [
        3,
        Decimal(80 + 30 + 50),
        3,
    ]
    # Of the five placed on the 1st two were paid in the end; none waits for a payment that the buyer could make.
    assert figures(store, PLACED, "final_payment_rate", "unpaid_orders") == [2 / 5, 0]


def test_an_order_on_its_way_counts_once_a_later_export_shows_it_received(tmp_path: Path) -> None:
    given(tmp_path, *ORDERS, as_of=datetime(2026, 11, 8, 9))
    received = ORDERS[1].replace("卖家已发货，等待买家确认", "交易成功") + " 2026-11-09 18:00:00"
    last = ORDERS[5].replace("6 | 小芳", "7 | 小芳").replace("2026-11-04 08:0", "2026-11-10 08:0")
    given(tmp_path, received, last, as_of=datetime(2026, 11, 11, 9))
    assert figures(open_store(tmp_path), LATER, "paid_orders", "paid_amount") == [1, Decimal(20)]


def test_what_was_sent_before_it_was_paid_is_not_judged_by_the_time_since_payment(tmp_path: Path) -> None:
    late = ORDERS[5].replace("6 | 小芳", "8 | 小丽").replace("2026-11-04 10:01:00", "2026-11-06 10:01:00")
    given(tmp_path, *ORDERS, late, as_of=datetime(2026, 11, 8, 9))
    # 6 was sent within two hours, 8 after two days; 3 and 4 have no such clock.
    assert figures(open_store(tmp_path), RECEIVED, "dispatch_rate_24h") == [1 / 2]


def test_the_load_says_how_many_orders_were_paid_on_receipt_and_how_many_are_still_on_their_way(
    tmp_path: Path,
) -> None:
    file = given(tmp_path, *ORDERS, as_of=datetime(2026, 11, 8, 9))
    notes = [problem.reason.zh for problem in file.problems if problem.kind == "note"]
    assert [note[:4] for note in notes] == ["有 2 ", "有 2 "]
    assert "货到付款" in notes[0]
    assert "「确认收货时间」" in notes[0]
    assert "只算下单，不算付款" in notes[1]


def test_an_order_paid_in_the_very_second_of_receipt_is_not_called_cash_on_delivery(tmp_path: Path) -> None:
    virtual = ORDERS[5].replace("2026-11-07 08:00:00", "2026-11-04 08:01:00")
    assert given(tmp_path, virtual, as_of=datetime(2026, 11, 8, 9)).problems == ()
