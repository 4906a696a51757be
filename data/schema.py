"""Creates the tables of a store and says which layout this program writes."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb

from data.summaries import build

# Raised whenever a table of schema.sql changes in a way that an existing file doesn't have.
SCHEMA_VERSION = 1
APP_VERSION = "0.1.0"
SCRIPT = Path(__file__).with_name("schema.sql")
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def shop_time() -> datetime:
    """Return the shop's clock: naive, Asia/Shanghai, whole seconds."""
    return datetime.now(SHANGHAI).replace(tzinfo=None, microsecond=0)


def create(con: duckdb.DuckDBPyConnection, store_version: int, sample: bool = False) -> None:
    """Create all tables, empty, in an open database, with the summaries of nothing."""
    con.execute(SCRIPT.read_text(encoding="utf-8"))
    con.execute("INSERT INTO store_info VALUES (?, ?, ?, ?)", [SCHEMA_VERSION, store_version, sample, shop_time()])
    build(con)
