"""Ad reports of the same spend are alternatives, attribution windows stay apart, and site-wide promotion is not mixed in."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store
from metrics.evaluate import Value, evaluate
from metrics.period import Period
from tests.metrics.tables import costs, shop_daily
from tests.stores import store_together

KEYS = ["ad_spend", "ad_revenue", "ad_clicks", "ad_roi"]


def values(store: Store, day: int) -> dict[str, Value]:
    return dict(evaluate(store, KEYS, Period.day(date(2026, 3, day)))[0].values)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The 1st: one spend of 100 in five reports. The 2nd: items and keywords. The 3rd to 5th: lists, the shop report, typed."""
    return store_together(
        tmp_path_factory.mktemp("ads"),
        """
        日期 | 计划ID | 计划名字 | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额
        2026-03-01 | 11 | 春上新 | 15天 | 1000 | 50 | 60.00 | 300.00
        2026-03-01 | 12 | 清仓 | 15天 | 1000 | 30 | 40.00 | 100.00
        2026-03-01 | 11 | 春上新 | 7天 | 1000 | 50 | 60.00 | 210.00
        2026-03-01 | 11 | 春上新 | 1天 | 1000 | 50 | 60.00 | 90.00
        """,
        """
        日期 | 计划ID | 主体ID | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额
        2026-03-01 | 11 | 7001 | 15天 | 2000 | 80 | 100.00 | 400.00
        2026-03-02 | 11 | 7001 | 15天 | 2000 | 70 | 90.00 | 360.00
        """,
        """
        日期 | 计划ID | 关键词 | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额
        2026-03-01 | 11 | 春装 | 15天 | 1500 | 60 | 70.00 | 280.00
        2026-03-02 | 11 | 春装 | 15天 | 1500 | 50 | 65.00 | 260.00
        """,
        "日期 | 费用 | 用途\n2026-03-01 | 100.00 | 推广\n2026-03-03 | 33.50 | 推广\n2026-03-03 | -3.50 | 返还",
        shop_daily("访客数 | 关键词推广花费 | 智能场景花费", ("2026-03-01", 9, "70.00", "30.00"),
                   ("2026-03-04", 9, "21.00", "4.00")),
        costs(*(("2026-03-01", "", "广告", "55.00"), ("2026-03-05", "", "广告", "12.00"), ("2026-03-06", "", "广告", 0))),
    )  # fmt: skip


def test_one_spend_in_five_reports_is_counted_once(store: Store) -> None:
    found = values(store, 1)
    assert found["ad_spend"].value == 60 + 40
    assert found["ad_clicks"].value == 50 + 30


def test_attribution_windows_are_never_added(store: Store) -> None:
    found = values(store, 1)
    assert found["ad_revenue"].value == 300 + 100
    assert found["ad_roi"].value == (300 + 100) / (60 + 40)
    assert "15 天" in found["ad_roi"].notes[-1].zh


def test_without_a_plan_report_the_item_report_is_read_and_not_the_keywords_beside_it(store: Store) -> None:
    found = values(store, 2)
    assert (found["ad_spend"].value, found["ad_revenue"].value, found["ad_clicks"].value) == (90, 360, 70)


def test_without_a_report_the_spend_list_stands_corrections_taken_off(store: Store) -> None:
    found = values(store, 3)
    assert found["ad_spend"].value == Decimal("33.50") - Decimal("3.50")
    assert found["ad_roi"].value is None
    assert values(store, 2)["ad_spend"].value == 90  # a quiet day of the list does not hide the report's


def test_then_the_shop_report_then_what_was_typed(store: Store) -> None:
    assert values(store, 4)["ad_spend"].value == 21 + 4
    assert values(store, 5)["ad_spend"].value == 12
    assert values(store, 6)["ad_spend"].value == 0
    assert values(store, 7)["ad_spend"].value is None


def test_windows_that_are_no_standard_ones_are_not_added_either(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        """
        日期 | 计划ID | 计划名字 | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额
        2026-03-01 | 11 | 春上新 | 1天 | 1000 | 50 | 60.00 | 90.00
        2026-03-01 | 11 | 春上新 | 2天 | 1000 | 50 | 60.00 | 120.00
        """,
    )
    found = values(store, 1)
    assert (found["ad_spend"].value, found["ad_revenue"].value) == (60, 90)


def test_ads_of_two_advertisers_both_cost_whatever_window_they_state(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        "日期 | 计划ID | 计划名字 | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额\n"
        "2026-03-01 | 11 | 春上新 | 15天 | 1000 | 50 | 60.00 | 90.00\n2026-03-01 | 11 | 春上新 | 7天 | 1000 | 50 | 60.00 | 70.00",
        "Date | Campaign ID | Campaign name | Impressions | Clicks | Amount spent\n2026-03-01 | 77 | Spring | 500 | 20 | 12.345678",
    )
    found = values(store, 1)
    assert found["ad_spend"].value == 60 + Decimal("12.345678")
    assert (found["ad_revenue"].value, found["ad_clicks"].value) == (90, 50 + 20)
    rows = {row.cut: row.values["ad_spend"].value for row in evaluate(store, ["ad_spend"], by="campaign")}
    assert rows == {"春上新": 60, "Spring": Decimal("12.345678")}


def test_a_scene_report_comes_before_finer_ones(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        "日期 | 场景名字 | 展现量 | 点击量 | 花费 | 总成交金额\n2026-03-01 | 关键词推广 | 1000 | 50 | 60.00 | 90.00\n"
        "2026-03-01 | 精准人群推广 | 500 | 10 | 40.00 | 10.00",
        "日期 | 关键词 | 计划ID | 展现量 | 点击量 | 花费 | 总成交金额\n2026-03-01 | 春装 | 11 | 900 | 45 | 55.00 | 90.00",
    )
    found = values(store, 1)
    assert (found["ad_spend"].value, found["ad_revenue"].value) == (60 + 40, 90 + 10)


def test_ad_money_keeps_more_than_two_decimals(tmp_path: Path) -> None:
    store = store_together(
        tmp_path,
        "日期 | 展现量 | 点击量 | 花费 | 订单金额\n2026-03-01 | 10 | 1 | 1.430000067 | 5\n2026-03-02 | 10 | 1 | 0.57 | 5",
    )
    found = evaluate(store, ["ad_spend"])[0].values["ad_spend"].value
    assert found == Decimal("1.430000067") + Decimal("0.57")
