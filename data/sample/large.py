"""A very large store that the sample has made: its two years of files, loaded, then every order copied (`shop.py sample --lines`).

`shop.py sample` writes two years of the invented shops, which are loaded as ever. Writing and loading ten million lines the same
way takes an hour, so within the store each order, with its lines and refunds, is then copied under other numbers, by another
buyer, of other items; the reports by item are copied per item, and what the platform counts for the whole shop is multiplied.
The summaries are built last, by the statements that every load uses. Nothing but time is to be read from such a store.
"""

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.connection import connect
from data.faults import StoreFault
from data.load import load
from data.results import FileResult
from data.sample.shops import SHOPS
from data.sample.write import write_sample
from data.sql import fill, listed
from data.store import close_all
from data.summaries import build
from data.text import Text
from data.versions import current_version, lock, store_path

WRITING = Text("写两年的示例报表……", "Writing two years of the sample …")
LOADING = Text("读入「{shop}」……", "Loading {shop} …")
COPYING = Text("把订单和商品抄到这么多……", "Copying orders and items up to that many …")
SUMMING = Text("汇总……", "Summing up …")
REFUSED = Text(
    "示例报表有 {count} 个没读进去，先是「{file}」：{why}很大的示例店没做成，请换一个空的 --home 再试。",
    "{count} files of the sample were not loaded, the first of them {file}: {why} The large store was not made; try again "
    "with another empty --home.",
)
DAYS = 731
ORDERS = 125_000
# Which copy of an item an order's copy holds. The first copy of everything is what the sample made.
VARIANT = "CAST((n * 37 + hash(t.order_id)) % {variants} AS BIGINT)"
OF_ORDERS = {
    "order_versions": ("order_id", "buyer", "item_title"),
    "line_versions": ("order_id", "sub_order_id", "item_id", "title"),
    "refund_versions": ("order_id", "refund_id", "item_id", "title"),
}
OF_ITEMS = {
    "item_day_versions": ("item_id", "block", "title"),
    "stock_versions": ("item_id", "block", "item_name"),
    "product_versions": ("item_id", "block", "title"),
    "margin_versions": ("item_id", "block"),
    "review_versions": ("item_id", "block"),
}
COPY = """
INSERT INTO {table} ({columns})
SELECT {values} FROM {table} AS t CROSS JOIN range(1, {copies}) AS r(n)
WHERE t.file_id = {file} AND {where}
"""
NEWEST = "SELECT coalesce(max(t.file_id), 0) FROM {table} AS t"
BEFORE = "CREATE TEMP TABLE copied AS SELECT max(t.rowid) AS last FROM {table} AS t"
BY_ITEM = ("item_id", "item_title", "title", "item_name")
NOT_COUNTED = ("period_start", "period_end", "line", "file_id")


class SampleRefused(StoreFault):
    """Files of the sample could not be loaded; `text` names the first of them with the reason."""

    def __init__(self, refused: Sequence[FileResult]) -> None:
        super().__init__(
            REFUSED.fill(count=len(refused), file=refused[0].name, why=refused[0].problems[0].reason)
        )


@dataclass(frozen=True)
class Size:
    """How often each order is copied, and each item."""

    copies: int
    variants: int


def make_large(home: Path, lines: int, items: int, say: Callable[[Text], None]) -> None:
    """Fill an empty home with a store of about so many order lines and items; `say` is told what is being done.

    Raises OSError or StoreFault where the disk or the home doesn't take it, SampleRefused where a file of the sample is refused.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        say(WRITING)
        write_sample(Path(name), days=DAYS, orders=ORDERS)
        for shop in SHOPS:
            say(LOADING.fill(shop=shop.name))
            files = sorted((Path(name) / shop.name).iterdir())
            result = load(home, files, shop=shop.name, platform=shop.platform, sample=True)
            if result.refused:
                raise SampleRefused(result.refused)
    multiply(home, lines, items, say)


def multiply(home: Path, lines: int, items: int, say: Callable[[Text], None]) -> None:
    """Copy the orders and items of the store that stands until it has about so many, and build its summaries anew."""
    close_all()
    with lock(home), _writing(home) as con:
        say(COPYING)
        known, sold = con.execute(
            "SELECT count(*), count(DISTINCT v.item_id) FROM line_versions AS v WHERE v.is_current"
        ).fetchall()[0]
        size = Size(math.ceil(lines / known), math.ceil(items / sold))
        for table, columns in OF_ORDERS.items():
            _copy(con, table, columns, size.copies, VARIANT.format(variants=size.variants))
        for table, columns in OF_ITEMS.items():
            _copy(con, table, columns, size.variants, "n")
        _multiply_counts(con, size.copies)
        say(SUMMING)
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
    kept = [name for name, _ in _columns(con, table)]
    values = listed([_copied(name, item) if name in columns else f"t.{name}" for name in kept])
    newest = con.execute(fill(NEWEST, table=table)).fetchall()[0][0]
    # The copies bear the number of their file, too: only what was there before is copied.
    con.execute(fill(BEFORE, table=table))
    where = "t.rowid <= (SELECT c.last FROM copied AS c)"
    for file in range(1, newest + 1):
        con.execute(
            COPY.format(
                table=table, columns=listed(kept), values=values, copies=copies, file=file, where=where
            )
        )
    con.execute("DROP TABLE copied")


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    """Return the names and types of a table's columns that are written, not read as another one."""
    return con.execute(
        "SELECT c.column_name, c.data_type FROM duckdb_columns() AS c WHERE c.table_name = ? AND NOT c.is_generated"
        " ORDER BY c.column_index",
        [table],
    ).fetchall()


def _copied(column: str, item: str) -> str:
    if column == "buyer":  # a hash of as many bits as before (data/hashing.py)
        return "CASE WHEN n = 0 OR t.buyer IS NULL THEN t.buyer ELSE CAST(hash(t.buyer, n) >> 4 AS BIGINT) END AS buyer"
    number = f"({item})" if column in BY_ITEM else "n"
    return f"CASE WHEN {number} = 0 THEN t.{column} ELSE t.{column} || ' ' || {number} END AS {column}"


def _multiply_counts(con: duckdb.DuckDBPyConnection, copies: int) -> None:
    counted = [
        name
        for name, kind in _columns(con, "shop_day_versions")
        if (kind == "BIGINT" or kind.startswith("DECIMAL")) and name not in NOT_COUNTED
    ]
    changes = ", ".join(f"{name} = {name} * {copies}" for name in counted)
    con.execute(fill("UPDATE shop_day_versions SET {changes}", changes=changes))
