"""From the bytes of a delimited text file (CSV and its kin) to a grid of text cells."""

import contextlib
import csv
import io
from collections import Counter
from itertools import chain, islice, zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from data.encoding import GB, UTF8, UTF16, as_utf8, encoding_of, undecodable
from data.fast_delimited import END, NotSure, read_fast
from data.grid import MAX_COLUMNS, Grid, Unreadable, too_wide
from data.text import Text

DELIMITERS = (",", "\t", ";", "|")

_SAMPLE_BYTES = 65_536
_SAMPLE_ROWS = 100
_ROWS_AT_ONCE = 20_000
_GB_MARK = "\ufeff".encode(GB)

_OPEN_QUOTE = Text(
    "「{name}」第 {line:,} 行开始的引号到文件末尾都没有闭合，后面的内容分不清行和列。"
    "文件可能没有下载完整，请重新下载再导入。",
    "In “{name}” a quote that opens in line {line:,} is never closed, so the rest cannot be told apart. "
    "The file may be cut off: download it again, then load it.",
)
_CUT_OFF = Text(
    "「{name}」到第 {line:,} 行断了：最后一行只有 {cells} 格，其他行有 {width} 格，行尾也没有换行，多半没有下载完整。"
    "请重新下载再导入；如果确认完整，用 WPS 打开后另存再导入。",
    "“{name}” breaks off in line {line:,}: that last line has {cells} cells where others have {width}, and no line end, so "
    "the download is most likely not whole. Download it again; if it is whole, save it from WPS, then load that.",
)
_NO_CELLS = Text(
    "「{name}」里只有空行，没有数据。请从平台重新下载这份报表再导入。",
    "“{name}” has blank rows only. Download the report again, then load it.",
)


def read_delimited(content: bytes, name: str, sheet: str | None = None) -> Grid:
    """Return the grid of a text file in UTF-8, UTF-16 (with a byte order mark) or GB18030; raises Unreadable.

    Two readers give the same grid: a fast one, and a careful one for what the fast one does not vouch for.
    """
    encoding = encoding_of(content, name)
    head = content[:_SAMPLE_BYTES].decode(encoding, "ignore")
    delimiter, width = sniff_delimiter(head, is_cut=len(content) > _SAMPLE_BYTES)
    try:
        table = _read(content, encoding, name, delimiter, width)
    except UnicodeError as error:
        raise undecodable(content, encoding, name) from error
    if not table.num_rows:
        raise Unreadable(_NO_CELLS.fill(name=name))
    last_line = table["line"][-1].as_py()
    cells = _cells_of_unended_line(content, last_line, encoding, delimiter)
    if 1 < cells < width:
        raise Unreadable(_CUT_OFF.fill(name=name, line=last_line, cells=cells, width=width))
    return _tidy(table, name, sheet)


def _cells_of_unended_line(content: bytes, last_line: int, encoding: str, delimiter: str) -> int:
    """Return how many cells the last row has if the file stops within its line, else 0."""
    start = content.rfind(b"\n") + 1
    if encoding == UTF16 or start in {0, len(content)} or content.count(b"\n") + 1 != last_line:
        return 0
    return len(next(csv.reader([content[start:].decode(encoding)], delimiter=delimiter)))


def _read(content: bytes, encoding: str, name: str, delimiter: str, width: int) -> pa.Table:
    if encoding == GB and not content.startswith(_GB_MARK):
        with contextlib.suppress(NotSure, pa.ArrowException, UnicodeError):
            return read_fast(content, GB, delimiter, width)
    if encoding != UTF8:
        content = as_utf8(content, encoding)
    with contextlib.suppress(NotSure, pa.ArrowException):
        return read_fast(content, UTF8, delimiter, width)
    return read_carefully(content, name, delimiter)


def sniff_delimiter(head: str, is_cut: bool = False) -> tuple[str, int]:
    """Return the delimiter that cuts most rows of a file's beginning into equally many cells, and that number.

    is_cut: the file goes on after `head`, whose last line is then left out.
    """
    lines = list(io.StringIO(head, newline=""))
    if is_cut and len(lines) > 1:
        lines.pop()
    best, best_score = (DELIMITERS[0], 1), (0, 1)
    for delimiter in DELIMITERS:
        rows = islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS)
        widths = Counter(len(row) for row in rows if len(row) > 1 and not _is_glued(row))
        for width, count in widths.items():
            if (count, width) > best_score and width <= MAX_COLUMNS:
                best, best_score = (delimiter, width), (count, width)
    return best


def _is_glued(row: list[str]) -> bool:
    """Say whether the cells still begin with a comma: then the tabs between them only trail the values."""
    return sum(cell.startswith((",", '",')) for cell in row) * 2 >= len(row)


def read_carefully(content: bytes, name: str, delimiter: str) -> pa.Table:
    """Return `line`, `c0` ... of UTF-8 bytes, by Python's reader; raises Unreadable for an open quote or a wide row."""
    if not content.endswith((b"\n", b"\r")):
        content += b"\n"
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=UTF8, newline="")
    reader = csv.reader(chain(lines, [END]), delimiter=delimiter)
    pieces: list[pa.Table] = []
    rows: list[list[str]] = []
    starts: list[int] = []
    line = 1
    for row in reader:
        if len(row) > MAX_COLUMNS:
            raise Unreadable(too_wide(name, len(row), line))
        rows.append(row)
        starts.append(line)
        line = reader.line_num + 1
        if len(rows) >= _ROWS_AT_ONCE:
            pieces.append(_piece(starts[:-1], rows[:-1]))
            rows, starts = rows[-1:], starts[-1:]
    if rows[-1] != [END]:
        raise Unreadable(_OPEN_QUOTE.fill(name=name, line=starts[-1]))
    pieces.append(_piece(starts[:-1], rows[:-1]))
    return pa.concat_tables(pieces, promote_options="default")


def _piece(starts: list[int], rows: list[list[str]]) -> pa.Table:
    cells = {
        f"c{index}": pa.array([cell or None for cell in column], pa.string())
        for index, column in enumerate(zip_longest(*rows))
    }
    return pa.table({"line": pa.array(starts, pa.int32()), **cells})


def _tidy(table: pa.Table, name: str, sheet: str | None) -> Grid:
    """Return the grid without blank rows (counted) and without the empty columns at its right edge."""
    width = table.num_columns
    while width > 1 and table.column(width - 1).null_count == table.num_rows:
        width -= 1
    if width == 1:
        raise Unreadable(_NO_CELLS.fill(name=name))
    table = table.select(range(width))
    filled = None
    for column in table.columns[1:]:
        if not column.null_count:
            return Grid(sheet, table, is_text=True)
        has_cell = column.is_valid()
        filled = has_cell if filled is None else pc.or_(filled, has_cell)
    kept = table.filter(filled)
    return Grid(sheet, kept, table.num_rows - kept.num_rows, is_text=True)
