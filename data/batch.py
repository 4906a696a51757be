"""Reads the files of a load into sheets of typed rows, or into refusals that say why."""

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data.archive import waiting_path
from data.exports import BY_KEY, KINDS
from data.exports.orders_unnumbered import KIND as UNNUMBERED
from data.faults import BAD_KEY, HomeUnusable, StoreFault
from data.grid import Grid, Unreadable
from data.hashing import SECRET_FILE, secret
from data.match import Match, NoMatch
from data.memory import use_little
from data.platforms import likely, names_platform
from data.privacy import guarded, without_moved_rows
from data.problem import Problem
from data.profiles import Profile, by_profile, profiles_for
from data.read import read_bytes
from data.reasons import sum_of_days
from data.recognise import recognise
from data.results import FileResult, refusal
from data.schema import shop_time
from data.sheet import Asked, Sheet, Upload, shape
from data.stage import Refused, Staged, stage
from data.surroundings import days_above, without_notes
from data.template import is_guide
from data.text import Text

# Staged rows beyond this wait in files until they are merged.
HELD_BYTES = 1 << 29
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
STUMBLED = Text(
    "程序没能读「{name}」（{why}），它一行也没有载入，别的文件照常。请把这份文件和这句话发给维护的人。",
    "The program could not read {name} ({why}); none of its rows were loaded, and the other files were. Please send the file "
    "and this sentence to whoever maintains the program.",
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
class _Reading:
    """What reading a file needs to know: what was asked, the platforms of known shops, the key of the buyer hashes, and
    the layouts that the person explained."""

    asked: Asked
    platforms: Mapping[str, str]
    key: bytes
    profiles: Sequence[Profile]
    handed_over: datetime


def read_batch(
    home: Path, files: Sequence[Path | Upload], asked: Asked, platforms: Mapping[str, str], handed_over: datetime,
    progress: Progress,
) -> list[Sheet | FileResult]:  # fmt: skip
    """Return every sheet of every file, in the order given: staged, or refused with the reason.

    platforms: the platform of every shop that the store knows. handed_over: the time of this load, for own sheets.
    Raises HomeUnusable if the key file is damaged, ProfileUnknown if the profile asked for isn't there.
    """
    use_little()
    try:
        key = secret(home)
    except ValueError as error:
        raise HomeUnusable(BAD_KEY.fill(file=home / SECRET_FILE)) from error
    reading, room = (
        _Reading(asked, platforms, key, profiles_for(home, asked.profile), handed_over),
        _Room(home),
    )
    read: list[Sheet | FileResult] = []
    for number, file in enumerate(files):
        progress(number / len(files), READING.fill(name=file.name))
        for item in _read_whatever(file, reading):
            read.append(room.for_(item))
    return read


class _Room:
    """Lets staged rows wait in files when a batch is larger than memory should hold."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.held = 0
        self.files = 0

    def for_(self, item: Sheet | FileResult) -> Sheet | FileResult:
        """Return the sheet as it is, or waiting in a file if too much is held already."""
        if not isinstance(item, Sheet) or not isinstance(item.held, pa.Table):
            return item
        if self.held + item.held.nbytes <= HELD_BYTES:
            self.held += item.held.nbytes
            return item
        self.files += 1
        return item.waiting_in(waiting_path(self.home, self.files))


def in_order(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets with those first that others lean on: files that name their shop, order heads, order lines."""

    def rank(sheet: Sheet) -> tuple[bool, int]:
        table = sheet.kind.table
        place = FIRST_TABLES.index(table) if table in FIRST_TABLES else len(FIRST_TABLES)
        return (not sheet.staged.shops, place)

    return sorted(sheets, key=rank)


def _read_whatever(file: Path | Upload, reading: _Reading) -> list[Sheet | FileResult]:
    """Return the sheets of a file; an error that nobody foresaw refuses this file and holds up none of the others."""
    try:
        return _read_file(file, reading)
    except (duckdb.IOException, duckdb.FatalException, StoreFault):
        raise  # the disk is full, or the store is at fault: no file can be read
    except Exception as error:  # noqa: BLE001 - whatever it is, it is said with its place in the program
        place = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
        return [refusal(file.name, None, STUMBLED.fill(name=file.name, why=why))]


def _read_file(file: Path | Upload, reading: _Reading) -> list[Sheet | FileResult]:
    try:
        content = file.content if isinstance(file, Upload) else file.read_bytes()
        grids = read_bytes(content, file.name)
    except Unreadable as error:
        return [refusal(file.name, None, error.text)]
    except OSError as error:
        return [
            refusal(
                file.name, None, UNREADABLE.fill(name=file.name, why=error.strerror or type(error).__name__)
            )
        ]
    sha256 = hashlib.sha256(content).hexdigest()
    del content  # a large file is not kept beside its cells
    tables = [grid for grid in grids if grid.refused is not None or grid.table.num_rows]
    if len(tables) > 1:  # a template explains its columns on a sheet of its own
        tables = [grid for grid in tables if not is_guide(grid)]
    if not tables:
        return [refusal(file.name, None, NO_TABLE.fill(name=file.name, count=len(grids)))]
    found = list(_recognised(file.name, sha256, tables, reading))
    return _with_notes(file.name, found)


def _recognised(
    name: str, sha256: str, grids: Sequence[Grid], reading: _Reading
) -> Iterator[Sheet | FileResult | tuple[Grid, NoMatch]]:
    for grid in grids:
        if grid.refused is not None:
            yield refusal(name, grid.sheet, grid.refused)
            continue
        match = by_profile(grid, reading.profiles, named=reading.asked.profile is not None) or recognise(
            grid, name, (*KINDS, UNNUMBERED) if reading.asked.unnumbered else KINDS
        )
        if isinstance(match, NoMatch):
            yield grid, match
            continue
        yield _staged(name, sha256, grid, match, reading)
        other = recognise(grid, name, (BY_KEY[match.kind.also],)) if match.kind.also else None
        if isinstance(other, Match):
            yield _staged(name, sha256, grid, other, reading)


def _staged(name: str, sha256: str, grid: Grid, match: Match, reading: _Reading) -> Sheet | FileResult:
    asked, now = reading.asked, shop_time()
    whole, moved = without_moved_rows(without_notes(grid, match), match)
    given = _day_of(name, grid, match, asked)
    if isinstance(given, Text):
        return refusal(name, grid.sheet, given)

    def staged_as(platform: str | None) -> Staged:
        return stage(
            whole, match, secret=reading.key, today=now.date(), name=name, gross=asked.gross, platform=platform,
            day=given,
        )  # fmt: skip

    try:
        staged = staged_as(asked.platform or likely(reading.platforms, ()))
        known = likely(reading.platforms, {asked.shop} if asked.shop else staged.shops)
        if asked.platform is None and known not in (None, staged.platform) and not names_platform(match.kind):
            staged = staged_as(known)  # the buyer's hash depends on the platform
    except Refused as error:
        return refusal(name, grid.sheet, error.text)
    # What a person writes holds from when it is handed over: the sheet loaded last is the one that is meant.
    said = asked.as_of or staged.as_of_from_name
    timed_by_load = said is None and staged.kind.own
    staged = guarded(staged, whole, match, moved)
    rows = staged.table
    return Sheet(
        name, grid.sheet, sha256, match, replace(staged, table=rows.slice(0, 0)), rows, shape(staged),
        bool(rows["shop"].null_count), reading.handed_over if timed_by_load else said, timed_by_load,
    )  # fmt: skip


def _day_of(name: str, grid: Grid, match: Match, asked: Asked) -> date | Text | None:
    """Return the day of a report that has no column for it, as far as it isn't its name that tells, or why it has none."""
    kind = match.kind
    if kind.day_field in match.columns or not kind.day_from_name:
        return None
    if kind.day_from_name != "day":
        # An export time says when a stock list was true, but not which day a report speaks of.
        return asked.as_of.date() if asked.as_of else None
    above = days_above(grid, match)
    if len(above) > 1:
        return sum_of_days(kind.title, kind.where, f"{above[0]} ~ {above[-1]}")
    return above[0] if above else None


def _with_notes(
    name: str, found: list[Sheet | FileResult | tuple[Grid, NoMatch]]
) -> list[Sheet | FileResult]:
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
