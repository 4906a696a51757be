"""The fast reader of delimited text: Arrow's parser over the undecoded bytes, with line numbers put back.

No byte of a GB18030 character can be a comma, tab, semicolon, quote or line break, so the bytes are split first and only
the columns that hold more than ASCII are decoded: half the time of decoding the whole file.
"""

import csv
import io
import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.distinct import repeats
from data.encoding import UTF8
from data.grid import MAX_COLUMNS, column_names

# A row put after the last one. If it comes back as a row of its own, no quote was left open at the end of the file.
END = "\x1e the end of the table \x1e"

csv.field_size_limit(
    2**31 - 1
)  # by default a cell of more than 128 KB is an error; this is the most Windows takes

OnOddRow = Callable[[arrow_csv.InvalidRow], str]

_BLOCK = 2 << 20  # larger blocks are slower; a row longer than this goes to the careful reader
_MOST_ODD_ROWS = 500
_BREAK = r"\r\n|\r|\n"


class NotSure(Exception):
    """This reader cannot vouch for its answer; the careful one is to be asked."""


def read_fast(content: bytes, encoding: str, delimiter: str, width: int) -> pa.Table:
    """Return `line`, `c0` ... of UTF-8 or GB18030 bytes; most rows must have `width` cells.

    Raises NotSure or pa.ArrowException where the careful reader is needed, UnicodeError where the bytes are not text.
    """
    odd_rows: list[tuple[int, str]] = []
    # Arrow hands rows of another width over as UTF-8 only.
    table = _split(content, delimiter, width, _collect(odd_rows) if encoding == UTF8 else None)
    if not table.num_rows or table["c0"][-1].as_py() != END.encode():
        raise NotSure("a quote is open at the end")
    table = table.slice(0, table.num_rows - 1)
    lines = _lines(_breaks_in(table), odd_rows)
    cells = pa.table({name: _decoded(table[name], encoding) for name in table.column_names})
    return _woven(cells, odd_rows, delimiter).add_column(0, "line", lines)


def _split(content: bytes, delimiter: str, width: int, on_odd_row: OnOddRow | None) -> pa.Table:
    """Return the undecoded cells, with a row END after the last one; NULL for an empty cell."""
    names = column_names(width)
    end = END + delimiter * (width - 1)
    if not content.endswith((b"\n", b"\r")):
        end = "\n" + end
    return arrow_csv.read_csv(
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
    """Two byte strings read one after the other, without a copy of both.

    No read ends between the two bytes of a Windows line break: Arrow would lose the second one inside quotes.
    """

    def __init__(self, *parts: bytes) -> None:
        self._parts = [memoryview(part) for part in parts if part]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._parts:
            return 0
        part = self._parts[0]
        size = min(len(part), len(buffer))
        if 1 < size < len(part) and part[size - 1] == 13:
            size -= 1
        buffer[:size] = part[:size]
        self._parts[:1] = [part[size:]] if size < len(part) else []
        return size


def _collect(odd_rows: list[tuple[int, str]]) -> OnOddRow:
    def handle(row: arrow_csv.InvalidRow) -> str:
        if len(odd_rows) >= _MOST_ODD_ROWS or row.actual_columns > MAX_COLUMNS:
            return "error"
        odd_rows.append((row.number, row.text))
        return "skip"

    return handle


def _bytes(chunk: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the bytes of all cells of a chunk, one after the other, without a copy."""
    data = chunk.buffers()[2]
    return np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)


def _breaks_in(table: pa.Table) -> npt.NDArray[np.int64]:
    """Return for each row how many line breaks stand inside its quoted cells."""
    breaks = np.zeros(table.num_rows, np.int64)
    for column in table.columns:
        bytes_of_chunks = [_bytes(chunk) for chunk in column.chunks]
        if any((data == 10).any() or (data == 13).any() for data in bytes_of_chunks):
            breaks += pc.fill_null(pc.count_substring_regex(column, _BREAK), 0).to_numpy()
    return breaks


def _lines(breaks: npt.NDArray[np.int64], odd_rows: list[tuple[int, str]]) -> pa.Array:
    """Return the physical line of every row, odd rows in their places: one more for each row and break before it."""
    total = len(breaks) + len(odd_rows)
    odd = np.array([number - 1 for number, _ in odd_rows], np.int64)
    height = np.ones(total, np.int64)
    height[np.delete(np.arange(total), odd)] += breaks
    height[odd] += np.array([len(re.findall(_BREAK, text)) for _, text in odd_rows], np.int64)
    return pa.array(1 + np.cumsum(height) - height, pa.int32())


def _decoded(column: pa.ChunkedArray, encoding: str) -> pa.ChunkedArray:
    """Return the cells as text; ASCII needs no decoding."""
    return pa.chunked_array([_decoded_chunk(chunk, encoding) for chunk in column.chunks], pa.string())


def _decoded_chunk(chunk: pa.Array, encoding: str) -> pa.Array:
    data = _bytes(chunk)
    if encoding == UTF8 or not len(data) or data.max() < 128:
        return chunk.view(pa.string())
    decoded = None if repeats(chunk) else _decoded_at_once(chunk, encoding)
    if decoded is not None:
        return decoded
    distinct = chunk.dictionary_encode()
    words = [word.decode(encoding) for word in distinct.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(distinct.indices)


def _decoded_at_once(chunk: pa.Array, encoding: str) -> pa.Array | None:
    """Return the cells decoded in one piece, a line each; None where a cell holds a line break itself.

    A line break is never part of another character, so a cell that breaks off within one is still found out.
    """
    lines = pa.ListArray.from_arrays([0, len(chunk)], pc.fill_null(chunk, b""))
    text = np.frombuffer(pc.binary_join(lines, b"\n")[0].as_py().decode(encoding).encode() + b"\n", np.uint8)
    ends = np.flatnonzero(text == 10)
    if len(ends) != len(chunk):
        return None
    bounds = np.concatenate(([0], ends - np.arange(len(ends)))).astype(np.int32)
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(text[text != 10])]
    decoded = pa.Array.from_buffers(pa.string(), len(chunk), buffers)
    return (
        pc.if_else(chunk.is_valid(), decoded, pa.scalar(None, pa.string())) if chunk.null_count else decoded
    )


def _woven(table: pa.Table, odd_rows: list[tuple[int, str]], delimiter: str) -> pa.Table:
    """Return the table with the rows of another width put back where they stood."""
    if not odd_rows:
        return table
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
