"""What a load is given, and what it has read: files, what the person said about them, staged sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.kind import Kind
from data.problem import Problem
from data.recognise import Match
from data.stage import Staged


@dataclass(frozen=True)
class Upload:
    """A file that came through the browser: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """What the person said about all files of a load; None: not said."""

    shop: str | None = None
    platform: str | None = None
    as_of: datetime | None = None
    gross: str | None = None
    sample: bool = False


@dataclass(frozen=True)
class Sheet:
    """One recognised and staged sheet of a file; timed_by_load: its `as_of` is when it was handed over."""

    file: str
    sheet: str | None
    sha256: str
    match: Match
    staged: Staged
    as_of: datetime | None
    timed_by_load: bool = False
    notes: tuple[Problem, ...] = ()

    @property
    def kind(self) -> Kind:
        """The export kind that it is of."""
        return self.staged.kind

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that reading and staging had to say."""
        return (*self.notes, *self.staged.problems)

    @property
    def columns(self) -> tuple[str, ...]:
        """The fact columns that the file has, sorted: its shape."""
        given = _given(self.kind, self.staged.absent_fields)
        table = self.staged.table
        return tuple(sorted(
            name for name in table.column_names
            if name not in ("line", "shop") and (name in given or table[name].null_count < table.num_rows)
        ))  # fmt: skip

def _given(kind: Kind, absent: Sequence[str]) -> set[str]:
    given: set[str] = set()
    for column in kind.columns:
        if column.field in absent:
            continue
        if column.type == "address":
            given |= {"province", "city"}
        elif column.type == "period":
            given |= {f"{column.field}_start", f"{column.field}_end"}
        else:
            given.add(column.field)
    return given
