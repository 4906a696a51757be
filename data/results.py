"""What a load says: one result per file and sheet."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from data.problem import Problem
from data.text import Text

# More things than these are not handed on one by one; the store keeps them all.
SHOWN_PROBLEMS = 10_000


@dataclass(frozen=True)
class FileResult:
    """What became of one file and sheet.

    kind, title: what it was recognised as, None where it was refused; then the one problem says why.
    rows_in = loaded + unchanged + rejected; set_aside (blank, totals and example rows) lies outside.
    unchanged: rows that changed nothing: the same again, or the store knows better (a problem of kind 'kept' each).
    problems: at most SHOWN_PROBLEMS; problem_count: how many there are.
    already: the same bytes were loaded before. ignored, dropped: headers kept out; private headers dropped or hashed.
    """

    file: str
    sheet: str | None = None
    kind: str | None = None
    title: Text | None = None
    shop: str | None = None
    platform: str | None = None
    as_of: datetime | None = None
    rows_in: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0
    set_aside: int = 0
    first_day: date | None = None
    last_day: date | None = None
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    file_id: int | None = None
    already: bool = False
    gross_column: str | None = None
    ignored: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: the file, and the sheet in it."""
        return self.file if self.sheet is None else f"{self.file} / {self.sheet}"

    @property
    def refused(self) -> bool:
        """Whether nothing of the file was loaded because it could not be."""
        return self.kind is None

    @property
    def all_rejected(self) -> bool:
        """Whether it was recognised, and not one of its rows could be loaded."""
        return self.rows_in > 0 and self.rejected == self.rows_in

    def to_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the object of the command-line contract (`load --json`), with reasons in `language`."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "shop": self.shop,
            "as_of": self.as_of.isoformat(sep=" ") if self.as_of else None,
            "rows_in": self.rows_in,
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "set_aside": self.set_aside,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "problems": [
                {
                    "line": p.line,
                    "column": p.column,
                    "kind": p.kind,
                    "reason": p.reason.say(language),
                    "text": p.text,
                }
                for p in self.problems
            ],
        }


def refusal(file: str, sheet: str | None, reason: Text) -> FileResult:
    """Return the result of a file or sheet that is refused as a whole."""
    return FileResult(file, sheet, problems=(Problem(None, None, "refused", reason, None),), problem_count=1)


@dataclass(frozen=True)
class LoadResult:
    """What one load did: `version` is the store version that stands afterwards; load_id is None if nothing changed."""

    load_id: int | None
    version: int
    files: tuple[FileResult, ...] = field(default=())

    @property
    def refused(self) -> tuple[FileResult, ...]:
        """The files and sheets that were refused."""
        return tuple(file for file in self.files if file.refused)
