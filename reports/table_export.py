"""The one way a table leaves the product as a file: typed cells, nothing in them that a spreadsheet would run."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter

from reports.sheet import SAFE_OPTIONS, Styles, page_setup, sheet_name, write_table
from reports.table import Cell, Column, Kind, Table, Typed, number_of, own_kind
from reports.wording import to_the_cent

__all__ = ["Cell", "Column", "Kind", "Table", "Typed", "inert", "to_csv", "to_xlsx"]

ROWS_PER_SHEET = 1_048_575
WIDEST_PORTRAIT = 6
# A spreadsheet reads a csv cell that begins like this (after spaces) as a formula, a command or a separator.
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
INVISIBLE = " \u00a0\u200b\u3000\ufeff"


def to_xlsx(tables: Iterable[Table]) -> bytes:
    """Return a workbook with one sheet per table: a frozen header, typed cells, ready to print.

    Formulas and links: none. A table longer than a sheet goes on in further sheets.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE_OPTIONS) as book:
        styles = Styles(book)
        taken: set[str] = set()
        for table in tables:
            for start in range(0, max(len(table.rows), 1), ROWS_PER_SHEET):
                sheet = book.add_worksheet(sheet_name(table.title, taken))
                write_table(sheet, styles, replace(table, rows=table.rows[start : start + ROWS_PER_SHEET]))
                page_setup(sheet, landscape=len(table.columns) > WIDEST_PORTRAIT)
    return out.getvalue()


def to_csv(table: Table, *, keys: bool = False, mark: bool = True) -> bytes:
    """Return the table as UTF-8 csv with CRLF: titles (or `keys`) first, empty figures as empty cells.

    Text that a spreadsheet would run gets a leading apostrophe; numbers stay numbers, money with two decimals and
    everything else unrounded. The byte-order `mark` lets Excel and WPS read the Chinese.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(column.key if keys else column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_csv_cell(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
        )
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def inert(text: str) -> str:
    """Return `text` with a leading apostrophe where a spreadsheet would take it for more than text."""
    return f"'{text}" if text.lstrip(INVISIBLE).startswith(DANGEROUS_STARTS) else text


def _csv_cell(cell: Cell, kind: Kind) -> str:
    value, kind = own_kind(cell, kind)
    number = number_of(value, kind)
    if number is not None:
        return f"{to_the_cent(number) if kind == 'money' else number:f}"
    if isinstance(value, date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return "" if value is None or isinstance(value, float) else inert(str(value))
