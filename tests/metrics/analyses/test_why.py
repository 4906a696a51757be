"""What is said of a day's change: noise is called noise, and never against the card that stands above it."""

from datetime import date, timedelta
from pathlib import Path

from metrics.analyses.why import Why, causes
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
        "付款金额在近 4 个平常周五的范围内（90.00～190.00 元），属于平时的波动。"
    ]


def test_beyond_the_range_the_difference_is_named(tmp_path: Path) -> None:
    found = why(tmp_path, 200, 90, 100, 100, 190)
    assert not found.noise
    assert found.change == 200 - 120
    assert found.sentences[0].zh == "付款金额比近 4 个平常周五的平均多 80.00 元，超出平时的波动。"


def test_two_days_have_no_spread_to_speak_of(tmp_path: Path) -> None:
    assert why(tmp_path, 200, 90, 100).sentences[0].zh == "付款金额比近 2 个平常周五的平均多 105.00 元。"
