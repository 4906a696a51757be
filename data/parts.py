"""Renews of the large summaries only what a load touched: the rows of its orders, of their days and of their buyers.

A statement of summaries.sql that can be built in parts says so behind the table that it reads, as in
`FROM orders AS o /* touched_buyers: buyer = buyer */`: rows of the summary whose column (left) is touched are made again from
the rows whose column (right) is. One whose figures are sums over many of them says instead which figures:
`FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of buyers, net_amount */`; what the touched gave before is taken off
and what they give now is put on. The other statements are run as they are.
"""

import re
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa

from data.merge import Incoming
from data.sql import fill, listed

# Asks the version that a load starts from; the tables beside are named in the query.
Ask = Callable[[str, Mapping[str, pa.Table]], pa.Table]

ORDER_TABLES = ("order_versions", "line_versions")
# What changes a summary in places that its rows don't tell.
WHOLE_TABLES = ("excluded_versions",)
# Beyond this share of all orders, building all at once is faster.
LARGEST_SHARE = 0.25

_MARK = re.compile(r"(\w+) AS (\w+) /\* (touched_\w+): (\w+) = (\w+) \*/")
_SUMS = re.compile(r"(\w+) AS (\w+) /\* sums over (touched_\w+): (\w+) = (\w+), of ([\w, ]+) \*/")
_MADE = re.compile(r"CREATE OR REPLACE TABLE (\w+) AS\s")


def touch(con: duckdb.DuckDBPyConnection, incoming: Incoming) -> None:
    """Note the orders that a file of an open draft speaks of."""
    con.execute(NOTED)
    table = incoming.kind.table
    if table in WHOLE_TABLES:
        con.execute("INSERT INTO touched_whole VALUES (TRUE)")
    if table in ORDER_TABLES:
        con.register("touching", incoming.rows.select(["shop", "order_id"]))
        con.execute(TOUCH, {"shop": incoming.shop, "platform": incoming.platform})
        con.unregister("touching")


def find_touched(con: duckdb.DuckDBPyConnection, ask: Ask) -> bool:
    """Make the tables touched_orders, touched_days and touched_buyers of an open draft whose summaries are still the old ones.

    Returns False where so much was touched that everything is to be built again.
    """
    con.execute(NOTED)
    if con.execute("SELECT 1 FROM touched_whole").fetchall():
        return False
    con.execute(BY_TITLE)
    con.execute(TOUCHED_ORDERS)
    touched, known = con.execute(
        "SELECT (SELECT count(*) FROM touched_orders), (SELECT count(*) FROM order_versions) + (SELECT count(*) FROM line_versions)"
    ).fetchall()[0]
    if touched > LARGEST_SHARE * known:
        return False
    beside = {"touched_orders": con.sql("SELECT * FROM touched_orders").to_arrow_table()}
    con.register("told_before", ask(fill(TOLD, lines="order_items", days="o.placed_day, o.paid_day"), beside))
    con.execute(fill(TOUCHED_REST, now=fill(TOLD, lines="line_versions", days=LINE_DAYS)))
    con.unregister("told_before")
    return True


def renew(con: duckdb.DuckDBPyConnection, statement: str, ask: Ask) -> None:
    """Renew the touched rows of a summary; run the statement as it is where it is not built in parts."""
    made, mark, sums = _MADE.match(statement), _MARK.search(statement), _SUMS.search(statement)
    if made is not None and sums is not None:
        _add_up(con, made[1], _SUMS.sub(_narrowed, statement[made.end() :]), sums[3], sums[6], ask)
    elif made is not None and mark is not None:
        _, _, touched, key, _ = mark.groups()
        con.execute(fill(FORGET, summary=made[1], touched=touched, key=key))
        con.execute(f"INSERT INTO {made[1]} " + _MARK.sub(_narrowed, statement[made.end() :]))
    else:
        con.execute(statement)


def _add_up(
    con: duckdb.DuckDBPyConnection, summary: str, of_touched: str, touched: str, figures: str, ask: Ask
) -> None:
    """Take what the touched rows gave before off the sums of a summary, and put on what they give now."""
    beside = {touched: con.sql(f"SELECT * FROM {touched}").to_arrow_table()}
    con.register("given_before", ask(of_touched, beside))
    measures = figures.split(", ")
    columns = [name for name, *_ in con.execute(f"DESCRIBE {summary}").fetchall()]
    keys = listed([name for name in columns if name not in measures])
    con.execute(
        fill(ADDED, summary=summary, of_touched=of_touched, keys=keys, measures=figures, count=measures[0],
             less=listed(measures, "-{name}"), sums=listed(measures, "sum({name}) AS {name}"), columns=listed(columns))
    )  # fmt: skip
    con.unregister("given_before")


def _narrowed(mark: re.Match[str]) -> str:
    source, alias, touched, key, column = mark.groups()[:5]
    return fill(NARROWED, source=source, alias=alias, touched=touched, key=key, column=column)


NOTED = """
CREATE TEMP TABLE IF NOT EXISTS touched_noted (shop VARCHAR, platform VARCHAR, order_id VARCHAR);
CREATE TEMP TABLE IF NOT EXISTS touched_whole (whole BOOLEAN);
"""
TOUCH = """
INSERT INTO touched_noted
SELECT DISTINCT coalesce(t.shop, $shop), $platform, t.order_id FROM touching AS t WHERE t.order_id IS NOT NULL
"""
# A title that stands for another item now, or for none any more, moves the lines that bear it.
BY_TITLE = """
INSERT INTO touched_noted
SELECT v.shop, v.platform, v.order_id
FROM line_versions AS v
SEMI JOIN (
    SELECT shop, platform, title FROM ((FROM item_titles_now EXCEPT FROM item_titles) UNION (FROM item_titles EXCEPT FROM item_titles_now))
) AS t ON t.shop = v.shop AND t.platform = v.platform AND t.title = v.title
WHERE v.is_current
"""
TOUCHED_ORDERS = "CREATE OR REPLACE TEMP TABLE touched_orders AS SELECT DISTINCT n.* FROM touched_noted AS n"
LINE_DAYS = "CAST(o.created_at AS DATE), CAST(o.paid_at AS DATE)"
TOLD = """
SELECT o.shop, o.platform, o.buyer, unnest([o.placed_day, o.paid_day]) AS day
FROM orders AS o
SEMI JOIN touched_orders AS t ON t.shop = o.shop AND t.platform = o.platform AND t.order_id = o.order_id
UNION
SELECT o.shop, o.platform, NULL, unnest([{days}])
FROM {lines} AS o
SEMI JOIN touched_orders AS t ON t.shop = o.shop AND t.platform = o.platform AND t.order_id = o.order_id
"""
TOUCHED_REST = """
CREATE OR REPLACE TEMP TABLE told AS SELECT b.* FROM told_before AS b UNION ({now});
CREATE OR REPLACE TEMP TABLE touched_days AS SELECT DISTINCT shop, platform, day FROM told WHERE day IS NOT NULL;
CREATE OR REPLACE TEMP TABLE touched_buyers AS SELECT DISTINCT shop, platform, buyer FROM told WHERE buyer IS NOT NULL;
"""
FORGET = """
DELETE FROM {summary} AS s USING {touched} AS t WHERE t.shop = s.shop AND t.platform = s.platform AND t.{key} = s.{key}
"""
ADDED = """
CREATE OR REPLACE TEMP TABLE added_up AS
SELECT {keys}, {sums} FROM (
    SELECT {keys}, {measures} FROM {summary}
    UNION ALL SELECT {keys}, {less} FROM given_before
    UNION ALL SELECT {keys}, {measures} FROM ({of_touched})
) GROUP BY {keys} HAVING sum({count}) <> 0;
DELETE FROM {summary};
INSERT INTO {summary} ({columns}) SELECT {columns} FROM added_up;
"""
NARROWED = """{source} AS {alias} SEMI JOIN {touched} AS touched
    ON touched.shop = {alias}.shop AND touched.platform = {alias}.platform AND touched.{key} = {alias}.{column}
"""
