"""What is said of a day's change: noise is called noise, and never against the card that stands above it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.store import Store
from metrics.analyses.why import Why, causes
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders
from tests.stores import store_of

FRIDAY = date(2026, 3, 27)
HEADER = (
    "订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间"
)


def why(folder: Path, today: int, *earlier: int) -> Why:
    """Return the causes of a Friday's amount; `earlier` are the amounts of the Fridays before, the newest first."""
    rows = [
        f"{week} | 小红 | {amount}.00 | {amount}.00 | 0.00 | 交易成功 | {day} 09:00:00 | {day} 10:00:00"
        for week, amount in enumerate((today, *earlier))
        for day in [FRIDAY - timedelta(weeks=week)]
    ]
    found = causes(store_of(folder, "\n".join([HEADER, *rows])), FRIDAY)
    assert found is not None
    return found


def test_within_the_range_of_ordinary_days_the_range_is_all_that_is_said(tmp_path: Path) -> None:
    # The mean is (90 + 100 + 100 + 190) / 4 = 120, above the day; the median is 100, below it.
    found = why(tmp_path, 110, 90, 100, 100, 190)
    assert found.noise
    assert [text.zh for text in found.sentences] == [
        "在近 4 个平常周五的范围内（90.00～190.00 元），属于平时的波动。"
    ]


def test_beyond_the_range_the_difference_is_named(tmp_path: Path) -> None:
    found = why(tmp_path, 200, 90, 100, 100, 190)
    assert not found.noise
    assert found.change == 200 - 120
    assert found.sentences[0].zh == "比近 4 个平常周五的平均多 80.00 元，超出平时的波动。"


def test_two_days_have_no_spread_to_speak_of(tmp_path: Path) -> None:
    assert why(tmp_path, 200, 90, 100).sentences[0].zh == "比近 2 个平常周五的平均多 105.00 元。"


@pytest.fixture(scope="module")
def seventy(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two shops with 70 days of 100 and 110 yuan in turns, week by week; on the last day 112, and 200."""
    first = date(2026, 7, 6)
    tables = []
    for shop, last in (("近", 112), ("远", 200)):
        days = [first + timedelta(days=place) for place in range(71)]
        amounts = [110 if place // 7 % 2 else 100 for place in range(70)] + [last]
        rows = [
            (f"{shop}{day}", f"b{day}", amount, f"{day} 09:00:00", f"{day} 10:00:00")
            for day, amount in zip(days, amounts, strict=True)
        ]
        tables.append(orders(*rows, shop=shop))
    return one_store(tmp_path_factory.mktemp("seventy"), *tables)


def test_a_day_beyond_its_last_weekdays_and_within_what_the_history_allows_is_an_ordinary_one(
    seventy: Store,
) -> None:
    why = causes(seventy, date(2026, 9, 14), Scope("近"))
    assert why is not None
    assert why.amount > max(100, 110)  # all of its weekdays
    assert why.expected is not None
    assert why.expected.low < 112 < why.expected.high
    assert why.noise
    assert "平时的波动范围内" in why.sentences[0].zh
    assert len(why.sentences) == 1


def test_a_day_beyond_what_the_history_allows_is_said_to_be_so(seventy: Store) -> None:
    why = causes(seventy, date(2026, 9, 14), Scope("远"))
    assert why is not None
    assert not why.noise
    assert "超出平时的波动" in why.sentences[0].zh
