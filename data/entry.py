"""Writes the ledger: a load, its files, what was said about them."""

import getpass
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from data.merge import Merged
from data.problem import Problem
from data.schema import APP_VERSION, shop_time
from data.sheet import Sheet


def enter_load(
    con: duckdb.DuckDBPyConnection,
    version: int,
    based_on: int,
    action: str = "load",
    undone_load: int | None = None,
) -> int:
    """Write a load (or undo, or migration) to the ledger and return its number; numbers only rise."""
    load_id = _next(con, "SELECT coalesce(max(l.load_id), 0) + 1 FROM loads AS l")
    con.execute(
        "INSERT INTO loads (load_id, loaded_at, loaded_by, action, undone_load, version, based_on, app_version) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [load_id, shop_time(), _who(), action, undone_load, version, based_on, APP_VERSION],
    )
    return load_id


def next_file_id(con: duckdb.DuckDBPyConnection) -> int:
    """Return a number that no file of this store has had, also not one that was undone."""
    return _next(con, NEXT_FILE)


def enter_file(
    con: duckdb.DuckDBPyConnection,
    file_id: int,
    load_id: int,
    sheet: Sheet,
    shops: Sequence[str],
    sample: bool,
) -> None:
    """Write a file and sheet to the ledger, before its rows are merged; `close_file` gives the counts."""
    staged = sheet.staged
    con.execute(
        ENTER_FILE,
        {
            "file_id": file_id, "load_id": load_id, "name": sheet.file, "sheet": sheet.sheet, "sha256": sheet.sha256,
            "kind": sheet.kind.key, "shop": "、".join(shops), "platform": staged.platform, "as_of": sheet.as_of,
            "rows_in": staged.rows_in, "rejected": staged.rejected, "set_aside": staged.set_aside,
            "first_day": staged.first_day, "last_day": staged.last_day, "gross_column": staged.gross_column,
            "ignored": "、".join(sheet.match.ignored) or None, "dropped": "、".join(sheet.match.dropped) or None,
            "columns": ",".join(sheet.columns), "sample": sample,
        },
    )  # fmt: skip
    con.executemany("INSERT INTO file_shops VALUES (?, ?)", [[file_id, shop] for shop in shops])


def close_file(con: duckdb.DuckDBPyConnection, file_id: int, merged: Merged) -> None:
    """Write what became of the rows of a file."""
    con.execute(
        "UPDATE files SET loaded = ?, unchanged = ? WHERE file_id = ?",
        [merged.loaded, merged.unchanged, file_id],
    )


def enter_problems(con: duckdb.DuckDBPyConnection, file_id: int, problems: Sequence[Problem]) -> None:
    """Write everything that was said about a file."""
    if not problems:
        return
    con.register("said_now", pa.table({
        "line": pa.array([p.line for p in problems], pa.int32()),
        "column_name": pa.array([p.column for p in problems], pa.string()),
        "kind": pa.array([p.kind for p in problems], pa.string()),
        "reason_zh": pa.array([p.reason.zh for p in problems], pa.string()),
        "reason_en": pa.array([p.reason.en for p in problems], pa.string()),
        "text": pa.array([p.text for p in problems], pa.string()),
    }))  # fmt: skip
    con.execute(
        "INSERT INTO problems BY NAME SELECT CAST(? AS INTEGER) AS file_id, s.* FROM said_now AS s", [file_id]
    )
    con.unregister("said_now")


def _next(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A service account may have no name.
        return "unknown"


NEXT_FILE = """
SELECT greatest((SELECT coalesce(max(f.file_id), 0) FROM files AS f),
    (SELECT coalesce(max(u.file_id), 0) FROM undone_files AS u)) + 1
"""
ENTER_FILE = """
INSERT INTO files (file_id, load_id, name, sheet, sha256, kind, shop, platform, as_of, rows_in, loaded, unchanged, rejected,
    set_aside, first_day, last_day, gross_column, ignored_columns, dropped_columns, columns, sample)
VALUES ($file_id, $load_id, $name, $sheet, $sha256, $kind, $shop, $platform, $as_of, $rows_in, 0, 0, $rejected,
    $set_aside, $first_day, $last_day, $gross_column, $ignored, $dropped, $columns, $sample)
"""
