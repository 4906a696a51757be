"""Refunds have three clocks of the same money: one of them serves an answer, and it is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.store import Store
from metrics.clock import same_clock
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, refunds, report, shop_daily

FIRST_FOUR = Period(date(2026, 3, 1), date(2026, 3, 4))
REFUND_KEYS = ["refund_amount", "refunds", "refund_rate", "net_paid_amount"]
DAILY = tuple(
    (f"2026-03-0{day}", refund) for day, refund in ((1, "0.00"), (2, "61.00"), (3, "0.00"), (4, "31.00"))
)


def sold(number: int) -> tuple[tuple[Any, ...], ...]:
    """Return four orders of 100, one a day; 60 of the first and 30 of the third were given back later."""
    given_back = {1: 60, 3: 30}
    return tuple(
        (
            10 * number + day,
            "a",
            100,
            f"2026-03-0{day} 09:00:00",
            f"2026-03-0{day} 10:00:00",
            given_back.get(day, 0),
        )
        for day in (1, 2, 3, 4)
    )


def case(number: int, amount: int, applied: str, completed: str) -> tuple[Any, ...]:
    return number, number, amount, f"2026-03-{applied} 12:00:00", f"2026-03-{completed} 15:00:00"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    columns = "成功退款金额"
    later = tuple(
        (90 + n, "e", 100, f"2026-03-{n} 09:00:00", f"2026-03-{n} 10:00:00", 1) for n in (10, 12, 15)
    )
    return one_store(
        tmp_path_factory.mktemp("clocks"),
        orders(*sold(1), shop="只有订单"),
        orders(*sold(2), shop="加店铺日报"),
        shop_daily(f"访客数 | {columns}", *((day, 9, refund) for day, refund in DAILY), shop="加店铺日报"),
        orders(*sold(3), shop="加售后"),
        shop_daily(f"访客数 | {columns}", *((day, 9, refund) for day, refund in DAILY), shop="加售后"),
        refunds(case(31, 60, "01", "02"), case(33, 30, "04", "04"), shop="加售后"),
        orders(*sold(4), shop="售后只有后半"),
        shop_daily(f"访客数 | {columns}", *((day, 9, refund) for day, refund in DAILY), shop="售后只有后半"),
        refunds(case(41, 7, "03", "03"), case(43, 30, "04", "04"), shop="售后只有后半"),
        orders(*sold(5), shop="售后两端安静"),
        refunds(case(51, 60, "02", "03"), case(53, 30, "03", "04"), shop="售后两端安静"),
        orders(*sold(6), *later, shop="售后只碰到开头"),
        refunds(case(61, 60, "01", "02"), case(63, 30, "04", "04"), shop="售后只碰到开头"),
        orders(*sold(7), shop="没有完结时间"),
        report("退款编号 | 订单编号 | 退款总额 | 退款申请时间 | 退款状态", (71, 71, 60, "2026-03-01 12:00:00", "退款成功"),
               (73, 73, 30, "2026-03-04 12:00:00", "退款成功"), shop="没有完结时间"),
    )  # fmt: skip


def values(store: Store, shop: str, period: Period = ALL) -> dict[str, Value]:
    return dict(evaluate(store, REFUND_KEYS, period, None, Scope(shop))[0].values)


def on_day(store: Store, shop: str, day: int) -> dict[str, Value]:
    return values(store, shop, Period.day(date(2026, 3, day)))


def test_orders_alone_put_a_refund_on_the_pay_day_of_its_order(store: Store) -> None:
    assert on_day(store, "只有订单", 1)["refund_amount"].value == 60
    assert on_day(store, "只有订单", 2)["refund_amount"].value == 0
    found = values(store, "只有订单")
    assert found["refund_amount"].value == 60 + 30
    assert found["refunds"].value == 2
    assert found["net_paid_amount"].value == 400 - 90
    assert found["refund_rate"].value == 90 / 400
    assert found["refund_amount"].source == "order_paid_day"
    assert "付款日" in found["refund_amount"].notes[0].zh


def test_the_shop_report_comes_before_the_orders_and_knows_no_number_of_refunds(store: Store) -> None:
    assert on_day(store, "加店铺日报", 1)["refund_amount"].value == 0
    found = on_day(store, "加店铺日报", 2)
    assert found["refund_amount"].value == 61
    assert found["refund_amount"].source == "shop_daily"
    assert found["refunds"].value is None
    assert found["refunds"].why is not None
    assert found["net_paid_amount"].value == 100 - 61
    assert "生意参谋" in found["refund_amount"].notes[0].zh


def test_the_refund_export_comes_first_and_counts_on_the_day_of_completion(store: Store) -> None:
    assert [on_day(store, "加售后", day)["refund_amount"].value for day in (1, 2, 3, 4)] == [0, 60, 0, 30]
    assert on_day(store, "加售后", 2)["refund_rate"].value == 60 / 100
    assert on_day(store, "加售后", 1)["refunds"].value == 0
    found = values(store, "加售后", Period.month(date(2026, 3, 1)))
    assert found["refund_amount"].value == 60 + 30
    assert found["refund_amount"].source == "refunds"
    assert [note.zh for note in found["refund_amount"].notes] == ["按退款完结日（售后导出）"]


def test_one_clock_serves_every_day_of_an_answer(store: Store) -> None:
    for shop, source, amounts in (
        ("加售后", "refunds", [0, 60, 0, 30]),
        ("加店铺日报", "shop_daily", [0, 61, 0, 31]),
    ):
        rows = evaluate(store, ["refund_amount"], FIRST_FOUR, "day", Scope(shop))
        assert [row.values["refund_amount"].value for row in rows] == amounts
        assert {row.values["refund_amount"].source for row in rows} == {source}


def test_the_pay_cohort_stays_beside_whatever_clock_is_used(store: Store) -> None:
    for shop in ("只有订单", "加店铺日报", "加售后"):
        cohort = evaluate(store, ["refund_rate_cohort", "order_refund_rate"], FIRST_FOUR, None, Scope(shop))[
            0
        ].values
        assert cohort["refund_rate_cohort"].value == (60 + 30) / 400
        assert cohort["order_refund_rate"].value == 2 / 4


def test_an_export_of_half_the_range_does_not_serve_the_whole(store: Store) -> None:
    # The refund export covers the 3rd and 4th, the shop report all four days: one of them is used, never their sum.
    whole = values(store, "售后只有后半", FIRST_FOUR)["refund_amount"]
    assert (whole.value, whole.source) == (61 + 31, "shop_daily")
    late = values(store, "售后只有后半", Period(date(2026, 3, 3), date(2026, 3, 4)))["refund_amount"]
    assert (late.value, late.source) == (7 + 30, "refunds")


def test_the_quiet_ends_of_an_export_count_as_days_without_refunds(store: Store) -> None:
    # The first case came on the 2nd, the last on the 3rd; orders are loaded from the 1st to the 4th.
    found = values(store, "售后两端安静", Period.month(date(2026, 3, 1)))
    assert (found["refund_amount"].value, found["refund_amount"].source) == (60 + 30, "refunds")
    assert (found["net_paid_amount"].value, found["net_paid_amount"].days_covered) == (400 - 90, 4)
    assert found["refund_rate"].value == 90 / 400
    assert [note.zh for note in found["refund_amount"].notes] == [
        "按退款完结日（售后导出）",
        "售后导出首尾没有申请的几天按没有退款计",
    ]
    assert on_day(store, "售后两端安静", 4)["refund_amount"].value == 30
    assert on_day(store, "售后两端安静", 1)["refund_amount"].value == 0


def test_a_range_that_the_export_hardly_touches_is_not_taken_for_quiet(store: Store) -> None:
    within = values(store, "售后只碰到开头", Period(date(2026, 3, 1), date(2026, 3, 11)))["refund_amount"]
    assert (within.value, within.source) == (60 + 30, "refunds")
    beyond = values(store, "售后只碰到开头", Period(date(2026, 3, 1), date(2026, 3, 15)))["refund_amount"]
    assert (beyond.value, beyond.source) == (60 + 30 + 3, "order_paid_day")


def test_an_export_without_completion_times_cannot_serve_the_completion_clock(store: Store) -> None:
    found = values(store, "没有完结时间")["refund_amount"]
    assert (found.value, found.source) == (60 + 30, "order_paid_day")


def test_each_shop_has_its_own_clock_and_their_money_is_added_once(store: Store) -> None:
    rows = evaluate(store, ["refund_amount"], FIRST_FOUR, "shop")
    assert {row.cut: row.values["refund_amount"].value for row in rows} == {
        "只有订单": 60 + 30, "加店铺日报": 61 + 31, "加售后": 60 + 30, "售后只有后半": 61 + 31, "售后两端安静": 60 + 30,
        "售后只碰到开头": 60 + 30, "没有完结时间": 60 + 30,
    }  # fmt: skip
    everything = evaluate(store, ["refund_amount"], FIRST_FOUR)[0].values["refund_amount"]
    assert everything.value == 5 * (60 + 30) + 2 * (61 + 31)
    assert everything.source == "order_paid_day+refunds+shop_daily"
    assert len(everything.notes) == 3 + 1


def test_the_clock_that_was_chosen_serves_every_range(store: Store) -> None:
    chosen = replace(store, refund_clock="order_paid_day")
    found = evaluate(chosen, ["refund_amount"], FIRST_FOUR, None, Scope("加售后"))[0].values["refund_amount"]
    assert (found.source, found.value) == ("order_paid_day", Decimal(60 + 30))
    # a shop without that source keeps the best it has
    platform = replace(store, refund_clock="shop_daily")
    alone = evaluate(platform, ["refund_amount"], FIRST_FOUR, None, Scope("只有订单"))[0].values[
        "refund_amount"
    ]
    assert alone.source == "order_paid_day"


def test_both_weeks_of_a_report_use_one_clock(store: Store) -> None:
    # Cases are known of the 3rd and 4th alone: with the days before in one report, they don't serve.
    scope, late = Scope("售后只有后半"), Period(date(2026, 3, 3), date(2026, 3, 4))
    alone = evaluate(store, ["refund_amount"], late, None, scope)[0].values["refund_amount"]
    together = evaluate(store, ["refund_amount"], late, None, scope, reach=FIRST_FOUR)[0].values[
        "refund_amount"
    ]
    whole = evaluate(store, ["refund_amount"], FIRST_FOUR, None, scope)[0].values["refund_amount"]
    assert alone.source == "refunds"
    assert together.source == whole.source == "shop_daily"
    assert not same_clock("refund_amount", alone, whole)
    assert same_clock("refund_amount", together, whole)
    assert same_clock("paid_amount", alone, whole)  # orders have no choice of clocks
