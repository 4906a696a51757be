"""Tells a row of column names from a row of facts, where no known spelling helps."""

import re
from collections.abc import Sequence

_FACT = re.compile(r"^[\s'\"=¥￥-]*[\d.,:/ -]+%?$|\d{5}|@")


def likely_header(rows: Sequence[Sequence[str | None]]) -> int | None:
    """Return the place of the first of the fullest rows that hold names and no facts; None where every row has facts."""
    named = {
        place: sum(bool((cell or "").strip()) for cell in row)
        for place, row in enumerate(rows)
        if not any(_is_no_name(cell or "") for cell in row)
    }
    filled = {place: count for place, count in named.items() if count}
    return max(filled, key=lambda place: filled[place]) if filled else None


def _is_no_name(cell: str) -> bool:
    """Whether a cell holds what no column is called: a number, a day, a telephone number, an e-mail address.

    A row with such a cell is a row of facts, and facts about people are not repeated.
    """
    return bool(_FACT.search(cell))
