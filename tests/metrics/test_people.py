"""People are never added up: recounted from orders that name them, counted by the platform, or between two bounds."""

from datetime import date
from decimal import Decimal

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report, shop_daily
from tests.stores import store_of

FIRST, SECOND = Period.day(date(2026, 3, 2)), Period.day(date(2026, 3, 3))
BOTH = Period(date(2026, 3, 2), date(2026, 3, 3))
WEEK = Period.week("2026-W10")
UNNAMED = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间"


def bought(number: int, buyer: str, amount: int, day: str, hour: int = 10) -> tuple[str | int, ...]:
    """Return an order placed on that day at 9 and paid at `hour`."""
    return number, buyer, amount, f"{day} 09:00:00", f"{day} {hour}:00:00"


OURS = (
    bought(601, "a", 10, "2026-03-02"),
    bought(602, "b", 20, "2026-03-03"),
    (*bought(603, "b", 20, "2026-03-03"), 5),
)
OUR_VISITORS = shop_daily("访客数", ("2026-03-02", 50), ("2026-03-03", 70), shop="一店")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Shops of one store: 有买家, 无买家, 缺一个买家, 只有一天, 有历史, 历史有洞; each is said where it is asked for."""
    columns = "访客数 | 下单买家数 | 支付买家数 | 支付金额 | 支付老买家数"
    paid = (
        ("交易成功", "2026-03-02 09:00:00", "2026-03-02 10:00:00"),
        ("交易成功", "2026-03-03 09:00:00", "2026-03-03 10:00:00"),
    )
    return one_store(
        tmp_path_factory.mktemp("people"),
        orders(
            bought(101, "a", 10, "2026-03-02"), bought(102, "b", 20, "2026-03-02", 11),
            bought(103, "a", 30, "2026-03-03"), bought(104, "c", 40, "2026-03-03", 11),
            (105, "d", 50, "2026-03-03 09:00:00"), shop="有买家",
        ),
        shop_daily(columns, ("2026-03-02", 40, 3, 3, 33, 1), ("2026-03-03", 60, 4, 4, 44, 2), shop="有买家"),
        shop_daily("访客数 | 支付买家数", ("2026-03-02 ~ 2026-03-08", 85, 6), shop="有买家"),
        report(UNNAMED, (201, 10, 10, 0, *paid[0]), (202, 20, 20, 0, *paid[1]), (203, 70, 70, 0, *paid[1]), shop="无买家"),
        shop_daily(columns, ("2026-03-02", 50, 2, 1, 11, 0), ("2026-03-03", 50, 3, 2, 91, 1), shop="无买家"),
        orders(
            bought(301, "a", 10, "2026-03-02"), bought(302, "a", 20, "2026-03-03"), bought(303, "", 30, "2026-03-03"),
            (304, "", 30, "2026-03-04 09:00:00"), shop="缺一个买家",
        ),
        orders(bought(401, "a", 100, "2026-03-02"), shop="只有一天"),
        shop_daily("支付金额 | 支付买家数", ("2026-03-02", 100, 1), ("2026-03-03", 500, 5), shop="只有一天"),
        orders(
            bought(501, "older", 10, "2025-03-01"), bought(502, "old", 10, "2025-03-02"), bought(503, "old", 10, "2026-03-02"),
            bought(504, "older", 10, "2026-03-03"), bought(505, "new", 10, "2026-03-04"), bought(506, "new", 10, "2026-03-08"),
            shop="有历史",
        ),
        orders(bought(511, "x", 10, "2025-03-01"), bought(512, "x", 10, "2025-09-01"), shop="历史有洞"),
        report(UNNAMED.replace(" | 退款金额", " | 退款金额 | 买家会员名"),
               *((number, 10, 10, 0, "a", "交易成功", f"{day} 09:00:00", f"{day} 10:00:00")
                 for number, day in ((513, "2025-10-01"), (514, "2026-03-02"))), shop="历史有洞"),
    )  # fmt: skip


def value_of(store: Store, shop: str, key: str, period: Period = ALL) -> Value:
    return evaluate(store, [key], period, None, Scope(shop))[0].values[key]


# 有买家: a and b on the 2nd, a and c on the 3rd, d did not pay; the platform counts buyers its own way.


def test_buyers_are_recounted_from_orders_over_any_range(store: Store) -> None:
    assert value_of(store, "有买家", "paid_buyers", FIRST).value == 2  # a b
    assert value_of(store, "有买家", "paid_buyers", BOTH).value == 3  # a b c
    assert value_of(store, "有买家", "placed_buyers", BOTH).value == 4  # a b c d
    assert value_of(store, "有买家", "paid_buyers", BOTH).notes == ()
    assert value_of(store, "有买家", "spend_per_buyer", BOTH).value == Decimal(10 + 20 + 30 + 40) / 3
    assert value_of(store, "有买家", "conversion", BOTH).value == (2 + 2) / (40 + 60)


def test_visitors_of_one_day_are_exact_and_of_more_days_are_bounds(store: Store) -> None:
    assert value_of(store, "有买家", "visitors", SECOND).value == 60
    both = value_of(store, "有买家", "visitors", BOTH)
    assert (both.value, both.low, both.high) == (None, 60, 40 + 60)
    assert [note.zh for note in both.notes] == ["多天或多店的人数不能相加，给出上下界"]


def test_the_platforms_own_value_stands_for_exactly_its_own_range(store: Store) -> None:
    ours = Scope("有买家")
    week = value_of(store, "有买家", "visitors", WEEK)
    assert (week.value, week.low, week.high) == (85, None, None)
    assert "平台" in week.notes[-1].zh
    assert [row.values["visitors"].value for row in evaluate(store, ["visitors"], by="week", scope=ours)] == [
        85
    ]
    assert value_of(store, "有买家", "visitors", Period(date(2026, 3, 2), date(2026, 3, 7))).value is None
    assert [row.values["visitors"].value for row in evaluate(store, ["visitors"], BOTH, "week", ours)] == [
        None
    ]
    assert [
        row.values["visitors"].value for row in evaluate(store, ["visitors"], by="month", scope=ours)
    ] == [None]


def test_a_week_does_not_speak_of_its_days(store: Store) -> None:
    assert [row.values["visitors"].value for row in evaluate(store, ["visitors"], WEEK, "day", Scope("有买家"))] == [
        40, 60, None, None, None, None, None,
    ]  # fmt: skip
    assert value_of(store, "有买家", "mean_daily_visitors", WEEK).value == (40 + 60) / 2


# 无买家: the order export has no buyer column; the shop report counts buyers and differs by 1 yuan a day.


def test_without_buyers_money_is_of_the_orders_and_people_are_of_the_platform(store: Store) -> None:
    assert value_of(store, "无买家", "paid_amount", SECOND).value == 20 + 70
    buyers = value_of(store, "无买家", "paid_buyers", SECOND)
    assert (buyers.value, [note.zh for note in buyers.notes]) == (2, ["买家数取自生意参谋"])
    assert value_of(store, "无买家", "placed_buyers", SECOND).value == 3
    conversion = value_of(store, "无买家", "conversion", BOTH)
    assert conversion.value == (1 + 2) / (50 + 50)
    assert "买家数取自生意参谋" in [note.zh for note in conversion.notes]


def test_spend_per_buyer_takes_money_and_people_from_one_source(store: Store) -> None:
    day = value_of(store, "无买家", "spend_per_buyer", SECOND)
    assert day.value == Decimal(91) / 2
    assert "买家数取自生意参谋" in [note.zh for note in day.notes]
    both = value_of(store, "无买家", "spend_per_buyer", BOTH)
    assert both.value == Decimal(11 + 91) / (1 + 2)
    assert any("日均口径" in note.zh for note in both.notes)


def test_without_buyers_the_platforms_range_is_bounded(store: Store) -> None:
    both = value_of(store, "无买家", "paid_buyers", BOTH)
    assert (both.value, both.low, both.high) == (None, 2, 1 + 2)


def test_without_buyers_nobody_comes_back_and_it_says_why(store: Store) -> None:
    for key in ("repeat_rate", "repeat_rate_orders"):
        for period in (ALL, BOTH):
            value = value_of(store, "无买家", key, period)
            assert value.value is None
            assert value.why is not None
            assert "买家会员名" in value.why.zh


def test_without_buyers_the_returning_share_is_the_platforms(store: Store) -> None:
    share = value_of(store, "无买家", "returning_buyer_share", BOTH)
    assert share.value == (0 + 1) / (1 + 2)
    assert "生意参谋口径" in [note.zh for note in share.notes]


def test_one_order_without_a_buyer_makes_its_day_unknown(store: Store) -> None:
    # 缺一个买家: one of two paid orders of the 3rd names nobody, nor does the unpaid one of the 4th.
    shop, third = "缺一个买家", Period.day(date(2026, 3, 4))
    assert value_of(store, shop, "paid_buyers", FIRST).value == 1
    assert value_of(store, shop, "paid_buyers", SECOND).value is None
    both = value_of(store, shop, "paid_buyers", BOTH)
    assert (both.value, both.days_covered, both.days_asked) == (None, 1, 2)
    assert both.why is not None
    assert "只有 1 天有数据" in both.why.zh
    assert value_of(store, shop, "repeat_rate", BOTH).value is None
    assert value_of(store, shop, "repeat_within_30d").value is None
    assert value_of(store, shop, "placed_buyers", third).value is None
    assert value_of(store, shop, "paid_buyers", third).value == 0


def test_buyers_of_some_days_never_divide_the_money_of_more_days(store: Store) -> None:
    # 只有一天: orders of the 2nd only; the shop report has the 3rd too. One buyer must not stand for the money of both days.
    shop = "只有一天"
    assert value_of(store, shop, "paid_amount", BOTH).value == 100 + 500
    buyers = value_of(store, shop, "paid_buyers", BOTH)
    assert (buyers.value, buyers.low, buyers.high) == (None, 5, 1 + 5)
    assert value_of(store, shop, "spend_per_buyer", BOTH).value == Decimal(100 + 500) / (1 + 5)


def test_on_a_quiet_day_nobody_bought_and_no_column_is_missing(store: Store) -> None:
    quiet = Period.day(date(2026, 3, 5))
    assert value_of(store, "有历史", "paid_buyers", quiet).value == 0
    for key in ("repeat_rate", "returning_buyer_share", "repeat_order_share", "spend_per_buyer"):
        value = value_of(store, "有历史", key, quiet)
        assert (value.value, value.bottom) == (None, 0), key
        assert value.why is not None
        assert "分母为 0" in value.why.zh, key


# 有历史: orders from 2025-03-01 on; old paid exactly 365 days before the week, older one day earlier.


def test_a_returning_buyer_had_paid_in_the_365_days_before_the_period(store: Store) -> None:
    share = value_of(store, "有历史", "returning_buyer_share", WEEK)
    assert share.value == 1 / 3  # old; older paid 366 days before; new's second order is in the week
    assert share.n == 3
    assert not share.enough
    last = Period.day(date(2026, 3, 8))
    assert (
        value_of(store, "有历史", "returning_buyer_share", last).value == 1 / 1
    )  # new came back within the week


def test_with_less_than_365_days_before_nobody_is_called_new(store: Store) -> None:
    earlier = Period(date(2026, 2, 28), date(2026, 3, 8))
    share = value_of(store, "有历史", "returning_buyer_share", earlier)
    assert share.value is None
    assert share.why is not None
    assert "365" in share.why.zh
    assert value_of(store, "有历史", "returning_buyer_share").value is None


def test_without_dates_the_window_is_the_365_days_to_the_last_loaded_one(store: Store) -> None:
    # 2025-03-09 to 2026-03-08: old, older and new, of whom new has two pay days.
    assert value_of(store, "有历史", "repeat_rate").value == 1 / 3
    assert value_of(store, "有历史", "repeat_rate").n == 3
    everything = Period(date(2025, 3, 1), date(2026, 3, 8))
    assert value_of(store, "有历史", "repeat_rate", everything).value == 3 / 3


def test_a_year_with_unloaded_days_tells_old_buyers_from_new_ones_no_more(store: Store) -> None:
    # 历史有洞: a file up to 2025-09-01 and another from 2025-10-01 on.
    assert value_of(store, "历史有洞", "returning_buyer_share", FIRST).value is None
    assert value_of(store, "历史有洞", "repeat_rate", FIRST).value == 0 / 1


@pytest.fixture(scope="module")
def two_shops(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two shops with the same two people in each; 二店 goes on for longer."""
    theirs = (
        bought(604, "a", 30, "2026-03-02"),
        bought(605, "b", 40, "2026-03-03"),
        bought(606, "b", 70, "2026-11-01"),
    )
    return one_store(
        tmp_path_factory.mktemp("two"), orders(*OURS, shop="一店"), orders(*theirs, shop="二店"),
        OUR_VISITORS, shop_daily("访客数", ("2026-03-02", 30), ("2026-03-03", 90), shop="二店"),
    )  # fmt: skip


def of_both(store: Store, key: str, period: Period) -> Value:
    return evaluate(store, [key], period)[0].values[key]


def test_people_of_two_shops_are_bounds_even_on_one_day(two_shops: Store) -> None:
    visitors = of_both(two_shops, "visitors", FIRST)
    assert (visitors.value, visitors.low, visitors.high) == (None, 50, 50 + 30)
    assert value_of(two_shops, "一店", "visitors", FIRST).value == 50
    assert [row.values["visitors"].value for row in evaluate(two_shops, ["visitors"], FIRST, "shop")] == [
        50,
        30,
    ]


def test_money_of_two_shops_is_added(two_shops: Store) -> None:
    assert of_both(two_shops, "paid_amount", BOTH).value == (10 + 20 + 20) + (30 + 40)
    assert of_both(two_shops, "uv_value", FIRST).value == Decimal(10 + 30) / (50 + 30)


def test_a_shops_figures_do_not_know_of_the_other_shop(
    two_shops: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    alone = one_store(tmp_path_factory.mktemp("alone"), orders(*OURS, shop="一店"), OUR_VISITORS)
    for period in (ALL, BOTH):
        every = evaluate(alone, list(CATALOGUE), period)[0].values
        expected = {key: value for key, value in every.items() if value.value is not None}
        assert {"paid_amount", "paid_buyers", "uv_value", "repeat_rate"} <= set(expected)
        assert evaluate(two_shops, list(expected), period, None, Scope("一店"))[0].values == expected
        rows = {row.cut: row.values for row in evaluate(two_shops, list(expected), period, "shop")}
        assert rows["一店"] == expected


WEEKS = """
统计日期                | 访客数 | 浏览量 | 支付金额 | 支付买家数
2026-11-02 ~ 2026-11-08 | 700    | 2100   | 900.00   | 9
2026-11-09 ~ 2026-11-15 | 650    | 1900   | 800.00   | 8
"""


def test_who_downloads_weeks_only_has_the_visitors_of_exactly_these_weeks(tmp_path):
    store = store_of(tmp_path, WEEKS)

    def visitors(first: int, last: int, by: str | None = None) -> list[tuple[str | None, object]]:
        rows = evaluate(store, ["visitors"], Period(date(2026, 11, first), date(2026, 11, last)), by)
        return [(row.cut, row.values["visitors"].value) for row in rows]

    assert visitors(2, 8) == [(None, 700)]
    assert visitors(9, 15) == [(None, 650)]
    assert visitors(2, 15) == [(None, None)]  # people of two weeks don't add up
    assert visitors(2, 7) == [(None, None)]  # nor can a week be divided
    assert visitors(2, 15, "week") == [("2026-W45", 700), ("2026-W46", 650)]
    [row] = evaluate(store, ["page_views"], Period(date(2026, 11, 2), date(2026, 11, 8)))
    assert row.values["page_views"].value is None
