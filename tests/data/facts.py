"""Rows of a versions table written as text in a test, merged into an empty store in memory, read back as text."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from data.connection import connect
from data.exports import BY_KEY
from data.kind import Kind
from data.merge import Incoming, Merged, merge
from data.schema import HEAD, create, fact_columns


def empty_store() -> duckdb.DuckDBPyConnection:
    """An empty store in memory, writable."""
    con = connect(None, read_only=False)
    create(con, 0)
    return con


def kind(key: str, **changes: Any) -> Kind:
    """A kind of the product, with parts replaced."""
    return replace(BY_KEY[key], **changes)


def merge_text(
    con: duckdb.DuckDBPyConnection,
    of: Kind,
    text: str,
    as_of: str | None = None,
    shop: str = "甲店",
    platform: str = "tmall",
) -> Merged:
    """Merge a table written as `a | b` lines under a header line; an empty cell is NULL; columns not named are absent."""
    rows = typed(con, of, text)
    columns = tuple(sorted(name for name in header(text) if name not in ("line", "shop")))
    moment = datetime.fromisoformat(as_of) if as_of else None
    found = con.execute("SELECT coalesce(max(file_id), 0) + 1 FROM files").fetchone()
    file_id = found[0] if found else 1
    con.execute(
        "INSERT INTO files (file_id, load_id, name, sha256, kind, shop, platform, as_of, rows_in, loaded, unchanged, "
        "rejected, set_aside, columns) VALUES (?, 1, ?, '', ?, ?, ?, ?, 0, 0, 0, 0, 0, ?)",
        [file_id, f"file {file_id}", of.key, shop, platform, moment, ",".join(columns)],
    )
    return merge(con, Incoming(file_id, of, rows, shop, platform, moment, columns))


def header(text: str) -> list[str]:
    """The column names of a table written as text."""
    return [cell.strip() for cell in text.strip().splitlines()[0].split("|")]


def typed(con: duckdb.DuckDBPyConnection, of: Kind, text: str) -> pa.Table:
    """A table written as text, as staging would hand it on: line, shop and every fact column, typed."""
    names = header(text)
    lines = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()[1:]]
    given = {name: pa.array([line[place] for line in lines], pa.string()) for place, name in enumerate(names)}
    given.setdefault("line", pa.array([str(number + 2) for number in range(len(lines))]))
    con.register("as_text", pa.table(given))
    parts = [
        "CAST(line AS INTEGER) AS line",
        "CAST(shop AS VARCHAR) AS shop" if "shop" in given else "CAST(NULL AS VARCHAR) AS shop",
    ]
    for name, sql_type in fact_columns(of.table).items():
        parts.append(f"CAST({name if name in given else 'NULL'} AS {sql_type}) AS {name}")
    rows = con.sql(f"SELECT {', '.join(parts)} FROM as_text").to_arrow_table()
    con.unregister("as_text")
    return rows


def current(con: duckdb.DuckDBPyConnection, of: Kind, *columns: str) -> list[tuple[object, ...]]:
    """The rows that stand, as (shop, block, ...columns), in order; all fact columns unless some are named."""
    wanted = columns or tuple(name for name in fact_columns(of.table))
    return con.execute(
        f"SELECT shop, block, {', '.join(wanted)} FROM {of.table} WHERE is_current ORDER BY ALL"
    ).fetchall()


def everything_current(con: duckdb.DuckDBPyConnection, of: Kind) -> list[tuple[object, ...]]:
    """What stands, without where it was read (file and line)."""
    kept = ", ".join(name for name in HEAD if name not in ("file_id", "line", "is_current"))
    return con.execute(
        f"SELECT {kept}, {', '.join(fact_columns(of.table))} FROM {of.table} WHERE is_current ORDER BY ALL"
    ).fetchall()
