"""Turns the text of a recognised grid into typed rows, and lists every cell that could not be."""

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from data.kind import Kind
from data.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about a file.

    kind: 'refused' (the row stays out), 'emptied' (the cell does), 'kept' (the store knows better), 'differs', 'note'.
    column: the file's own header name. text: the offending cell, "" for private columns, None where there is none.
    """

    line: int | None
    column: str | None
    kind: str
    reason: Text
    text: str | None


@dataclass(frozen=True)
class Staged:
    """The rows of one grid, typed.

    table: `line` (int32), `shop` (NULL where the file names none) and every fact column of the kind's table in
        schema.sql, with its type and in its order (all NULL where the file lacks it).
    rows_in: rows that speak of facts; set_aside (blank, totals, example rows, repeated headers) lie outside.
    rejected: rows of rows_in that were refused; table.num_rows == rows_in - rejected.
    shops: the shops that the file names. platform: the kind's own, else the one asked for, else DEFAULT_PLATFORM.
    as_of_from_name: the export time that stands in the file name as a full stamp.
    first_day, last_day: the range of the kind's day_field; None where the file has no days.
    gross_column: orders only: 'amount_due', 'amount_kept', or 'kept_plus_refund' (the file has no column of what was
        owed; paid and refund add up to it).
    absent_fields: fields of the kind that the file has no column for.
    """

    kind: Kind
    table: pa.Table
    rows_in: int
    rejected: int
    set_aside: int
    problems: tuple[Problem, ...]
    shops: tuple[str, ...]
    platform: str
    as_of_from_name: datetime | None
    first_day: date | None
    last_day: date | None
    gross_column: str | None
    absent_fields: tuple[str, ...]


class Refused(Exception):
    """A file that can't be staged as a whole; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text
