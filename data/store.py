"""The store that stands, read-only: its answers never change, threads may share it, each query has a cursor of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from data.faults import (
    FULL_NOW,
    TOO_NEW,
    DiskFull,
    StoreDamaged,
    StoreTooNew,
    damaged,
    is_damage,
    is_disk_full,
)
from data.hashing import buyer_code
from data.instances import Layout, close_all, forget, give_back, lay_over, take
from data.migrate import migrate
from data.overlay import NOTHING_TYPED, Typed, typed_now
from data.sql import fill
from data.state import REFUND_CLOCK, State
from data.versions import current_version, store_path

__all__ = ["Store", "close_all", "current_version", "open_store"]


@dataclass(frozen=True)
class Store:
    """One version of the store, read with one state of the typed plans; its answers never change. Threads may share it.

    A version that no longer stands stays readable while its file is there (the last 7 are). All fields belong into the key
    of whatever is computed from it. refund_clock: the clock that people chose for refunds, "" for the best that is loaded.
    summed: False where no summary is asked for, which an empty home need not make then.
    """

    home: Path
    version: int
    typed: Typed = NOTHING_TYPED
    refund_clock: str = ""
    summed: bool = True

    def rows(
        self,
        sql: str,
        params: Sequence[Any] | dict[str, Any] = (),
        beside: Mapping[str, pa.Table] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python values: DECIMAL as Decimal, DATE as date, NULL as None.

        beside: tables that the query reads besides the store's, by name. Raises StoreDamaged if the file can't be read;
        an error in the statement itself stays DuckDB's.
        """
        with self._cursor() as cursor:
            for name, table in (beside or {}).items():
                cursor.register(name, table)
            return cursor.execute(sql, params).fetchall()

    def frame(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pd.DataFrame:
        """Return the rows of a query as a frame. DECIMAL stays Decimal; a column with gaps is of objects with None; a column
        `buyer` holds the codes by which people see them."""
        with self._cursor() as cursor:
            cursor.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        columns = zip(*rows, strict=True) if rows else ([] for _ in names)
        return pd.DataFrame(
            {name: _column(name, values) for name, values in zip(names, columns, strict=True)}
        )

    def arrow(
        self, sql: str, params: Sequence[Any] = (), beside: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        """Return the rows of a query as an Arrow table, the way for many rows; DECIMAL is decimal128. beside: as of `rows`."""
        with self._cursor() as cursor:
            for name, table in (beside or {}).items():
                cursor.register(name, table)
            return cursor.sql(sql, params=list(params)).to_arrow_table()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        instance = take(self.home, self.version, self.summed)
        try:
            with instance.con.cursor() as cursor:
                if self.typed != NOTHING_TYPED:
                    lay_over(instance, cursor, self.home, self.version, self.typed)
                yield cursor
        except duckdb.Error as error:
            if not is_damage(error):
                raise
            forget(self.home, self.version, instance)
            if is_disk_full(error):
                raise DiskFull(FULL_NOW.fill(home=self.home)) from error
            raise damaged(store_path(self.home, self.version), error) from error
        finally:
            give_back(instance)


def open_store(home: Path, *, summed: bool = True) -> Store:
    """Return the version of the store that stands, with what is typed now; an empty home gives an empty store of version 0.

    Raises StoreDamaged if the pointer or the file is bad, StoreTooNew if a newer program wrote it. A store of an older
    layout is rebuilt from the archive into a new version first; one with another program's summaries gets new ones.
    """
    home = home.absolute()
    version = current_version(home)
    try:
        layout = _layout(home, version, summed)
    except StoreDamaged:
        # The pointer may have moved on, and the version gone, between the two steps.
        if current_version(home) == version:
            raise
        return open_store(home, summed=summed)
    if layout is Layout.NEWER:
        raise StoreTooNew(TOO_NEW.fill(home=home))
    if layout is not Layout.CURRENT:
        migrate(home, _layout, _table)
        return open_store(home, summed=summed)
    return Store(home, version, typed_now(home), State(home).setting(REFUND_CLOCK) or "", summed)


def _layout(home: Path, version: int, summed: bool = True) -> Layout:
    instance = take(home, version, summed)
    try:
        return instance.layout
    finally:
        give_back(instance)


def _table(home: Path, version: int, name: str) -> pa.Table | None:
    store = Store(home, version)
    if not store.rows("SELECT 1 FROM duckdb_tables() AS t WHERE t.table_name = ?", [name]):
        return None
    return store.arrow(fill("SELECT * FROM {table}", table=name))


def _column(name: str, values: Sequence[Any]) -> "pd.Series[Any]":
    if name == "buyer":
        values = [None if value is None else buyer_code(value) for value in values]
    gaps = any(value is None for value in values)
    return pd.Series(list(values), dtype=object if gaps or not values else None)
