"""Guesses what the columns of an unknown layout are, by how their headers are spelt and by what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from data.cleaning import clean
from data.exports import KINDS
from data.grid import Grid
from data.header_row import likely_header
from data.kind import Column, Kind
from data.privacy import CONTACT
from data.profiles import is_private
from data.recognise import first_rows, missing_fields, plain_header

SAMPLE = 100
# Below this a guess is worse than none: the person would have to notice that it is wrong.
CERTAIN_ENOUGH = 0.55
SPELLING = 0.7
PATTERNS = {
    "time": r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*", "day": r"\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}.*", "id": r"[\w-]{3,}",
    "money": r"[¥￥]?-?[\d,]+(\.\d{1,2})?元?", "fine": r"[¥￥]?-?[\d,]+(\.\d+)?元?", "count": r"[\d,]+(\.0+)?",
    "number": r"-?[\d,.]+", "rate": r"-?[\d.]+%?", "hour": r"\d{1,2}(:\d{2})?(点|时)?",
}  # fmt: skip
PATTERNS["period"] = PATTERNS["day"]


@dataclass(frozen=True)
class Layout:
    """The header row of an unknown grid: its place, the header names by position, and cells below each."""

    place: int
    headers: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Guess:
    """A kind that a layout may be: how likely from 0 to 1, and field -> position as guessed."""

    kind: Kind
    score: float
    columns: dict[str, int]


def layout(grid: Grid) -> Layout | None:
    """Return the header row of a grid; None where it has no row of names."""
    rows = first_rows(grid) if grid.refused is None else []
    place = likely_header(rows)
    if place is None:
        return None
    below = grid.table.slice(place + 1, SAMPLE)
    samples = tuple(
        tuple(cell for cell in clean(below.column(spot)).to_pylist() if cell)
        for spot in range(1, grid.table.num_columns)
    )
    return Layout(place, tuple((cell or "").strip() for cell in rows[place]), samples)


def guesses(found: Layout) -> list[Guess]:
    """Return a guess for every kind, the likeliest first."""
    return sorted((guess(found, kind) for kind in KINDS), key=lambda one: one.score, reverse=True)


def guess(found: Layout, kind: Kind) -> Guess:
    """Return which column is which if the layout is of that kind, and how likely that is."""
    scored = sorted(
        (
            (fit(column, header, cells), column.field, spot)
            for column in kind.columns
            for spot, (header, cells) in enumerate(zip(found.headers, found.samples, strict=True))
            if header
        ),
        key=lambda entry: (-entry[0], entry[2]),
    )
    columns: dict[str, int] = {}
    for score, field, spot in scored:
        if score >= CERTAIN_ENOUGH and field not in columns and spot not in columns.values():
            columns[field] = spot
    asked = sum(column.required for column in kind.columns) + bool(kind.any_of)
    met = 1 - len(missing_fields(kind, columns)) / max(asked, 1)
    used = len(columns) / max(sum(map(bool, found.headers)), 1)
    return Guess(kind, round(0.6 * met + 0.4 * used, 2), columns)


def fit(column: Column, header: str, cells: Sequence[str]) -> float:
    """Return from 0 to 1 how well a file's column serves for a field: its spelling, and what stands in its cells."""
    if column.type not in ("buyer", "address", "noted") and (
        is_private(header) or any(map(CONTACT.search, cells))
    ):
        return 0.0
    name = plain_header(header)
    spelling = max(_alike(name, plain_header(known)) for known in column.spellings)
    pattern = PATTERNS.get(column.type)
    if pattern is None or not cells:
        return spelling * (SPELLING + (1 - SPELLING) / 2)
    content = sum(bool(re.fullmatch(pattern, cell)) for cell in cells) / len(cells)
    return 0.0 if content < 0.5 else SPELLING * spelling + (1 - SPELLING) * content


def _alike(name: str, known: str) -> float:
    if name == known:
        return 1.0
    inside = 0.75 if min(len(name), len(known)) > 1 and (name in known or known in name) else 0.0
    return max(inside, SequenceMatcher(None, name, known).ratio())
