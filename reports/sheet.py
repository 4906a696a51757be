"""Worksheets as people expect them from a good colleague: typed cells, sized columns, ready to print, nothing live."""

from datetime import date, datetime
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.table import WORDS, Cell, Kind, Plain, Table, number_of, own_kind, shown
from reports.wording import EMPTY, times_places, to_the_cent

FONT = "Microsoft YaHei"
# XlsxWriter would otherwise turn text from the data into formulas, links and numbers.
SAFE_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10, "valign": "vcenter"},
}
NUMBER_FORMATS: dict[str, str] = {
    "text": "@", "id": "@", "grade": "@", "count": "#,##0", "people": "#,##0", "money": "#,##0.00",
    "percent": "0.00%", "number": "#,##0.00", "change": "+0.00%;-0.00%;0.00%",
    "points": '+0.00"{points}";-0.00"{points}";0.00"{points}"', "day": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss",
}  # fmt: skip
ALIGNED: dict[str, dict[str, str | int]] = {
    "text": {"indent": 1},
    "id": {"indent": 1},
    "grade": {"align": "right"},
}
LINE_HEIGHT = 16.5
HEADER_COLOUR = "#DCE6F1"
LONGEST_TEXT = 32_767
# A spreadsheet holds 15 significant digits; a longer whole number is an id and stays text.
FIRST_INEXACT = 10**15
A4 = 9


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook, language: str = "zh") -> None:
        self._book = book
        self._points = " pts" if language == "en" else " 个百分点"
        self._made: dict[tuple[str, int], Format] = {}
        self.header = book.add_format(
            {"bold": True, "bg_color": HEADER_COLOUR, "bottom": 1, "text_wrap": True, "align": "center"}
        )
        self.quiet = book.add_format({"font_color": "#8C8C8C", "num_format": "@"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.words = book.add_format({"num_format": "@", "align": "right"})

    def of(self, kind: Kind, value: Plain = None) -> Format:
        """Return the format of a kind; a ratio near a grade's limit gets the decimals that show its side of it."""
        number = number_of(value, kind)
        places = times_places(number) if kind == "times" and number is not None else 2
        if (kind, places) not in self._made:
            form = f"0.{'0' * places}" if kind == "times" else NUMBER_FORMATS[kind]
            look = {"num_format": form.replace("{points}", self._points)}
            self._made[kind, places] = self._book.add_format(look | ALIGNED.get(kind, {}))
        return self._made[kind, places]


def write_table(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Write the header into the first row and the rows below it, with the columns wide enough for both."""
    sheet.set_row(0, 2 * LINE_HEIGHT)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, styles.header)
        sheet.set_column(place, place, column.width or _width(table, place))
    for line, row in enumerate(table.rows, start=1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            write_cell(sheet, line, place, cell, column.kind, styles)


def write_cell(sheet: Worksheet, line: int, place: int, cell: Cell, kind: Kind, styles: Styles) -> None:
    """Write one cell by its type: numbers as numbers, days as days, everything else as text that is never run."""
    value, kind = own_kind(cell, kind)
    number = number_of(value, kind)
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, styles.of("time" if isinstance(value, datetime) else "day"))
    elif number is not None and abs(number) < FIRST_INEXACT:
        exact = to_the_cent(number) if kind == "money" else number
        sheet.write_number(line, place, float(exact), styles.of(kind, number))
    else:
        words = EMPTY if value is None or isinstance(value, float) else str(value)
        sheet.write_string(line, place, _fits(words), styles.of(kind) if kind in WORDS else styles.words)


def page_setup(sheet: Worksheet, *, landscape: bool) -> None:
    """Keep the header in sight, and set the sheet up for A4: as wide as the page, the header on every page."""
    sheet.freeze_panes(1, 0)
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def sheet_name(title: str, taken: set[str]) -> str:
    """Return `title` as a sheet name that Excel allows and that is not in `taken`, to which it is added."""
    name = "".join("_" if letter in "[]:*?/\\'" or not letter.isprintable() else letter for letter in title)
    name = unique = name.strip()[:31] or "表"
    number = 1
    while unique.casefold() in taken or unique.casefold() == "history":
        number += 1
        unique = f"{name[: 30 - len(str(number))]} {number}"
    taken.add(unique.casefold())
    return unique


def _fits(words: str) -> str:
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


def _width(table: Table, place: int) -> float:
    column = table.columns[place]
    if column.kind in ("day", "time"):
        return 12 if column.kind == "day" else 20
    longest = max((places(shown(row[place], column.kind)) for row in table.rows[:500]), default=0)
    # The header has two lines: half of a Chinese title is width enough, an English one breaks between words only.
    title = max((places(word) for word in column.title.split()), default=0)
    return min(max(longest + 3, title + 3 if column.title.isascii() else title / 2 + 4, 9), 48)


def write_wrapped(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Write the rows again as wrapped text, each as high as its longest cell needs in the columns' widths."""
    for line, row in enumerate(table.rows, start=1):
        lines = 1
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            words = shown(cell, column.kind)
            sheet.write_string(line, place, _fits(words), styles.wrapped)
            lines = max(lines, ceil(places(words) / ((column.width or _width(table, place)) - 2)))
        sheet.set_row(line, lines * LINE_HEIGHT)


def places(words: str) -> int:
    """Return how wide a text is, in letters of half width."""
    # A Chinese character takes two places of a Latin one.
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words)
