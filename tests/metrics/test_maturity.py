"""Figures that still rise are known by their days, compared at the same age, and their end is estimated with its error."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from data.load import Upload, load
from data.store import Store, open_store
from metrics.analyses.completion import Reading, completion, estimates, learnt, readings
from metrics.compare import compare
from metrics.maturity import CREDITED, PAYING, REFUNDED, SENDING, UNFINISHED, filling
from metrics.period import Period
from metrics.scope import Scope
from tests.stores import csv_of

FIRST = date(2026, 3, 2)  # a Monday
LAST = FIRST + timedelta(days=41)
OURS = Scope("本店")
SENT = "订单编号 | 买家会员名 | 总金额 | 退款金额 | 买家实际支付金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间 | 店铺名称"
AD = "日期 | 店铺名称 | 计划名称 | 花费 | 总成交金额"


def revenue(day: date, age: int) -> int:
    """Return what the report says: 1,000 yuan in the end and 10 more each day; half on the day, all 15 days later."""
    return round((1000 + 10 * (day - FIRST).days) * (0.5 + 0.5 * min(age, 15) / 15))


def ads(newest: date) -> bytes:
    """Return an ad report of the last 20 days as it was downloaded the morning after `newest`."""
    days = [newest - timedelta(days=age) for age in range(20) if newest - timedelta(days=age) >= FIRST]
    lines = [f"{day} | 本店 | 甲 | 100.00 | {revenue(day, (newest - day).days)}.00" for day in reversed(days)]
    return csv_of("\n".join([AD, *lines]))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    home: Path = tmp_path_factory.mktemp("maturity") / "home"
    rows = [
        f"o{day} | b | 100.00 | 0.00 | 100.00 | 交易成功 | {day} 09:00:00 | {day} 09:30:00 | {day} 12:00:00 | 本店"
        for day in Period(FIRST, LAST).days()
    ]
    half = f"oh | b | 5.00 | 0.00 | 5.00 | 交易成功 | {LAST + timedelta(days=1)} 08:00:00 | {LAST + timedelta(days=1)} 08:30:00 | | 本店"
    stamp = f"{LAST + timedelta(days=1):%Y%m%d}_100000"
    assert (
        not load(home, [Upload(f"订单报表_{stamp}.csv", csv_of("\n".join([SENT, *rows, half])))])
        .files[0]
        .refused
    )
    newest = FIRST + timedelta(days=6)
    while newest <= LAST:
        name = f"计划报表_{newest + timedelta(days=1):%Y%m%d}_090000.csv"
        assert not load(home, [Upload(name, ads(newest))]).files[0].refused
        newest += timedelta(days=7)
    return open_store(home)


@pytest.mark.parametrize(
    ("key", "rule", "days"),
    [("ad_roi", CREDITED, 15), ("ad_revenue", CREDITED, 15), ("refund_rate_cohort", REFUNDED, 30),
     ("order_refund_rate", REFUNDED, 30), ("final_payment_rate", PAYING, 3)],
)  # fmt: skip
def test_the_last_days_of_figures_that_rise_are_named_with_the_day_on_which_they_settle(
    store: Store, key: str, rule: object, days: int
) -> None:
    found = filling(store, key, Period(FIRST, LAST), OURS)
    assert found is not None
    assert found.rule == rule
    newest = (
        LAST if rule == CREDITED else LAST + timedelta(days=1)
    )  # the orders also tell of the morning after
    assert found.first == newest - timedelta(days=days - 1)
    assert (found.last, found.until) == (LAST, LAST + timedelta(days=days))
    assert found.first.isoformat() in found.reason.zh
    assert filling(store, key, Period(FIRST, found.first - timedelta(days=1)), OURS) is None


@pytest.mark.parametrize("key", ["ad_spend", "ad_cpc", "paid_amount", "payment_rate", "repeat_within_30d"])
def test_what_is_known_on_its_day_is_settled(store: Store, key: str) -> None:
    assert filling(store, key, Period(FIRST, LAST), OURS) is None


def test_a_day_exported_before_its_end_and_orders_not_yet_due_are_named(store: Store) -> None:
    today = LAST + timedelta(days=1)
    half = filling(store, "paid_amount", Period.day(today), OURS)
    assert half is not None
    assert (half.rule, half.first) == (UNFINISHED, today)
    # The export of 10:00 judges none of the orders that were paid after 10:00 the day before.
    yesterday = filling(store, "dispatch_rate_24h", Period.day(LAST), OURS)
    assert yesterday is not None
    assert (yesterday.rule, yesterday.first) == (SENDING, LAST)
    assert filling(store, "dispatch_rate_24h", Period.day(LAST - timedelta(days=1)), OURS) is None
    due = filling(store, "dispatch_rate_24h", Period.day(today), OURS)
    assert due is not None
    assert due.rule in (SENDING, UNFINISHED)


def test_past_days_are_known_as_they_stood(store: Store) -> None:
    day = FIRST + timedelta(days=6)  # first read on its own evening, then every seven days
    assert readings(store, OURS)["本店", "taobao", day] == [
        Reading(age, Decimal(revenue(day, age))) for age in (0, 7, 14)
    ]


def test_a_rising_day_is_compared_with_past_days_at_its_age(store: Store) -> None:
    # The last day is a Sunday, read on its evening; so were the Sundays before.
    base = compare(store, ["ad_revenue", "ad_roi"], Period.day(LAST), "last_week", OURS)
    before = LAST - timedelta(days=7)
    assert base["ad_revenue"].value == revenue(before, 0)
    assert base["ad_roi"].value == pytest.approx(revenue(before, 0) / 100)
    assert "同样回流 0 天" in base["ad_roi"].notes[-1].zh
    ordinary = compare(store, ["ad_revenue"], Period.day(LAST), "ordinary", OURS)["ad_revenue"]
    sundays = [
        LAST - timedelta(weeks=week) for week in (2, 3, 4, 5)
    ]  # the one before was in the break of Qingming
    assert ordinary.value == Decimal(sum(sorted(revenue(day, 0) for day in sundays)[1:3])) / 2


def test_a_rising_figure_without_such_days_is_not_compared(store: Store) -> None:
    month = compare(store, ["ad_roi", "ad_spend"], Period(FIRST + timedelta(days=29), LAST), "previous", OURS)
    assert month["ad_roi"].value is None
    assert month["ad_roi"].why is not None
    assert "15 天" in month["ad_roi"].why.zh
    assert month["ad_spend"].value == 13 * 100
    tuesday = LAST - timedelta(days=5)
    assert (
        compare(store, ["ad_direct_roi"], Period.day(tuesday), "last_week", OURS)["ad_direct_roi"].value
        is None
    )


def test_what_a_young_day_becomes_is_learnt_and_stands_beside_it(store: Store) -> None:
    # Days read at age 0 and at 14 only: never seen settled at 15, so that nothing can be learnt here.
    assert completion(store, 0, OURS) is None
    # The 3rd, 10th, 17th and 24th day were read at 3 and at 17 days.
    grown = completion(store, 3, OURS, least=2)
    assert grown is not None
    assert grown.factor == pytest.approx(Decimal(1) / Decimal("0.6"), rel=Decimal("0.01"))
    assert grown.observations == 4
    assert grown.error < 0.01
    day = LAST - timedelta(days=3)
    assert estimates(store, [day], OURS) == {}  # four days taught it, ten are asked for


def simulated(random: np.random.Generator, days: int) -> list[list[Reading]]:
    found = []
    for _ in range(days):
        final = 1000 * np.exp(0.5 * random.standard_normal())
        share = 0.7 * np.exp(0.1 * random.standard_normal())
        found.append([Reading(3, Decimal(round(final * share))), Reading(16, Decimal(round(final)))])
    return found


def test_the_factor_and_its_error_are_those_of_the_simulated_shop() -> None:
    random = np.random.default_rng(5)
    grown = learnt(3, simulated(random, 300))
    assert grown is not None
    assert float(grown.factor) == pytest.approx(1 / 0.7, rel=0.02)
    # The median of |exp(0.1 z) - 1| is about 0.1 x 0.6745.
    assert grown.error == pytest.approx(0.067, abs=0.012)
    fresh = [abs(float(each[0].value * grown.factor / each[1].value) - 1) for each in simulated(random, 1000)]
    assert float(np.median(fresh)) == pytest.approx(grown.error, abs=0.015)


def test_too_few_days_teach_nothing() -> None:
    assert learnt(3, simulated(np.random.default_rng(6), 9)) is None
    assert learnt(4, simulated(np.random.default_rng(6), 99)) is None
