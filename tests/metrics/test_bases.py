"""A period is compared with equally many days of the chosen base, or the reason why it can't be is given."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from data.store import Store
from metrics.compare import BASES, Comparison, compare
from metrics.compare.bases import UnknownBase
from metrics.compare.spans import Span, previous, same_dates_last_year, same_weekdays_last_week
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report, shop_daily

FIRST, LAST = date(2025, 1, 20), date(2026, 3, 20)
OURS = Scope("本店")
EVENTS = "开始时间 | 结束时间 | 活动名称 | 类型"


def amount(day: date) -> int:
    """Return what our shop sold that day: 1 yuan more every day, so that a sum tells which days are in it."""
    return 1000 + (day - FIRST).days


def total(first: str, last: str) -> Decimal:
    return Decimal(
        sum(amount(day) for day in Period(date.fromisoformat(first), date.fromisoformat(last)).days())
    )


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    days = list(Period(FIRST, LAST).days())
    rows = [(f"o{day}", f"b{day}", amount(day), f"{day} 09:00:00", f"{day} 10:00:00") for day in days]
    young = [(f"y{day}", "b", 5, f"{day} 09:00:00", f"{day} 10:00:00") for day in days[-30:]]
    return one_store(
        tmp_path_factory.mktemp("bases"),
        orders(*rows), orders(*young, shop="新店"),
        shop_daily("访客数", *((f"{day}", 100) for day in days[-3:])),
        report(EVENTS, ("2025-03-06 20:00:00", "2025-03-08 23:59:59", "2025三八节", "大促"),
               ("2026-03-05", "2026-03-08", "2026年 三八节", "大促"),
               ("2026-03-01", "2026-03-10", "2026春季", "大促"), ("2026-02-02", "2026-02-02", "店庆", "大促")),
        report("周期 | 指标 | 目标值", ("2026-03", "付款金额", "31000"), ("2026-03-01 至 2026-03-10", "付款金额", "11000")),
        as_of=None,
    )  # fmt: skip


def of(store: Store, asked: Period, base: str, key: str = "paid_amount", scope: Scope = OURS) -> Comparison:
    return compare(store, [key], asked, base, scope)[key]


def test_a_month_that_still_runs_stands_against_the_same_days_of_the_month_before(store: Store) -> None:
    base = of(store, Period.month(LAST), "previous")
    assert base.value == total("2026-02-01", "2026-02-20")  # 20 whole days are loaded of March
    assert (base.days[0], base.days[-1]) == (date(2026, 2, 1), date(2026, 2, 20))


def test_a_whole_month_stands_against_the_whole_one_before_and_says_that_it_is_longer(store: Store) -> None:
    base = of(store, Period.month(date(2026, 2, 1)), "previous")
    assert base.value == total("2026-01-01", "2026-01-31")
    assert "整月对整月：28 天对 31 天" in [note.zh for note in base.notes]


def test_festivals_and_holidays_of_one_side_alone_are_named(store: Store) -> None:
    notes = [note.zh for note in of(store, Period.month(date(2026, 2, 1)), "previous").notes]
    assert "对比的日期里有：元旦假期" in notes
    assert "这段日期里有：店庆、春节假期" in notes


def test_a_week_a_weekday_and_any_stretch_stand_against_those_before(store: Store) -> None:
    assert of(store, period("2026-03-16", "2026-03-22"), "previous").value == total(
        "2026-03-09", "2026-03-13"
    )
    assert of(store, period("2026-03-18", "2026-03-18"), "previous").value == amount(date(2026, 3, 17))
    assert of(store, period("2026-03-11", "2026-03-20"), "previous").value == total(
        "2026-03-01", "2026-03-10"
    )
    assert of(store, period("2026-03-18", "2026-03-18"), "last_week").value == amount(date(2026, 3, 11))
    assert of(store, period("2026-03-18", "2026-03-18"), "weekday_last_year").value == amount(
        date(2025, 3, 19)
    )
    assert of(store, period("2026-03-01", "2026-03-31"), "date_last_year").value == total(
        "2025-03-01", "2025-03-20"
    )


def test_by_default_a_day_stands_against_ordinary_weekdays_and_more_days_against_those_before(
    store: Store,
) -> None:
    day = date(2026, 3, 16)
    base = compare(store, ["paid_amount"], Period.day(day), scope=OURS)["paid_amount"]
    # Four Mondays: not 9 and 2 March (春季), not 23 and 16 February (春节), not 2 February (店庆).
    assert [f"{other:%m-%d}" for other in base.days] == ["02-09", "01-26", "01-19", "01-12"]
    assert of(store, period("2026-03-16", "2026-03-20"), "ordinary").value == total(
        "2026-03-09", "2026-03-13"
    )


def test_the_second_day_of_a_festival_stands_against_its_second_day_of_last_year(store: Store) -> None:
    base = of(store, period("2026-03-06", "2026-03-06"), "event_last_year")
    assert base.days == (date(2025, 3, 7),)
    assert base.value == amount(date(2025, 3, 7))
    assert "开始的钟点不同：今年 00:00，去年 20:00" in [note.zh for note in base.notes]
    two = of(store, period("2026-03-05", "2026-03-07"), "event_last_year")
    assert two.value == total("2025-03-06", "2025-03-08")


def test_a_festival_day_that_last_year_did_not_have_stands_against_nothing(store: Store) -> None:
    base = of(store, period("2026-03-08", "2026-03-08"), "event_last_year")
    assert base.value is None
    assert base.why is not None
    assert base.why.zh == "去年的「2025三八节」只有 3 天，没有第 4 天可比。"


@pytest.mark.parametrize(
    ("asked", "base", "word"),
    [
        (("2026-03-18", "2026-03-18"), "event_last_year", "不在活动表"),
        (("2026-03-02", "2026-03-03"), "event_last_year", "没有去年的「春季」"),
        (("2026-03-01", "2026-03-20"), "last_week", "重叠"),
        (("2026-03-21", "2026-03-21"), "previous", "还没有完整的数据"),
        (("2026-02-10", "2026-02-10"), "target", "没有这段日期的目标"),
        (("2025-02-01", "2025-02-20"), "previous", "20 天里只有 1 天有数据"),
        (("2025-02-01", "2025-02-20"), "date_last_year", "20 天里只有 0 天有数据"),
    ],
)  # fmt: skip
def test_what_the_data_cannot_carry_is_not_compared(
    store: Store, asked: tuple[str, str], base: str, word: str
) -> None:
    found = of(store, period(*asked), base)
    assert found.value is None
    assert found.why is not None
    assert word in found.why.zh


def test_a_figure_whose_own_days_are_not_all_loaded_is_not_compared(store: Store) -> None:
    found = of(store, period("2026-03-16", "2026-03-20"), "previous", "mean_daily_visitors")
    assert found.why is not None
    assert "5 天里只有 3 天有数据" in found.why.zh


def test_two_shops_are_not_compared_with_the_days_of_one(store: Store) -> None:
    found = of(store, period("2026-03-01", "2026-03-20"), "date_last_year", scope=Scope())
    assert found.value is None
    assert found.why is not None
    assert "新店" in found.why.zh
    assert (
        of(store, period("2026-03-16", "2026-03-20"), "previous", scope=Scope()).value
        == total("2026-03-09", "2026-03-13") + 5 * 5
    )


def test_a_shop_that_lacks_days_of_one_side_is_named_though_the_other_shop_has_them_all(store: Store) -> None:
    # 新店 began on 2026-02-19: it has 2 of the 5 days before.
    found = of(store, period("2026-02-21", "2026-02-25"), "previous", scope=Scope())
    assert found.value is None
    assert found.why is not None
    assert "「新店」在 2026-02-16 至 2026-02-20 里缺 3 天" in found.why.zh


def test_a_target_of_a_month_that_runs_is_that_of_its_days_so_far(store: Store) -> None:
    # 11,000 for the first ten days, the other 20,000 over 21 days by what weekdays brought before: about equal here.
    exact = of(store, period("2026-03-01", "2026-03-10"), "target")
    assert exact.value == 11000
    so_far = of(store, Period.month(LAST), "target")
    assert isinstance(so_far.value, Decimal)
    assert abs(so_far.value - (11000 + 20000 * Decimal(10) / 21)) < 100
    assert len(so_far.days) == 20


def test_an_open_period_and_an_unknown_base_are_said_to_be_so(store: Store) -> None:
    found = of(store, Period(None, LAST), "previous").why
    assert found is not None
    assert "起止" in found.zh
    with pytest.raises(UnknownBase, match="ordinary, previous"):
        compare(store, ["paid_amount"], Period.day(LAST), "nonsense")


def test_every_base_is_named_and_answers_every_key(store: Store) -> None:
    keys = ["paid_amount", "conversion", "ad_roi", "refund_rate", "store_roi", "roi_grade", "repeat_rate"]
    for base in BASES:
        for key, found in compare(store, keys, period("2026-03-01", "2026-03-20"), base, OURS).items():
            assert (found.value is None) == (found.why is not None), (base.key, key)


# The days themselves, without a store.


def test_the_end_of_february_is_the_end_of_february() -> None:
    whole = period("2028-02-01", "2028-02-29")
    back = same_dates_last_year(whole, whole)
    assert isinstance(back, Span)
    assert back.period == period("2027-02-01", "2027-02-28")
    for first, last in (("2028-02-29", "2028-02-29"), ("2028-02-20", "2028-03-05")):
        assert not isinstance(same_dates_last_year(period(first, last), period(first, last)), Span)


def test_thirty_days_of_march_have_no_equal_in_february() -> None:
    assert not isinstance(
        previous(period("2026-03-01", "2026-03-31"), period("2026-03-01", "2026-03-30")), Span
    )


def test_a_quarter_and_a_year_go_back_to_their_like() -> None:
    quarter = previous(period("2026-04-01", "2026-06-30"), period("2026-04-01", "2026-05-10"))
    assert isinstance(quarter, Span)
    assert quarter.period == period("2026-01-01", "2026-02-09")
    year = previous(period("2026-01-01", "2026-12-31"), period("2026-01-01", "2026-11-20"))
    assert isinstance(year, Span)
    assert year.period == period("2025-01-01", "2025-11-20")


def test_a_week_goes_back_seven_days_and_no_longer_stretch_does() -> None:
    week = period("2026-03-09", "2026-03-15")
    back = same_weekdays_last_week(week, week)
    assert isinstance(back, Span)
    assert back.period == period("2026-03-02", "2026-03-08")
    longer = Period(week.first, date(2026, 3, 15) + timedelta(days=1))
    assert not isinstance(same_weekdays_last_week(longer, longer), Span)
