"""The one way a table leaves the product as a file: typed cells, nothing in them that a spreadsheet would run."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "id", "count", "people", "money", "percent", "times", "number", "day", "time"]
Cell = str | int | float | bool | Decimal | date | datetime | None

EMPTY = "—"
FONT = "Microsoft YaHei"
HEADER_COLOUR = "#DCE6F1"
SAFE_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
NUMBER_FORMATS: dict[str, str] = {
    "text": "@", "id": "@", "count": "#,##0", "people": "#,##0", "money": "#,##0.00", "percent": "0.00%",
    "times": "0.00", "number": "#,##0.00", "day": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss",
}  # fmt: skip
ROWS_PER_SHEET = 1_048_575
LONGEST_TEXT = 32_767
EXACT_WHOLE_NUMBERS = 10**15
# A spreadsheet reads a csv cell that begins like this (after spaces) as a formula, a command or a separator.
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """One column of a table: `key` for programs, `title` for people, `kind` says how its numbers are written.

    Kinds are the metrics' units plus text, id (never a number), day and time. Text in a number column (bounds such as
    "120–300") stays text.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: float | None = None


@dataclass(frozen=True)
class Table:
    """A table to be written: `title` names the sheet, every row has one value per column, None is an empty figure."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[str, ...] = ()


def to_csv(table: Table, *, keys: bool = False, bom: bool = True) -> bytes:
    """Return the table as UTF-8 csv with CRLF: titles (or `keys`) first, empty figures as empty cells.

    Text that a spreadsheet would run gets a leading apostrophe; numbers stay numbers, unrounded. The byte-order mark
    lets Excel and WPS read the Chinese.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(column.key if keys else column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(value, column.kind) for value, column in zip(row, table.columns, strict=True)])
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def inert(text: str) -> str:
    """Return `text` with a leading apostrophe where a spreadsheet would take it for more than text."""
    return f"'{text}" if text.lstrip(" \u3000\xa0\ufeff").startswith(DANGEROUS_STARTS) else text


def plain_number(value: int | float | Decimal, kind: str) -> str:
    """Return a number as programs read it: money with two decimals, everything else unrounded."""
    if kind == "money":
        return f"{Decimal(str(value)):.2f}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _csv_cell(value: Cell, kind: str) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool | str):
        return inert(str(value))
    if isinstance(value, date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return plain_number(value, kind)


def to_xlsx(tables: Iterable[Table]) -> bytes:
    """Return a workbook with one sheet per table: a frozen header, typed cells, ready to print in landscape.

    Formulas and links: none. A table longer than a sheet goes on in further sheets.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE_OPTIONS) as book:
        styles = Styles(book)
        taken: set[str] = set()
        for table in tables:
            for start in range(0, max(len(table.rows), 1), ROWS_PER_SHEET):
                sheet = book.add_worksheet(sheet_name(table.title, taken))
                part = Table(table.title, table.columns, table.rows[start : start + ROWS_PER_SHEET])
                write_table(sheet, styles, part)
                page_setup(sheet, landscape=len(table.columns) > 6)
                sheet.freeze_panes(1, 0)
    return out.getvalue()


def sheet_name(title: str, taken: set[str]) -> str:
    """Return `title` as a sheet name that Excel allows and that is not in `taken`; the name is added to `taken`."""
    name = "".join("_" if letter in "[]:*?/\\'" or ord(letter) < 32 else letter for letter in title)[:31].strip() or "表"
    number = 1
    unique = name
    while unique.casefold() in taken or unique.casefold() == "history":
        number += 1
        unique = f"{name[: 30 - len(str(number))]} {number}"
    taken.add(unique.casefold())
    return unique


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.note = book.add_format({**base, "font_color": "#595959"})
        self.warning = book.add_format({**base, "bold": True, "font_color": "#C00000"})
        self.header = book.add_format(
            {**base, "bold": True, "bg_color": HEADER_COLOUR, "bottom": 1, "text_wrap": True, "align": "center"}
        )
        self.body = {kind: book.add_format({**base, "num_format": form}) for kind, form in NUMBER_FORMATS.items()}
        self.wrapped = book.add_format({**base, "num_format": "@", "text_wrap": True, "valign": "top"})
        self.words = book.add_format({**base, "num_format": "@", "align": "right"})


def write_table(sheet: Worksheet, styles: Styles, table: Table, top: int = 0) -> int:
    """Write header and rows from sheet row `top` (0-based), set the widths, and return the row after the last one."""
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column.title, styles.header)
        sheet.set_column(place, place, column.width or _width(table, place))
    for line, row in enumerate(table.rows, start=top + 1):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            write_cell(sheet, line, place, value, column.kind, styles)
    return top + 1 + len(table.rows)


def write_cell(sheet: Worksheet, line: int, place: int, value: Cell, kind: Kind, styles: Styles) -> None:
    """Write one cell by its type: numbers as numbers, days as days, everything else as text that is never run."""
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, value, styles.body["time"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, styles.body["day"])
    elif _is_number(value, kind):
        sheet.write_number(line, place, float(value), styles.body[kind])  # type: ignore[arg-type]
    else:
        words = EMPTY if value is None or isinstance(value, float) else str(value)
        sheet.write_string(line, place, _fits(words), _text_style(kind, styles))


def _is_number(value: Cell, kind: str) -> bool:
    if kind in ("text", "id") or isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return math.isfinite(value) and abs(value) < EXACT_WHOLE_NUMBERS


def _text_style(kind: Kind, styles: Styles) -> Format:
    return styles.body[kind] if kind in ("text", "id") else styles.words


def _fits(words: str) -> str:
    return words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1] + "…"


def page_setup(sheet: Worksheet, *, landscape: bool, header_row: int = 0) -> None:
    """Set the sheet up to print on A4, fitted to the page's width, the header row repeated."""
    sheet.set_paper(9)
    sheet.set_landscape() if landscape else sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _width(table: Table, place: int) -> float:
    column = table.columns[place]
    if column.kind in ("day", "time"):
        return 12 if column.kind == "day" else 20
    sample = [column.title, *(_shown(row[place], column.kind) for row in table.rows[:200])]
    return min(max(max(_cells(words) for words in sample) + 2, 9), 48)


def _shown(value: Cell, kind: str) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and kind not in ("text", "id"):
        return f"{value:,.2f}" if kind != "count" else f"{value:,}"
    return EMPTY if value is None else str(value)


def _cells(words: str) -> int:
    # A Chinese character takes two places of a Latin one.
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words)
