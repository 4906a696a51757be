"""Refunds have three clocks of the same money: one of them serves an answer, and it is named."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import orders, refunds, shop_daily, store_together

MARCH = Period.month(date(2026, 3, 1))
REFUND_KEYS = ["refund_amount", "refunds", "refund_rate", "net_paid_amount"]
# Four orders of 100, one a day; 60 of the first and 30 of the third were given back later.
ORDERS = (
    (1, "a", 100, "2026-03-01 09:00:00", "2026-03-01 10:00:00", 60),
    (2, "b", 100, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
    (3, "c", 100, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 30),
    (4, "d", 100, "2026-03-04 09:00:00", "2026-03-04 10:00:00"),
)
DAILY = tuple(
    (f"2026-03-0{day}", refund) for day, refund in ((1, "0.00"), (2, "61.00"), (3, "0.00"), (4, "31.00"))
)
EXPORT = (
    (1, 1, 60, "2026-03-01 12:00:00", "2026-03-02 12:00:00"),
    (2, 3, 30, "2026-03-04 12:00:00", "2026-03-04 15:00:00"),
)


def day(number: int) -> Period:
    return Period.day(date(2026, 3, number))


def values(store: Store, period: Period = ALL, scope: Scope = Scope()) -> dict[str, Value]:  # noqa: B008
    return dict(evaluate(store, REFUND_KEYS, period, None, scope)[0].values)


@pytest.fixture(scope="module")
def orders_alone(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("orders"), orders(*ORDERS))


@pytest.fixture(scope="module")
def with_daily(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(
        tmp_path_factory.mktemp("daily"),
        orders(*ORDERS),
        shop_daily("成功退款金额 | 访客数", *((*row, 9) for row in DAILY)),
    )


@pytest.fixture(scope="module")
def with_export(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(
        tmp_path_factory.mktemp("export"),
        orders(*ORDERS),
        shop_daily("成功退款金额 | 访客数", *((*row, 9) for row in DAILY)),
        refunds(*EXPORT),
    )


def test_orders_alone_put_a_refund_on_the_pay_day_of_its_order(orders_alone: Store) -> None:
    assert values(orders_alone, day(1))["refund_amount"].value == 60
    assert values(orders_alone, day(2))["refund_amount"].value == 0
    found = values(orders_alone)
    assert found["refund_amount"].value == 60 + 30
    assert found["refunds"].value == 2
    assert found["net_paid_amount"].value == 400 - 90
    assert found["refund_rate"].value == 90 / 400
    assert found["refund_amount"].source == "order_paid_day"
    assert "付款日" in found["refund_amount"].notes[0].zh


def test_the_shop_report_comes_before_the_orders_and_knows_no_number_of_refunds(with_daily: Store) -> None:
    assert values(with_daily, day(1))["refund_amount"].value == 0
    found = values(with_daily, day(2))
    assert found["refund_amount"].value == 61
    assert found["refund_amount"].source == "shop_daily"
    assert found["refunds"].value is None
    assert found["refunds"].why is not None
    assert found["net_paid_amount"].value == 100 - 61
    assert "生意参谋" in found["refund_amount"].notes[0].zh


def test_the_refund_export_comes_first_and_counts_on_the_day_of_completion(with_export: Store) -> None:
    assert [values(with_export, day(n))["refund_amount"].value for n in (1, 2, 3, 4)] == [0, 60, 0, 30]
    assert values(with_export, day(2))["refund_rate"].value == 60 / 100
    assert values(with_export, day(1))["refunds"].value == 0
    found = values(with_export, MARCH)
    assert found["refund_amount"].value == 60 + 30
    assert found["refund_amount"].source == "refunds"
    assert [note.zh for note in found["refund_amount"].notes] == ["按退款完结日（售后导出）"]


def test_one_clock_serves_every_day_of_an_answer(with_export: Store, with_daily: Store) -> None:
    for store, source, amounts in (
        (with_export, "refunds", [0, 60, 0, 30]),
        (with_daily, "shop_daily", [0, 61, 0, 31]),
    ):
        rows = evaluate(store, ["refund_amount"], Period(date(2026, 3, 1), date(2026, 3, 4)), "day")
        assert [row.values["refund_amount"].value for row in rows] == amounts
        assert {row.values["refund_amount"].source for row in rows} == {source}


def test_the_pay_cohort_stays_beside_whatever_clock_is_used(with_export: Store) -> None:
    cohort = evaluate(with_export, ["refund_rate_cohort", "order_refund_rate"], MARCH)[0].values
    assert cohort["refund_rate_cohort"].value == (60 + 30) / 400
    assert cohort["order_refund_rate"].value == 2 / 4


def test_an_export_of_half_the_range_does_not_serve_the_whole(tmp_path: Path) -> None:
    # The refund export covers the 3rd and 4th, the shop report all four days: one of them is used, never their sum.
    store = store_together(
        tmp_path,
        orders(*ORDERS),
        shop_daily("成功退款金额 | 访客数", *((*row, 9) for row in DAILY)),
        refunds(
            (8, 1, 7, "2026-03-03 12:00:00", "2026-03-03 13:00:00"),
            (9, 3, 30, "2026-03-04 12:00:00", "2026-03-04 15:00:00"),
        ),
    )
    whole = values(store, Period(date(2026, 3, 1), date(2026, 3, 4)))["refund_amount"]
    assert (whole.value, whole.source) == (61 + 31, "shop_daily")
    late = values(store, Period(date(2026, 3, 3), date(2026, 3, 4)))["refund_amount"]
    assert (late.value, late.source) == (7 + 30, "refunds")


def test_the_quiet_ends_of_an_export_count_as_days_without_refunds(tmp_path: Path) -> None:
    # The first case came on the 2nd, the last on the 3rd; orders are loaded from the 1st to the 4th.
    cases = refunds(
        (1, 1, 60, "2026-03-02 12:00:00", "2026-03-03 12:00:00"),
        (2, 3, 30, "2026-03-03 12:00:00", "2026-03-04 15:00:00"),
    )
    store = store_together(tmp_path, orders(*ORDERS), cases)
    found = values(store, MARCH)
    assert (found["refund_amount"].value, found["refund_amount"].source) == (60 + 30, "refunds")
    assert (found["net_paid_amount"].value, found["net_paid_amount"].days_covered) == (400 - 90, 4)
    assert found["refund_rate"].value == 90 / 400
    assert [note.zh for note in found["refund_amount"].notes] == [
        "按退款完结日（售后导出）", "售后导出首尾没有申请的几天按没有退款计",
    ]  # fmt: skip
    assert values(store, day(4))["refund_amount"].value == 30
    assert values(store, day(1))["refund_amount"].value == 0


def test_a_range_that_the_export_hardly_touches_is_not_taken_for_quiet(tmp_path: Path) -> None:
    late = tuple((9 + n, "e", 100, f"2026-03-{n} 09:00:00", f"2026-03-{n} 10:00:00", 1) for n in (10, 12, 15))
    store = store_together(tmp_path, orders(*ORDERS, *late), refunds(*EXPORT))
    assert values(store, Period(date(2026, 3, 1), date(2026, 3, 11)))["refund_amount"].source == "refunds"
    beyond = values(store, Period(date(2026, 3, 1), date(2026, 3, 15)))["refund_amount"]
    assert (beyond.value, beyond.source) == (60 + 30 + 3, "order_paid_day")


def test_an_export_without_completion_times_cannot_serve_the_completion_clock(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        orders(*ORDERS),
        """
        退款编号 | 订单编号 | 退款总额 | 退款申请时间 | 退款状态
        1 | 1 | 60 | 2026-03-01 12:00:00 | 退款成功
        2 | 3 | 30 | 2026-03-04 12:00:00 | 退款成功
        """,
    )
    found = values(store, MARCH)["refund_amount"]
    assert (found.value, found.source) == (60 + 30, "order_paid_day")


def test_each_shop_has_its_own_clock_and_their_money_is_added_once(tmp_path: Path) -> None:
    other = tuple((*row[:5], (row[5] if len(row) > 5 else 0), "二店") for row in ORDERS)
    store = store_together(
        tmp_path,
        orders(*((row[0] + 10, *row[1:]) for row in other)),
        orders(*((*row[:5], (row[5] if len(row) > 5 else 0), "一店") for row in ORDERS)),
        "\n".join(["店铺名称 | " + line if n == 0 else "一店 | " + line
                   for n, line in enumerate(refunds(*EXPORT).splitlines())]),
    )  # fmt: skip
    rows = {row.cut: row.values["refund_amount"] for row in evaluate(store, ["refund_amount"], MARCH, "shop")}
    assert {shop: (value.value, value.source) for shop, value in rows.items()} == {
        "一店": (Decimal(60 + 30), "refunds"), "二店": (Decimal(60 + 30), "order_paid_day"),
    }  # fmt: skip
    both = values(store, MARCH)["refund_amount"]
    assert both.value == 2 * (60 + 30)
    assert both.source == "order_paid_day+refunds"
    assert len(both.notes) == 2
