"""What events brought and took from the weeks around them, found back where it is known (M-84)."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from data.store import Store
from metrics.analyses.event_table import EventRow, event_table
from metrics.period import ALL, Period
from tests.metrics.tables import costs, one_store, report, shop_daily

FIRST = date(2026, 1, 5)
START, END = FIRST + timedelta(days=84), FIRST + timedelta(days=86)
LAST = END + timedelta(days=20)
SHARES = (100, 90, 95, 105, 120, 150, 140)
EVENTS = "开始时间 | 结束时间 | 活动名称 | 类型 | 是否剔除基线"


def paid_on(day: date) -> int:
    """An ordinary week of 800; four times that in the event, nine tenths of it in the week before, seven in the week after."""
    usual = SHARES[day.weekday()]
    if START <= day <= END:
        return usual * 4
    if START - timedelta(days=7) <= day < START:
        return usual * 9 // 10
    return usual * 7 // 10 if END < day <= END + timedelta(days=7) else usual


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    days = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]
    random = np.random.default_rng(3)
    noisy = [paid_on(day) * float(np.exp(0.05 * random.standard_normal())) for day in days]
    columns = "访客数 | 支付金额 | 支付买家数"
    fixed = (
        (START.isoformat(), "", "广告", "200"),
        (START.isoformat(), "", "包邮费", "0"),
        (START.isoformat(), "", "折扣", "0"),
    )
    rest = [
        ((START + timedelta(days=place)).isoformat(), "", cost, "0")
        for place in (1, 2)
        for cost in ("广告", "包邮费", "折扣")
    ]
    tables = []
    for shop, amounts in (("甲店", [paid_on(day) for day in days]), ("乙店", noisy)):
        rows = [(day.isoformat(), 50, f"{amount:.2f}", 5) for day, amount in zip(days, amounts, strict=True)]
        tables += [
            shop_daily(columns, *rows, shop=shop),
            costs(*fixed, *rest, shop=shop),
            report(EVENTS, (f"{START} 20:00:00", f"{END} 23:59:59", "春季大促", "大促", "是"), shop=shop),
        ]
    second = report(
        EVENTS,
        (f"{END} 00:00:00", f"{END + timedelta(days=3)} 23:59:59", "会员日", "店铺活动", "否"),
        shop="甲店",
    )
    return one_store(tmp_path_factory.mktemp("events"), *tables, second)


def row(store: Store, shop: str, name: str = "春季大促") -> EventRow:
    [found] = [each for each in event_table(store, ALL) if (each.event.shop, each.event.name) == (shop, name)]
    return found


def test_the_figures_are_those_of_the_event_s_days(store: Store) -> None:
    found = row(store, "甲店")
    paid = sum(paid_on(day) for day in Period(START, END).days())
    assert paid == 4 * (100 + 90 + 95)
    assert found.values["paid_amount"].value == paid
    assert found.values["store_cost"].value == 200
    assert found.values["store_roi"].value == paid / 200
    assert found.values["roi_grade"].value == "excellent"
    assert found.values["conversion"].value == 15 / 150
    assert (found.values["visitors"].low, found.values["visitors"].high) == (50, 150)


def test_gain_and_dips_are_found_back_to_the_yuan_where_days_are_exact(store: Store) -> None:
    found = row(store, "甲店")
    assert found.before is not None
    # The week before is foretold from what lies before it: a tenth of its 800 (in whole yuan) went to the event.
    assert float(found.before.difference) == pytest.approx(-(10 + 9 + 10 + 11 + 12 + 15 + 14), abs=0.1)
    assert found.before.is_sure
    # M-83 learns from all days before the event, the dip among them; so it stands a little above 3 × (100 + 90 + 95).
    assert found.gain is not None
    assert 855 <= float(found.gain) <= 855 * 1.05


def test_the_week_after_stands_where_no_other_event_takes_its_days(store: Store) -> None:
    found = row(store, "乙店")
    assert found.before is not None
    assert found.after is not None
    assert found.gain is not None
    assert found.after.low <= 800 <= found.after.high
    assert float(found.after.difference) == pytest.approx(-0.3 * 800, rel=0.2)
    assert found.gain_with_dips == found.gain + found.before.difference + found.after.difference


def test_events_on_the_same_days_name_each_other(store: Store) -> None:
    assert row(store, "甲店").overlaps == ("会员日",)
    assert row(store, "甲店", "会员日").overlaps == ("春季大促",)
    assert row(store, "乙店").overlaps == ()
    # 会员日 is no event that baselines leave out, but the days before it are the other's.
    assert row(store, "甲店", "会员日").before is None


def test_a_week_that_is_not_wholly_loaded_has_no_dip(store: Store) -> None:
    later = event_table(store, Period(END, END))
    assert {each.event.name for each in later} == {"春季大促", "会员日"}
    assert event_table(store, Period(FIRST, FIRST)) == []
    assert isinstance(row(store, "乙店").values["paid_amount"].value, Decimal)
