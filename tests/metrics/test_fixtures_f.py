"""The golden fixtures of the metric dictionary (F1 to F4, F9, F10), worked by hand, each a shop of one store."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.store import Store
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from metrics.rates import EARLIER
from metrics.scope import Scope
from tests.metrics.tables import costs, one_store, orders, refunds, shop_daily

DAY = date(2026, 3, 3)
Rows = list[tuple[Any, ...]]


def f1() -> Rows:
    """300 orders on the day before (240 paid at once, 30 on the day), 100 on the day (80 at once, 10 the next day)."""
    before, day, after = "2026-03-02", "2026-03-03", "2026-03-04"
    rows: Rows = [(n, f"a{n}", 10, f"{before} 10:00:00", f"{before} 11:00:00") for n in range(240)]
    rows += [(n, f"a{n}", 10, f"{before} 22:00:00", f"{day} 01:00:00") for n in range(240, 270)]
    rows += [(n, f"a{n}", 10, f"{before} 23:00:00", "") for n in range(270, 300)]
    rows += [(n, f"b{n}", 10, f"{day} 10:00:00", f"{day} 11:00:00") for n in range(300, 380)]
    rows += [(n, f"b{n}", 10, f"{day} 23:00:00", f"{after} 01:00:00") for n in range(380, 390)]
    return rows + [(n, f"b{n}", 10, f"{day} 23:30:00", "") for n in range(390, 400)]


def f4() -> Rows:
    """100 orders of 70 buyers: 10 bought three times, 10 twice (four of them on one day), 50 once."""
    bought = {f"thrice{n}": 3 for n in range(10)} | {f"twice{n}": 2 for n in range(10)}
    bought |= {f"once{n}": 1 for n in range(50)}
    rows: Rows = []
    for buyer, times in bought.items():
        same_day = buyer in ("twice0", "twice1", "twice2", "twice3")
        for place in range(times):
            day = f"2026-03-{2 if same_day else 2 + place:02d}"
            rows.append((1000 + len(rows), buyer, 10, f"{day} 10:0{place}:00", f"{day} 11:00:00"))
    return rows


PAID = {"2026-03-02": "2995.00", "2026-03-03": "2999.99", "2026-03-04": "3000.00", "2026-03-05": "9000.00"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    thousand = [
        (day, day, *cost) for day in list(PAID)[:3] for cost in (("广告", 1000), ("包邮费", 0), ("折扣", 0))
    ]
    last = [("2026-03-05", "2026-03-05", *cost) for cost in (("广告", 1500), ("包邮费", 500), ("折扣", 1000))]
    return one_store(
        tmp_path_factory.mktemp("fixtures"),
        orders(*f1(), shop="F1"),
        # Visitor A came on three days, B on the first.
        shop_daily("访客数 | 支付买家数", ("2026-03-02", 1 + 1, ""), ("2026-03-03", 1, ""), ("2026-03-04", 1, ""), shop="F2"),
        orders(*((2000 + n, f"b{n}", amount, f"{day} 10:00:00", f"{day} 10:01:00")
                 for n, (day, amount) in enumerate(PAID.items())), shop="F3"),
        costs(*thousand, *last, shop="F3"),
        orders(*f4(), shop="F4"),
        shop_daily("访客数 | 支付买家数", ("2026-03-02", "1,000", 50), ("2026-03-03", 100, 1), shop="F9"),
        orders(
            (3001, "a", 10000, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 300 + 1200),
            (3002, "b", 2000, "2026-03-09 09:00:00", "2026-03-09 10:00:00", 200),
            (3003, "c", 3000, "2026-03-15 09:00:00", "2026-03-15 10:00:00"),
            shop="F10",
        ),
        refunds(
            (1, 3001, 300, "2026-03-02 12:00:00", "2026-03-04 12:00:00"),
            (2, 3001, 1200, "2026-03-08 12:00:00", "2026-03-10 12:00:00"),
            (3, 3002, 200, "2026-03-15 12:00:00", "2026-03-15 13:00:00"),
            shop="F10",
        ),
    )  # fmt: skip


def value_of(store: Store, shop: str, key: str, period: Period) -> Value:
    return evaluate(store, [key], period, None, Scope(shop))[0].values[key]


def test_f1_payments_of_earlier_orders_carry_the_payment_rate_over_one_hundred_percent(store: Store) -> None:
    rate = value_of(store, "F1", "payment_rate", Period.day(DAY))
    assert rate.value == (80 + 30) / 100
    assert EARLIER in rate.notes
    assert EARLIER not in value_of(store, "F1", "payment_rate", Period.day(date(2026, 3, 2))).notes
    assert value_of(store, "F1", "same_day_payment_rate", Period.day(DAY)).value == 80 / 100
    assert value_of(store, "F1", "final_payment_rate", Period.day(DAY)).value == (80 + 10) / 100


def test_f2_visitors_of_several_days_are_bounds_and_not_their_sum(store: Store) -> None:
    period = Period(date(2026, 3, 2), date(2026, 3, 4))
    visitors = value_of(store, "F2", "visitors", period)
    assert visitors.value is None
    assert (visitors.low, visitors.high) == (2, 2 + 1 + 1)
    assert visitors.why is not None
    assert "2～4" in visitors.why.zh
    assert value_of(store, "F2", "mean_daily_visitors", period).value == pytest.approx((2 + 1 + 1) / 3)


def test_f3_the_grade_stands_on_the_unrounded_return(store: Store) -> None:
    period = Period(date(2026, 3, 2), date(2026, 3, 4))
    rows = evaluate(store, ["store_roi", "roi_grade"], period, "day", Scope("F3"))
    assert [row.values["roi_grade"].value for row in rows] == ["fail", "fail", "pass"]
    assert [row.values["store_roi"].value for row in rows] == [2995 / 1000, 2999.99 / 1000, 3000 / 1000]


def test_f3b_the_return_is_paid_money_over_ads_postage_and_discounts(store: Store) -> None:
    keys = ["store_roi", "paid_amount", "ad_spend", "postage", "discounts"]
    values = evaluate(store, keys, Period.day(date(2026, 3, 5)), None, Scope("F3"))[0].values
    assert values["store_roi"].value == 9000 / (1500 + 500 + 1000)
    paid, ads, postage, discount = (Decimal(str(values[key].value)) for key in keys[1:])
    assert round((paid + discount) / (ads + postage + discount), 2) == Decimal("3.33")
    assert paid / (ads + postage) == Decimal("4.5")
    assert paid / ads == 6


def test_f4_the_three_ways_to_count_who_comes_back(store: Store) -> None:
    month = Period.month(DAY)
    assert value_of(store, "F4", "paid_orders", month).value == 10 * 3 + 10 * 2 + 50
    assert value_of(store, "F4", "paid_buyers", month).value == 10 + 10 + 50
    by_orders = value_of(store, "F4", "repeat_rate_orders", month)
    assert by_orders.value == (10 + 10) / 70  # 28.57 %
    assert (by_orders.n, by_orders.enough) == (70, True)
    assert value_of(store, "F4", "repeat_rate", month).value == (10 + 10 - 4) / 70
    assert value_of(store, "F4", "repeat_order_share", month).value == (10 * 2 + 10) / 100  # 30 %


def test_f9_a_ratio_over_days_is_the_ratio_of_the_sums(store: Store) -> None:
    conversion = value_of(store, "F9", "conversion", Period(date(2026, 3, 2), date(2026, 3, 3)))
    assert conversion.value == (50 + 1) / (1000 + 100)
    assert conversion.value != pytest.approx((50 / 1000 + 1 / 100) / 2)


def test_f10_refunds_by_completion_and_by_pay_cohort(store: Store) -> None:
    first, second = Period.week("2026-W10"), Period.week("2026-W11")
    assert value_of(store, "F10", "refund_rate", second).value == (1200 + 200) / (2000 + 3000)  # 28 %
    assert value_of(store, "F10", "refund_rate", first).value == 300 / 10000
    assert value_of(store, "F10", "refund_rate_cohort", first).value == (300 + 1200) / 10000  # 15 %
    assert value_of(store, "F10", "refund_rate_cohort", second).value == 200 / (2000 + 3000)  # 4 %
