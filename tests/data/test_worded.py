"""Derived fields of a column in words are worked out word by word, and are what the rows would have given."""

import pyarrow as pa
import pytest

from data.distinct import WORDS
from data.rows import connection
from data.worded import worded

TIMES = 20  # what repeats seldom is not kept as words


def in_words(*cells: str | None) -> pa.ChunkedArray:
    """A column that says these again and again, kept as its words."""
    return pa.chunked_array([pa.array(list(cells) * TIMES).dictionary_encode()]).cast(WORDS)


COLUMNS = {
    "status": in_words("付,完", "关闭", None, "付,完", "别的"),
    "place": in_words("浙江", "浙江", "广东", "浙江", "广东"),
    "title": pa.chunked_array([pa.array([str(number) for number in range(5 * TIMES)])]),
}
ABSENT = {"province": "VARCHAR", "paid_at": "TIMESTAMP", "rank": "INTEGER"}
OTHERS = frozenset({"status", "place", "title", "amount"})


def found(derived: dict[str, str]) -> dict[str, list[object]]:
    """What is worked out word by word of these, for the first five rows; the others say the same again."""
    with connection() as db:
        made = {
            name: values.to_pylist() for name, values in worded(db, derived, COLUMNS, ABSENT, OTHERS).items()
        }
    assert all(values == values[:5] * TIMES for values in made.values())
    return {name: values[:5] for name, values in made.items()}


def test_a_field_of_one_column_is_worked_out_by_its_words_and_the_next_one_sees_it():
    derived = {
        "status": "replace(status, ',', '，')",
        "rank": "CASE WHEN contains(status, '，') THEN 6 WHEN contains(status, '关闭') THEN 7 END",
        "province": "coalesce(province, place)",
    }
    assert found(derived) == {
        "status": ["付，完", "关闭", None, "付，完", "别的"],
        "rank": [6, 7, None, 6, None],
        "province": ["浙江", "浙江", "广东", "浙江", "广东"],
    }


@pytest.mark.parametrize(
    "sql",
    [
        "coalesce(status, '没有')",  # an empty cell has a value
        "status || place",  # two columns
        "upper(title)",  # a column that is not kept as words
        "CASE WHEN amount > 5 THEN status END",  # a field that is not at hand
        "CASE WHEN paid_at IS NULL THEN 1 END",  # no column at all
        "'status'",
    ],
)
def test_what_needs_more_than_one_column_in_words_is_left_to_the_rows(sql):
    assert found({"rank": sql}) == {}


def test_a_column_without_empty_cells_may_give_them_a_value():
    assert found({"rank": "CASE place WHEN '浙江' THEN 1 ELSE 0 END"}) == {"rank": [1, 1, 0, 1, 0]}


def test_a_field_that_was_left_to_the_rows_is_not_taken_for_empty():
    derived = {"rank": "amount + 1", "province": "CASE WHEN rank > 3 THEN NULL ELSE place END"}
    assert found(derived) == {}
