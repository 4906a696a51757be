"""Order exports without an order number: refused with the reason, or told apart by buyer, time and amount if the person says so."""

from pathlib import Path
from typing import Any

import pytest

from data.exports.orders_unnumbered import MARK
from data.load import Upload, load
from data.results import LoadResult
from data.store import open_store

HEAD = "买家会员名,总金额,买家实际支付金额,退款金额,订单状态,订单创建时间,订单付款时间"
WAITING = "等待买家付款"
PAID = "买家已付款，等待卖家发货"
DONE = "交易成功"


def row(buyer: str, time: str, due: str, refund: str = "0.00", status: str = PAID) -> str:
    paid = "" if status == WAITING else time
    return f"{buyer},{due},{float(due) - float(refund):.2f},{refund},{status},{time},{paid}"


def file(*rows: str, name: str = "订单.csv", head: str = HEAD) -> Upload:
    return Upload(name, "\n".join((head, *rows)).encode("gb18030"))


def numbered(*rows: str, name: str = "有编号.csv") -> Upload:
    return file(*rows, name=name, head=f"订单编号,{HEAD}")


def orders(home: Path) -> list[tuple[Any, ...]]:
    return open_store(home).rows(
        "SELECT o.placed_at, o.amount, o.refund_amount FROM orders AS o ORDER BY o.placed_at, o.amount, o.refund_amount"
    )


def reason(result: LoadResult) -> str:
    [answer] = result.files
    assert answer.refused
    return answer.problems[0].reason.zh


def test_without_the_persons_word_the_file_is_refused_and_the_refusal_says_how_to_go_on(tmp_path):
    said = reason(load(tmp_path, [file(row("甲", "2026-11-01 10:00:00", "20.00"))]))
    assert "缺少列「订单编号」" in said
    assert "同一单会被算两次" in said
    assert "--identity buyer+time+amount" in said


def test_two_rows_that_are_really_the_same_stay_two_orders(tmp_path):
    twin = row("甲", "2026-11-01 10:00:00", "20.00")
    other = row("乙", "2026-11-01 10:00:00", "20.00")
    [answer] = load(tmp_path, [file(twin, twin, other)], unnumbered=True).files
    assert (answer.rows_in, answer.loaded) == (3, 3)
    assert sum(float(amount) for _, amount, _ in orders(tmp_path)) == 20 + 20 + 20
    [note] = [problem for problem in answer.problems if problem.kind == "note"]
    assert "三样都相同的有 1 组" in note.reason.zh
    numbers = open_store(tmp_path).rows("SELECT o.order_id FROM orders AS o")
    assert all(number.startswith(MARK) for (number,) in numbers)


def test_the_same_orders_exported_again_are_known_again_and_move_on(tmp_path):
    early = [
        row("甲", "2026-11-01 10:00:00", "20.00", status=WAITING),
        row("乙", "2026-11-01 11:00:00", "30.00"),
    ]
    load(tmp_path, [file(*early, name="早.csv")], unnumbered=True)
    late = [
        row("乙", "2026-11-01 11:00:00", "30.00", "5.00", DONE),
        row("甲", "2026-11-01 10:00:00", "20.00"),
    ]
    [answer] = load(tmp_path, [file(*late, name="晚.csv")], unnumbered=True).files
    assert answer.loaded == 2
    assert [(str(amount), str(refund)) for _, amount, refund in orders(tmp_path)] == [
        ("20.00", "0.00"),
        ("30.00", "5.00"),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_orders_alike_one_refunded_stays_one_refunded_in_whatever_order_they_come(tmp_path, turned):
    plain = row("甲", "2026-11-01 10:00:00", "20.00")
    refunded = row("甲", "2026-11-01 10:00:00", "20.00", "8.00")
    load(tmp_path, [file(plain, plain, name="早.csv")], unnumbered=True)
    later = [refunded, plain] if turned else [plain, refunded]
    load(tmp_path, [file(*later, name="晚.csv")], unnumbered=True)
    load(tmp_path, [file(*reversed(later), name="再.csv")], unnumbered=True)
    assert sorted(float(refund) for _, _, refund in orders(tmp_path)) == [0.0, 8.0]


def test_a_file_with_order_numbers_is_read_by_them_all_the_same(tmp_path):
    lines = numbered(f"1001,{row('甲', '2026-11-01 10:00:00', '20.00')}")
    assert not load(tmp_path, [lines], unnumbered=True).refused
    assert open_store(tmp_path).rows("SELECT o.order_id FROM orders AS o") == [("1001",)]


@pytest.mark.parametrize("numbered_first", [False, True])
def test_days_loaded_in_one_form_refuse_the_other_and_other_days_do_not(tmp_path, numbered_first):
    plain, named = (
        row("甲", "2026-11-01 10:00:00", "20.00"),
        f"1001,{row('甲', '2026-11-01 10:00:00', '20.00')}",
    )
    first, second = (numbered(named), file(plain)) if numbered_first else (file(plain), numbered(named))
    assert not load(tmp_path, [first], unnumbered=True).refused
    said = reason(load(tmp_path, [second], unnumbered=True))
    assert "2026-11-01 到 2026-11-01" in said
    assert (
        "已经载入过，有订单编号，这份没有" if numbered_first else "已经载入过，没有订单编号，这份有"
    ) in said
    assert len(orders(tmp_path)) == 1
    later = file(row("甲", "2026-11-02 10:00:00", "20.00"), name="次日.csv")
    assert not load(tmp_path, [later], unnumbered=True).refused


def test_both_forms_of_the_same_days_in_one_load_go_in_once(tmp_path):
    plain, named = (
        row("甲", "2026-11-01 10:00:00", "20.00"),
        f"1001,{row('甲', '2026-11-01 10:00:00', '20.00')}",
    )
    result = load(tmp_path, [file(plain), numbered(named)], unnumbered=True)
    assert len(result.refused) == 1
    assert len(orders(tmp_path)) == 1


def test_without_a_buyer_or_a_total_even_the_persons_word_does_not_help(tmp_path):
    no_total = "买家会员名,买家实际支付金额,订单创建时间,订单付款时间"
    said = reason(load(tmp_path, [file("甲,20,2026-11-01 10:00:00,", head=no_total)], unnumbered=True))
    assert "「总金额」" in said or "「订单编号」" in said
