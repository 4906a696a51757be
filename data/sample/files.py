"""Writes the invented exports byte by byte as the platforms do: quoted GB18030 CSV, and workbooks of one sheet.

The workbook writer is our own because a sample has half a million cells: they are joined a whole column at a time.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

ROWS_AT_A_TIME = 50_000
_LINE_END = "\n"
_EPOCH = (2026, 1, 1, 0, 0, 0)  # the same bytes at every making

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    '{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main"><sheetData>'
)
_SHEET_TAIL = "</sheetData></worksheet>"


@dataclass(frozen=True)
class Table:
    """What stands in an export: column headers with their cells (text), all columns of one length."""

    columns: Mapping[str, pa.Array]

    @property
    def rows(self) -> int:
        """Return the number of rows below the header."""
        return len(next(iter(self.columns.values())))


def write_csv(
    path: Path, tables: Iterable[Table], *, formula_id: bool = False, blank_line: bool = False
) -> None:
    """Write the tables, one below the other, as a quoted GB18030 CSV under the header of the first.

    formula_id: the first column as ="123"; blank_line: an empty line at the end.
    """
    first = '="' if formula_id else '"'
    with path.open("wb") as file:
        for number, table in enumerate(tables):
            if number == 0:
                file.write((",".join(f'"{name}"' for name in table.columns) + _LINE_END).encode("gb18030"))
            cells = pc.binary_join_element_wise(*table.columns.values(), '","')
            lines = pc.binary_join_element_wise(first, cells, '"' + _LINE_END, "")
            file.write("".join(lines.to_pylist()).encode("gb18030"))
        if blank_line:
            file.write(_LINE_END.encode("gb18030"))


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _escaped(column: pa.Array) -> pa.Array:
    for sign, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        column = pc.replace_substring(column, sign, code)
    return column


def _rows(columns: Sequence[pa.Array], first_row: int, numbers: frozenset[int]) -> pa.Array:
    """The XML of rows; cells of the columns in `numbers` are numbers, all others text, empty ones are left out."""
    count = len(columns[0])
    row = pc.cast(pa.array(range(first_row, first_row + count), type=pa.int64()), pa.string())
    parts = [pc.binary_join_element_wise('<row r="', row, '">', "")]
    for place, column in enumerate(columns):
        letter = _letters(place)
        if place in numbers:
            cell = pc.binary_join_element_wise(f'<c r="{letter}', row, '"><v>', column, "</v></c>", "")
        else:
            cell = pc.binary_join_element_wise(
                f'<c r="{letter}',
                row,
                '" t="inlineStr"><is><t xml:space="preserve">',
                _escaped(column),
                "</t></is></c>",
                "",
            )
        parts.append(pc.if_else(pc.equal(column, ""), "", cell))
    return pc.binary_join_element_wise(*parts, "</row>", "")


def write_xlsx(
    path: Path,
    sheet: str,
    table: Table,
    *,
    preface: Sequence[Sequence[str]] = (),
    numbers: Sequence[str] = (),
) -> None:
    """Write a workbook of one sheet: preface rows, the header row, the rows; `numbers`: columns of number cells."""
    named = frozenset(place for place, name in enumerate(table.columns) if name in numbers)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as book:
        _add(book, "[Content_Types].xml", _TYPES)
        _add(book, "_rels/.rels", _RELATION.format(kind="officeDocument", target="xl/workbook.xml"))
        _add(book, "xl/workbook.xml", _BOOK.format(name=sheet))
        _add(
            book,
            "xl/_rels/workbook.xml.rels",
            _RELATION.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        parts = [_SHEET_HEAD]
        for number, line in enumerate((*preface, tuple(table.columns)), 1):
            cells = [pa.array([cell], type=pa.string()) for cell in line] or [pa.array([""])]
            parts += _rows(cells, number, frozenset()).to_pylist()
        for start in range(0, table.rows, ROWS_AT_A_TIME):
            columns = [column.slice(start, ROWS_AT_A_TIME) for column in table.columns.values()]
            parts += _rows(columns, len(preface) + 2 + start, named).to_pylist()
        _add(book, "xl/worksheets/sheet1.xml", "".join(parts) + _SHEET_TAIL)


def write_zip(path: Path, inner: Path) -> None:
    """Put one finished file into a zip of its own, as the platform delivers large reports, and remove it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        _add(archive, inner.name, inner.read_bytes())
    inner.unlink()


def _add(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, compresslevel=4)
