"""People are never added up: recounted from orders that name them, counted by the platform, or between two bounds."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import orders, shop_daily, store_together

FIRST, SECOND = Period.day(date(2026, 3, 2)), Period.day(date(2026, 3, 3))
BOTH = Period(date(2026, 3, 2), date(2026, 3, 3))
WEEK = Period.week("2026-W10")


def value_of(store: Store, key: str, period: Period = ALL, scope: Scope = Scope()) -> Value:  # noqa: B008
    return evaluate(store, [key], period, None, scope)[0].values[key]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """a and b on the 2nd, a and c on the 3rd; the platform counts buyers its own way."""
    return store_together(
        tmp_path_factory.mktemp("named"),
        orders(
            (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
            (2, "b", 20, "2026-03-02 09:00:00", "2026-03-02 11:00:00"),
            (3, "a", 30, "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
            (4, "c", 40, "2026-03-03 09:00:00", "2026-03-03 11:00:00"),
            (5, "d", 50, "2026-03-03 09:00:00", ""),
        ),
        shop_daily(
            "访客数 | 下单买家数 | 支付买家数 | 支付金额 | 支付老买家数",
            ("2026-03-02", 40, 3, 3, 33, 1), ("2026-03-03", 60, 4, 4, 44, 2),
        ),
        shop_daily("访客数 | 支付买家数", ("2026-03-02 ~ 2026-03-08", 85, 6)),
    )  # fmt: skip


def test_buyers_are_recounted_from_orders_over_any_range(named: Store) -> None:
    assert value_of(named, "paid_buyers", FIRST).value == 2  # a b
    assert value_of(named, "paid_buyers", BOTH).value == 3  # a b c
    assert value_of(named, "placed_buyers", BOTH).value == 4  # a b c d
    assert value_of(named, "paid_buyers", BOTH).notes == ()
    assert value_of(named, "spend_per_buyer", BOTH).value == Decimal(10 + 20 + 30 + 40) / 3
    assert value_of(named, "conversion", BOTH).value == (2 + 2) / (40 + 60)


def test_visitors_of_one_day_are_exact_and_of_more_days_are_bounds(named: Store) -> None:
    assert value_of(named, "visitors", SECOND).value == 60
    both = value_of(named, "visitors", BOTH)
    assert (both.value, both.low, both.high) == (None, 60, 40 + 60)
    assert [note.zh for note in both.notes] == ["多天或多店的人数不能相加，给出上下界"]


def test_the_platforms_own_value_stands_for_exactly_its_own_range(named: Store) -> None:
    week = value_of(named, "visitors", WEEK)
    assert (week.value, week.low, week.high) == (85, None, None)
    assert "平台" in week.notes[-1].zh
    assert [row.values["visitors"].value for row in evaluate(named, ["visitors"], by="week")] == [85]
    assert value_of(named, "visitors", Period(date(2026, 3, 2), date(2026, 3, 7))).value is None
    assert [row.values["visitors"].value for row in evaluate(named, ["visitors"], BOTH, "week")] == [None]
    assert [row.values["visitors"].value for row in evaluate(named, ["visitors"], by="month")] == [None]


def test_a_week_does_not_speak_of_its_days(named: Store) -> None:
    assert [row.values["visitors"].value for row in evaluate(named, ["visitors"], WEEK, "day")] == [
        40, 60, None, None, None, None, None,
    ]  # fmt: skip
    assert value_of(named, "mean_daily_visitors", WEEK).value == (40 + 60) / 2


UNNAMED = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间
1 | 10 | 10 | 0 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
2 | 20 | 20 | 0 | 交易成功 | 2026-03-03 09:00:00 | 2026-03-03 10:00:00
3 | 70 | 70 | 0 | 交易成功 | 2026-03-03 09:00:00 | 2026-03-03 11:00:00
"""


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The order export has no buyer column; the shop report counts buyers and differs by 1 yuan a day."""
    return store_together(
        tmp_path_factory.mktemp("unnamed"),
        UNNAMED,
        shop_daily(
            "访客数 | 支付买家数 | 支付金额 | 下单买家数 | 支付老买家数",
            ("2026-03-02", 50, 1, 11, 2, 0), ("2026-03-03", 50, 2, 91, 3, 1),
        ),
    )  # fmt: skip


def test_without_buyers_money_is_of_the_orders_and_people_are_of_the_platform(unnamed: Store) -> None:
    assert value_of(unnamed, "paid_amount", SECOND).value == 20 + 70
    buyers = value_of(unnamed, "paid_buyers", SECOND)
    assert (buyers.value, [note.zh for note in buyers.notes]) == (2, ["买家数取自生意参谋"])
    assert value_of(unnamed, "placed_buyers", SECOND).value == 3
    conversion = value_of(unnamed, "conversion", BOTH)
    assert conversion.value == (1 + 2) / (50 + 50)
    assert "买家数取自生意参谋" in [note.zh for note in conversion.notes]


def test_spend_per_buyer_takes_money_and_people_from_one_source(unnamed: Store) -> None:
    day = value_of(unnamed, "spend_per_buyer", SECOND)
    assert day.value == Decimal(91) / 2
    assert "买家数取自生意参谋" in [note.zh for note in day.notes]
    both = value_of(unnamed, "spend_per_buyer", BOTH)
    assert both.value == Decimal(11 + 91) / (1 + 2)
    assert any("日均口径" in note.zh for note in both.notes)


def test_without_buyers_the_platforms_range_is_bounded(unnamed: Store) -> None:
    both = value_of(unnamed, "paid_buyers", BOTH)
    assert (both.value, both.low, both.high) == (None, 2, 1 + 2)


def test_without_buyers_nobody_comes_back_and_it_says_why(unnamed: Store) -> None:
    for key in ("repeat_rate", "repeat_rate_orders"):
        for period in (ALL, BOTH):
            value = value_of(unnamed, key, period)
            assert value.value is None
            assert value.why is not None
            assert "买家会员名" in value.why.zh


def test_without_buyers_the_returning_share_is_the_platforms(unnamed: Store) -> None:
    share = value_of(unnamed, "returning_buyer_share", BOTH)
    assert share.value == (0 + 1) / (1 + 2)
    assert "生意参谋口径" in [note.zh for note in share.notes]


def test_one_order_without_a_buyer_makes_its_day_the_platforms(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        orders(
            (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
            (2, "a", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
            (3, "", 30, "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
            (4, "", 30, "2026-03-04 09:00:00", ""),
        ),
    )
    assert value_of(store, "paid_buyers", FIRST).value == 1
    assert value_of(store, "paid_buyers", SECOND).value is None
    both = value_of(store, "paid_buyers", BOTH)
    assert (both.value, both.days_covered, both.days_asked) == (None, 1, 2)
    assert both.why is not None
    assert "只有 1 天有数据" in both.why.zh
    assert value_of(store, "repeat_rate", BOTH).value is None
    # The unpaid order of the 4th counts among those who placed, and names nobody.
    assert value_of(store, "placed_buyers", Period.day(date(2026, 3, 4))).value is None
    assert value_of(store, "paid_buyers", Period.day(date(2026, 3, 4))).value == 0


def test_buyers_of_some_days_never_divide_the_money_of_more_days(tmp_path: Path) -> None:
    # Orders of the 2nd only; the shop report has the 3rd too. One buyer must not stand for the money of both days.
    store = store_together(
        tmp_path,
        orders((1, "a", 100, "2026-03-02 09:00:00", "2026-03-02 10:00:00")),
        shop_daily("支付金额 | 支付买家数", ("2026-03-02", 100, 1), ("2026-03-03", 500, 5)),
    )
    assert value_of(store, "paid_amount", BOTH).value == 100 + 500
    buyers = value_of(store, "paid_buyers", BOTH)
    assert (buyers.value, buyers.low, buyers.high) == (None, 5, 1 + 5)
    assert value_of(store, "spend_per_buyer", BOTH).value == Decimal(100 + 500) / (1 + 5)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Orders from 2025-03-02 on: old paid exactly 365 days before the week, older one day earlier."""
    return store_together(
        tmp_path_factory.mktemp("history"),
        orders(
            (1, "older", 10, "2025-03-01 09:00:00", "2025-03-01 10:00:00"),
            (2, "old", 10, "2025-03-02 09:00:00", "2025-03-02 10:00:00"),
            (3, "old", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
            (4, "older", 10, "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
            (5, "new", 10, "2026-03-04 09:00:00", "2026-03-04 10:00:00"),
            (6, "new", 10, "2026-03-08 09:00:00", "2026-03-08 10:00:00"),
        ),
    )


def test_a_returning_buyer_had_paid_in_the_365_days_before_the_period(history: Store) -> None:
    share = value_of(history, "returning_buyer_share", WEEK)
    assert share.value == 1 / 3  # old; older paid 366 days before; new's second order is in the week
    assert share.n == 3
    assert not share.enough
    last = Period.day(date(2026, 3, 8))
    assert value_of(history, "returning_buyer_share", last).value == 1 / 1  # new came back within the week


def test_with_less_than_365_days_before_nobody_is_called_new(history: Store) -> None:
    earlier = Period(date(2026, 2, 28), date(2026, 3, 8))
    share = value_of(history, "returning_buyer_share", earlier)
    assert share.value is None
    assert share.why is not None
    assert "365" in share.why.zh
    assert value_of(history, "returning_buyer_share").value is None


def test_without_dates_the_window_is_the_365_days_to_the_last_loaded_one(history: Store) -> None:
    # 2025-03-09 to 2026-03-08: old, older and new, of whom new has two pay days.
    assert value_of(history, "repeat_rate").value == 1 / 3
    assert value_of(history, "repeat_rate").n == 3
    everything = Period(date(2025, 3, 1), date(2026, 3, 8))
    assert value_of(history, "repeat_rate", everything).value == 3 / 3


def test_a_year_with_unloaded_days_tells_old_buyers_from_new_ones_no_more(tmp_path: Path) -> None:
    first = orders(
        *((n, "x", 10, f"2025-{m:02d}-01 09:00:00", f"2025-{m:02d}-01 10:00:00") for n, m in ((1, 3), (2, 9)))
    )
    second = orders((3, "a", 10, "2025-10-01 09:00:00", "2025-10-01 10:00:00"),
                    (4, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00"))  # fmt: skip
    store = store_together(tmp_path, first, second)
    assert value_of(store, "returning_buyer_share", FIRST).value is None


@pytest.fixture(scope="module")
def two_shops(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two shops with the same two people in each; 二店 goes on for longer."""
    rows: list[tuple[Any, ...]] = [
        (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 0, "一店"),
        (2, "b", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 0, "一店"),
        (3, "b", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 5, "一店"),
        (4, "a", 30, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 0, "二店"),
        (5, "b", 40, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 0, "二店"),
        (6, "b", 70, "2026-11-01 09:00:00", "2026-11-01 10:00:00", 0, "二店"),
    ]
    return store_together(
        tmp_path_factory.mktemp("two"),
        orders(*rows[:3]),
        orders(*rows[3:]),
        shop_daily("店铺名称 | 访客数", ("2026-03-02", "一店", 50), ("2026-03-03", "一店", 70)),
        shop_daily("店铺名称 | 访客数", ("2026-03-02", "二店", 30), ("2026-03-03", "二店", 90)),
    )


def test_people_of_two_shops_are_bounds_even_on_one_day(two_shops: Store) -> None:
    visitors = value_of(two_shops, "visitors", FIRST)
    assert (visitors.value, visitors.low, visitors.high) == (None, 50, 50 + 30)
    assert value_of(two_shops, "visitors", FIRST, Scope("一店")).value == 50
    assert [row.values["visitors"].value for row in evaluate(two_shops, ["visitors"], FIRST, "shop")] == [
        50,
        30,
    ]


def test_money_of_two_shops_is_added(two_shops: Store) -> None:
    assert value_of(two_shops, "paid_amount", BOTH).value == (10 + 20 + 20) + (30 + 40)
    assert value_of(two_shops, "uv_value", FIRST).value == Decimal(10 + 30) / (50 + 30)


def test_a_shops_figures_do_not_know_of_the_other_shop(two_shops: Store, tmp_path: Path) -> None:
    alone = store_together(
        tmp_path,
        orders(
            (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 0, "一店"),
            (2, "b", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 0, "一店"),
            (3, "b", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 5, "一店"),
        ),
        shop_daily("店铺名称 | 访客数", ("2026-03-02", "一店", 50), ("2026-03-03", "一店", 70)),
    )
    for period in (ALL, FIRST, BOTH, WEEK):
        expected = evaluate(alone, list(CATALOGUE), period)[0].values
        assert evaluate(two_shops, list(CATALOGUE), period, None, Scope("一店"))[0].values == expected
        rows = {row.cut: row.values for row in evaluate(two_shops, list(CATALOGUE), period, "shop")}
        assert rows["一店"] == expected
