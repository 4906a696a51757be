"""Rebuilds the versions of a store from the archived rows of its files: what undo and migration rest on."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from data.archive import rows_of
from data.exports import BY_KEY
from data.faults import StoreTooNew
from data.hashing import numbered
from data.merge import Incoming, merge
from data.schema import arrow_type, fact_columns
from data.sql import fill, listed
from data.text import Text

LEDGER = (
    "loads",
    "files",
    "file_shops",
    "problems",
    "covered_days",
    "undone_files",
    "restatements",
    "excluded_items",
)
UNKNOWN_KIND = Text(
    "文件「{file}」是本程序不认识的报表种类（{kind}），所以没法重新算，数据没有改动。请升级程序。",
    "The file {file} is of a kind that this program doesn't know ({kind}), so it can't be recomputed; nothing was changed. "
    "Upgrade the program.",
)


def copy_ledger(con: duckdb.DuckDBPyConnection, read: Callable[[str], pa.Table | None]) -> None:
    """Replace the ledger of an open draft by another store's; `read` gives its tables by name, None where it has none."""
    for table in LEDGER:
        rows = read(table)
        if rows is None:
            continue
        con.register("copied", rows)
        known = {row[0] for row in con.execute(fill("DESCRIBE {table}", table=table)).fetchall()}
        names = listed([name for name in rows.column_names if name in known])
        con.execute(fill("DELETE FROM {table}", table=table))
        con.execute(
            fill("INSERT INTO {table} ({names}) SELECT {names} FROM copied", table=table, names=names)
        )
        con.unregister("copied")


def replay(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Merge the archived rows of every file of the ledger into an open draft without facts.

    Merging doesn't depend on the order, so the result is what loading these files had given. Raises StoreDamaged if
    archived rows are missing.
    """
    found = con.execute(
        "SELECT f.file_id, f.name, f.kind, f.shop, f.platform, f.as_of, f.columns FROM files AS f ORDER BY f.file_id"
    )
    for file_id, name, kind, shop, platform, as_of, columns in found.fetchall():
        if kind not in BY_KEY:
            raise StoreTooNew(UNKNOWN_KIND.fill(file=name, kind=kind))
        rows = completed(BY_KEY[kind].table, rows_of(home, file_id))
        shape = tuple(column for column in columns.split(",") if column)
        merge(con, Incoming(file_id, BY_KEY[kind], rows, shop, platform, as_of, shape))


def completed(table: str, rows: pa.Table) -> pa.Table:
    """Return archived rows in this program's layout: the columns that their file, or the program that wrote them, had not are
    all NULL, buyers are numbers."""
    for name, kind in fact_columns(table).items():
        if name not in rows.column_names:
            rows = rows.append_column(name, pa.nulls(rows.num_rows, arrow_type(kind)))
        elif name == "buyer" and pa.types.is_string(rows[name].type):
            rows = rows.set_column(rows.column_names.index(name), name, numbered(rows[name]))
    return rows
