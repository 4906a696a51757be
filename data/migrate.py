"""Brings a store of an older layout to this program's, in a new version; the old file stays."""

from pathlib import Path

import duckdb
import pyarrow as pa

from data.connection import connect
from data.draft import draft
from data.entry import enter_load
from data.replay import copy_ledger, replay
from data.schema import SCHEMA_VERSION
from data.sql import fill
from data.summaries import are_current
from data.versions import begin, current_version, lock, store_path


def migrate(home: Path) -> None:
    """Rebuild the store that stands from its archive if its layout is older, or only its summaries if those are.

    Raises StoreDamaged if rows are missing in the archive.
    """
    with lock(home):
        begin(home)
        version = current_version(home)
        old = connect(store_path(home, version), read_only=True)
        try:
            if schema_version(old) >= SCHEMA_VERSION:
                if not are_current(old):  # else another process did it while this one waited
                    _summarise(home, version)
                return
            with draft(home, None) as new:
                copy_ledger(new.con, lambda table: _rows(old, table))
                enter_load(new.con, new.version, version, "migrate")
                replay(new.con, home)
                new.publish()
        finally:
            old.close()


def _summarise(home: Path, version: int) -> None:
    """Give the same facts this program's summaries, in a new version."""
    with draft(home, version) as new:
        enter_load(new.con, new.version, version, "migrate")
        new.publish()


def schema_version(con: duckdb.DuckDBPyConnection) -> int:
    """Return the layout that an open store was written in."""
    return int(con.execute("SELECT i.schema_version FROM store_info AS i").fetchall()[0][0])


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> pa.Table | None:
    if not con.execute("SELECT 1 FROM duckdb_tables() AS t WHERE t.table_name = ?", [table]).fetchall():
        return None
    return con.sql(fill("SELECT * FROM {table}", table=table)).to_arrow_table()
