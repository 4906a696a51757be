"""What does not count in a figure is named where the figure is laid open, and marked under it."""

from datetime import date
from decimal import Decimal

import pytest

from data.store import Store
from metrics.evaluate import evaluate
from metrics.opened import opened
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report

DAY = Period.day(date(2026, 3, 2))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    ads = "日期 | 计划ID | 计划名字 | 花费"
    return one_store(
        tmp_path_factory.mktemp("left_out"),
        orders((1, "a", 100, "2026-03-02 09:00:00", "2026-03-02 10:00:00"), shop="退款店"),
        report(
            "退款编号 | 订单编号 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间",
            (1, 1, "退款成功", 30, "2026-03-02 11:00:00", "2026-03-02 12:00:00"),
            (2, 1, "退款成功", 7, "2026-03-02 13:00:00", ""),
            shop="退款店",
        ),
        report(f"{ads} | 总成交金额", ("2026-03-02", 11, "有成交", 10, 60), ("2026-03-03", 11, "有成交", 10, 60), shop="广告店"),
        report(ads, ("2026-03-02", 12, "没成交列", 20), shop="广告店"),
    )  # fmt: skip


def test_a_refund_without_a_completion_counts_on_no_day_and_is_listed(store: Store) -> None:
    found = opened(store, "refund_amount", DAY, Scope("退款店"))
    assert found.value.value == Decimal(30)
    assert {text.zh: count for text, count in found.excluded} == {
        "退款成功但没有完结时间、因而不计在任何一天的退款": 1
    }


def test_a_day_of_which_a_report_lacks_its_revenue_is_marked(store: Store) -> None:
    scope = Scope("广告店")
    value = evaluate(store, ["ad_roi"], DAY, None, scope)[0].values["ad_roi"]
    assert value.value == 60 / (10 + 20)
    assert "有 1 天的推广报表缺成交金额，那些花费没有成交可算，这几天的投产比偏低" in {
        note.zh for note in value.notes
    }
    excluded = {text.zh: count for text, count in opened(store, "ad_roi", DAY, scope).excluded}
    assert excluded == {"缺成交金额的推广报表的天数，花费计入、成交没有": 1}


def test_a_day_of_whole_reports_is_not_marked(store: Store) -> None:
    whole = Period.day(date(2026, 3, 3))
    value = evaluate(store, ["ad_roi"], whole, None, Scope("广告店"))[0].values["ad_roi"]
    assert value.value == 60 / 10
    assert not any("缺成交金额" in note.zh for note in value.notes)
