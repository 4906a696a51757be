"""A to-do that was ticked is away, and comes back if newer data show the fact; one that was put off comes on its day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from data.state import State
from data.text import Text
from data.typed_ticks import TICKS, tick, ticks, untick
from metrics.analyses.finding import Finding
from metrics.analyses.ticked import listed

DAY, NEXT, LATER = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 27)
OVERDUE = Finding(
    "overdue", Text("12 单未发货", "12 unshipped"), Text("共 900 元", "900 yuan"), date(2026, 11, 19), Decimal(900), "warehouse",
    pd.DataFrame(),
)  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


def done(state: State, day: date = DAY) -> None:
    tick(state, "", OVERDUE.key, "done", day, None, OVERDUE.since, OVERDUE.title.zh, "小王")


def test_what_was_ticked_is_away_with_who_and_when(state: State) -> None:
    done(state)
    [entry] = listed([OVERDUE], ticks(state, ""), DAY)
    assert (entry.is_open, entry.mark, entry.who) == (False, "done", "小王")
    assert entry.at is not None


def test_it_comes_back_if_newer_data_show_the_fact_again(state: State) -> None:
    done(state)
    [entry] = listed([OVERDUE], ticks(state, ""), NEXT)
    assert entry.is_open
    assert entry.is_back
    assert entry.who == "小王"


def test_what_was_put_off_comes_on_its_day_and_not_before(state: State) -> None:
    tick(state, "", OVERDUE.key, "later", DAY, LATER, None, "", "小王")
    open_on = {day: listed([OVERDUE], ticks(state, ""), day)[0].is_open for day in (DAY, NEXT, LATER)}
    assert open_on == {DAY: False, NEXT: False, LATER: True}


def test_what_was_put_back_is_open_as_if_nothing_had_been_said(state: State) -> None:
    done(state)
    untick(state, "", OVERDUE.key, "小李")
    [entry] = listed([OVERDUE], ticks(state, ""), DAY)
    assert (entry.is_open, entry.mark) == (True, None)
    assert [change.who for change in state.changes(TICKS.name)] == ["小李", "小王"]


def test_a_tick_of_one_shop_says_nothing_of_another(state: State) -> None:
    tick(state, "甲店", OVERDUE.key, "done", DAY, None, None, "", "小王")
    assert listed([OVERDUE], ticks(state, "乙店"), DAY)[0].is_open


def test_putting_off_to_the_same_day_is_refused(state: State) -> None:
    with pytest.raises(ValueError, match="later day"):
        tick(state, "", OVERDUE.key, "later", DAY, DAY, None, "", "小王")
