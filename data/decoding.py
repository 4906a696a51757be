"""Gathers the undecoded cells of a column, block by block, as text: each word once where cells repeat."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.distinct import WORDS, few
from data.encoding import UTF8


def bytes_of(cells: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the bytes of all cells of a block, one after the other, without a copy."""
    data = cells.buffers()[2]
    return np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)


class Gathered:
    """The cells of a column so far: their words, each decoded once, until they turn out not to repeat."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._blocks: list[pa.Array] = []
        self._cells = 0
        self._words = 0
        self._repeats = True

    def add(self, cells: pa.BinaryArray) -> None:
        """Take over the cells of the next block; raises UnicodeError."""
        if self._repeats:
            encoded = cells.dictionary_encode()
            self._cells += len(cells)
            self._words += len(encoded.dictionary)
            self._repeats = few(self._words, self._cells)
        self._blocks.append(encoded if self._repeats else _decoded(cells, self._encoding))

    def whole(self) -> pa.ChunkedArray:
        """Return the column as text, or as words and where they stand if its cells repeat; raises UnicodeError."""
        if self._repeats and self._words:
            cells = pa.chunked_array(self._blocks).unify_dictionaries().combine_chunks()
            words = _decoded(cells.dictionary, self._encoding)
            return pa.chunked_array([pa.DictionaryArray.from_arrays(cells.indices, words)], WORDS)
        return pa.chunked_array([self._text(block) for block in self._blocks], pa.string())

    def _text(self, block: pa.Array) -> pa.StringArray:
        if not pa.types.is_dictionary(block.type):
            return block
        return _decoded(block.dictionary, self._encoding).take(block.indices)


def _decoded(cells: pa.BinaryArray, encoding: str) -> pa.StringArray:
    """Return the cells as text; ASCII needs no decoding."""
    data = bytes_of(cells)
    if encoding == UTF8 or not len(data) or data.max() < 128:
        return cells.view(pa.string())
    decoded = _decoded_at_once(cells, encoding)
    if decoded is not None:
        return decoded
    texts = [cell and cell.decode(encoding) for cell in cells.to_pylist()]
    return pa.array(texts, pa.string())


def _decoded_at_once(cells: pa.BinaryArray, encoding: str) -> pa.StringArray | None:
    """Return the cells decoded in one piece, a line each; None where a cell holds a line break itself.

    A line break is never part of another character, so a cell that breaks off within one is still found out.
    """
    lines = pa.ListArray.from_arrays([0, len(cells)], pc.fill_null(cells, b""))
    text = np.frombuffer(pc.binary_join(lines, b"\n")[0].as_py().decode(encoding).encode() + b"\n", np.uint8)
    ends = np.flatnonzero(text == 10)
    if len(ends) != len(cells):
        return None
    bounds = np.concatenate(([0], ends - np.arange(len(ends)))).astype(np.int32)
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(text[text != 10])]
    decoded = pa.Array.from_buffers(pa.string(), len(cells), buffers)
    return (
        pc.if_else(cells.is_valid(), decoded, pa.scalar(None, pa.string())) if cells.null_count else decoded
    )
