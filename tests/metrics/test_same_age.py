"""Payments, dispatch and refunds of a young day are held against earlier days as they stood at its age."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.load import Upload, load
from data.store import Store, open_store
from metrics.analyses.dispatch import data_cut
from metrics.compare import Comparison, compare
from metrics.compare.stamped import TOLD, at_moment
from metrics.evaluate import evaluate
from metrics.maturity import SIGNED, filling
from metrics.period import Period
from tests.stores import csv_of

FIRST = date(2026, 3, 1)  # a Sunday
LAST = date(2026, 3, 28)  # a Saturday, four weeks on
CUT = datetime(2026, 3, 29, 10, 0)
ORDERS = "订单编号 | 买家会员名 | 总金额 | 退款金额 | 买家实际支付金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间"
REFUNDS = "退款编号 | 订单编号 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间"
SHOP = ("本店", "taobao")


def moment(day: date, days: int, clock: str) -> str:
    """A moment so many days after `day` as an export has it; empty where it lies after the export."""
    at = datetime.fromisoformat(f"{day + timedelta(days=days)} {clock}")
    return str(at) if at <= CUT else ""


def rows_of(day: date) -> tuple[list[str], list[str]]:
    """Four orders of 100 yuan a day: paid at 09:30 and sent at noon; paid at 20:00 and sent 30 hours later; paid the next day at 9:00;
    never paid. The first gives 10 back the next morning, and 30 more ten days later."""
    orders, refunds = [], []
    back = [(1, "08:00:00", 10), (10, "08:00:00", 30)]
    given = [(days, clock, amount) for days, clock, amount in back if moment(day, days, clock)]
    for number, (paid, sent) in enumerate((
        (moment(day, 0, "09:30:00"), moment(day, 0, "12:00:00")),
        (moment(day, 0, "20:00:00"), moment(day, 2, "02:00:00")),
        (moment(day, 1, "09:00:00"), moment(day, 1, "10:00:00")),
        ("", ""),
    )):  # fmt: skip
        refund = sum(amount for *_, amount in given) if number == 0 else 0
        state = ("卖家已发货" if sent else "买家已付款，等待卖家发货") if paid else "等待买家付款"
        orders.append(
            f"{day:%m%d}{number} | 甲{day:%d} | 100.00 | {refund}.00 | {100 - refund}.00 | {state} | {day} 09:00:00 | {paid} | {sent}"
        )
    for place, (days, clock, amount) in enumerate(given):
        at = moment(day, days, clock)
        refunds.append(f"R{day:%m%d}{place} | {day:%m%d}0 | 退款成功 | {amount}.00 | {at} | {at}")
    return orders, refunds


def opened(home: Path, with_refunds: bool) -> Store:
    orders, refunds = zip(*(rows_of(day) for day in Period(FIRST, LAST).days()), strict=True)
    tables = [("订单报表", [ORDERS, *(line for lines in orders for line in lines)])]
    if with_refunds:
        tables.append(("售后退款", [REFUNDS, *(line for lines in refunds for line in lines)]))
    for name, lines in tables:
        result = load(home, [Upload(f"{name}_{CUT:%Y%m%d_%H%M%S}.csv", csv_of("\n".join(lines)))])
        assert not result.files[0].refused, result.files[0].problems
    return open_store(home)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opened(tmp_path_factory.mktemp("age") / "home", with_refunds=True)


def against_last_week(store: Store, key: str, period: Period | None = None) -> Comparison:
    return compare(store, [key], period or Period.day(LAST), "last_week")[key]


def test_payments_are_held_against_as_young_a_day(store: Store) -> None:
    figure = evaluate(store, ["final_payment_rate"], Period.day(LAST))[0].values["final_payment_rate"]
    assert figure.value == 3 / 4
    base = against_last_week(store, "final_payment_rate")
    assert base.value == 3 / 4
    assert "同样过了 1 天" in base.notes[-1].zh


def test_a_payment_that_came_later_than_the_age_does_not_count(store: Store) -> None:
    # The export was taken at 10:00; an hour and a half earlier, the order of 9:00 would not have been paid.
    earlier = CUT - timedelta(days=7, minutes=90)
    assert at_moment(store, "final_payment_rate", SHOP, [LAST - timedelta(days=7)], earlier) == 2 / 4


def test_dispatch_judges_the_orders_that_could_be_judged_then(store: Store) -> None:
    # By 10:00 of the next day the order of 09:30 was a day old, and the one of the day before that was paid at nine.
    assert (
        evaluate(store, ["dispatch_rate_24h"], Period.day(LAST))[0].values["dispatch_rate_24h"].value == 2 / 2
    )
    assert against_last_week(store, "dispatch_rate_24h").value == 2 / 2
    # As settled, one of three was late.
    week_before = Period.day(LAST - timedelta(days=7))
    settled = evaluate(store, ["dispatch_rate_24h"], week_before)[0].values["dispatch_rate_24h"].value
    assert settled == pytest.approx(2 / 3)


def test_refunds_are_those_that_were_completed_by_then(store: Store) -> None:
    ordinary = compare(store, ["refund_rate_cohort", "order_refund_rate"], Period.day(LAST), "ordinary")
    # Of the orders paid on a Saturday, 10 yuan of 300 had come back by the Sunday morning; by now it is 40 on the older ones.
    assert ordinary["refund_rate_cohort"].value == pytest.approx(10 / 300)
    assert ordinary["order_refund_rate"].value == pytest.approx(1 / 3)
    oldest = Period.day(LAST - timedelta(days=21))
    now = evaluate(store, ["refund_rate_cohort"], oldest)[0].values["refund_rate_cohort"].value
    assert now == pytest.approx(40 / 300)


def test_several_days_are_held_against_as_many_at_their_age(store: Store) -> None:
    week = Period(LAST - timedelta(days=6), LAST)
    base = compare(store, ["refund_rate_cohort"], week, "last_week")["refund_rate_cohort"]
    # A week before at its age: seven times the first refund, none of the second.
    assert base.value == pytest.approx(7 * 10 / (7 * 300))


def test_refunds_that_no_refund_export_explains_are_not_compared(tmp_path: Path) -> None:
    bare = opened(tmp_path / "home", with_refunds=False)
    base = against_last_week(bare, "refund_rate_cohort")
    assert base.value is None
    assert base.why is not None
    assert "没有留下来" in base.why.zh
    assert against_last_week(bare, "final_payment_rate").value == 3 / 4


@pytest.mark.parametrize("key", TOLD)
def test_as_of_now_it_is_the_figure_itself(store: Store, key: str) -> None:
    cut = data_cut(store)
    assert cut == CUT
    for row in evaluate(store, [key], Period(FIRST, LAST), "day"):
        day = date.fromisoformat(row.cut or "")
        told, figure = at_moment(store, key, SHOP, [day], cut), row.values[key].value
        assert told == (None if figure is None else pytest.approx(float(figure))), day


PARCELS = "订单编号 | 物流单号 | 发货时间 | 最新物流状态 | 签收时间"


def delivered(home: Path, completed: bool = True) -> Store:
    """One order a day delivered at noon; every one asks for its money back two days later and has it a day after that."""
    days = [*Period(FIRST, LAST).days()]
    parcels = [f"{day:%m%d}0 | Y{day:%m%d} | {day} 01:00:00 | 已签收 | {day} 12:00:00" for day in days]
    back = [(day, moment(day, 2, "09:00:00"), moment(day, 3, "09:00:00")) for day in days]
    cases = [
        f"R{day:%m%d} | {day:%m%d}0 | {'退款成功' if done else '退款待处理'} | 10.00 | {asked} | {done if completed else ''}"
        for day, asked, done in back if asked
    ]  # fmt: skip
    for name, lines in (("物流跟踪表", [PARCELS, *parcels]), ("售后退款", [REFUNDS, *cases])):
        result = load(home, [Upload(f"{name}_{CUT:%Y%m%d_%H%M%S}.csv", csv_of("\n".join(lines)))])
        assert not result.files[0].refused, result.files[0].problems
    load(home, [Upload(f"订单报表_{CUT:%Y%m%d_%H%M%S}.csv", csv_of("\n".join([ORDERS, *rows_of(LAST)[0]])))])
    return open_store(home)


def test_refunds_after_delivery_fill_for_two_weeks_and_are_held_against_as_young_days(tmp_path: Path) -> None:
    store = delivered(tmp_path / "home")
    day = LAST - timedelta(days=1)  # asked back this morning, not yet paid back
    figure = evaluate(store, ["signed_refund_rate"], Period.day(day))[0].values["signed_refund_rate"]
    assert (figure.value, figure.n, figure.enough) == (0.0, 1, False)
    rising = filling(store, "signed_refund_rate", Period.day(day))
    assert rising is not None
    assert rising.rule == SIGNED
    # The refund export ends with the applications of the 29th: the 14 days to it fill.
    assert filling(store, "signed_refund_rate", Period.day(LAST - timedelta(days=14))) is None
    # The same weekday before is settled at 1 of 1; as old as this one, nothing had been paid back.
    assert (
        evaluate(store, ["signed_refund_rate"], Period.day(day - timedelta(days=7)))[0]
        .values["signed_refund_rate"]
        .value
        == 1
    )
    assert against_last_week(store, "signed_refund_rate", Period.day(day)).value == 0


def test_a_refund_without_its_time_of_completion_is_not_placed_in_time(tmp_path: Path) -> None:
    store = delivered(tmp_path / "home", completed=False)
    assert at_moment(store, "signed_refund_rate", SHOP, [FIRST], CUT) is None
