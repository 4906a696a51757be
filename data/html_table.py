"""From a web page that calls itself a workbook (.xls) to grids: shop software and older platforms export tables this way.

The page is only cut at the tags of its tables, one after the other, so that no page, however odd, takes longer than its length.
"""

import html
import re
from dataclasses import dataclass, field

import pyarrow as pa

from data.encoding import as_utf8, encoding_of, undecodable
from data.grid import MAX_COLUMNS, Grid, Unreadable, column_names, too_wide
from data.text import Text

MAX_PAGE = 200 << 20

_TAG = re.compile(r"<(/?)(table|tr|td|th|br)\b([^<>]{0,4000})>", re.I)
_OTHER_TAG = re.compile(r"<[^<>]{0,4000}>")
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,5})", re.I)
_SEVERAL = Text("表格 {number}", "Table {number}")
_LARGE = Text(
    "「{name}」是网页做的表格，有 {size} MB，太大了，没有读取。请用 WPS 打开，另存为「Excel 工作簿（.xlsx）」再导入。",
    "“{name}” is a table in a web page of {size} MB, which is too large to be read. Open it in WPS, save it as “Excel workbook "
    "(.xlsx)”, and load that.",
)


@dataclass
class _Table:
    """A table that is being read: rows as place -> text, and which places a cell from above still fills."""

    rows: list[dict[int, str]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    place: int = 0
    cell: list[str] | None = None

    def begin_row(self) -> None:
        self.end_cell()
        self.taken = {place for place, rows in self.below.items() if rows}
        self.below = {place: rows - 1 for place, rows in self.below.items() if rows > 1}
        self.place = 0
        self.rows.append({})

    def begin_cell(self, attributes: str) -> None:
        """Open a cell at the next free place; a merged one stands in the first of its places, as in a workbook."""
        if not self.rows:
            self.begin_row()
        self.end_cell()
        while self.place in self.taken:
            self.place += 1
        spans = {word.lower(): int(number) for word, number in _SPAN.findall(attributes)}
        wide = min(max(spans.get("colspan", 1), 1), MAX_COLUMNS)
        if (rows := spans.get("rowspan", 1)) > 1:
            self.below |= dict.fromkeys(range(self.place, self.place + wide), rows - 1)
        self.cell, self.place = [], self.place + wide
        self.rows[-1][self.place - wide] = ""

    def end_cell(self) -> None:
        if self.cell is not None:
            place = max(self.rows[-1])
            self.rows[-1][place] = html.unescape(_OTHER_TAG.sub("", "".join(self.cell))).strip()
            self.cell = None


def has_rows(head: bytes) -> bool:
    """Whether the beginning of a page (lower case) holds a row of more than one cell; one cell is laid-out text."""
    return any(row.count(b"<td") + row.count(b"<th") > 1 for row in head.split(b"<tr")[1:])


def read_html(content: bytes, name: str, sheet: str | None = None) -> list[Grid]:
    """Return a grid for every table of a page that holds rows of several cells, at least one; raises Unreadable."""
    if len(content) > MAX_PAGE:
        raise Unreadable(_LARGE.fill(name=name, size=len(content) >> 20))
    encoding = encoding_of(content, name)
    try:
        text = as_utf8(content, encoding).decode("utf-8")
    except UnicodeError as error:
        raise undecodable(content, encoding, name) from error
    wide = [table for table in _tables(text) if any(len(row) > 1 for row in table.rows)]
    titles = [sheet] if len(wide) == 1 else [_title(sheet, number) for number in range(1, len(wide) + 1)]
    return [_grid(table, title, name) for table, title in zip(wide, titles, strict=True)]


def _title(sheet: str | None, number: int) -> str:
    said = _SEVERAL.fill(number=number).zh
    return said if sheet is None else f"{sheet} › {said}"


def _tables(text: str) -> list[_Table]:
    found: list[_Table] = []
    open_: list[_Table] = []
    at = 0
    for tag in _TAG.finditer(text):
        if open_ and open_[-1].cell is not None:
            open_[-1].cell.append(text[at : tag.start()])
        at = tag.end()
        closes, word = bool(tag[1]), tag[2].lower()
        if word == "table" and not closes:
            open_.append(_Table())
            found.append(open_[-1])
        elif open_:
            _take(open_, word, closes, tag[3])
    for table in open_:
        table.end_cell()
    return found


def _take(open_: list[_Table], word: str, closes: bool, attributes: str) -> None:
    """Go on in the innermost table: a row or a cell begins, or one ends."""
    table = open_[-1]
    if word == "br":
        if table.cell is not None:
            table.cell.append("\n")
    elif closes:
        table.end_cell()
        if word == "table":
            open_.pop()
    elif word == "tr":
        table.begin_row()
    else:
        table.begin_cell(attributes)


def _grid(table: _Table, sheet: str | None, name: str) -> Grid:
    lines = [line for line, row in enumerate(table.rows, 1) if any(row.values())]
    rows = [table.rows[line - 1] for line in lines]
    width = 1 + max(place for row in rows for place, cell in row.items() if cell) if rows else 0
    if width > MAX_COLUMNS:
        raise Unreadable(too_wide(name, width))
    columns = [pa.array([row.get(place) or None for row in rows], pa.string()) for place in range(width)]
    cells = pa.table([pa.array(lines, pa.int32()), *columns], names=["line", *column_names(width)])
    return Grid(sheet, cells, len(table.rows) - len(lines))
