"""Creates the tables of a store and says which layout this program writes."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa

from data.connection import connect

# Raised whenever a column of schema.sql changes; a table that is only added is made where it is missing (`complete`).
SCHEMA_VERSION = 6
APP_VERSION = "0.1.0"
SCRIPT = Path(__file__).with_name("schema.sql")
# The columns that every versions table begins with.
HEAD = (
    "file_id",
    "line",
    "shop",
    "platform",
    "block",
    "slot",
    "as_of",
    "state_1",
    "state_2",
    "state_3",
    "is_current",
)
_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def shop_time() -> datetime:
    """Return the shop's clock: naive, Asia/Shanghai, whole seconds."""
    return datetime.now(SHANGHAI).replace(tzinfo=None, microsecond=0)


def create(con: duckdb.DuckDBPyConnection, store_version: int) -> None:
    """Create all tables, empty, in an open database; summaries are another step (data/summaries.py)."""
    complete(con)
    con.execute(
        "INSERT INTO store_info VALUES (?, ?, FALSE, ?)", [SCHEMA_VERSION, store_version, shop_time()]
    )


def complete(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that an open database lacks: a table that is new in this program needs no other layout."""
    con.execute(SCRIPT.read_text(encoding="utf-8"))


@cache
def empty_ledger() -> duckdb.DuckDBPyConnection:
    """Return a database in memory that has all tables and no row, the one of this process: what is asked of it takes a cursor."""
    con = connect(None, read_only=False)
    create(con, 0)
    return con


@cache
def fact_columns(table: str) -> Mapping[str, str]:
    """Return the columns of a versions table that hold the fact itself, name -> SQL type, in the order of schema.sql."""
    return MappingProxyType({name: kind for name, kind, _ in _columns(table) if name not in HEAD})


def keeps_its_block(table: str) -> bool:
    """Tell whether a versions table has its block written; elsewhere it is read as the id that it is."""
    return ("block", True) not in {(name, is_generated) for name, _, is_generated in _columns(table)}


@cache
def _columns(table: str) -> tuple[tuple[str, str, bool], ...]:
    """Return name, type and whether it is only read as another one for every column of a table of facts, none of which has a
    default: what DuckDB tells in its place is how a column is read."""
    with empty_ledger().cursor() as cursor:
        found = cursor.execute(
            "SELECT t.name, t.type, t.dflt_value IS NOT NULL FROM pragma_table_info(?) AS t", [table]
        ).fetchall()
    return tuple(found)


def arrow_type(kind: str) -> pa.DataType:
    """Return the Arrow type in which DuckDB hands on a type of schema.sql."""
    if decimal := re.fullmatch(r"DECIMAL\((\d+),\s*(\d+)\)", kind):
        return pa.decimal128(int(decimal[1]), int(decimal[2]))
    return _ARROW[kind]
