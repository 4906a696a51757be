"""What a load is given, and what it has read: files, what the person said about them, staged sheets."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.kind import Kind
from data.match import Match
from data.problem import Problem
from data.stage import Staged

# The fact columns that a column of a file becomes, where they are called otherwise.
FIELDS = {"address": "province city", "period": "{field}_start {field}_end"}


@dataclass(frozen=True)
class Upload:
    """A file that came through the browser: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """What the person said about all files of a load; None: not said.

    unnumbered: orders without a number are told apart by buyer, time and amount.
    """

    shop: str | None = None
    platform: str | None = None
    as_of: datetime | None = None
    gross: str | None = None
    sample: bool = False
    profile: str | None = None
    unnumbered: bool = False


@dataclass(frozen=True)
class Sheet:
    """One recognised and staged sheet of a file.

    staged: what staging said; its table is empty here. held: the staged rows, or the file that they wait in.
    columns: the fact columns that the file has, sorted: its shape. unnamed: whether some rows name no shop.
    timed_by_load: `as_of` is when the sheet was handed over. notes: what reading had to say.
    """

    file: str
    sheet: str | None
    sha256: str
    match: Match
    staged: Staged
    held: pa.Table | Path
    columns: tuple[str, ...]
    unnamed: bool
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

    def rows(self) -> pa.Table:
        """Return the staged rows: `line`, `shop` and the fact columns of the kind's table."""
        return pq.read_table(self.held) if isinstance(self.held, Path) else self.held

    def waiting_in(self, path: Path) -> "Sheet":
        """Return the sheet with its rows put into a file, for want of memory to hold them all."""
        pq.write_table(self.held, path, compression="lz4")
        return replace(self, held=path)


def shape(staged: Staged) -> tuple[str, ...]:
    """Return the fact columns that a file has, sorted; what a kind works out itself counts where it gives anything."""
    given: set[str] = set()
    for column in staged.kind.columns:
        if column.field not in staged.absent_fields:
            given.update(FIELDS.get(column.type, "{field}").format(field=column.field).split())
    table = staged.table
    return tuple(sorted(
        name for name in table.column_names
        if name not in ("line", "shop") and (name in given or table[name].null_count < table.num_rows)
    ))  # fmt: skip
