"""The child process that parses a workbook: a hostile one can end it, and nothing else.

Started by `workbook_reader`; leaves in the folder `sheets.json` (see `Result`) and one file of Arrow streams for each
sheet with cells. It imports only what it needs: every import is paid for by every workbook.
"""

import errno
import faulthandler
import gc
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

import pyarrow as pa
import python_calamine as calamine

from data.cell_text import TEXT_OF, Cell, number_texts
from data.grid import MAX_COLUMNS, column_names
from data.workbook_limits import RESULT, SECONDS, most_text
from data.workbook_parts import Entities, Errors, inspect

_CELLS_AT_ONCE = 50_000  # so few stay in the processor's cache: a fifth less than with 200,000
# 1, 1.0 and TRUE are equal, and read differently.
_EQUAL_ACROSS = {int, float, bool}


class SheetResult(TypedDict):
    """One sheet with cells: its file (None if it was too wide), blank rows left out, and columns."""

    sheet: str
    file: str | None
    blank: int
    columns: int


class Result(TypedDict):
    """What became of the workbook; problem: None or a key of `workbook_reader.PROBLEMS`."""

    problem: str | None
    sheets: list[SheetResult]


class NoSheets(Exception):
    """The workbook does not even name a sheet."""


class TooMuchText(Exception):
    """The cells hold more text than a file of this size may."""


def main(workbook: str, folder: str) -> None:
    """Parse `workbook` and leave the result in `folder`."""
    gc.disable()  # nothing here goes in circles, and the process ends soon
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        # The parent ends this process in time; if the parent is gone, it ends itself.
        faulthandler.dump_traceback_later(SECONDS + 5, exit=True, file=nowhere)
        result = _result(Path(workbook), Path(folder))
        (Path(folder) / RESULT).write_text(json.dumps(result), encoding="utf-8")
        faulthandler.cancel_dump_traceback_later()


def _result(workbook: Path, folder: Path) -> Result:
    # The parser lets other threads run, so the look into the parts costs no time.
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(inspect, workbook)
        sheets: list[SheetResult] = []
        try:
            for sheet in _sheets(workbook, looking, folder):
                sheets.append(sheet)
            looking.result()
        except BaseException as error:  # noqa: BLE001 - a panic of the parser is no Exception
            return Result(problem=_problem(looking.exception() or error), sheets=[])
        return Result(problem=None, sheets=sheets)


def _problem(error: BaseException) -> str:
    if isinstance(error, Entities):
        return "entities"
    if isinstance(error, calamine.PasswordError):
        return "password"
    if isinstance(error, TooMuchText):
        return "text"
    if isinstance(error, MemoryError):
        return "memory"
    return "disk" if isinstance(error, OSError) and error.errno == errno.ENOSPC else "damaged"


def _sheets(workbook: Path, looking: Future[dict[str, Errors]], folder: Path) -> Iterator[SheetResult]:
    """Write each visible worksheet that has cells; hidden ones hold lists for drop-downs, not exports."""
    book = calamine.load_workbook(str(workbook))
    if not book.sheets_metadata:
        raise NoSheets
    room = most_text(workbook.stat().st_size)
    for number, about in enumerate(book.sheets_metadata):
        if (
            about.typ != calamine.SheetTypeEnum.WorkSheet
            or about.visible != calamine.SheetVisibleEnum.Visible
        ):
            continue
        sheet = book.get_sheet_by_index(number)
        columns = sheet.start[1] + sheet.width if sheet.start else 0
        file = f"{number}.arrow"
        if columns > MAX_COLUMNS:
            yield SheetResult(sheet=about.name, file=None, blank=0, columns=columns)
        elif columns:
            rows, blank = _write(sheet, looking.result().get(about.name, {}), folder / file, room)
            room -= (folder / file).stat().st_size
            if rows:
                yield SheetResult(sheet=about.name, file=file, blank=blank, columns=columns)


def _write(sheet: Any, errors: Errors, path: Path, room: int) -> tuple[int, int]:
    """Write the sheet's rows as Arrow streams, each only as wide as its rows are; return rows written and blank ones."""
    left = sheet.start[1]
    at_once = max(100, _CELLS_AT_ONCE // (left + sheet.width))
    written = blank = first = 0
    source = sheet.iter_rows()
    with path.open("wb") as out:
        while rows := list(islice(source, at_once)):
            _put_in(errors, rows, first, left)
            batch = _batch(rows, first, left)
            first += len(rows)
            written += batch.num_rows
            blank += len(rows) - batch.num_rows
            with pa.ipc.new_stream(out, batch.schema) as stream:
                stream.write_batch(batch)
            if out.tell() > room:
                raise TooMuchText
    return written, blank


def _put_in(errors: Errors, rows: list[list[Cell]], first: int, left: int) -> None:
    """Write the text of error cells, which the parser gives as empty, into the rows."""
    for number, row in enumerate(rows if errors else (), first):
        for column, text in errors.get(number, {}).items():
            if left <= column < left + len(row):
                row[column - left] = text


def _batch(rows: list[list[Cell]], first: int, left: int) -> pa.RecordBatch:
    """Return the rows that have cells, with their line, up to the last column that has one."""
    # Nearly always the first cell tells: any() of each row takes as long as all that follows.
    filled = [
        number for number, row in enumerate(rows) if row[0] or any(row) or any(cell != "" for cell in row)
    ]
    kept = rows if len(filled) == len(rows) else [rows[number] for number in filled]
    columns = [_text(column) for column in zip(*kept, strict=True)]
    columns = [pa.nulls(len(filled), pa.string())] * left + columns
    while columns and columns[-1].null_count == len(filled):
        columns.pop()
    lines = pa.array([first + number + 1 for number in filled], pa.int32())
    return pa.record_batch([lines, *columns], names=["line", *column_names(len(columns))])


def _text(column: tuple[Cell, ...]) -> pa.Array:
    """Return the cells as text, NULL for an empty one; what many cells say is written once."""
    kinds = set(map(type, column))
    if kinds == {str}:
        texts: Sequence[str] = column  # type: ignore[assignment]
        return pa.array([text or None for text in texts] if "" in texts else texts, pa.string())
    if len(kinds & _EQUAL_ACROSS) > 1:
        return pa.array([TEXT_OF[type(cell)](cell) or None for cell in column], pa.string())
    cells = set(column)
    if kinds == {float} and len(cells) * 2 > len(column):
        unlike: Sequence[float] = column  # type: ignore[assignment]
        return pa.array(number_texts(unlike), pa.string())
    numbers = [cell for cell in cells if type(cell) is float]
    known: dict[Cell, str | None] = dict(zip(numbers, number_texts(numbers), strict=True))
    known |= {cell: TEXT_OF[type(cell)](cell) or None for cell in cells - known.keys()}
    return pa.array(list(map(known.__getitem__, column)), pa.string())
