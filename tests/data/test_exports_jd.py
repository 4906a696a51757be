"""JD's order export: one row per order and SKU, whose orders and lines are both read, with JD's words, clocks and money."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.load import Upload, load, undo
from data.outcome import outcome
from data.reconcile.check import check, unexplained
from data.results import FileResult
from data.store import Store, open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import csv_of

# The layout as the console writes it, in GB18030; the orders are invented.
HEADER = (
    "订单号|商品ID|商品名称|订购数量|支付方式|下单时间|京东价|订单金额|结算金额|余额支付|应付金额|订单状态|订单类型|下单帐号|客户姓名|"
    "客户地址|联系电话|订单备注|发票类型|发票抬头|发票内容|商家备注|商家备注等级（等级1-5为由高到低）|运费金额|付款确认时间|"
    "增值税发票|货号|订单完成时间|订单来源|订单渠道"
)
DAY = Period.day(date(2026, 11, 2))


def row(
    order: int, item: str, qty: int, price: str, due: str, status: str, paid: str = "", done: str = "",
    balance: str = "0.00", method: str = "在线支付",
) -> str:  # fmt: skip
    return (
        f'="31100000000{order}"|{item}|商品{item}|{qty}|{method}|2026-11-02 09:00:0{order}|{price}|999.00|888.00|{balance}|{due}'
        f"|{status}|销售订单|jd_买家{order}|王小明|江西南昌市青山湖区某某路1号|13800138000|请快发||王小明||已核|1|0.00|{paid}||A{item}"
        f"|{done}|移动端订单|暂无来源"
    )


# Order 1: two SKUs, 140 paid and 10 from the balance with JD. Order 2 was paid and cancelled. Order 3 waits for its payment.
# Order 4 is paid and waits for dispatch.
ROWS = [
    row(1, "601", 1, "60.00", "140.00", "完成", "2026-11-02 09:01:00", "2026-11-05 10:00:00", "10.00"),
    row(1, "602", 2, "50.00", "140.00", "完成", "2026-11-02 09:01:00", "2026-11-05 10:00:00", "10.00"),
    row(2, "601", 1, "60.00", "60.00", "(删除)等待出库", "2026-11-02 10:01:00"),
    row(3, "601", 3, "60.00", "180.00", "等待付款"),
    row(4, "602", 1, "50.00", "45.50", "等待出库", "2026-11-03 08:00:00"),
]


def given(home: Path, *rows: str, name: str = "订单.csv") -> list[FileResult]:
    return list(
        load(home, [Upload(name, csv_of("\n".join([HEADER, *rows]), "gb18030"))], shop="京东店").files
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    given(tmp_path, *ROWS)
    return open_store(tmp_path)


def test_a_file_is_read_as_its_orders_and_as_their_items(tmp_path: Path) -> None:
    orders, items = given(tmp_path, *ROWS)
    assert (orders.kind, orders.platform, orders.rows_in, orders.loaded, orders.unchanged) == (
        "jd_orders", "jd", 5, 4, 1,
    )  # fmt: skip
    assert (items.kind, items.platform, items.rows_in, items.loaded, items.rejected) == (
        "jd_order_lines", "jd", 5, 5, 0,
    )  # fmt: skip
    assert orders.problems == items.problems == ()


def test_one_file_is_counted_as_one_though_it_tells_of_two_kinds(tmp_path: Path) -> None:
    result = load(
        tmp_path, [Upload("订单.csv", csv_of("\n".join([HEADER, *ROWS]), "gb18030"))], shop="京东店"
    )
    found = outcome(open_store(tmp_path), result)
    assert (found.loaded, found.unchanged, found.refused) == (1, 0, ())


def test_orders_have_jds_money_clocks_and_states(store: Store) -> None:
    found = store.rows(
        "SELECT o.amount, o.paid_at, o.confirmed_at, o.status_rank, o.province, o.refund_amount FROM orders AS o ORDER BY o.order_id"
    )
    # 140 + 10 of the balance; an order that was never paid has no amount paid.
    assert found == [
        (Decimal("150.00"), datetime(2026, 11, 2, 9, 1), datetime(2026, 11, 5, 10), 6, "江西", None),
        (Decimal("60.00"), datetime(2026, 11, 2, 10, 1), None, 7, "江西", None),
        (None, None, None, 0, "江西", None),
        (Decimal("45.50"), datetime(2026, 11, 3, 8), None, 2, "江西", None),
    ]


def test_items_have_pieces_and_no_amount_since_the_discounts_are_the_orders(store: Store) -> None:
    found = store.rows(
        "SELECT i.item, i.seller_sku, i.qty, i.list_amount, i.amount FROM order_items AS i ORDER BY i.order_id, i.item"
    )
    assert found[:2] == [("601", "A601", 1, 60, None), ("602", "A602", 2, 100, None)]


def test_the_figures_come_out_and_what_jds_file_does_not_tell_is_empty(store: Store) -> None:
    keys = ["placed_orders", "placed_amount", "paid_orders", "paid_amount", "paid_buyers", "paid_items", "payment_rate",
            "refund_amount", "net_paid_amount"]  # fmt: skip
    values = {key: found.value for key, found in evaluate(store, keys, DAY)[0].values.items()}
    assert values["placed_orders"] == 4
    assert values["placed_amount"] == Decimal("150.00") + 60 + 180 + Decimal("45.50")
    assert (values["paid_orders"], values["paid_amount"]) == (2, Decimal("150.00") + 60)
    assert (values["paid_buyers"], values["paid_items"]) == (2, 1 + 2 + 1)
    assert values["payment_rate"] == 2 / 4  # the fourth is paid the day after
    assert values["refund_amount"] is None
    assert values["net_paid_amount"] is None


def test_an_order_moves_on_and_never_back(tmp_path: Path) -> None:
    given(tmp_path, ROWS[3], name="a.csv")
    later = row(3, "601", 3, "60.00", "180.00", "等待确认收货", "2026-11-02 12:00:00")
    given(tmp_path, later, name="b.csv")
    given(tmp_path, ROWS[3], row(5, "601", 1, "60.00", "60.00", "等待付款"), name="c.csv")
    [found] = evaluate(open_store(tmp_path), ["paid_amount", "paid_items", "placed_orders"], DAY)
    assert [found.values[key].value for key in ("paid_amount", "paid_items", "placed_orders")] == [180, 3, 2]


def test_lines_and_orders_of_one_file_agree_and_one_undo_takes_both(tmp_path: Path) -> None:
    given(tmp_path, *ROWS)
    assert unexplained(check(open_store(tmp_path))) == []
    undo(tmp_path)
    store = open_store(tmp_path)
    assert (
        store.rows("SELECT count(*) FROM orders") == store.rows("SELECT count(*) FROM order_items") == [(0,)]
    )


def test_cash_on_delivery_is_paid_when_jd_calls_the_order_done(tmp_path: Path) -> None:
    cash = {"method": "货到付款"}
    orders, _ = given(
        tmp_path,
        row(1, "601", 1, "60.00", "60.00", "完成", done="2026-11-02 18:00:00", **cash),
        # JD's own time of the payment stands where it has one.
        row(2, "601", 1, "60.00", "70.00", "完成", "2026-11-02 17:00:00", "2026-11-05 10:00:00", **cash),
        row(3, "601", 1, "60.00", "80.00", "等待确认收货", **cash),
        # Refused at the door: the end of a cancelled order is no receipt.
        row(4, "601", 1, "60.00", "90.00", "(删除)等待确认收货", done="2026-11-02 19:00:00", **cash),
        # Paid online, and the time of it is missing: nothing says that it was paid on receipt.
        row(5, "601", 1, "60.00", "100.00", "完成", done="2026-11-02 20:00:00"),
    )
    [found] = evaluate(open_store(tmp_path), ["placed_orders", "paid_orders", "paid_amount"], DAY)
    assert [found.values[key].value for key in ("placed_orders", "paid_orders", "paid_amount")] == [
        5,
        2,
        60 + 70,
    ]
    on_receipt, without = [problem.reason.zh for problem in orders.problems]
    assert on_receipt == "有 1 单没有付款时间、却已收货（货到付款）：按「订单完成时间」算付款。"
    assert without.startswith("有 2 单没有付款时间，状态却已过了付款")


def test_people_in_the_file_are_dropped(tmp_path: Path) -> None:
    orders, items = given(tmp_path, *ROWS)
    assert {"客户姓名", "联系电话", "发票抬头"} <= set(orders.dropped) & set(items.dropped)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in ("王小明", "13800138000", "jd_买家1", "某某路"):
        assert word.encode() not in kept


def test_a_taobao_order_report_is_no_jd_export_and_the_other_way(tmp_path: Path) -> None:
    taobao = """
    订单编号 | 买家会员名 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间
    1 | 小红 | 90.00 | 交易成功 | 2026-11-02 09:00:00 | 2026-11-02 09:05:00
    """
    [file] = load(tmp_path, [Upload("订单.csv", csv_of(taobao))], shop="淘宝店").files
    assert file.kind == "orders"
