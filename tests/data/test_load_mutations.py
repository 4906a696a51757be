"""Exports that something has happened to, loaded: each is refused with a reason or every one of its rows is accounted for.

300 cases by default; ZHANGGUI_MUTATIONS=10000 asks for more. Loaded forty at a time, as a person drops them.
"""

import time
from collections import Counter
from pathlib import Path

import pytest

from data.exports import KINDS
from data.load import FileResult, Upload, load
from data.match import Match
from data.read import Unreadable, read_bytes
from data.recognise import recognise
from data.store import close_all, open_store
from data.text import Text
from tests.data.mutations import CASES, case

SECONDS = 5  # of this process' work on any one file, reading or merging
PARTS = 10
AT_ONCE = 40
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
OUTCOMES: Counter[str] = Counter()


class Clock:
    """Hears the progress of a load and keeps the longest step on one file."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._begun = time.process_time()

    def __call__(self, share: float, text: Text) -> None:
        now = time.process_time()
        self.longest, self._begun = max(self.longest, now - self._begun), now


def rows_below_the_header(content: bytes, name: str) -> int | None:
    """The rows of a file that are neither header nor preface; None where it isn't one recognised table of text."""
    if content.startswith((b"PK", OLE)):
        return None  # counted by the process that reads workbooks, which is not begun twice for it
    try:
        grids = [grid for grid in read_bytes(content, name) if grid.table.num_rows]
    except Unreadable:
        return None
    matches = [recognise(grid, name, KINDS) for grid in grids]
    if len(grids) != 1 or not isinstance(matches[0], Match):
        return None
    header = matches[0].header_line
    return sum(line > header for line in grids[0].table["line"].to_pylist())


def balance(results: list[FileResult], content: bytes, name: str) -> None:
    """Hold what was said of a file against itself, and against the rows that it has."""
    assert results, name
    for result in results:
        if result.refused:
            assert len(result.problems[0].reason.zh) > 10, name
            assert result.rows_in == 0, name
        else:
            counts = (result.rows_in, result.loaded, result.unchanged, result.rejected)
            assert result.rows_in == result.loaded + result.unchanged + result.rejected, (name, counts)
    rows = rows_below_the_header(content, name)
    if rows is not None and not results[0].refused:
        # Lines without a word are set aside too, and are no rows of the grid.
        assert results[0].rows_in <= rows <= results[0].rows_in + results[0].set_aside, name


@pytest.mark.parametrize("part", range(PARTS))
def test_every_row_of_a_mutated_export_is_loaded_unchanged_or_listed(part: int, tmp_path: Path) -> None:
    numbers = list(range(part, CASES, PARTS))
    for start in range(0, len(numbers), AT_ONCE):
        files = [Upload(f"订单{number}.csv", case(number)) for number in numbers[start : start + AT_ONCE]]
        clock = Clock()
        result = load(tmp_path, files, progress=clock)
        assert clock.longest < SECONDS, f"{files[0].name} and those after it: {clock.longest:.1f} s"
        for file in files:
            told = [one for one in result.files if one.file == file.name]
            balance(told, file.content, file.name)
            OUTCOMES["refused" if all(one.refused for one in told) else "loaded"] += 1
    entered = open_store(tmp_path).rows(
        "SELECT count(*) FROM files AS f WHERE f.rows_in <> f.loaded + f.unchanged + f.rejected"
    )
    assert entered == [(0,)]
    close_all()


def test_both_sorts_were_tried_those_that_load_and_those_that_do_not() -> None:
    if sum(OUTCOMES.values()) < CASES:
        pytest.skip("only some of the cases were run by this process")
    assert OUTCOMES["loaded"] >= CASES / 10
    assert OUTCOMES["refused"] >= CASES / 10


def test_a_cell_of_a_megabyte_where_a_time_should_stand_is_no_work_and_is_not_quoted(
    tmp_path: Path,
) -> None:
    header = "订单编号,总金额,订单状态,订单创建时间,订单付款时间"
    row = f"1,2.00,交易成功,{'x' * 1_000_000},2026-10-01 10:00:00"
    clock = Clock()
    result = load(tmp_path, [Upload("订单.csv", f"{header}\n{row}\n".encode())], progress=clock)
    assert clock.longest < 2
    (problem,) = [one for one in result.files[0].problems if one.line == 2]
    assert problem.text == ""  # it may be anything, a person too
