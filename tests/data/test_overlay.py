"""What people type lies over the store's own rows in every query, makes no version, and leaves the file as it is."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.instances import close_all
from data.state import State
from data.store import Store, current_version, open_store
from data.typed_plan import (
    TARGETS,
    hide_event,
    hide_seen,
    put_event,
    put_seen,
    put_targets,
    set_week,
    week_events,
)
from metrics.analyses.targets import target
from metrics.compare import event_names
from metrics.period import Period
from metrics.scope import coverage
from tests.stores import home_of, load_table

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
SHEETS = (
    "周期 | 指标 | 目标值\n2026-11 | 付款金额 | 1000.00\n2026-12 | 付款金额 | 2000.00",
    "开始时间 | 结束时间 | 活动名称 | 类型 | 是否剔除基线\n2026-11-10 20:00:00 | 2026-11-11 23:59:59 | 双11 | 大促 | 是",
)
SHOP = ("测试店", "taobao")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return home_of(tmp_path, *SHEETS, shop="测试店", platform="taobao")


def key(period: Period = NOVEMBER, part: str = "") -> dict[str, Any]:
    return {
        "shop": "测试店", "platform": "taobao", "period_start": period.first, "period_end": period.last,
        "measure": "paid_amount", "part": part,
    }  # fmt: skip


def november(store: Store) -> Decimal | None:
    return target(store, "paid_amount", NOVEMBER)


def test_a_typed_target_stands_over_the_sheets_and_makes_no_version(home: Path) -> None:
    before, version = open_store(home), current_version(home)
    put_targets(State(home), [{**key(), "amount": Decimal("1200.00")}], "小王")
    after = open_store(home)
    assert current_version(home) == version
    assert after != before  # so that no cache mixes them up
    assert (november(before), november(after)) == (Decimal("1000.00"), Decimal("1200.00"))
    assert target(after, "paid_amount", Period(date(2026, 12, 1), date(2026, 12, 31))) == Decimal("2000.00")
    assert after.rows("SELECT t.file_id, t.typed_by FROM targets AS t WHERE t.amount = 1200") == [(0, "小王")]


def test_a_target_that_was_taken_away_is_none_though_the_sheet_has_one(home: Path) -> None:
    put_targets(State(home), [{**key(), "amount": None}], "小王")
    assert november(open_store(home)) is None
    put_targets(State(home), [{**key(), "amount": Decimal("7.00")}], "小王")
    assert november(open_store(home)) == Decimal("7.00")


def test_typed_days_are_covered_as_a_sheets_days_are(tmp_path: Path) -> None:
    State(tmp_path / "home").set_setting("unrelated", "1", "小王")
    assert coverage(open_store(tmp_path / "home")).days(("targets",)) == frozenset()
    put_targets(State(tmp_path / "home"), [{**key(), "amount": Decimal("30.00")}], "小王")
    assert len(coverage(open_store(tmp_path / "home")).days(("targets",))) == 30


def test_a_store_keeps_the_rows_that_it_began_with(home: Path) -> None:
    state = State(home)
    put_targets(state, [{**key(), "amount": Decimal("1.00")}], "小王")
    first = open_store(home)
    assert november(first) == Decimal("1.00")
    put_targets(state, [{**key(), "amount": Decimal("2.00")}], "小王")
    second = open_store(home)
    close_all()
    assert (november(first), november(second)) == (Decimal("1.00"), Decimal("2.00"))


def test_many_states_of_one_version_stay_right(home: Path) -> None:
    stores = []
    for cents in range(40):
        put_targets(State(home), [{**key(), "amount": Decimal(cents)}], "小王")
        stores.append(open_store(home))
        assert november(stores[-1]) == cents
    assert november(stores[-1]) == 39


def test_what_is_built_on_events_sees_typed_ones(home: Path) -> None:
    with State(home).writing("小王") as write:
        start = datetime(2026, 11, 18, 0, 0)
        put_event(write, SHOP, start, start + timedelta(hours=23), "店庆", "店铺活动", True, "小王")
        put_event(
            write, SHOP, datetime(2026, 11, 20), datetime(2026, 11, 20, 12), "上新", "上新", False, "小王"
        )
    names = event_names(open_store(home))
    assert names == {date(2026, 11, 10): "双11", date(2026, 11, 11): "双11", date(2026, 11, 18): "店庆"}
    told = open_store(home).rows("SELECT e.event_name FROM events AS e ORDER BY e.start_at")
    assert told == [("双11",), ("店庆",), ("上新",)]


def test_an_event_of_the_sheet_can_be_taken_away(home: Path) -> None:
    with State(home).writing("小王") as write:
        hide_event(write, SHOP, datetime(2026, 11, 10, 20), "双11", "小王")
    assert event_names(open_store(home)) == {}


def test_a_load_after_typing_shows_both(home: Path) -> None:
    put_targets(State(home), [{**key(), "amount": Decimal("1200.00")}], "小王")
    load_table(home, "周期 | 指标 | 目标值\n2027-01 | 付款金额 | 500.00", shop="测试店", platform="taobao")
    store = open_store(home)
    assert november(store) == Decimal("1200.00")
    assert target(store, "paid_amount", Period(date(2027, 1, 1), date(2027, 1, 31))) == Decimal("500.00")


def test_what_was_seen_at_a_competitor_can_be_typed(home: Path) -> None:
    with State(home).writing("小王") as write:
        put_seen(write, SHOP, {
            "day": date(2026, 11, 3), "competitor": "邻家", "item": "大衣", "move": "price", "price": Decimal("199.00"),
        }, "小王")  # fmt: skip
    told = open_store(home).rows("SELECT c.competitor, c.price, c.file_id FROM competitor_log AS c")
    assert told == [("邻家", Decimal("199.00"), 0)]
    with State(home).writing("小王") as write:
        hide_seen(
            write,
            SHOP,
            {"day": date(2026, 11, 3), "competitor": "邻家", "item": "大衣", "move": "price"},
            "小王",
        )
    assert open_store(home).rows("SELECT count(*) FROM competitor_log") == [(0,)]


def test_the_trail_tells_who_changed_a_target_from_what_to_what(home: Path) -> None:
    state = State(home)
    for who, amount in (("小王", "1200.00"), ("小李", "1300.00")):
        put_targets(state, [{**key(), "amount": Decimal(amount)}], who)
    newest, first = state.changes(TARGETS.name)
    assert (newest.who, first.who) == ("小李", "小王")
    assert '"1200.00"' in str(newest.before)
    assert '"1300.00"' in str(newest.after)


def test_a_negative_target_is_refused(home: Path) -> None:
    with pytest.raises(ValueError, match="below zero"):
        put_targets(State(home), [{**key(), "amount": Decimal("-1.00")}], "小王")
    assert State(home).changes(TARGETS.name) == []


def test_the_fixed_events_of_the_week_are_kept_as_they_were_given(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    set_week(state, "", [(0, "团购"), (3, "免邮")], "小王")
    set_week(state, "", [(0, "团购"), (3, " "), (4, "清仓")], "小王")
    monday, thursday, friday = date(2026, 11, 16), date(2026, 11, 19), date(2026, 11, 20)
    assert [week_events(state, "测试店", day) for day in (monday, thursday, friday)] == [
        ["团购"],
        [],
        ["清仓"],
    ]
