"""Takes text cells out of what spreadsheets and exports wrap them in: spaces, ="123", a leading ', words for "empty"."""

import pyarrow as pa
import pyarrow.compute as pc

# Spaces of every width, TAB, line ends, and the invisible letters that spreadsheets leave at the edges of cells.
EDGES = " \t\r\n\u00a0\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
EMPTY_WORDS = ("", "null", r"\n", "-", "--", "—", "——", "－", "nan", "#null!")
_LONGEST_EMPTY = max(len(word.encode()) for word in EMPTY_WORDS)


def clean(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the cells bare: trimmed, unwrapped, NULL where they only say that there is nothing.

    Whole columns are skipped where nothing needs doing, which is nearly always: a million cells take some 50 ms.
    """
    trimmed = pc.utf8_trim(cells, characters=EDGES)
    if _letters(trimmed) != _letters(cells):
        cells = trimmed
    wrapped = pc.starts_with(cells, '="')
    if _any(wrapped):
        cells = pc.if_else(
            wrapped, pc.utf8_trim(pc.utf8_slice_codeunits(cells, 2), characters=EDGES + '"'), cells
        )
    quoted = pc.starts_with(cells, "'")
    if _any(quoted):
        cells = pc.if_else(quoted, pc.utf8_ltrim(cells, characters=EDGES + "'"), cells)
    short = pc.less_equal(pc.binary_length(cells), _LONGEST_EMPTY)
    if not _any(short):
        return cells
    empty = pc.is_in(pc.utf8_lower(cells), value_set=pa.array(EMPTY_WORDS))
    return pc.if_else(empty, pa.scalar(None, pa.string()), cells)


def clean_columns(table: pa.Table, names: set[str]) -> pa.Table:
    """Return the table with these columns clean and the others as they are."""
    for index, name in enumerate(table.column_names):
        if name in names:
            table = table.set_column(index, name, clean(table.column(name)))
    return table


def _letters(cells: pa.ChunkedArray) -> int:
    return pc.sum(pc.binary_length(cells)).as_py() or 0


def _any(mask: pa.ChunkedArray) -> bool:
    return bool(pc.any(mask).as_py())
