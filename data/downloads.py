"""The download folder that the person named: new exports in it are offered; nothing there is ever moved or deleted.

What was looked at is remembered by its bytes in `downloads.json` under the home, so a file is offered once, whatever it is
called; the folder itself is a setting.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from data.exports import KINDS
from data.grid import Unreadable
from data.inbox import HIDDEN, SYSTEM, UNFINISHED
from data.match import Match
from data.read import read_bytes
from data.recognise import recognise
from data.schema import shop_time
from data.state import State
from data.store import Store
from data.versions import replace

SETTING = "download_folder"
MEMORY = "downloads.json"
TYPES = (".csv", ".xls", ".xlsx", ".zip", ".txt", ".tsv")
# A download folder holds the years; an export is taken on the day or soon after.
RECENT = timedelta(days=31)
LOOKED_AT = 50
LARGEST = 200 << 20


@dataclass(frozen=True)
class Found:
    """A file in the download folder that looks like an export: where it lies, its bytes' hash, what it looks like."""

    path: Path
    sha256: str
    kind: str


@dataclass
class Memory:
    """What was looked at: path -> [size, time, hash], hash -> the kind that it looks like or None; and hashes waved away."""

    files: dict[str, list[Any]] = field(default_factory=dict)
    kinds: dict[str, str | None] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)


def folder(home: Path) -> Path | None:
    """Return the folder that the person named; None where none was. Raises StoreFault."""
    said = State(home).setting(SETTING)
    return Path(said) if said else None


def new_exports(home: Path, store: Store, place: Path, *, recent: timedelta | None = RECENT) -> list[Found]:
    """Return the files of a folder that look like exports and were neither loaded nor waved away, the oldest first.

    Of the files changed within `recent` (None: ever) the newest 50 are looked at, each once. A folder that isn't there
    holds none.
    """
    memory, before = _remembered(home), _remembered(home)
    settled = {row[0] for row in store.rows("SELECT DISTINCT f.sha256 FROM files AS f")} | set(memory.done)
    found = [_look(path, memory) for path in _candidates(place, recent)]
    if memory != before:
        _remember(home, memory)
    fresh = {one.sha256: one for one in found if one is not None and one.sha256 not in settled}
    return sorted(fresh.values(), key=lambda one: one.path.name)


def wave_away(home: Path, found: Iterable[Found]) -> None:
    """Remember that these are not to be offered again."""
    memory = _remembered(home)
    memory.done = sorted({*memory.done, *(one.sha256 for one in found)})
    _remember(home, memory)


def _candidates(place: Path, recent: timedelta | None) -> list[Path]:
    try:
        listed = [(path, path.stat()) for path in place.iterdir() if _may_be_an_export(path)]
    except OSError:  # the folder is gone, or a file since it was listed: the next visit tells
        return []
    oldest = None if recent is None else (shop_time() - recent).timestamp()
    kept = [
        (path, found)
        for path, found in listed
        if 0 < found.st_size <= LARGEST and (oldest is None or found.st_mtime >= oldest)
    ]
    return [path for path, _ in sorted(kept, key=lambda one: -one[1].st_mtime)[:LOOKED_AT]]


def _may_be_an_export(path: Path) -> bool:
    return (
        path.suffix.lower() in TYPES
        and not path.name.startswith(HIDDEN)
        and path.suffix.lower() not in UNFINISHED
        and path.name.lower() not in SYSTEM
        and path.is_file()
    )


def _look(path: Path, memory: Memory) -> Found | None:
    """Return what a file looks like, from memory where it is as it was; None where it is no export."""
    try:
        stat = path.stat()
        known = memory.files.get(str(path))
        if known is None or known[:2] != [stat.st_size, stat.st_mtime_ns]:
            content = path.read_bytes()
            known = [stat.st_size, stat.st_mtime_ns, hashlib.sha256(content).hexdigest()]
            if known[2] not in memory.kinds:
                memory.kinds[known[2]] = _kind(content, path.name)
            memory.files[str(path)] = known
    except OSError:  # still being written, or held by another program
        return None
    kind = memory.kinds.get(known[2])
    return None if kind is None else Found(path, known[2], kind)


def _kind(content: bytes, name: str) -> str | None:
    try:
        grids = read_bytes(content, name)
    except Unreadable:
        return None
    matches = (recognise(grid, name, KINDS) for grid in grids if grid.refused is None and grid.table.num_rows)
    return next((match.kind.key for match in matches if isinstance(match, Match)), None)


def _remembered(home: Path) -> Memory:
    try:
        return Memory(**json.loads((home / MEMORY).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # not there, or damaged: everything is looked at anew
        return Memory()


def _remember(home: Path, memory: Memory) -> None:
    """Keep what still lies there; a home that can't be written is looked through anew the next time."""
    files = {path: known for path, known in memory.files.items() if Path(path).exists()}
    hashes = {known[2] for known in files.values()}
    kinds = {sha256: kind for sha256, kind in memory.kinds.items() if sha256 in hashes}
    fresh = home / f"{MEMORY}.part"
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh.write_text(
            json.dumps({"files": files, "kinds": kinds, "done": memory.done}, ensure_ascii=False),
            encoding="utf-8",
        )
        replace(fresh, home / MEMORY)
    except OSError:
        return
