"""What is edited on the calendar page becomes typed events: new, changed, taken away, or refused with a sentence."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.state import State
from data.store import open_store
from metrics.calendar import events
from tests.stores import home_of
from ui.plan.events import Line, NotSaved, frame, keep, line, lines

SHOP = ("测试店", "taobao")
SHEET = "开始时间 | 结束时间 | 活动名称 | 类型 | 是否剔除基线\n2026-11-10 20:00:00 | 2026-11-11 23:59:59 | 双11 | 大促 | 是"
ANNIVERSARY = Line("店庆", "店铺活动", datetime(2026, 11, 18), datetime(2026, 11, 18, 23, 59, 59), True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return home_of(tmp_path, SHEET, shop="测试店", platform="taobao")


def standing(home: Path) -> list[Line]:
    return [line(event) for event in events(open_store(home))]


def edit(home: Path, before: list[Line], after: list[Line]) -> int:
    with State(home).writing("小王") as write:
        return keep(write, SHOP, before, after, "小王")


def test_what_was_not_changed_leaves_no_trace(home: Path) -> None:
    before = standing(home)
    assert edit(home, before, lines(frame(before))) == 0
    assert State(home).revision() == 0


def test_a_new_event_stands_beside_the_sheets(home: Path) -> None:
    before = standing(home)
    assert edit(home, before, [*before, ANNIVERSARY]) == 1
    assert [each.name for each in standing(home)] == ["双11", "店庆"]


def test_an_event_that_is_moved_stands_once(home: Path) -> None:
    before = standing(home)
    moved = Line("双11", "大促", datetime(2026, 11, 9), before[0].end, True)
    assert edit(home, before, [moved]) == 2  # the sheet's is hidden, the moved one is put
    assert standing(home) == [moved]


def test_an_event_that_is_deleted_is_gone_and_leaves_the_day_ordinary(home: Path) -> None:
    edit(home, standing(home), [])
    assert standing(home) == []


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (Line(" ", None, datetime(2026, 11, 1), datetime(2026, 11, 2), False), "没有名称"),
        (Line("店庆", None, datetime(2026, 11, 2), datetime(2026, 11, 1), False), "早于开始"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(home: Path, bad: Line, says: str) -> None:
    with pytest.raises(NotSaved) as refused:
        edit(home, standing(home), [ANNIVERSARY, bad])
    assert says in refused.value.text.zh
    assert [each.name for each in standing(home)] == ["双11"]


def test_a_line_without_a_day_is_refused() -> None:
    edited = frame([ANNIVERSARY]).astype(object)
    edited.loc[1] = ["上新", pd.NaT, pd.NaT, False, None]
    with pytest.raises(NotSaved) as refused:
        lines(edited)
    assert "「上新」没有日期" in refused.value.text.zh


def test_an_empty_line_of_the_editor_is_no_event_and_a_missing_end_is_the_beginning() -> None:
    edited = frame([ANNIVERSARY]).astype(object)
    edited.loc[1] = [None, pd.NaT, pd.NaT, False, None]
    edited.loc[2] = ["上新", pd.Timestamp(2026, 11, 20), pd.NaT, None, "上新"]
    day = datetime(2026, 11, 20)
    assert lines(edited) == [ANNIVERSARY, Line("上新", "上新", day, day, False)]
    assert day.date() == date(2026, 11, 20)
