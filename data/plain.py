"""Reads whole columns of plainly written cells by Arrow: digits, amounts and moments as platforms write them.

What it reads it reads as data/cells.sql does, in a fifth of the time; a column with one cell that is written in any other
way is left to that. tests/data/test_plain.py holds the two against each other.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.distinct import by_word, in_words
from data.kind import Column

_TIME_LENGTHS = (10, 19)
_DAY_LENGTHS = (10,)

Bytes = npt.NDArray[np.uint8]


def plain(column: Column, cells: pa.ChunkedArray, first: datetime, limit: datetime) -> pa.ChunkedArray | None:
    """Return the values of a column of clean cells, NULL where a cell is empty; None unless every cell is written plainly.

    first, limit: what happened lies from `first` up to, and not including, `limit`. A column that can't do without its cells
    is not plain if one is empty.
    """
    if column.type == "noted":
        return cells.is_valid()
    read = _READERS.get(column.type)
    if read is None or (column.required and column.needed_cell and cells.null_count):
        return None
    try:
        values = by_word(cells, partial(read, column))
    except pa.ArrowInvalid:  # a cell that Arrow can't read, or that holds more than the type does
        return None
    if values is None or (column.type in ("time", "day") and not _within(values, first, limit)):
        return None
    return values if column.empty is None or not values.null_count else _filled(values, column.empty)


def buyers(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the cells of a buyer column, NULL where the platform masked the name."""
    return by_word(cells, _unmasked)


def beginnings(addresses: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the first two words of every address, which many share; the whole of one that has no such words."""
    return by_word(
        addresses, lambda texts: pa.chunked_array([_beginnings(chunk) for chunk in texts.chunks], pa.string())
    )


def _unmasked(names: pa.ChunkedArray) -> pa.ChunkedArray:
    if not any((data == ord("*")).any() for data in map(_bytes, names.chunks)):
        return names
    return pc.if_else(pc.match_substring(names, "*"), pa.scalar(None, pa.string()), names)


def _text(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    if column.words or any((_first_bytes(chunk) == ord("#")).any() for chunk in cells.chunks):
        return None  # words that mean others; #N/A and its like
    return cells


def _id(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells if _all_between(cells, b"0", b"9") else None


def _count(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells.cast(pa.int64()) if _all_between(cells, b"0", b"9") else None


def _money(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    # Read with fewer digits than it is kept with: to_money of cells.sql says why.
    return cells.cast(pa.decimal128(13, 2)).cast(pa.decimal128(18, 2)) if _is_amount(column, cells) else None


def _fine(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells.cast(pa.decimal128(18, 9)) if _is_amount(column, cells) else None


def _number(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells.cast(pa.float64()) if _is_amount(column, cells) else None


def _time(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells.cast(pa.timestamp("us")) if _is_moment(cells, _TIME_LENGTHS) else None


def _day(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return cells.cast(pa.timestamp("us")).cast(pa.date32()) if _is_moment(cells, _DAY_LENGTHS) else None


def _buyer(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    return _unmasked(cells)


_READERS: dict[str, Callable[[Column, pa.ChunkedArray], pa.ChunkedArray | None]] = {
    "text": _text,
    "id": _id,
    "count": _count,
    "money": _money,
    "fine": _fine,
    "number": _number,
    "time": _time,
    "day": _day,
    "buyer": _buyer,
}


def _is_amount(column: Column, cells: pa.ChunkedArray) -> bool:
    """Tell whether the cells hold only digits and points, and a minus where the column may be below zero."""
    if not _all_between(cells, b"-", b"9"):
        return False
    unwanted = b"/" if column.negative else b"/-"
    return not any((data == letter).any() for data in map(_bytes, cells.chunks) for letter in unwanted)


def _is_moment(cells: pa.ChunkedArray, lengths: tuple[int, ...]) -> bool:
    """Tell whether the cells are as long as a moment and hold no letters; for the rest Arrow takes no other form."""
    return _all_between(cells, b" ", b":") and all(
        np.isin(_lengths(chunk), (0, *lengths), kind="table").all() for chunk in cells.chunks
    )


def _within(values: pa.ChunkedArray, first: date, limit: date) -> bool:
    ends = pc.min_max(values.cast(pa.timestamp("us"))).as_py()
    return ends["min"] is None or bool(first <= ends["min"] and ends["max"] < limit)


def _filled(values: pa.ChunkedArray, text: str) -> pa.ChunkedArray:
    plain_values = values.cast(pa.string()) if in_words(values) else values
    return pc.fill_null(plain_values, pa.scalar(text).cast(plain_values.type))


def _all_between(cells: pa.ChunkedArray, low: bytes, high: bytes) -> bool:
    pieces = [data for data in map(_bytes, cells.chunks) if len(data)]
    return all(data.min() >= low[0] and data.max() <= high[0] for data in pieces)


def _bounds(cells: pa.StringArray) -> npt.NDArray[np.int32]:
    offsets = cells.buffers()[1]
    if offsets is None or not len(cells):
        return np.zeros(1, np.int32)
    return np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]


def _lengths(cells: pa.StringArray) -> npt.NDArray[np.int32]:
    return np.diff(_bounds(cells))


def _bytes(cells: pa.StringArray) -> Bytes:
    """Return the bytes of a chunk's cells, one after the other, without a copy."""
    data, bounds = cells.buffers()[2], _bounds(cells)
    return np.empty(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)[bounds[0] : bounds[-1]]


def _first_bytes(cells: pa.StringArray) -> Bytes:
    bounds = _bounds(cells)
    starts = bounds[:-1][bounds[1:] > bounds[:-1]] - bounds[0]
    return _bytes(cells)[starts]


def _beginnings(cells: pa.StringArray) -> pa.StringArray:
    data, bounds = _bytes(cells), _bounds(cells).astype(np.int64)
    starts, ends = bounds[:-1] - bounds[0], bounds[1:] - bounds[0]
    blanks = np.append(np.flatnonzero(data == ord(" ")), [len(data), len(data)])
    first = np.searchsorted(blanks, starts)
    second = np.minimum(blanks[np.minimum(first + 1, len(blanks) - 1)], ends)
    has_words = (blanks[first] < ends) & (second > blanks[first] + 1)
    upto = np.where(has_words, second, ends)
    lengths = upto - starts
    into = np.concatenate(([0], np.cumsum(lengths)))
    taken = np.arange(into[-1]) + np.repeat(starts - into[:-1], lengths)
    buffers = [None, pa.py_buffer(into.astype(np.int32)), pa.py_buffer(data[taken])]
    words = pa.Array.from_buffers(pa.string(), len(cells), buffers)
    return pc.if_else(cells.is_valid(), words, pa.scalar(None, pa.string())) if cells.null_count else words
