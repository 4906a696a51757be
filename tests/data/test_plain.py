"""What Arrow reads of plainly written columns is what the macros of cells.sql read, cell by cell."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data import cells, plain
from data.kind import Column
from data.rows import connection

TODAY = date(2026, 11, 22)
# Letters of numbers and moments, and some that only look like them.
LETTERS = "0123456789" * 3 + ".-: /+eET#*，５"
MOMENTS = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S"))
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=20),
    st.integers(-(10**19), 10**19).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    st.sampled_from(["0", "00", "-0", ".", "-", "5.", ".5", "1.50", "1.500", "1.505", "12-3", "9" * 17, "1" * 20]),
    MOMENTS,
    MOMENTS.map(lambda text: text[:10]),
    st.sampled_from(["2024-02-30", "2024-02-29 24:00:00", "2002-12-31", "2026-11-24", "2024-01-01 00:00+08", "2024-1-01"]),
)  # fmt: skip
COLUMNS = [
    Column("f", "money", ("f",)),
    Column("f", "money", ("f",), negative=False, empty="0"),
    Column("f", "fine", ("f",)),
    Column("f", "count", ("f",), negative=False),
    Column("f", "number", ("f",)),
    Column("f", "id", ("f",), required=True),
    Column("f", "text", ("f",)),
    Column("f", "time", ("f",)),
    Column("f", "day", ("f",), planned=True),
    Column("f", "noted", ("f",)),
    Column("f", "buyer", ("f",)),
]


def by_macros(column: Column, texts: list[str | None]) -> list[object] | None:
    """Return what the macros read; None where a cell is bad."""
    reading = cells.reading(column, today=TODAY)
    with connection() as db:
        db.register("grid", pa.table({"c0": pa.array(texts, pa.string())}))
        query = f"SELECT {cells.meant(column, 'c0')} AS x_f FROM grid"
        for step in (reading.prepared, reading.read, reading.values):
            if step:
                query = (
                    f"SELECT *, {', '.join(f'{sql} AS {name}' for name, sql in step.items())} FROM ({query})"
                )
        found = db.execute(f"SELECT x_f, f FROM ({query})").fetchall()
    if reading.why is not None and any(cell is not None and value is None for cell, value in found):
        return None
    return [value for _, value in found]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.type}-{column.negative}")
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.one_of(st.none(), TEXTS), min_size=1, max_size=3), lead=st.integers(0, 2))
@example(texts=["2024-01-01 00:00:00", None], lead=1)
@example(texts=["12.30", "7"], lead=0)
@example(texts=["12.30", "-7"], lead=0)
@example(texts=["99999999999.99", "100000000000.00"], lead=0)
@example(texts=["99999999999.99", "1"], lead=0)
def test_a_column_that_is_read_whole_is_read_the_same(column, texts, lead):
    # Cells of a chunk begin anywhere in its buffers: rows above the header were cut off.
    chunks = [pa.array(["above"] * lead + texts, pa.string()).slice(lead), pa.array(texts[:1], pa.string())]
    found = plain.plain(column, pa.chunked_array(chunks), *cells.span(column, TODAY))
    if found is not None:
        assert found.to_pylist() == by_macros(column, texts + texts[:1])


@pytest.mark.parametrize(
    ("type_", "texts", "is_plain"),
    [
        ("money", ["12.30", "0", None], True),
        ("money", ["12.30", "1,200"], False),
        ("money", ["12.305"], False),
        ("money", ["99999999999.99"], True),
        ("money", ["100000000000.00"], False),
        ("id", ["4100000000000000001", "007"], True),
        ("id", ["1.2E+18"], False),
        ("time", ["2024-05-01 10:00:00", None, "2024-05-02"], True),
        ("time", ["2024-05-01 10:00"], False),
        ("time", ["2024-05-01 10:00:00", "2027-05-01 10:00:00"], False),
        ("day", ["2024-05-01"], True),
        ("text", ["a", "# 1"], False),
        ("choice", ["a"], False),
    ],
)
def test_only_what_is_written_plainly_is_read_whole(type_, texts, is_plain):
    column = Column("f", type_, ("f",))
    found = plain.plain(column, pa.chunked_array([texts], pa.string()), *cells.span(column, TODAY))
    assert (found is not None) is is_plain


def test_a_row_that_needs_its_cell_is_left_to_the_macros():
    column = Column("f", "id", ("f",), required=True)
    assert plain.plain(column, pa.chunked_array([["1", None]]), *cells.span(column, TODAY)) is None


@given(st.lists(st.one_of(st.none(), st.text("浙江省 A  ", max_size=9)), max_size=6), st.integers(0, 2))
def test_an_address_begins_with_its_first_two_words(texts, lead):
    def beginning(text: str | None) -> str | None:
        words = [] if text is None else text.split(" ")
        return " ".join(words[:2]) if len(words) > 1 and words[1] else text

    chunk = pa.array(["上面 的 行"] * lead + texts, pa.string()).slice(lead)
    assert plain.beginnings(pa.chunked_array([chunk])).to_pylist() == [beginning(text) for text in texts]


def test_masked_buyers_are_nobody():
    cells_ = pa.chunked_array([["t***1", "小红", None]])
    assert plain.buyers(cells_).to_pylist() == [None, "小红", None]
