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


def grouped_header(rows: Sequence[Sequence[str | None]], place: int) -> list[str | None]:
    """Return a row as a header: names that stand in it twice take the name of the group above them.

    A report may head its columns in two rows: 期初 over 总量, 良品, 次品, and 期末 over the same three words. A group stands over
    the first of its columns; a name that the row above gives alone (merged over both rows) stays as it is.
    """
    row = list(rows[place])
    if place == 0:
        return row
    above = [(cell or "").strip() for cell in rows[place - 1]]
    names = [(cell or "").strip() for cell in row]
    groups = _carried(above)
    twice = {name for name in names if name and names.count(name) > 1}
    pairs = [
        (group, name)
        for group, head, name in zip(groups, above, names, strict=True)
        if name in twice and head != name
    ]
    if not pairs or not all(group for group, _ in pairs) or len(set(pairs)) < len(pairs):
        return row
    if any(_is_no_name(cell) for cell in (*above, *names)):
        return row
    return [
        (group + name if name in twice and head != name else name or head) or None
        for group, head, name in zip(groups, above, names, strict=True)
    ]


def _carried(above: Sequence[str]) -> list[str]:
    """Return for every column the group that stands over it: its own head, else the last one before it."""
    groups: list[str] = []
    for head in above:
        groups.append(head or (groups[-1] if groups else ""))
    return groups
