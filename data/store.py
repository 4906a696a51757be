"""The store that stands, read-only: one DuckDB instance per version in this process, a cursor per query."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from data.connection import connect
from data.faults import FULL_NOW, GONE, TOO_NEW, DiskFull, StoreDamaged, StoreTooNew, damaged, is_disk_full
from data.migrate import migrate
from data.schema import SCHEMA_VERSION, create
from data.summaries import are_current, build
from data.versions import current_version, store_path

KEPT_OPEN = 4
# What DuckDB raises when the file under it is not what it wrote.
BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


@dataclass(frozen=True)
class Store:
    """One version of the store; its answers never change. Threads may share it.

    A version that no longer stands stays readable while its file is there (the last 7 are).
    """

    home: Path
    version: int

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python values: DECIMAL as Decimal, DATE as date, NULL as None.

        Raises StoreDamaged if the file can't be read; an error in the statement itself stays DuckDB's.
        """
        with self._cursor() as cursor:
            return cursor.execute(sql, params).fetchall()

    def frame(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pd.DataFrame:
        """Return the rows of a query as a frame. DECIMAL stays Decimal; a column with gaps is of objects with None."""
        with self._cursor() as cursor:
            cursor.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        columns = zip(*rows, strict=True) if rows else ([] for _ in names)
        return pd.DataFrame({name: _column(values) for name, values in zip(names, columns, strict=True)})

    def arrow(self, sql: str, params: Sequence[Any] = ()) -> pa.Table:
        """Return the rows of a query as an Arrow table, the way for many rows; DECIMAL is decimal128."""
        with self._cursor() as cursor:
            return cursor.sql(sql, params=list(params)).to_arrow_table()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        instance = _take(self)
        try:
            with instance.con.cursor() as cursor:
                yield cursor
        except BROKEN as error:
            _forget(self, instance)
            if is_disk_full(error):
                raise DiskFull(FULL_NOW.fill(home=self.home)) from error
            raise damaged(store_path(self.home, self.version), error) from error
        finally:
            _give_back(instance)


def open_store(home: Path) -> Store:
    """Return the version of the store that stands; an empty home gives an empty store of version 0.

    Raises StoreDamaged if the pointer or the file is bad, StoreTooNew if a newer program wrote it. A store of an older
    layout is rebuilt from the archive into a new version first; one with another program's summaries gets new ones.
    """
    home = home.absolute()
    version = current_version(home)
    try:
        return _opened(home, version)
    except _Older:
        migrate(home)
    except StoreDamaged:
        # The pointer may have moved on, and the version gone, between the two steps.
        if current_version(home) == version:
            raise
    return _opened(home, current_version(home))


class _Older(Exception):
    """The store was written in an older layout, or its summaries by other statements than this program has."""


def _opened(home: Path, version: int) -> Store:
    store = Store(home, version)
    _give_back(_take(store))
    return store


def _column(values: Sequence[Any]) -> "pd.Series[Any]":
    gaps = any(value is None for value in values)
    return pd.Series(list(values), dtype=object if gaps or not values else None)


class _Instance:
    """An open DuckDB instance, how many queries are under way on it, and which file it is of."""

    def __init__(self, con: duckdb.DuckDBPyConnection, mark: tuple[int, ...]) -> None:
        self.con = con
        self.mark = mark
        self.users = 0
        self.dropped = False


_GUARD = threading.Lock()
_OPEN: OrderedDict[Path, _Instance] = OrderedDict()


def _path(store: Store) -> Path:
    # The empty store is the same for every home.
    return store_path(store.home, store.version) if store.version else Path("empty")


def _take(store: Store) -> _Instance:
    path = _path(store)
    with _GUARD:
        mark = _mark(store, path)
        instance = _OPEN.get(path)
        if instance is not None and instance.mark != mark:
            # Another file lies there now: the home was deleted and filled anew.
            _drop(path, instance)
            instance = None
        if instance is None:
            instance = _OPEN[path] = _open(store, path, mark)
        _OPEN.move_to_end(path)
        instance.users += 1
        return instance


def _give_back(instance: _Instance) -> None:
    with _GUARD:
        instance.users -= 1
        if instance.dropped and not instance.users:
            instance.con.close()
        idle = [path for path, other in _OPEN.items() if not other.users]
        for path in idle[: max(0, len(_OPEN) - KEPT_OPEN)]:
            _drop(path, _OPEN[path])


def _forget(store: Store, instance: _Instance) -> None:
    # After a fatal error DuckDB refuses everything until the file is opened again.
    path = _path(store)
    with _GUARD:
        if _OPEN.get(path) is instance:
            _drop(path, instance)


def _drop(path: Path, instance: _Instance) -> None:
    del _OPEN[path]
    instance.dropped = True
    if not instance.users:
        instance.con.close()


def _mark(store: Store, path: Path) -> tuple[int, ...]:
    if store.version == 0:
        return (0,)
    try:
        seen = path.stat()
    except OSError as error:
        if current_version(store.home) != store.version:
            raise StoreDamaged(GONE.fill(version=store.version)) from error
        raise damaged(path) from error
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _open(store: Store, path: Path, mark: tuple[int, ...]) -> _Instance:
    if store.version == 0:
        con = connect(None, read_only=False)
        create(con, 0)
        build(con)
        return _Instance(con, mark)
    try:
        con = connect(path, read_only=True)
        found = con.execute("SELECT i.schema_version, i.store_version FROM store_info AS i").fetchall()
    except duckdb.Error as error:
        raise damaged(path, error) from error
    if [row[1] for row in found] != [store.version]:
        con.close()
        raise damaged(path)
    if found[0][0] > SCHEMA_VERSION:
        con.close()
        raise StoreTooNew(TOO_NEW.fill(home=store.home, found=found[0][0], known=SCHEMA_VERSION))
    if found[0][0] < SCHEMA_VERSION or not are_current(con):
        con.close()
        raise _Older
    return _Instance(con, mark)


def close_all() -> None:
    """Close every instance of this process that nobody is using, so that the files under them can be moved or deleted."""
    with _GUARD:
        for path, instance in list(_OPEN.items()):
            if not instance.users:
                _drop(path, instance)
