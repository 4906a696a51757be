"""Shares that still fill are shown with what they become: learnt from the times of earlier days, its error tried on them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from data.load import Upload, load
from data.store import Store, open_store
from metrics.analyses import outlook as module
from metrics.analyses.completion import Completion, Estimate
from metrics.analyses.outlook import Outlook, outlook, share_guess
from metrics.analyses.triangle import SHARES, Triangle, triangle
from metrics.compare.stamped import at_moment
from metrics.evaluate import evaluate
from metrics.maturity import CREDITED, PAYING, REFUNDED
from metrics.period import Period
from metrics.value import Row, Value
from tests.stores import csv_of

LAST = date(2026, 6, 30)
DAYS = [LAST - timedelta(days=back) for back in range(79, -1, -1)]
CUT = datetime(2026, 7, 1, 10, 0)
SHOP = ("本店", "taobao")
ORDERS = "订单编号 | 买家会员名 | 总金额 | 退款金额 | 买家实际支付金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间"
REFUNDS = "退款编号 | 订单编号 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间"


def at(day: date, days: int, clock: str) -> str:
    """A moment so many days after `day`; empty where it lies after the export."""
    moment = datetime.fromisoformat(f"{day + timedelta(days=days)} {clock}")
    return str(moment) if moment <= CUT else ""


def shop(home: Path) -> Store:
    """Ten orders of 100 yuan a day: six paid at once, two the day after next, two never. Of the paid ones one gives 20 yuan back on
    the fifth day, and one all of it on the twelfth."""
    orders, cases = [ORDERS], [REFUNDS]
    for day in DAYS:
        for number in range(10):
            paid = at(day, 0, "09:30:00") if number < 6 else at(day, 2, "09:30:00") if number < 8 else ""
            back = [(5, "20")] if number == 0 else [(12, "100")] if number == 1 else []
            given = [(at(day, days, "12:00:00"), amount) for days, amount in back]
            refund = sum(int(amount) for when, amount in given if when)
            state = "买家已付款，等待卖家发货" if paid else "等待买家付款"
            name = f"{day:%m%d}{number}"
            orders.append(
                f"{name} | 甲 | 100.00 | {refund}.00 | {100 - refund}.00 | {state} | {day} 09:00:00 | {paid} | "
            )
            cases += [
                f"R{name} | {name} | 退款成功 | {amount}.00 | {when} | {when}"
                for when, amount in given
                if when
            ]
    for name, lines in (("订单报表", orders), ("售后退款", cases)):
        result = load(home, [Upload(f"{name}_{CUT:%Y%m%d_%H%M%S}.csv", csv_of("\n".join(lines)))])
        assert not result.files[0].refused, result.files[0].problems
    return open_store(home)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return shop(tmp_path_factory.mktemp("outlook") / "home")


def of(store: Store, key: str, period: Period) -> Outlook:
    found = outlook(store, key, period)
    assert found is not None
    return found


def test_late_payments_are_foreseen(store: Store) -> None:
    day = Period.day(LAST)
    assert evaluate(store, ["final_payment_rate"], day)[0].values["final_payment_rate"].value == 6 / 10
    found = of(store, "final_payment_rate", day)
    assert found.filling.rule == PAYING
    assert found.guess is not None
    assert found.guess.value == pytest.approx(8 / 10)  # as on every day before
    assert found.guess.error == pytest.approx(0)
    assert found.guess.tried >= 10


def test_refunds_of_a_pay_cohort_are_foreseen_over_several_days_each_at_its_age(store: Store) -> None:
    week = Period(LAST - timedelta(days=9), LAST - timedelta(days=3))
    now = evaluate(store, ["refund_rate_cohort"], week)[0].values["refund_rate_cohort"].value
    assert isinstance(now, float)
    found = of(store, "refund_rate_cohort", week)
    assert found.filling.rule == REFUNDED
    assert found.guess is not None
    # Of 800 yuan a day 20 come back on the fifth day and 100 on the twelfth.
    # The first two days of the records were paid 600 alone, and gave as much back.
    assert found.guess.value == pytest.approx(120 / 800, abs=0.002)
    assert now < 120 / 800
    orders = of(store, "order_refund_rate", week).guess
    assert orders is not None
    assert orders.value == pytest.approx(2 / 8, abs=0.003)


def test_a_settled_period_has_no_outlook_and_the_sum_of_figures_none(store: Store) -> None:
    assert outlook(store, "refund_rate_cohort", Period(DAYS[0], DAYS[9])) is None
    assert outlook(store, "paid_amount", Period.day(LAST)) is None


@pytest.mark.parametrize("key", [key for key in SHARES if key != "signed_refund_rate"])
def test_the_triangle_says_what_every_day_showed_then(store: Store, key: str) -> None:
    known = triangle(store, key, SHOP, CUT, DAYS[0])
    for age in (0, 1, 2, 6, 13):
        for day in (DAYS[0], DAYS[20]):
            place = known.days.index(day)
            told = at_moment(store, key, SHOP, [day], datetime.combine(day + timedelta(days=age), CUT.time()))
            top, bottom = known.top[place, age], known.bottom[place, age]
            assert (None if not bottom else pytest.approx(top / bottom)) == told, (key, age)


def test_refunds_that_no_export_explains_teach_nothing(tmp_path: Path) -> None:
    rows = [
        f"{day:%m%d} | 甲 | 100.00 | 10.00 | 90.00 | 交易成功 | {day} 09:00:00 | {day} 09:30:00 | {day} 12:00:00"
        for day in DAYS
    ]
    load(tmp_path / "home", [Upload(f"订单报表_{CUT:%Y%m%d_%H%M%S}.csv", csv_of("\n".join([ORDERS, *rows])))])
    found = of(open_store(tmp_path / "home"), "refund_rate_cohort", Period.day(LAST))
    assert found.guess is None
    assert "30" in found.filling.reason.zh


def simulated(random: np.random.Generator, days: int, settles: int) -> tuple[Triangle, float]:
    """A shop whose orders come back at a true rate of 20 %, a tenth of that on each of ten days; the truth of its last day."""
    bottom = random.integers(150, 250, days)
    top = np.zeros((days, days))
    back = random.binomial(bottom, 0.2)
    for day in range(days):
        waits = random.integers(1, 11, back[day])
        for wait in waits:
            top[day, min(wait, days - 1) :] += 1
    truth = back[-1] / bottom[-1]
    first = LAST - timedelta(days=days - 1)
    known = tuple(first + timedelta(days=place) for place in range(days))
    below = np.repeat(bottom[:, None], days, axis=1).astype(float)
    return Triangle(known, top, below), float(truth)


def test_the_guess_is_as_far_off_as_it_says() -> None:
    random = np.random.default_rng(11)
    age, off, said, naive = 4, [], [], []
    for _ in range(300):
        known, truth = simulated(random, 75, 10)
        cut = LAST + timedelta(days=age)
        # What is not yet known of the last day is hidden.
        top = known.top.copy()
        top[-1] = np.minimum(top[-1], top[-1, age])
        found = share_guess(Triangle(known.days, top, known.bottom), Period.day(LAST), cut, 10)
        assert found is not None
        assert isinstance(found.value, float)
        off.append(abs(found.value - truth))
        said.append(found.error)
        naive.append(abs(top[-1, age] / known.bottom[-1, 0] - truth))
    # The median of what it says is within a quarter of the median of what it was; without a guess the figure is far off.
    assert float(np.median(said)) == pytest.approx(float(np.median(off)), rel=0.25)
    assert float(np.median(off)) < 0.3 * float(np.median(naive))


def test_too_few_days_teach_nothing() -> None:
    known, _ = simulated(np.random.default_rng(3), 16, 10)
    assert share_guess(known, Period.day(LAST), LAST + timedelta(days=4), 10) is None


def test_ads_grow_by_the_factors_of_their_days(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    grown = Estimate(LAST, Decimal(100), Completion(1, Decimal("1.5"), 12, 0.1), Decimal(150))
    monkeypatch.setattr(module, "estimates", lambda *_: {LAST: grown})
    told = Value("ad_roi", Decimal(100), top=Decimal(100), bottom=Decimal(50))
    monkeypatch.setattr(
        module, "evaluate", lambda *_: [Row(None, None, {"ad_revenue": told, "ad_roi": told})]
    )
    one = Period.day(LAST)
    rising = replace(of(store, "final_payment_rate", one).filling, rule=CREDITED, first=LAST, last=LAST)
    monkeypatch.setattr(module, "filling", lambda *_: rising)
    revenue, ratio = of(store, "ad_revenue", one).guess, of(store, "ad_roi", one).guess
    assert revenue is not None
    assert (revenue.value, revenue.days) == (Decimal(150), 12)
    assert revenue.error == pytest.approx(150 * 0.1)
    assert ratio is not None
    assert ratio.value == pytest.approx(150 / 50)
    assert ratio.error == pytest.approx(150 * 0.1 / 50)
