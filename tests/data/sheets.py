"""Grids and staged files written as text in a test: one line a row, cells divided by `|`, empty cells NULL."""

from datetime import date
from typing import Any

import pyarrow as pa

from data.grid import Grid
from data.match import Match
from data.problem import Problem
from data.recognise import recognise
from data.stage import Staged, stage

TODAY = date(2026, 11, 21)
SECRET = b"a key of 32 bytes for the tests "


def grid(text: str, sheet: str | None = None, first_line: int = 1) -> Grid:
    """A grid from lines of `a | b`; cells keep inner spaces, an empty cell is NULL."""
    return grid_of(
        [[cell.strip(" ") for cell in line.split("|")] for line in text.strip("\n").splitlines()],
        sheet,
        first_line,
    )


def grid_of(rows: list[list[str]], sheet: str | None = None, first_line: int = 1) -> Grid:
    """A grid from rows of cells; "" is NULL, short rows are filled up."""
    width = max(len(row) for row in rows)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = {f"c{i}": pa.array([row[i] or None for row in full], pa.string()) for i in range(width)}
    return Grid(
        sheet, pa.table({"line": pa.array(range(first_line, first_line + len(rows)), pa.int32()), **columns})
    )


def matched(of: Grid, name: str = "") -> Match:
    """The match of a grid that must have one."""
    found = recognise(of, name)
    assert isinstance(found, Match), found.reason.zh
    return found


def staged(of: Grid | str, name: str = "", **options: Any) -> Staged:
    """The grid recognised and staged, as of TODAY."""
    of = grid(of) if isinstance(of, str) else of
    usual: dict[str, Any] = {"secret": SECRET, "today": TODAY}
    return stage(of, matched(of, name), name=name, **usual | options)


def rows(of: Staged, *fields: str) -> list[tuple[Any, ...]]:
    """The staged rows by line, as tuples of these fields."""
    ordered = of.table.sort_by("line")
    return list(zip(*(ordered.column(field).to_pylist() for field in fields), strict=True))


def column(of: Staged, field: str) -> list[Any]:
    """One field of the staged rows by line."""
    return [value for (value,) in rows(of, field)]


def said(of: Staged, kind: str) -> list[Problem]:
    """The problems of one kind."""
    return [problem for problem in of.problems if problem.kind == kind]
