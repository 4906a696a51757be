"""Reads the files of a load into sheets of typed rows, or into refusals that say why."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from data.exports import KINDS
from data.faults import BAD_KEY, HomeUnusable
from data.grid import Grid, Unreadable
from data.hashing import SECRET_FILE, secret
from data.kind import Kind
from data.problem import Problem
from data.read import read_bytes
from data.recognise import Match, NoMatch, recognise
from data.results import FileResult, refusal
from data.schema import shop_time
from data.stage import Refused, Staged, stage
from data.text import Text

# A sheet that resembles no kind and holds less than this is a note beside the tables, not an export.
NOTE_ROWS = 50
LIKELY = 0.5
# Facts that other files lean on come first: heads before lines.
FIRST_TABLES = ("order_versions", "line_versions")
Progress = Callable[[float, Text], None]

READING = Text("读取「{name}」", "Reading {name}")
UNREADABLE = Text(
    "「{name}」打不开（{why}）。请检查文件是否还在、是否被别的程序占用，再载入一次。",
    "{name} can't be opened ({why}). See that the file is there and not held by another program, then load it again.",
)
NO_TABLE = Text(
    "「{name}」里没有表格：{count} 个工作表都是空的。请从平台重新下载这份报表。",
    "{name} holds no table: all {count} sheets are empty. Download the export again.",
)
LEFT_ASIDE = Text(
    "工作表「{sheet}」不是报表，没有读入：{why}",
    "The sheet {sheet} is no export and was left aside: {why}",
)


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


def read_batch(
    home: Path, files: Sequence[Path | Upload], asked: Asked, progress: Progress
) -> list[Sheet | FileResult]:
    """Return every sheet of every file, in the order given: staged, or refused with the reason."""
    try:
        key = secret(home)
    except ValueError as error:
        raise HomeUnusable(BAD_KEY.fill(file=home / SECRET_FILE)) from error
    read: list[Sheet | FileResult] = []
    for number, file in enumerate(files):
        progress(number / len(files), READING.fill(name=file.name))
        read += _read_file(file, asked, key)
    return read


def in_order(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets with those first that others lean on: files that name their shop, order heads, order lines."""
    def rank(sheet: Sheet) -> tuple[bool, int]:
        table = sheet.kind.table
        place = FIRST_TABLES.index(table) if table in FIRST_TABLES else len(FIRST_TABLES)
        return (not sheet.staged.shops, place)

    return sorted(sheets, key=rank)


def _read_file(file: Path | Upload, asked: Asked, key: bytes) -> list[Sheet | FileResult]:
    try:
        content = file.content if isinstance(file, Upload) else file.read_bytes()
        grids = read_bytes(content, file.name)
    except Unreadable as error:
        return [refusal(file.name, None, error.text)]
    except OSError as error:
        return [refusal(file.name, None, UNREADABLE.fill(name=file.name, why=error.strerror or type(error).__name__))]
    tables = [grid for grid in grids if grid.refused is not None or grid.table.num_rows]
    if not tables:
        return [refusal(file.name, None, NO_TABLE.fill(name=file.name, count=len(grids)))]
    sha256 = hashlib.sha256(content).hexdigest()
    found = list(_recognised(file.name, sha256, tables, asked, key))
    return _with_notes(file.name, found)


def _recognised(
    name: str, sha256: str, grids: Sequence[Grid], asked: Asked, key: bytes
) -> Iterator[Sheet | FileResult | tuple[Grid, NoMatch]]:
    for grid in grids:
        if grid.refused is not None:
            yield refusal(name, grid.sheet, grid.refused)
            continue
        match = recognise(grid, name, KINDS)
        yield (grid, match) if isinstance(match, NoMatch) else _staged(name, sha256, grid, match, asked, key)


def _staged(name: str, sha256: str, grid: Grid, match: Match, asked: Asked, key: bytes) -> Sheet | FileResult:
    now = shop_time()
    try:
        staged = stage(
            grid, match, secret=key, today=now.date(), name=name, gross=asked.gross, platform=asked.platform,
            day=asked.as_of.date() if asked.as_of else None,
        )  # fmt: skip
    except Refused as error:
        return refusal(name, grid.sheet, error.text)
    # What a person writes holds from when it is handed over: the sheet loaded last is the one that is meant.
    said = asked.as_of or staged.as_of_from_name
    timed_by_load = said is None and staged.kind.own
    return Sheet(name, grid.sheet, sha256, match, staged, now if timed_by_load else said, timed_by_load)


def _with_notes(name: str, found: list[Sheet | FileResult | tuple[Grid, NoMatch]]) -> list[Sheet | FileResult]:
    # A sheet of notes beside a recognised one is mentioned there; alone, or full of rows, it is refused.
    unknown = [item for item in found if isinstance(item, tuple)]
    result = [item for item in found if not isinstance(item, tuple)]
    first = next((place for place, item in enumerate(result) if isinstance(item, Sheet)), None)
    for grid, no_match in unknown:
        sheet = result[first] if first is not None else None
        if isinstance(sheet, Sheet) and first is not None and not _looks_like_an_export(grid, no_match):
            reason = LEFT_ASIDE.fill(sheet=grid.sheet, why=no_match.reason)
            result[first] = replace(sheet, notes=(*sheet.notes, Problem(None, None, "note", reason, None)))
        else:
            result.append(refusal(name, grid.sheet, no_match.reason))
    return result


def _looks_like_an_export(grid: Grid, no_match: NoMatch) -> bool:
    near = max((score for _, score, _ in no_match.closest), default=0.0)
    return near >= LIKELY or grid.table.num_rows > NOTE_ROWS


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
