"""Columns that say the same again and again: each thing is worked out once, for all cells that say it."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

_SAMPLE = 2_000


def repeats(cells: pa.Array | pa.ChunkedArray) -> bool:
    """Tell from its first cells whether most cells of a column say what others say."""
    sample = cells.slice(0, _SAMPLE)
    return bool(pc.count_distinct(sample).as_py() * 10 < len(sample))


def by_distinct(
    cells: pa.ChunkedArray, work: Callable[[pa.Array], list[pa.ChunkedArray]]
) -> list[pa.ChunkedArray]:
    """Return the columns that `work` makes of the distinct cells, spread over all cells; NULL where a cell is empty."""
    # One piece at once: of many, Arrow would hash the whole dictionary again for every one.
    encoded = cells.combine_chunks().dictionary_encode()
    made = [column.combine_chunks() for column in work(encoded.dictionary)]
    return [pa.chunked_array([values.take(encoded.indices)], values.type) for values in made]
