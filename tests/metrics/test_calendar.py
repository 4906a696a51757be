"""Holidays, the weekend days worked in exchange, and events are known by their days and names."""

from datetime import date, timedelta

import pytest

from data.store import Store
from metrics.calendar import events, family, marks, public_days
from metrics.scope import Scope
from tests.stores import store_together

EVENTS = """
开始时间 | 结束时间 | 活动名称 | 类型 | 店铺
2025-10-31 20:00:00 | 2025-11-02 23:59:59 | 2025双11 | 大促 | 本店
2026-11-01 | 2026-11-03 | 2026年双十一 | 大促 | 本店
2026-11-02 | 2026-11-02 | 周一团购 | 大促 | 本店
2026-11-05 | 2026-11-05 | 换主图 | 改版 | 本店
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("calendar"), EVENTS)


def test_the_spring_festival_of_2026_is_nine_days_with_two_saturdays_worked_for_it() -> None:
    # State Council, November 2025: off from 15 to 23 February; work on Saturday 14 and Saturday 28 February.
    days = public_days(date(2026, 2, 1), date(2026, 2, 28))
    off = [day.day for day, name in sorted(days.items()) if name.zh == "春节假期"]
    assert off == list(range(15, 24))
    assert [day.day for day, name in sorted(days.items()) if name.zh == "调休上班"] == [14, 28]


def test_national_day_and_mid_autumn_of_2025_are_one_break_named_by_both() -> None:
    days = public_days(date(2025, 9, 1), date(2025, 10, 31))
    off = [f"{day:%m-%d}" for day, name in sorted(days.items()) if name.zh == "国庆节、中秋节假期"]
    assert off == [f"10-{number:02}" for number in range(1, 9)]


def test_of_a_year_whose_exchanges_are_not_announced_the_holidays_themselves_are_known() -> None:
    days = public_days(date(2027, 10, 1), date(2027, 10, 1))
    assert [name.en for name in days.values()] == ["National Day break"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("2025双11", "双11"), ("2026年双十一", "双11"), ("双11 第一波", "双11第一波"), ("2026 年度 六一八", "618"),
     ("周一团购", "周一团购"), ("2026", "2026")],
)  # fmt: skip
def test_an_event_is_known_by_its_name_without_the_year(name: str, expected: str) -> None:
    assert family(name) == expected


def test_an_event_that_begins_in_the_evening_begins_on_that_day(store: Store) -> None:
    first = events(store)[0]
    assert (first.first, first.last) == (date(2025, 10, 31), date(2025, 11, 2))


def test_the_same_day_of_a_festival_has_one_mark_in_every_year(store: Store) -> None:
    found = marks(store, Scope(), date(2025, 10, 1), date(2026, 11, 30))
    assert found[date(2025, 11, 1)] == "双11#2"
    assert found[date(2026, 11, 3)] == "双11#3"
    assert found[date(2026, 11, 2)] == "周一团购#1"  # the shorter of the two events of that day
    assert date(2026, 11, 5) not in found  # a new picture is no event that leaves the baseline


def test_days_of_a_break_are_numbered_from_its_first_day(store: Store) -> None:
    found = marks(store, Scope(), date(2026, 10, 3), date(2026, 10, 31))
    assert [found[date(2026, 10, 3) + timedelta(days=place)] for place in (0, 4)] == [
        "国庆节假期#3",
        "国庆节假期#7",
    ]
    assert found[date(2026, 10, 10)] == "调休上班"


def test_another_shops_event_marks_nothing_of_ours(store: Store) -> None:
    assert events(store, Scope("别家")) == []
