"""What recognising a grid gives: the kind and where its columns are, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.kind import Column, Kind
from data.text import Text


@dataclass(frozen=True)
class Match:
    """A grid whose kind is certain.

    header_line: the physical line of the header row.
    columns: field -> grid column ("c3").
    score: 0 to 1, how much of the header is known.
    headers: the file's own header names, by position (headers[3] is that of c3); "" where there is none.
    ignored: headers that are kept out of the store.
    dropped: private headers, dropped or hashed.
    """

    kind: Kind
    header_line: int
    columns: Mapping[str, str]
    score: float
    headers: tuple[str, ...]
    ignored: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def present(self) -> tuple[Column, ...]:
        """The columns of the kind that the file has."""
        return tuple(column for column in self.kind.columns if column.field in self.columns)

    def header(self, field: str) -> str:
        """Return the file's own name of a field's column."""
        return self.headers[int(self.columns[field][1:])]


@dataclass(frozen=True)
class NoMatch:
    """A grid that is no known export: why, and the nearest kinds with their score and the fields that they miss."""

    reason: Text
    closest: tuple[tuple[Kind, float, tuple[str, ...]], ...]
