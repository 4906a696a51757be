"""Takes text cells out of what spreadsheets and exports wrap them in: spaces, ="123", a leading ', words for "empty"."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.distinct import by_word

# Spaces of every width, TAB, line ends, and the invisible letters that spreadsheets leave at the edges of cells.
EDGES = " \t\r\n\u00a0\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
EMPTY_WORDS = ("", "null", r"\n", "-", "--", "—", "——", "－", "nan", "#null!")

Bytes = npt.NDArray[np.uint8]


def _among(letters: str, place: int) -> npt.NDArray[np.bool_]:
    """Return for every byte whether it is the first (0) or the last (-1) one of such a letter."""
    table = np.zeros(256, np.bool_)
    table[[letter.encode()[place] for letter in letters]] = True
    return table


_EDGE_BEGINS, _EDGE_ENDS = _among(EDGES, 0), _among(EDGES, -1)
_EMPTY_BEGINS = _among("".join(word[0] + word[0].upper() for word in EMPTY_WORDS if word), 0)


class _Ends(NamedTuple):
    """The first and the last byte of the cells that hold anything, and where these cells are; whether some hold nothing."""

    first: Bytes
    last: Bytes
    place: npt.NDArray[np.int64]
    some_empty: bool


def clean(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the cells bare: trimmed, unwrapped, NULL where they only say that there is nothing.

    The first and the last byte of a cell tell whether anything may need doing: nearly always nothing does, and a million
    cells take some 20 ms.
    """
    return by_word(
        cells, lambda texts: pa.chunked_array([_clean(chunk) for chunk in texts.chunks], pa.string())
    )


def clean_columns(table: pa.Table, names: set[str]) -> pa.Table:
    """Return the table with these columns clean and the others as they are."""
    for index, name in enumerate(table.column_names):
        if name in names:
            table = table.set_column(index, name, clean(table.column(name)))
    return table


def _clean(cells: pa.StringArray) -> pa.StringArray:
    ends = _ends(cells)
    if _has_edges(cells, ends):
        cells = pc.utf8_trim(cells, characters=EDGES)
        ends = _ends(cells)
    if _begins(ends, b"="):
        wrapped = pc.starts_with(cells, '="')
        bare = pc.utf8_trim(pc.utf8_ltrim(cells, characters="="), characters=EDGES + '"')
        cells = pc.if_else(wrapped, bare, cells)
        ends = _ends(cells)
    if _begins(ends, b"'"):
        quoted = pc.starts_with(cells, "'")
        cells = pc.if_else(quoted, pc.utf8_ltrim(cells, characters=EDGES + "'"), cells)
        ends = _ends(cells)
    if not ends.some_empty and not _EMPTY_BEGINS[ends.first].any():
        return cells
    empty = pc.is_in(pc.utf8_lower(cells), value_set=pa.array(EMPTY_WORDS))
    return pc.if_else(empty, pa.scalar(None, pa.string()), cells)


def _ends(cells: pa.StringArray) -> _Ends:
    _, offsets, data = cells.buffers()
    bounds = np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    letters = np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)
    place = np.flatnonzero(bounds[1:] > bounds[:-1])
    return _Ends(
        letters[bounds[:-1][place]],
        letters[bounds[1:][place] - 1],
        place,
        len(place) + cells.null_count < len(cells),
    )


def _begins(ends: _Ends, letter: bytes) -> bool:
    return bool((ends.first == letter[0]).any())


def _has_edges(cells: pa.StringArray, ends: _Ends) -> bool:
    """Tell whether trimming would change any cell: only those are tried that end in a byte of such a letter."""
    maybe = ends.place[_EDGE_BEGINS[ends.first] | _EDGE_ENDS[ends.last]]
    if not len(maybe):
        return False
    tried = cells.take(pa.array(maybe))
    trimmed = pc.utf8_trim(tried, characters=EDGES)
    return bool(pc.sum(pc.binary_length(tried)).as_py() != pc.sum(pc.binary_length(trimmed)).as_py())
