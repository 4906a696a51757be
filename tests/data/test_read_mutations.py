"""Exports that something has happened to: reading gives grids or a reason, soon, and never anything else.

300 cases by default; ZHANGGUI_MUTATIONS=10000 asks for more. A case is made from its number alone.
"""

import os
import time

import pyarrow as pa
import pytest

from data.distinct import WORDS
from data.read import Grid, Unreadable, read_bytes
from tests.data.mutations import CASES, case

SECONDS = (
    5  # of processor time, this process and its children: a machine busy with other things is slow by itself
)
PATIENCE = 65  # seconds by the clock, whatever else runs
PARTS = 10


def is_sound(grid: Grid) -> bool:
    lines = grid.table["line"].to_pylist()
    names = [f"c{number}" for number in range(grid.table.num_columns - 1)]
    return (
        grid.table.column_names == ["line", *names]
        and all(kind in (pa.string(), WORDS) for kind in grid.table.schema.types[1:])
        and lines == sorted(set(lines))
        and bool(lines) == (grid.refused is None)
        and all(line >= 1 for line in lines)
    )


def spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_export_gives_grids_or_a_reason_within_five_seconds(part: int):
    for number in range(part, CASES, PARTS):
        content = case(number)
        begun, before = time.monotonic(), spent()
        try:
            grids = read_bytes(content, "订单.csv")
        except Unreadable as unreadable:
            told = unreadable.text
            assert "订单.csv" in told.zh, f"case {number}: {told.zh}"
            assert "订单.csv" in told.en, f"case {number}: {told.en}"
        else:
            assert grids, f"case {number}"
            assert all(is_sound(grid) for grid in grids), f"case {number}"
        assert spent() - before < SECONDS, f"case {number}"
        assert time.monotonic() - begun < PATIENCE, f"case {number}"


def test_mutations_are_of_both_sorts_those_that_leave_something_to_read_and_those_that_do_not():
    outcomes = {"read": 0, "refused": 0}
    for number in range(0, 400, 10):
        try:
            read_bytes(case(number), "订单.csv")
            outcomes["read"] += 1
        except Unreadable:
            outcomes["refused"] += 1
    assert min(outcomes.values()) >= 10
