"""The numbered store files of a home and the pointer to the one that stands."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import filelock

from data.faults import BUSY, NO_ROOM, POINTER, UNWRITABLE, DiskFull, HomeUnusable, StoreBusy, StoreDamaged
from data.text import Text

Result = TypeVar("Result")

KEPT_VERSIONS = 7
LOCK_SECONDS = 600.0
STORE_FILE = re.compile(r"store-(\d+)\.(?:duckdb|part)")
WAITING = Text(
    "另一个窗口或程序正在载入数据，等它结束……",
    "Another window or program is loading data; waiting for it to finish …",
)


def store_path(home: Path, version: int) -> Path:
    """Return where a version of the store lies."""
    return home / f"store-{version:06d}.duckdb"


def part_path(home: Path, version: int) -> Path:
    """Return where a version is made before it stands."""
    return home / f"store-{version:06d}.part"


def current_version(home: Path) -> int:
    """Return the number of the version that stands, 0 for an empty home; raises StoreDamaged if the pointer is bad."""
    pointer = home / "CURRENT"
    try:
        said = _patiently(lambda: pointer.read_text(encoding="ascii")).strip()
        return int(said)
    except (FileNotFoundError, NotADirectoryError):
        # The first load writes the pointer before anything else, so store files without one are no fresh home.
        if stored_versions(home):
            raise StoreDamaged(POINTER.fill(home=home, why="CURRENT")) from None
        return 0
    except (ValueError, OSError) as error:
        raise StoreDamaged(POINTER.fill(home=home, why=type(error).__name__)) from error


def stored_versions(home: Path) -> list[int]:
    """Return the numbers of the store files that lie in the home, in order."""
    found = (STORE_FILE.fullmatch(path.name) for path in home.glob("store-*.duckdb"))
    return sorted(int(name[1]) for name in found if name)


def next_version(home: Path) -> int:
    """Return a number that no version of this home has had, finished or not."""
    found = (STORE_FILE.match(path.name) for path in home.glob("store-*"))
    return max([current_version(home), *(int(name[1]) for name in found if name)]) + 1


@contextmanager
def lock(
    home: Path, waiting: Callable[[Text], None] | None = None, seconds: float = LOCK_SECONDS
) -> Iterator[None]:
    """Hold the home's lock: one load at a time, over all processes; raises StoreBusy after `seconds`.

    `waiting` is told once, if something else holds the lock. The lock goes with the process that held it.
    """
    held = filelock.FileLock(home / "lock", thread_local=False)
    try:
        home.mkdir(parents=True, exist_ok=True)
        _acquire(held, waiting, seconds)
    except filelock.Timeout:
        raise StoreBusy(BUSY.fill(seconds=round(seconds))) from None
    except OSError as error:
        raise HomeUnusable(UNWRITABLE.fill(home=home, why=error.strerror or type(error).__name__)) from error
    try:
        yield
    finally:
        held.release()


def _acquire(held: filelock.BaseFileLock, waiting: Callable[[Text], None] | None, seconds: float) -> None:
    try:
        held.acquire(timeout=0)
    except filelock.Timeout:
        if waiting is not None:
            waiting(WAITING)
        held.acquire(timeout=seconds, poll_interval=0.2)


def begin(home: Path) -> None:
    """Make the home ready for a load, under its lock: leftovers of a load that was killed go, the pointer is there."""
    (home / "archive").mkdir(exist_ok=True)
    if not (home / "CURRENT").exists() and not stored_versions(home):
        point_to(home, 0)
    current = current_version(home)
    for path in home.glob("store-*.part*"):
        remove(path)
    for version in stored_versions(home):
        if version > current:
            remove(store_path(home, version))


def require_room(home: Path, need: int) -> None:
    """Raise DiskFull unless `need` bytes are free where the home lies."""
    free = shutil.disk_usage(home).free
    if free < need:
        raise DiskFull(NO_ROOM.fill(home=home, free=free // 2**20, need=need // 2**20 + 1))


def publish(home: Path, version: int) -> None:
    """Let the finished part file of a version stand: on the disk, renamed, and only then pointed to."""
    part = part_path(home, version)
    _to_disk(part)
    replace(part, store_path(home, version))
    _folder_to_disk(home)
    point_to(home, version)


def point_to(home: Path, version: int) -> None:
    """Write the pointer: at any moment it holds the old number or the new one."""
    fresh = home / "CURRENT.part"
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{version}\n")
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, home / "CURRENT")
    _folder_to_disk(home)


def prune(home: Path, keep: int = KEPT_VERSIONS) -> int:
    """Delete all but the last `keep` versions up to the current one and return the oldest that is left.

    A file that someone still reads can't be deleted on Windows; a later load tries again.
    """
    standing = [version for version in stored_versions(home) if version <= current_version(home)]
    for version in standing[:-keep]:
        remove(store_path(home, version))
    return standing[-keep:][0] if standing else 0


def remove(path: Path) -> None:
    """Delete a file or a folder of DuckDB's, if the system lets us."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def replace(source: Path, target: Path) -> None:
    """Rename over what is there, in one step."""
    _patiently(lambda: source.replace(target))


def _patiently(action: Callable[[], Result]) -> Result:
    # Windows refuses to replace or open a file in the instant that another program has it open.
    for wait in (0.01, 0.05, 0.1, 0.2, 0.5, 1.0):
        try:
            return action()
        except PermissionError:
            time.sleep(wait)
    return action()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    # A rename lasts once the folder is on the disk too; Windows has no such call and does it by itself.
    if os.name != "nt":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
