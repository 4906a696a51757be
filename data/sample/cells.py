"""Columns of text cells made from arrays of numbers, a whole column at a time."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sample.arrays import Bools, Floats, Ints

_FRACTIONS = pa.array([f"{n:02d}" for n in range(100)])


def whole(numbers: Ints) -> pa.Array:
    """Return whole numbers as text."""
    return pc.cast(pa.array(numbers), pa.string())


def money(cents: Ints) -> pa.Array:
    """Return cents as yuan with two decimals; amounts are never below zero here."""
    values = np.asarray(cents, dtype=np.int64)
    return pc.binary_join_element_wise(whole(values // 100), _FRACTIONS.take(pa.array(values % 100)), ".")


def fixed(numbers: Floats, decimals: int) -> pa.Array:
    """Return numbers with that many decimals; a number that is none becomes "0"."""
    scale = 10**decimals
    rounded = np.rint(
        np.nan_to_num(np.asarray(numbers, dtype=np.float64), posinf=0.0, neginf=0.0) * scale
    ).astype(np.int64)
    if decimals == 0:
        return whole(rounded)
    fractions = pa.array([f"{n:0{decimals}d}" for n in range(scale)])
    return pc.binary_join_element_wise(
        whole(rounded // scale), fractions.take(pa.array(rounded % scale)), "."
    )


def percent(numbers: Floats) -> pa.Array:
    """Return fractions as percent text (0.0321 -> 3.21%)."""
    return append(fixed(np.asarray(numbers) * 100, 2), "%")


def times(clock: Ints, empty: str = "") -> pa.Array:
    """Return moments as 2026-11-11 20:00:05, `empty` where they have not happened."""
    values = np.asarray(clock, dtype=np.int64)
    text = pc.cast(pa.array(values, type=pa.int64()).cast(pa.timestamp("s")), pa.string())
    return pc.if_else(pa.array(values > 0), text, empty)


def pick(table: Sequence[str], places: Ints) -> pa.Array:
    """Return table[place] for every place."""
    return pa.array(list(table), type=pa.string()).take(pa.array(places))


def when(condition: Bools, there: pa.Array | str, otherwise: pa.Array | str) -> pa.Array:
    """Return one of two columns (or phrases), cell by cell."""
    return pc.if_else(pa.array(condition), there, otherwise)


def append(column: pa.Array, tail: str) -> pa.Array:
    """Return the column with the same text behind every cell."""
    return pc.binary_join_element_wise(column, tail, "")


def prepend(head: str, column: pa.Array) -> pa.Array:
    """Return the column with the same text before every cell."""
    return pc.binary_join_element_wise(head, column, "")


def padded(numbers: Ints, width: int) -> pa.Array:
    """Return whole numbers with leading zeros."""
    return pc.utf8_lpad(whole(numbers), width=width, padding="0")


def grouped(column: pa.Array) -> pa.Array:
    """Return number texts with thousands separators (1234.50 -> 1,234.50), as 生意参谋 writes them."""
    for _ in range(3):
        column = pc.replace_substring_regex(column, r"^(\d+)(\d{3})($|[.,])", r"\1,\2\3")
    return column


def same(text: str, rows: int) -> pa.Array:
    """Return one text in every row."""
    return pa.array([text], type=pa.string()).take(pa.array(np.zeros(rows, dtype=np.int64)))
