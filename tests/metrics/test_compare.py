"""A day is compared with ordinary days of the same weekday, and what was passed over is named."""

from datetime import date
from decimal import Decimal

import pytest

from data.store import Store
from metrics.compare import comparison
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import orders
from tests.stores import store_together

# Tuesdays; the 24th of March is the day compared. One order each, paid the same day, but the 10th, whose order of the
# 9th is all that is known of it: nothing was loaded on that day.
AMOUNTS = {"2026-01-27": 900, "2026-02-03": 100, "2026-02-10": 140, "2026-02-17": 5000, "2026-02-24": 120,
           "2026-03-03": 160, "2026-03-17": 7000, "2026-03-24": 150}  # fmt: skip
DAY = date(2026, 3, 24)
EVENTS = """
开始时间 | 结束时间 | 活动名称 | 类型 | 店铺
2026-02-16 20:00:00 | 2026-02-17 23:59:59 | 年货节 | 大促 | 本店
2026-03-17 | 2026-03-17 | 三月大促 | 大促 | 本店
2026-03-03 | 2026-03-03 | 换主图 | 改版 | 本店
2026-03-24 | 2026-03-24 | 别家大促 | 大促 | 二店
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    rows = [(day, f"b{day}", amount, f"{day} 09:00:00", f"{day} 10:00:00") for day, amount in AMOUNTS.items()]
    late = ("late", "x", 1, "2026-03-09 23:00:00", "2026-03-10 00:30:00")
    # Three files, with days between them that none covers.
    return store_together(
        tmp_path_factory.mktemp("compare"), orders(*rows[:6]), orders(late), orders(*rows[6:]), EVENTS
    )


def test_the_base_is_the_median_of_the_last_four_ordinary_same_weekdays(store: Store) -> None:
    base = comparison(store, ["paid_amount", "paid_orders"], DAY, Scope("本店"))["paid_amount"]
    assert [f"{day:%m-%d}" for day in base.days] == ["03-03", "02-24", "02-10", "02-03"]
    assert base.value == Decimal(120 + 140) / 2  # of 160, 120, 140, 100


def test_days_passed_over_are_named_with_the_reason(store: Store) -> None:
    base = comparison(store, ["paid_amount"], DAY, Scope("本店"))["paid_amount"]
    assert [(f"{day:%m-%d}", reason.zh) for day, reason in base.left_out] == [
        ("03-17", "三月大促"), ("03-10", "没有数据"), ("02-17", "年货节"),
    ]  # fmt: skip


def test_an_event_day_is_compared_with_no_ordinary_day(store: Store) -> None:
    base = comparison(store, ["paid_amount"], date(2026, 3, 17), Scope("本店"))["paid_amount"]
    assert base.value is None
    assert base.why is not None
    assert "三月大促" in base.why.zh


def test_an_event_of_another_shop_leaves_ours_alone(store: Store) -> None:
    assert comparison(store, ["paid_amount"], DAY, Scope("本店"))["paid_amount"].value is not None
    assert comparison(store, ["paid_amount"], DAY)["paid_amount"].value is None


def test_fewer_ordinary_days_make_a_base_and_none_make_none(store: Store) -> None:
    two = comparison(store, ["paid_amount"], date(2026, 2, 10), Scope("本店"))["paid_amount"]
    assert (two.value, len(two.days)) == (Decimal(100 + 900) / 2, 2)
    none = comparison(store, ["paid_amount"], date(2026, 1, 27), Scope("本店"))["paid_amount"]
    assert none.value is None
    assert none.why is not None
    assert len(none.left_out) == 12


def test_a_single_late_payment_is_no_ordinary_day(store: Store) -> None:
    assert (
        evaluate(store, ["paid_amount"], Period.day(date(2026, 3, 10)))[0].values["paid_amount"].value is None
    )
