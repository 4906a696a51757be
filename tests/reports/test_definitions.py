"""Every metric says what its days come to, for how long it still rises, and below how many cases it is no verdict."""

import pytest

from metrics.catalogue import CATALOGUE
from metrics.studies import STUDIES
from pages.files.metrics import STUDIES_SHOWN
from reports.definitions import least, rollup, settling


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("paid_amount", "各天相加"), ("paid_orders", "各天相加"), ("net_paid_amount", "各天相加"), ("payment_rate", "分子之和 ÷ 分母之和"),
        ("visitors", "人数不相加"), ("stock_on_hand", "取最后一天"), ("bounce_rate", "不相加"), ("score_service", "不相加"),
        ("vip_members", "取最后一天"), ("roi_grade", "按整段的比率评"),
    ],
)  # fmt: skip
def test_what_several_days_are_is_said(key: str, said: str) -> None:
    assert rollup(CATALOGUE[key]).zh.startswith(said)


def test_what_still_rises_says_for_how_long() -> None:
    rising, settled = settling(CATALOGUE["refund_rate_cohort"]), settling(CATALOGUE["paid_amount"])
    assert rising is not None
    assert "30 天后定" in rising.zh
    assert settled is None
    both = settling(CATALOGUE["ad_roi"])
    assert both is not None
    assert "15 天后定" in both.zh


def test_rates_of_cases_say_their_least_sample() -> None:
    few = least(CATALOGUE["conversion"])
    assert few is not None
    assert "不到 30" in few.zh
    assert "不到 5" in few.zh
    assert least(CATALOGUE["paid_amount"]) is None


def test_every_list_and_analysis_is_shown_somewhere() -> None:
    assert set(STUDIES_SHOWN) == {study.key for study in STUDIES}
