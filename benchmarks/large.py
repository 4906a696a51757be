"""A very large store that the sample has made: its two years of files, loaded, then every order copied; run by hand.

    python -m benchmarks.large --home DIR --lines 10000000 --items 5000

`shop.py sample` writes two years of the invented shops, which are loaded as ever. Writing and loading ten million lines the same
way takes an hour, so within the store each order, with its lines and refunds, is then copied under other numbers, by another
buyer, of other items; the reports by item are copied per item, and what the platform counts for the whole shop is multiplied.
The summaries are built last, by the statements that every load uses. Nothing but time is to be read from such a store.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.connection import connect
from data.load import load
from data.sample import SHOPS, write_sample
from data.sql import fill
from data.store import close_all
from data.summaries import build
from data.versions import current_version, store_path

DAYS = 731
ORDERS = 125_000
# Which copy of an item an order's copy holds. The first copy of everything is what the sample made.
VARIANT = "CAST((n * 37 + hash(t.order_id)) % {variants} AS BIGINT)"
OF_ORDERS = {
    "order_versions": ("order_id", "block", "buyer", "item_title"),
    "line_versions": ("order_id", "block", "sub_order_id", "item_id", "title"),
    "refund_versions": ("order_id", "block", "refund_id", "item_id", "title"),
}
OF_ITEMS = {
    "item_day_versions": ("item_id", "block", "title"),
    "stock_versions": ("item_id", "block", "item_name"),
    "product_versions": ("item_id", "block", "title"),
    "margin_versions": ("item_id", "block"),
    "review_versions": ("item_id", "block"),
}
COPY = """
INSERT INTO {table}
SELECT t.* REPLACE ({replaced}) FROM {table} AS t CROSS JOIN range(1, {copies}) AS r(n)
WHERE t.file_id = {file} AND {where}
"""
NEWEST = "SELECT coalesce(max(t.file_id), 0) FROM {table} AS t"
BEFORE = "CREATE TEMP TABLE copied AS SELECT max(t.rowid) AS last FROM {table} AS t"
BY_ITEM = ("item_id", "item_title", "title", "item_name")
NOT_COUNTED = ("period_start", "period_end", "line", "file_id")


@dataclass(frozen=True)
class Size:
    """How often each order is copied, and each item."""

    copies: int
    variants: int


def make(home: Path, lines: int, items: int) -> None:
    """Fill an empty home with a store of about so many order lines and items."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        write_sample(Path(name), days=DAYS, orders=ORDERS)
        for shop in SHOPS:
            files = sorted((Path(name) / shop.name).iterdir())
            result = load(home, files, shop=shop.name, platform=shop.platform, sample=True)
            assert not result.refused, [file.name for file in result.files if file.refused]
    multiply(home, lines, items)


def multiply(home: Path, lines: int, items: int) -> None:
    """Copy the orders and items of the store that stands until it has about so many, and build its summaries anew."""
    close_all()
    with _writing(home) as con:
        known, sold = con.execute(
            "SELECT count(*), count(DISTINCT v.item_id) FROM line_versions AS v WHERE v.is_current"
        ).fetchall()[0]
        size = Size(math.ceil(lines / known), math.ceil(items / sold))
        for table, columns in OF_ORDERS.items():
            _copy(con, table, columns, size.copies, VARIANT.format(variants=size.variants))
        for table, columns in OF_ITEMS.items():
            _copy(con, table, columns, size.variants, "n")
        _multiply_counts(con, size.copies)
        build(con)
        con.execute("CHECKPOINT")


@contextmanager
def _writing(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = connect(store_path(home, current_version(home)), read_only=False)
    try:
        yield con
    finally:
        con.close()


def _copy(
    con: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], copies: int, item: str
) -> None:
    """Copy the rows file by file, so that they lie in the order of time as after loading."""
    replaced = ", ".join(_copied(column, item) for column in columns)
    newest = con.execute(fill(NEWEST, table=table)).fetchall()[0][0]
    # The copies bear the number of their file, too: only what was there before is copied.
    con.execute(fill(BEFORE, table=table))
    where = "t.rowid <= (SELECT c.last FROM copied AS c)"
    for file in range(1, newest + 1):
        con.execute(COPY.format(table=table, replaced=replaced, copies=copies, file=file, where=where))
    con.execute("DROP TABLE copied")


def _copied(column: str, item: str) -> str:
    number = f"({item})" if column in BY_ITEM else "n"
    return f"CASE WHEN {number} = 0 THEN t.{column} ELSE t.{column} || ' ' || {number} END AS {column}"


def _multiply_counts(con: duckdb.DuckDBPyConnection, copies: int) -> None:
    counted = [
        name
        for name, kind in con.execute(
            "SELECT c.column_name, c.data_type FROM duckdb_columns() AS c WHERE c.table_name = 'shop_day_versions'"
        ).fetchall()
        if (kind == "BIGINT" or kind.startswith("DECIMAL")) and name not in NOT_COUNTED
    ]
    changes = ", ".join(f"{name} = {name} * {copies}" for name in counted)
    con.execute(fill("UPDATE shop_day_versions SET {changes}", changes=changes))


def main() -> None:
    """Make the store and say how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--items", type=int, default=5_000)
    asked = parser.parse_args()
    began = time.process_time()
    make(asked.home, asked.lines, asked.items)
    size = store_path(asked.home, current_version(asked.home)).stat().st_size
    print(
        f"{asked.lines:,} lines of {asked.items:,} items: {time.process_time() - began:,.0f} s CPU, {size / 2**20:,.0f} MB"
    )


if __name__ == "__main__":
    main()
