"""A column kept as its words says what the same column says as text."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import cells, distinct, plain
from data.cleaning import clean
from data.distinct import by_distinct, in_words, words_of
from data.kind import Column

TODAY = date(2026, 11, 22)
CELLS = st.one_of(
    st.none(), st.sampled_from([" a", "a", '="7"', "7", "-", "12.50", "t**1", "# 1", "2024-05-01 10:00:00"])
)
COLUMNS = [
    Column("f", type_, ("f",)) for type_ in ("text", "id", "money", "count", "time", "day", "noted", "buyer")
] + [Column("f", "money", ("f",), empty="0"), Column("f", "text", ("f",), empty="无")]


@pytest.fixture(autouse=True)
def _always_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "_SELDOM", 0)


def as_words(texts: list[str | None], lead: int = 0) -> pa.ChunkedArray:
    """Return a column kept as its words; those of the rows above, `lead` many, stand in no cell of it."""
    whole = pa.array(["above"] * lead + texts, pa.string()).dictionary_encode()
    return pa.chunked_array([whole.slice(lead)])


@given(st.lists(CELLS, max_size=6), st.integers(0, 2))
def test_words_are_those_that_stand_in_a_cell_each_once(texts, lead):
    words = words_of(as_words(texts, lead))
    assert words.to_pylist() == texts
    assert sorted(words.dictionary.to_pylist()) == sorted({text for text in texts if text is not None})


@given(st.lists(CELLS, min_size=1, max_size=6), st.integers(0, 2))
def test_words_are_cleaned_as_cells_are(texts, lead):
    cleaned = clean(as_words(texts, lead))
    assert cleaned.to_pylist() == clean(pa.chunked_array([texts], pa.string())).to_pylist()
    assert in_words(cleaned)
    assert None not in cleaned.combine_chunks().dictionary.to_pylist()


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.type}-{column.empty}")
@given(texts=st.lists(CELLS, max_size=4), lead=st.integers(0, 2))
def test_words_are_read_as_cells_are(column, texts, lead):
    span = cells.span(column, TODAY)
    found = plain.plain(column, as_words(texts, lead), *span)
    text = plain.plain(column, pa.chunked_array([texts], pa.string()), *span)
    assert (found and found.to_pylist()) == (text and text.to_pylist())


def test_what_is_made_of_words_stands_in_every_cell_that_says_them():
    asked = []

    def made(words: pa.Array) -> list[pa.ChunkedArray]:
        asked.append(words.to_pylist())
        return [pa.chunked_array([[word.upper() if word == "a" else None for word in words.to_pylist()]])]

    [found] = by_distinct(as_words(["a", None, "b", "a"], lead=1), made)
    assert asked == [["a", "b"]]
    assert found.to_pylist() == ["A", None, None, "A"]
