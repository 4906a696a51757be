"""Columns that say the same again and again: each thing is worked out once, for all cells that say it."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# A column kept as its words: each of them once, and for every cell which one stands in it.
WORDS = pa.dictionary(pa.int32(), pa.string())

_SAMPLE = 2_000
_SELDOM = 10


def few(distinct: int, cells: int) -> bool:
    """Tell whether so few of the cells are distinct that a column is better kept as its words."""
    return distinct * _SELDOM < cells


def repeats(cells: pa.ChunkedArray) -> bool:
    """Tell from its first cells whether most cells of a column say what others say."""
    sample = cells.slice(0, _SAMPLE)
    return in_words(cells) or few(pc.count_distinct(sample).as_py(), len(sample))


def in_words(cells: pa.ChunkedArray) -> bool:
    """Tell whether a column is kept as its words."""
    return bool(pa.types.is_dictionary(cells.type))


def words_of(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column as its words in one piece, without those that stand in no cell (any more)."""
    # One piece at once: of many, Arrow would hash the whole dictionary again for every one.
    whole = cells.combine_chunks()
    if not in_words(cells):
        return whole.dictionary_encode()
    size = len(whole.dictionary)
    stands = np.zeros(size + 1, np.bool_)
    stands[pc.fill_null(whole.indices, size).to_numpy()] = True
    if stands[:size].all():
        return whole
    place = np.cumsum(stands, dtype=np.int32) - 1
    return pa.DictionaryArray.from_arrays(
        pa.array(place).take(whole.indices), whole.dictionary.filter(pa.array(stands[:size]))
    )


def by_distinct(
    cells: pa.ChunkedArray, work: Callable[[pa.Array], list[pa.ChunkedArray]]
) -> list[pa.ChunkedArray]:
    """Return the columns that `work` makes of the distinct cells, spread over all cells; NULL where a cell is empty."""
    words = words_of(cells)
    return [spread(values, words) for values in work(words.dictionary)]


def by_word(
    cells: pa.ChunkedArray, work: Callable[[pa.ChunkedArray], pa.ChunkedArray | None]
) -> pa.ChunkedArray | None:
    """Return what `work`, which leaves empty cells empty, makes of a column; of one kept as its words from these alone."""
    if not in_words(cells):
        return work(cells)
    words = words_of(cells)
    values = work(pa.chunked_array([words.dictionary]))
    return None if values is None else spread(values, words)


def spread(values: pa.ChunkedArray, words: pa.DictionaryArray) -> pa.ChunkedArray:
    """Return for every cell the value of its word, NULL where the cell is empty; few texts are kept as words again."""
    each = values.combine_chunks()
    if values.type == pa.string() and few(len(each), len(words)):
        again = each.dictionary_encode()
        return pa.chunked_array(
            [pa.DictionaryArray.from_arrays(again.indices.take(words.indices), again.dictionary)]
        )
    return pa.chunked_array([each.take(words.indices)], values.type)
