"""The golden fixtures of the metric dictionary (F1 to F4, F9, F10), worked by hand, through a store."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from tests.metrics.tables import costs, orders, refunds, shop_daily, store_together

DAY = date(2026, 3, 3)


def value_of(store: Store, key: str, period: Period) -> Value:
    return evaluate(store, [key], period)[0].values[key]


def test_f1_payments_of_earlier_orders_carry_the_payment_rate_over_one_hundred_percent(
    tmp_path: Path,
) -> None:
    before, day, after = "2026-03-02", "2026-03-03", "2026-03-04"
    earlier = [(n, f"a{n}", 10, f"{before} 10:00:00", f"{before} 11:00:00") for n in range(240)]
    earlier += [(n, f"a{n}", 10, f"{before} 22:00:00", f"{day} 01:00:00") for n in range(240, 270)]
    earlier += [(n, f"a{n}", 10, f"{before} 23:00:00", "") for n in range(270, 300)]
    ours: list[tuple[Any, ...]] = [
        (n, f"b{n}", 10, f"{day} 10:00:00", f"{day} 11:00:00") for n in range(300, 380)
    ]
    ours += [(n, f"b{n}", 10, f"{day} 23:00:00", f"{after} 01:00:00") for n in range(380, 390)]
    ours += [(n, f"b{n}", 10, f"{day} 23:30:00", "") for n in range(390, 400)]
    store = store_together(tmp_path, orders(*earlier, *ours))
    assert value_of(store, "payment_rate", Period.day(DAY)).value == (80 + 30) / 100
    assert value_of(store, "same_day_payment_rate", Period.day(DAY)).value == 80 / 100
    assert value_of(store, "final_payment_rate", Period.day(DAY)).value == (80 + 10) / 100


def test_f2_visitors_of_several_days_are_bounds_and_not_their_sum(tmp_path: Path) -> None:
    # Visitor A came on three days, B on the first.
    store = store_together(
        tmp_path, shop_daily("访客数", ("2026-03-02", 1 + 1), ("2026-03-03", 1), ("2026-03-04", 1))
    )
    period = Period(date(2026, 3, 2), date(2026, 3, 4))
    visitors = value_of(store, "visitors", period)
    assert visitors.value is None
    assert (visitors.low, visitors.high) == (2, 2 + 1 + 1)
    assert "2～4" in (visitors.why.zh if visitors.why else "")
    assert value_of(store, "mean_daily_visitors", period).value == pytest.approx((2 + 1 + 1) / 3)


@pytest.fixture(scope="module")
def roi_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    paid = {
        "2026-03-02": "2995.00",
        "2026-03-03": "2999.99",
        "2026-03-04": "3000.00",
        "2026-03-05": "9000.00",
    }
    cost = [(day, day, "广告", "1000.00") for day in list(paid)[:3]]
    nothing = [(day, day, kind, 0) for day in list(paid)[:3] for kind in ("包邮费", "折扣")]
    last = [("2026-03-05", "2026-03-05", kind, amount) for kind, amount in
            (("广告", "1500.00"), ("包邮费", "500.00"), ("折扣", "1000.00"))]  # fmt: skip
    return store_together(
        tmp_path_factory.mktemp("roi"),
        orders(*((n, f"b{n}", amount, f"{day} 10:00:00", f"{day} 10:01:00")
                 for n, (day, amount) in enumerate(paid.items()))),
        costs(*cost, *nothing, *last),
    )  # fmt: skip


def test_f3_the_grade_stands_on_the_unrounded_return(roi_store: Store) -> None:
    rows = evaluate(roi_store, ["store_roi", "roi_grade"], Period(date(2026, 3, 2), date(2026, 3, 4)), "day")
    assert [row.values["roi_grade"].value for row in rows] == ["fail", "fail", "pass"]
    assert [row.values["store_roi"].value for row in rows] == [2995 / 1000, 2999.99 / 1000, 3000 / 1000]


def test_f3b_the_return_is_paid_money_over_ads_postage_and_discounts(roi_store: Store) -> None:
    keys = ["store_roi", "paid_amount", "ad_spend", "postage", "discounts"]
    values = evaluate(roi_store, keys, Period.day(date(2026, 3, 5)))[0].values
    assert values["store_roi"].value == 9000 / (1500 + 500 + 1000)
    paid, ads, postage, discount = (Decimal(str(values[key].value)) for key in keys[1:])
    assert round((paid + discount) / (ads + postage + discount), 2) == Decimal("3.33")
    assert paid / (ads + postage) == Decimal("4.5")
    assert paid / ads == 6


def test_f4_the_three_ways_to_count_who_comes_back(tmp_path: Path) -> None:
    bought = (
        {f"thrice{n}": 3 for n in range(10)}
        | {f"twice{n}": 2 for n in range(10)}
        | {f"once{n}": 1 for n in range(50)}
    )
    rows: list[tuple[Any, ...]] = []
    for buyer, times in bought.items():
        # Four of those who bought twice did so on one day.
        same = buyer in ("twice0", "twice1", "twice2", "twice3")
        for place in range(times):
            day = f"2026-03-{2 if same else 2 + place:02d}"
            rows.append((len(rows), buyer, 10, f"{day} 10:0{place}:00", f"{day} 11:00:00"))
    store = store_together(tmp_path, orders(*rows))
    month = Period.month(DAY)
    assert value_of(store, "paid_orders", month).value == 10 * 3 + 10 * 2 + 50
    assert value_of(store, "paid_buyers", month).value == 10 + 10 + 50
    by_orders = value_of(store, "repeat_rate_orders", month)
    assert by_orders.value == (10 + 10) / 70  # 28.57 %
    assert (by_orders.n, by_orders.enough) == (70, True)
    assert value_of(store, "repeat_rate", month).value == (10 + 10 - 4) / 70


def test_f9_a_ratio_over_days_is_the_ratio_of_the_sums(tmp_path: Path) -> None:
    store = store_together(
        tmp_path, shop_daily("访客数 | 支付买家数", ("2026-03-02", "1,000", 50), ("2026-03-03", 100, 1))
    )
    conversion = value_of(store, "conversion", Period(date(2026, 3, 2), date(2026, 3, 3)))
    assert conversion.value == (50 + 1) / (1000 + 100)
    assert conversion.value != pytest.approx((50 / 1000 + 1 / 100) / 2)


def test_f10_refunds_by_completion_and_by_pay_cohort(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        orders(
            (1, "a", 10000, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 300 + 1200),
            (2, "b", 2000, "2026-03-09 09:00:00", "2026-03-09 10:00:00", 200),
            (3, "c", 3000, "2026-03-15 09:00:00", "2026-03-15 10:00:00"),
        ),
        refunds(
            (1, 1, 300, "2026-03-02 12:00:00", "2026-03-04 12:00:00"),
            (2, 1, 1200, "2026-03-08 12:00:00", "2026-03-10 12:00:00"),
            (3, 2, 200, "2026-03-15 12:00:00", "2026-03-15 13:00:00"),
        ),
    )
    first, second = Period.week("2026-W10"), Period.week("2026-W11")
    assert value_of(store, "refund_rate", second).value == (1200 + 200) / (2000 + 3000)  # 28 %
    assert value_of(store, "refund_rate", first).value == 300 / 10000
    assert value_of(store, "refund_rate_cohort", first).value == (300 + 1200) / 10000  # 15 %
    assert value_of(store, "refund_rate_cohort", second).value == 200 / (2000 + 3000)  # 4 %
