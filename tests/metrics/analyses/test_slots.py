"""Every item's conversion beside the median of its category, with its interval (M-61)."""

from datetime import date
from decimal import Decimal
from statistics import median

import numpy as np
import pytest

from data.store import Store
from metrics.analyses.slots import Placed, Slot, slot_conversion
from metrics.period import ALL, Period
from metrics.wilson import wilson
from tests.metrics.tables import one_store, report

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
# item: visitors and buyers of both days together
COATS = {
    "1": (400, 4),
    "2": (300, 12),
    "3": (200, 9),
    "4": (100, 4),
    "5": (100, 5),
    "6": (100, 20),
    "7": (29, 3),
}


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Placed]:
    """Seven coats, half of their visitors and buyers a day, and one sock."""
    rows = [
        (
            day.isoformat(),
            item,
            f"大衣{item}",
            visitors // 2 + place * (visitors % 2),
            buyers // 2 + place * (buyers % 2),
        )
        for item, (visitors, buyers) in COATS.items()
        for place, day in enumerate((MONDAY, TUESDAY))
    ]
    rows.append((MONDAY.isoformat(), "9", "袜子", 500, 50))
    store = one_store(
        tmp_path_factory.mktemp("slots"),
        report("统计日期 | 商品ID | 商品名称 | 商品访客数 | 支付买家数", *rows),
        report(
            "清单日期 | 商品ID | 商品标题 | 类目 | 上架状态",
            *((MONDAY.isoformat(), item, f"大衣{item}", "大衣", "上架") for item in COATS),
            (MONDAY.isoformat(), "9", "袜子", "袜子", "上架"),
        ),
    )
    return {entry.slot.item: entry for entry in found(store)}


def found(store: Store) -> list[Placed]:
    return slot_conversion(store, Period(MONDAY, TUESDAY))


def test_the_rate_is_of_both_days_and_the_median_of_the_others(placed: dict[str, Placed]) -> None:
    assert (placed["2"].slot.visitors, placed["2"].slot.buyers) == (300, 12)
    assert placed["2"].slot.rate == 12 / 300
    # 7 has under 30 visitors and moves no median.
    assert placed["2"].usual == median([4 / 400, 9 / 200, 4 / 100, 5 / 100, 20 / 100])
    assert placed["2"].neighbours == 5
    assert placed["2"].slot.interval == wilson(12, 300)


def test_only_what_lies_wholly_on_one_side_of_the_median_is_called_so(placed: dict[str, Placed]) -> None:
    verdicts = {item: entry.verdict for item, entry in placed.items()}
    # 1: 1 % of 400, at most 2.5 %, where the others have 4.5 %; 6: 20 % of 100, at least 13 %.
    assert verdicts == {
        "1": "below", "2": "unclear", "3": "unclear", "4": "few", "5": "unclear", "6": "above", "7": "few", "9": "few",
    }  # fmt: skip
    assert placed["9"].usual is None


def test_the_interval_holds_the_true_rate_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    truth, visitors, inside = 0.04, 500, 0
    for bought in random.binomial(visitors, truth, 1000):
        slot = Slot("甲", "taobao", "1", "大衣", None, visitors, int(bought), Decimal(0), ALL)
        low, high = slot.interval
        inside += low <= truth <= high
    assert 930 <= inside <= 970
