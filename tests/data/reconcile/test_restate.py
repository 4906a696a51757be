"""A load that changes a past day says so: which figure, from what to what, and why."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from data.load import undo
from data.reconcile.log import restated_since, restatements
from data.store import open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import load_table

HEADER = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称"
FIRST = f"""{HEADER}
1 | 10 | 10 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 20 | 0 | 0 | 等待买家付款 | 2024-05-01 11:00:00 | | 甲店
3 | 30 | 0 | 0 | 等待买家付款 | 2024-05-01 23:50:00 | | 甲店
4 | 40 | 40 | 0 | 交易成功 | 2024-05-02 09:00:00 | 2024-05-02 09:01:00 | 甲店"""
SECOND = f"""{HEADER}
1 | 10 | 4 | 6 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 20 | 20 | 0 | 交易成功 | 2024-05-01 11:00:00 | 2024-05-01 23:58:00 | 甲店
3 | 30 | 30 | 0 | 交易成功 | 2024-05-01 23:50:00 | 2024-05-02 00:05:00 | 甲店
5 | 50 | 50 | 0 | 交易成功 | 2024-05-03 09:00:00 | 2024-05-03 09:01:00 | 甲店"""
DAYS = "统计日期 | 访客数 | 支付金额 | 店铺名称\n2024-05-01 | 100 | 10 | 甲店\n2024-05-02 | 80 | 50 | 甲店"
MORE = "统计日期 | 访客数 | 支付金额 | 店铺名称\n2024-05-01 | 103 | 10 | 甲店\n2024-05-02 | 80 | 50 | 甲店"


def changed(home: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(day, key) -> (before, after, cause) of the newest load that changed anything."""
    found = restatements(open_store(home))
    return {
        (f"{c.day:%m-%d}", c.key): (str(c.before), str(c.after), c.cause.zh)
        for c in found
        if c.load_id == found[0].load_id
    }


def test_the_first_load_changes_no_past_day(tmp_path: Path):
    load_table(tmp_path, FIRST)
    assert restatements(open_store(tmp_path)) == []
    assert restated_since(open_store(tmp_path)) == []


def test_late_payments_and_refunds_are_told_with_their_orders_and_money(tmp_path: Path):
    load_table(tmp_path, FIRST, gross="amount_due")
    load_table(tmp_path, SECOND, gross="amount_due")
    assert changed(tmp_path) == {
        # 05-01: order 2 paid late; order 1 refunded 6; net 10 → 10 + 20 − 6
        ("05-01", "paid_orders"): ("1.00", "2.00", "1 单晚付款"),
        ("05-01", "paid_amount"): ("10.00", "30.00", "1 单晚付款（+20.00）"),
        ("05-01", "refund_amount"): ("0.00", "6.00", "1 单后来退款（+6.00）"),
        ("05-01", "net_paid_amount"): ("10.00", "24.00", "1 单晚付款（+20.00）；1 单后来退款（+6.00）"),
        # 05-02: order 3, placed the evening before, paid five minutes after midnight
        ("05-02", "paid_orders"): ("1.00", "2.00", "1 单晚付款"),
        ("05-02", "paid_amount"): ("40.00", "70.00", "1 单晚付款（+30.00）"),
        ("05-02", "net_paid_amount"): ("40.00", "70.00", "1 单晚付款（+30.00）"),
        # 05-03 was not loaded before: no past day
    }


def test_the_money_in_the_cause_adds_up_to_the_change(tmp_path: Path):
    load_table(tmp_path, FIRST, gross="amount_due")
    load_table(tmp_path, SECOND.replace("1 | 10 | 4 | 6", "1 | 12 | 6 | 6"), gross="amount_due")
    assert changed(tmp_path)["05-01", "paid_amount"] == (
        "10.00", "32.00", "1 单晚付款（+20.00）；1 单金额有更正（+2.00）"
    )  # fmt: skip


def test_orders_that_come_in_by_a_second_file_are_told_from_late_payments(tmp_path: Path):
    load_table(tmp_path, FIRST)
    load_table(
        tmp_path, f"{HEADER}\n9 | 5 | 5 | 0 | 交易成功 | 2024-05-01 12:00:00 | 2024-05-01 12:01:00 | 甲店"
    )
    found = changed(tmp_path)
    assert found["05-01", "placed_orders"] == ("3.00", "4.00", "1 单之前没有载入")
    assert found["05-01", "placed_amount"] == ("60.00", "65.00", "1 单之前没有载入（+5.00）")
    assert found["05-01", "paid_orders"] == ("1.00", "2.00", "1 单之前没有载入")


def test_a_figure_that_the_platform_restates_is_told_and_an_equal_one_is_not(tmp_path: Path):
    load_table(tmp_path, DAYS, as_of=datetime(2024, 5, 3, 9))
    load_table(tmp_path, MORE, as_of=datetime(2024, 5, 4, 9))
    assert changed(tmp_path) == {("05-01", "visitors"): ("100.00", "103.00", "平台更新了这一天的数字")}


def test_a_day_that_was_only_loaded_in_part_is_no_past_day(tmp_path: Path):
    load_table(tmp_path, FIRST, as_of=datetime(2024, 5, 2, 10), gross="amount_due")
    load_table(tmp_path, SECOND, as_of=datetime(2024, 5, 4, 10), gross="amount_due")
    assert {day for day, _ in changed(tmp_path)} == {"05-01"}


def test_another_source_of_a_figure_is_named(tmp_path: Path):
    load_table(tmp_path, DAYS)
    load_table(tmp_path, FIRST)
    assert changed(tmp_path)["05-02", "paid_amount"] == ("50.00", "40.00", "原来按店铺日报，现在按订单报表")


def test_an_undo_is_told_too_and_the_log_of_what_was_undone_stays(tmp_path: Path):
    load_table(tmp_path, FIRST, gross="amount_due")
    load_table(tmp_path, SECOND, gross="amount_due")
    load_table(tmp_path, DAYS)
    undo(tmp_path, 2)
    found = changed(tmp_path)
    assert found["05-01", "paid_orders"] == ("2.00", "1.00", "撤销了第 2 次载入")
    assert found["05-03", "paid_orders"] == ("1.00", "None", "撤销了第 2 次载入")
    assert {c.load_id for c in restatements(open_store(tmp_path))} == {2, 4}
    # Seen as one morning, nothing is left of the late payments that came and went.
    assert [c.key for c in restated_since(open_store(tmp_path)) if c.day == date(2024, 5, 1)] == []


def test_several_loads_of_one_morning_are_told_as_one_change(tmp_path: Path):
    load_table(tmp_path, FIRST, gross="amount_due")
    load_table(tmp_path, SECOND, gross="amount_due")
    load_table(
        tmp_path,
        f"{HEADER}\n9 | 5 | 5 | 0 | 交易成功 | 2024-05-01 12:00:00 | 2024-05-01 12:01:00 | 甲店",
        gross="amount_due",
    )
    told = {(c.day, c.key): (c.before, c.after, c.cause.en) for c in restated_since(open_store(tmp_path))}
    assert told[date(2024, 5, 1), "paid_orders"] == (
        Decimal("1.00"), Decimal("3.00"), "1 paid late; 1 order(s) not loaded before"
    )  # fmt: skip


def test_the_log_speaks_of_the_figures_that_the_page_of_the_day_shows(tmp_path: Path):
    for hour, table in enumerate((FIRST, DAYS, SECOND, MORE), 1):
        gross = "amount_due" if "订单编号" in table else None
        load_table(tmp_path, table, gross=gross, as_of=datetime(2024, 5, 4, hour))
    here = open_store(tmp_path)
    latest: dict[tuple[str, date], Decimal | None] = {}
    for change in restatements(here):
        latest.setdefault((change.key, change.day), change.after)
    assert {key for key, _ in latest} == {
        "paid_orders",
        "paid_amount",
        "refund_amount",
        "net_paid_amount",
        "visitors",
    }
    for (key, day), after in latest.items():
        shown = evaluate(here, [key], Period.day(day))[0].values[key].value
        assert after == Decimal(str(shown))
