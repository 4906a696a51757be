"""The fast reader of delimited text: Arrow's parser over the undecoded bytes, with line numbers put back.

No byte of a GB18030 character can be a comma, tab, semicolon, quote or line break, so the bytes are split first and only
the columns that hold more than ASCII are decoded: half the time of decoding the whole file.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.decoding import Gathered, bytes_of
from data.encoding import UTF8
from data.grid import MAX_COLUMNS, column_names

# A row put after the last one. If it comes back as a row of its own, no quote was left open at the end of the file.
END = "\x1e the end of the table \x1e"

csv.field_size_limit(
    2**31 - 1
)  # by default a cell of more than 128 KB is an error; this is the most Windows takes

OnOddRow = Callable[[arrow_csv.InvalidRow], str]
Counts = npt.NDArray[np.int32]

_BLOCK = 2 << 20  # larger blocks are slower; a row longer than this goes to the careful reader
_MOST_ODD_ROWS = 500
_BREAK = r"\r\n|\r|\n"


class NotSure(Exception):
    """This reader cannot vouch for its answer; the careful one is to be asked."""


def read_fast(content: bytes, encoding: str, delimiter: str, width: int) -> pa.Table:
    """Return `line`, `c0` ... of UTF-8 or GB18030 bytes, as in data/grid.py; most rows must have `width` cells.

    Raises NotSure or pa.ArrowException where the careful reader is needed, UnicodeError where the bytes are not text.
    """
    odd_rows: list[tuple[int, str]] = []
    columns = [Gathered(encoding) for _ in range(width)]
    breaks: list[Counts] = []
    # Arrow hands rows of another width over as UTF-8 only.
    on_odd_row = _collect(odd_rows) if encoding == UTF8 else None
    for block in _blocks(content, delimiter, width, on_odd_row):
        breaks.append(_breaks_in(block))
        for column, cells in zip(columns, block.columns, strict=True):
            column.add(cells)
    table = pa.table(
        {name: column.whole() for name, column in zip(column_names(width), columns, strict=True)}
    )
    if not table.num_rows or table["c0"][-1].as_py() != END:
        raise NotSure("a quote is open at the end")
    table = table.slice(0, table.num_rows - 1)
    return _woven(table, odd_rows, delimiter).add_column(
        0, "line", _lines(np.concatenate(breaks)[:-1], odd_rows)
    )


def _blocks(
    content: bytes, delimiter: str, width: int, on_odd_row: OnOddRow | None
) -> Iterable[pa.RecordBatch]:
    """Return the undecoded cells block by block, with a row END after the last one; NULL for an empty cell.

    A block is left behind before the next one is split: the whole file at once costs another 190 MB for a million orders,
    and with it twice the time.
    """
    names = column_names(width)
    end = END + delimiter * (width - 1)
    if not content.endswith((b"\n", b"\r")):
        end = "\n" + end
    return arrow_csv.open_csv(
        _Joined(content, end.encode()),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=on_odd_row,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.binary()),
            check_utf8=False,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


class _Joined(io.RawIOBase):
    """Two byte strings read one after the other, without a copy.

    No read ends between the two bytes of a Windows line break: Arrow would lose the second one inside quotes.
    """

    def __init__(self, *parts: bytes) -> None:
        self._parts = [memoryview(part) for part in parts if part]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> memoryview:
        if not self._parts:
            return memoryview(b"")
        part = self._parts[0]
        if 1 < size < len(part) and part[size - 1] == 13:
            size -= 1
        self._parts[:1] = [part[size:]] if 0 <= size < len(part) else []
        return part[:size]


def _collect(odd_rows: list[tuple[int, str]]) -> OnOddRow:
    def handle(row: arrow_csv.InvalidRow) -> str:
        if len(odd_rows) >= _MOST_ODD_ROWS or row.actual_columns > MAX_COLUMNS:
            return "error"
        odd_rows.append((row.number, row.text))
        return "skip"

    return handle


def _breaks_in(block: pa.RecordBatch) -> Counts:
    """Return for each row how many line breaks stand inside its quoted cells."""
    breaks = np.zeros(block.num_rows, np.int32)
    for cells in block.columns:
        data = bytes_of(cells)
        if len(data) and data.min() <= 13 and ((data == 10).any() or (data == 13).any()):
            breaks += pc.fill_null(pc.count_substring_regex(cells, _BREAK), 0).to_numpy()
    return breaks


def _lines(breaks: Counts, odd_rows: list[tuple[int, str]]) -> pa.Array:
    """Return the physical line of every row, odd rows in their places: one more for each row and break before it."""
    total = len(breaks) + len(odd_rows)
    if not odd_rows and not breaks.any():
        return pa.array(np.arange(1, total + 1, dtype=np.int32))
    odd = np.array([number - 1 for number, _ in odd_rows], np.int64)
    height = np.ones(total, np.int64)
    height[np.delete(np.arange(total), odd)] += breaks
    height[odd] += np.array([len(re.findall(_BREAK, text)) for _, text in odd_rows], np.int64)
    return pa.array(1 + np.cumsum(height) - height, pa.int32())


def _woven(table: pa.Table, odd_rows: list[tuple[int, str]], delimiter: str) -> pa.Table:
    """Return the table with the rows of another width put back where they stood."""
    if not odd_rows:
        return table
    table = table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))
    pieces, taken = [], 0
    for before, (number, text) in enumerate(odd_rows):
        upto = number - 1 - before
        pieces.append(table.slice(taken, upto - taken))
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        pieces.append(
            pa.table({f"c{i}": pa.array([cell or None], pa.string()) for i, cell in enumerate(cells)})
        )
        taken = upto
    return pa.concat_tables([*pieces, table.slice(taken)], promote_options="default")
