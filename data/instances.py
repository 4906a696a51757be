"""The DuckDB instances that this process has open: one per store file, the last few kept, old ones closed when idle."""

import threading
from collections import OrderedDict
from enum import Enum
from pathlib import Path

import duckdb

from data.connection import connect
from data.faults import GONE, OTHER_VERSION, StoreDamaged, damaged
from data.overlay import Overlays, Typed
from data.schema import SCHEMA_VERSION, create, empty_ledger
from data.summaries import are_current, build
from data.versions import current_version, store_path

KEPT_OPEN = 4
# The empty store is the same for every home. It has no file under it and takes a third of a second to make: it stays. Its
# ledger alone, which is all that a first load asks, takes a tenth of that.
EMPTY = Path("empty")
EMPTY_LEDGER = Path("empty ledger")
EMPTY_ONES = {EMPTY, EMPTY_LEDGER}


class Layout(Enum):
    """How the tables of a store file compare with those that this program writes."""

    CURRENT = "current"
    OTHER_SUMMARIES = "the facts are as here, the summaries were built by other statements"
    OLDER = "older"
    NEWER = "newer"


class Instance:
    """An open DuckDB instance, which file it is of, what was laid over it, and how many queries are under way on it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, mark: tuple[int, ...], layout: Layout) -> None:
        self.con = con
        self.mark = mark
        self.layout = layout
        self.overlays = Overlays()
        self.laying = threading.Lock()
        self.users = 0
        self.dropped = False


_GUARD = threading.Lock()
_OPEN: OrderedDict[Path, Instance] = OrderedDict()


def take(home: Path, version: int, summed: bool = True) -> Instance:
    """Return the instance of a version, opened where it isn't yet; `give_back` must follow.

    summed: False where no summary is asked for. Raises StoreDamaged if the file is missing or can't be read.
    """
    path = _path(home, version, summed)
    with _GUARD:
        mark = _mark(home, version)
        instance = _OPEN.get(path)
        if instance is not None and instance.mark != mark:
            # Another file lies there now: the home was deleted and filled anew.
            _drop(path, instance)
            instance = None
        if instance is None:
            instance = _OPEN[path] = _open(home, version, mark, summed)
        _OPEN.move_to_end(path)
        instance.users += 1
        return instance


def give_back(instance: Instance) -> None:
    """Say that a query is done; instances that nobody uses are closed from the oldest on, but for a few."""
    with _GUARD:
        instance.users -= 1
        if instance.dropped and not instance.users:
            instance.con.close()
        idle = [path for path, other in _OPEN.items() if not other.users and path not in EMPTY_ONES]
        for path in idle[: max(0, len(_OPEN.keys() - EMPTY_ONES) - KEPT_OPEN)]:
            _drop(path, _OPEN[path])


def lay_over(
    instance: Instance, cursor: duckdb.DuckDBPyConnection, home: Path, version: int, typed: Typed
) -> None:
    """Let a cursor of an instance that was taken read the store with these typed rows; raises StoreFault, duckdb.Error."""
    with instance.laying:
        if instance.overlays.are_many:
            # Later queries take the file opened anew, without what is no longer asked for.
            forget(home, version, instance)
        instance.overlays.use(cursor, home, typed)


def forget(home: Path, version: int, instance: Instance) -> None:
    """Let the next query open the file anew: after a fatal error DuckDB refuses everything until then."""
    path = _path(home, version)
    with _GUARD:
        if _OPEN.get(path) is instance:
            _drop(path, instance)


def close_all() -> None:
    """Close every instance of this process that nobody is using, so that the files under them can be moved or deleted."""
    with _GUARD:
        for path, instance in list(_OPEN.items()):
            if not instance.users and path not in EMPTY_ONES:
                _drop(path, instance)


def _path(home: Path, version: int, summed: bool = True) -> Path:
    return store_path(home, version) if version else EMPTY if summed else EMPTY_LEDGER


def _drop(path: Path, instance: Instance) -> None:
    del _OPEN[path]
    instance.dropped = True
    if not instance.users:
        instance.con.close()


def _mark(home: Path, version: int) -> tuple[int, ...]:
    if version == 0:
        return (0,)
    path = store_path(home, version)
    try:
        seen = path.stat()
    except OSError as error:
        if current_version(home) != version:
            raise StoreDamaged(GONE.fill(version=version)) from error
        raise damaged(path) from error
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _open(home: Path, version: int, mark: tuple[int, ...], summed: bool) -> Instance:
    if version == 0 and not summed:
        return Instance(empty_ledger().cursor(), mark, Layout.CURRENT)
    if version == 0:
        con = connect(None, read_only=False)
        create(con, 0)
        build(con)
        return Instance(con, mark, Layout.CURRENT)
    path = store_path(home, version)
    try:
        con = connect(path, read_only=True)
    except duckdb.Error as error:
        raise damaged(path, error) from error
    try:
        layout = _layout(con, version)
    except duckdb.Error as error:
        con.close()
        raise damaged(path, error) from error
    if layout is None:
        con.close()
        raise damaged(path, OTHER_VERSION)
    return Instance(con, mark, layout)


def _layout(con: duckdb.DuckDBPyConnection, version: int) -> Layout | None:
    """Return how the file compares with this program, None if it is not the file of this version."""
    found = con.execute("SELECT i.schema_version, i.store_version FROM store_info AS i").fetchall()
    if [row[1] for row in found] != [version]:
        return None
    if found[0][0] != SCHEMA_VERSION:
        return Layout.NEWER if found[0][0] > SCHEMA_VERSION else Layout.OLDER
    return Layout.CURRENT if are_current(con) else Layout.OTHER_SUMMARIES
