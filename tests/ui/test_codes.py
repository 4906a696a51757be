"""What the store keeps as a code is read as a word, in both languages, in every table of rows."""

import re
from pathlib import Path

import pandas as pd
import pytest

from data.exports.own.changes import CHANGES
from data.exports.own.competitors import MOVES
from ui.codes import CODES, word
from ui.opened import as_table

SCHEMA = Path(__file__).resolve().parents[2] / "data" / "schema.sql"
# Columns that no list shows: how the loader works, and codes of which a list shows only what they lead to.
UNSHOWN = {"action", "kind", "gross_column", "slot", "reason"}
LINE = re.compile(r"^\s+(\w+) VARCHAR[^-]*--(.*'.*)$")


def coded() -> list[tuple[str, str]]:
    """Columns of the schema whose comment lists their codes, and each code."""
    found = [LINE.match(line) for line in SCHEMA.read_text(encoding="utf-8").splitlines()]
    return [
        (match[1], code)
        for match in found
        if match and match[1] not in UNSHOWN
        for code in re.findall(r"'(\w+)'", match[2])
    ]


def test_the_schemas_comments_are_found() -> None:
    assert ("change", "title") in coded()
    assert ("terminal", "mobile") in coded()
    assert len(coded()) > 40


@pytest.mark.parametrize(("column", "code"), coded())
def test_every_code_of_the_store_has_words(column: str, code: str) -> None:
    words = CODES[column][code]
    assert not words.zh.isascii()
    assert words.en.isascii()


def test_every_kind_of_change_and_move_has_words() -> None:
    assert {code for _, code in CHANGES} <= set(CODES["change"])
    assert {code for _, code in MOVES} == set(CODES["move"])


def test_a_list_shows_words_and_leaves_what_people_wrote() -> None:
    rows = pd.DataFrame(
        {
            "change": ["shelf_state", "gone", "title"],
            "before": ["on_shelf", None, "on sale"],
            "is_assumed": [True, False, True],
        }
    )
    assert as_table("", rows).rows == [
        ("上下架", "在售", "是"),
        ("不在清单了", None, "否"),
        ("标题", "on sale", "是"),
    ]


def test_numbers_days_and_unknown_codes_stay_as_they_are() -> None:
    assert word("change", 3) == 3
    assert word("change", "something new") == "something new"
    assert word("title", "title") == "title"
