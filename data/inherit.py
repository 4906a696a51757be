"""Fills the columns that the file of a current version didn't have with what the block's other versions know.

People tick columns when they export, so a later file may lack some. Which version gives a missing column: the newest of
known export time that has it, else the one furthest on. That is a function of the versions alone, not of their order.
"""

from itertools import product

import duckdb

from data.schema import fact_columns
from data.sql import fill, listed

# What makes a row of a block the same row in another export, best first; other tables go by their text columns.
LINE_IDENTITY = (
    ("sub_order_id",),
    ("item_id", "title", "sku_text", "seller_sku", "external_code", "unit_price", "qty"),
)


def inherit(con: duckdb.DuckDBPyConnection, table: str, one_row: bool) -> None:
    """Fill the blocks of the temporary table `standing` whose versions come from files with different columns."""
    con.execute(fill(MIXED, table=table))
    shapes = [
        tuple(row[0].split(",")) for row in con.execute("SELECT DISTINCT m.shape FROM mixed AS m").fetchall()
    ]
    if len(shapes) < 2:
        return
    con.execute("CREATE OR REPLACE TEMP TABLE gifts (id BIGINT, giver BIGINT, place BIGINT)")
    for taker, giver in product(shapes, shapes):
        if set(giver) - set(taker):
            same = [column for column in taker if column in giver]
            key = [] if one_row else _identity(table, same)
            con.execute(
                fill(
                    GIFTS,
                    key="".join(f", r.{name}" for name in key),
                    match=_match(key),
                    taken=listed([*same, *taker], "r.{name}"),
                    given=listed([*same, *giver], "r.{name}"),
                ),
                {"taker": ",".join(taker), "giver": ",".join(giver)},
            )
    everything = sorted(set().union(*shapes))
    for shape in shapes:
        lacking = [column for column in everything if column not in shape]
        if lacking:
            _fill(con, table, shape, lacking)


def _fill(con: duckdb.DuckDBPyConnection, table: str, shape: tuple[str, ...], lacking: list[str]) -> None:
    known = (
        "arg_min_null(d.{name}, g.place) FILTER (WHERE contains(',' || d.shape || ',', ',{name},')) AS {name}"
    )
    parts = {
        "table": table,
        "known": listed(lacking, known),
        "given": listed(lacking, "{name} = k.{name}"),
        "differ": " OR ".join(f"x.{name} IS DISTINCT FROM k.{name}" for name in lacking),
    }
    con.execute(fill(TAKE, **parts), {"shape": ",".join(shape)})


def _identity(table: str, same: list[str]) -> list[str]:
    if table != "line_versions":
        return [column for column in same if column == "hour" or fact_columns(table)[column] == "VARCHAR"]
    return next(key for key in ([c for c in columns if c in same] for columns in LINE_IDENTITY) if key)


def _match(key: list[str]) -> str:
    return "".join(f" AND g.{name} IS NOT DISTINCT FROM t.{name}" for name in key)


# The rows of the blocks whose versions differ in shape; place: how soon a version is asked for a missing column.
MIXED = """
CREATE OR REPLACE TEMP TABLE mixed AS
WITH found AS (
    SELECT x.rowid AS id, x.*, f.columns AS shape
    FROM {table} AS x
    JOIN standing AS s ON s.platform = x.platform AND s.shop = x.shop AND s.block = x.block
    JOIN files AS f ON f.file_id = x.file_id
), blocks AS (
    SELECT shop, block FROM found GROUP BY shop, block HAVING count(DISTINCT shape) > 1
)
SELECT f.*, dense_rank() OVER (PARTITION BY f.shop, f.block ORDER BY f.slot, f.as_of DESC NULLS LAST,
    f.state_1 DESC NULLS LAST, f.state_2 DESC NULLS LAST, f.state_3 DESC NULLS LAST, length(f.shape) DESC, f.shape) AS place
FROM found AS f SEMI JOIN blocks AS b ON b.shop = f.shop AND b.block = f.block
"""
# The n-th of several rows with the same key takes from the n-th.
GIFTS = """
INSERT INTO gifts
WITH takers AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.shop, r.block{key} ORDER BY {taken}) AS n
    FROM mixed AS r WHERE r.is_current AND r.shape = $taker
), givers AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.shop, r.block, r.file_id{key} ORDER BY {given}) AS n
    FROM mixed AS r WHERE NOT r.is_current AND r.shape = $giver
)
SELECT t.id, g.id, g.place FROM takers AS t JOIN givers AS g ON g.shop = t.shop AND g.block = t.block AND g.n = t.n{match}
"""
# Rows that are not current give nothing on but their own columns: theirs are emptied again.
TAKE = """
UPDATE {table} AS x SET {given}
FROM (
    SELECT r.id, {known}
    FROM mixed AS r
    LEFT JOIN gifts AS g ON g.id = r.id
    LEFT JOIN mixed AS d ON d.id = g.giver
    WHERE r.shape = $shape
    GROUP BY r.id
) AS k
WHERE x.rowid = k.id AND ({differ})
"""
