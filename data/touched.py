"""Tells what the files of a load touched: the tables, and of the large ones the orders, refunds, titles, days and buyers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa

from data.merge import Incoming
from data.sql import fill

# Asks the version that a load starts from; the tables beside are named in the query.
Ask = Callable[[str, Mapping[str, pa.Table]], pa.Table]

ORDER_TABLES = ("order_versions", "line_versions")
REFUNDS = "refund_versions"
# Reports of days: the field of their day.
DAY_TABLES = {"item_day_versions": "day", "shop_day_versions": "period_start"}
TITLES = "item_day_versions"
# What changes whether a link is goods, in places that its rows don't tell.
EXCLUDED = "excluded_versions"
# What every load changes.
LEDGER = ("loads", "files", "file_shops", "covered_days", "problems")
TOUCHED = frozenset({"touched_orders", "touched_days", "touched_buyers", "touched_refunds", "touched_titles"})
# Beyond this share of all orders or days, building all at once is faster; so it is of a store of few orders and lines, where
# planning what is to be renewed takes longer than doing it all.
LARGEST_SHARE = 0.25
FEW = 50_000


@dataclass
class Changes:
    """What a load changed. tables: facts, and the summaries over them; renewing adds to them.

    span: the first and the last of touched_days.
    held: the tables whose touched rows lie beside, as they were and as they are (data/parts.py).
    large: of TOUCHED those that are so many that what reads them is built whole.
    empty: those that have no row, so that what is renewed by them stays as it is.
    """

    tables: set[str]
    large: frozenset[str]
    empty: frozenset[str] = frozenset()
    span: tuple[date, date] | None = None
    held: set[str] = field(default_factory=set)


def touch(con: duckdb.DuckDBPyConnection, incoming: Incoming) -> None:
    """Note the table, the orders and the days that a file of an open draft speaks of."""
    con.execute(NOTED)
    table = incoming.kind.table
    con.execute("INSERT INTO changed_tables VALUES (?)", [table])
    of_what = {"shop": incoming.shop, "platform": incoming.platform}
    if table in ORDER_TABLES:
        con.register("touching", incoming.rows.select(["shop", "order_id"]))
        con.execute(TOUCH, of_what)
        con.unregister("touching")
    if table == REFUNDS:
        con.register("touching", incoming.rows.select(["shop", "refund_id"]))
        con.execute(TOUCH_REFUNDS, of_what)
        con.unregister("touching")
    if table in DAY_TABLES:
        con.register("touching", incoming.rows.select(["shop", DAY_TABLES[table]]))
        con.execute(fill(TOUCH_DAYS, day=DAY_TABLES[table]), of_what)
        con.unregister("touching")


def find_touched(con: duckdb.DuckDBPyConnection, ask: Ask) -> Changes:
    """Make the tables of TOUCHED of an open draft whose summaries are still the old ones, as far as they are not too many, and
    return what was changed."""
    con.execute(NOTED)
    changed = {
        table for (table,) in con.execute("SELECT DISTINCT c.name FROM changed_tables AS c").fetchall()
    }
    tables = changed | set(LEDGER)
    if EXCLUDED in changed:
        return Changes(tables | {"excluded_items"}, TOUCHED)
    counted = {"touched_titles": _touch_titles(con) if TITLES in changed else 0}
    con.execute(TOUCHED_ORDERS)
    counted["touched_orders"] = _rows(con, "touched_orders")
    known = _rows(con, "order_versions") + _rows(con, "line_versions")
    if known < FEW or counted["touched_orders"] > LARGEST_SHARE * known:
        return Changes(tables, TOUCHED)
    con.execute(TOUCHED_REFUNDS)
    _touch_days_and_buyers(con, ask)
    counted |= {name: _rows(con, name) for name in ("touched_refunds", "touched_days", "touched_buyers")}
    whole = {"touched_refunds": _rows(con, "refund_versions"), "touched_days": _rows(con, COVERED_DAYS)}
    large = {name for name, rows in whole.items() if counted[name] > LARGEST_SHARE * rows}
    empty = {name for name, rows in counted.items() if not rows}
    first, last = con.execute("SELECT min(t.day), max(t.day) FROM touched_days AS t").fetchall()[0]
    return Changes(tables, frozenset(large), frozenset(empty), (first, last) if first else None)


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(fill("SELECT count(*) FROM {table}", table=table)).fetchall()[0][0])


def _touch_titles(con: duckdb.DuckDBPyConnection) -> int:
    """Note the titles that stand for another item now, with the orders and refunds that they name; return how many."""
    con.execute(TOUCHED_TITLES)
    moved = _rows(con, "touched_titles")
    if moved:
        con.execute(BY_TITLE)
    return moved


def _touch_days_and_buyers(con: duckdb.DuckDBPyConnection, ask: Ask) -> None:
    beside = {"touched_orders": con.sql("SELECT * FROM touched_orders").to_arrow_table()}
    con.register("told_before", ask(fill(TOLD, lines="order_items", days="o.placed_day, o.paid_day"), beside))
    con.register("covered_before", ask(COVERED, {}))
    con.execute(fill(TOUCHED_REST, now=fill(TOLD, lines="line_versions", days=LINE_DAYS), covered=COVERED))
    con.unregister("told_before")
    con.unregister("covered_before")


NOTED = """
CREATE TEMP TABLE IF NOT EXISTS changed_tables (name VARCHAR);
CREATE TEMP TABLE IF NOT EXISTS touched_noted (shop VARCHAR, platform VARCHAR, order_id VARCHAR);
CREATE TEMP TABLE IF NOT EXISTS touched_noted_days (shop VARCHAR, platform VARCHAR, day DATE);
CREATE TEMP TABLE IF NOT EXISTS touched_noted_refunds (shop VARCHAR, platform VARCHAR, refund_id VARCHAR);
"""
TOUCH = """
INSERT INTO touched_noted
SELECT DISTINCT coalesce(t.shop, $shop), $platform, t.order_id FROM touching AS t WHERE t.order_id IS NOT NULL
"""
TOUCH_REFUNDS = """
INSERT INTO touched_noted_refunds
SELECT DISTINCT coalesce(t.shop, $shop), $platform, t.refund_id FROM touching AS t WHERE t.refund_id IS NOT NULL
"""
TOUCH_DAYS = """
INSERT INTO touched_noted_days
SELECT DISTINCT coalesce(t.shop, $shop), $platform, CAST(t.{day} AS DATE) FROM touching AS t WHERE t.{day} IS NOT NULL
"""
# Which days are loaded, and whether wholly: a day that is covered now shows 0 where it showed nothing.
COVERED = """
SELECT c.source, c.shop, c.platform, c.day, bool_or(c.is_full) AS is_full FROM covered_days AS c
GROUP BY c.source, c.shop, c.platform, c.day
"""
COVERED_DAYS = "(SELECT DISTINCT c.shop, c.platform, c.day FROM covered_days AS c)"
TOUCHED_TITLES = """
CREATE OR REPLACE TEMP TABLE touched_titles AS
WITH now AS MATERIALIZED (FROM item_titles_now)
SELECT shop, platform, title FROM ((FROM now EXCEPT FROM item_titles) UNION (FROM item_titles EXCEPT FROM now))
"""
# A title that stands for another item now, or for none any more, moves the lines and refunds that are known by it alone.
BY_TITLE = """
INSERT INTO touched_noted
SELECT v.shop, v.platform, v.order_id
FROM line_versions AS v
SEMI JOIN touched_titles AS t ON t.shop = v.shop AND t.platform = v.platform AND t.title = v.title
WHERE v.is_current AND v.item_id IS NULL;
INSERT INTO touched_noted_refunds
SELECT v.shop, v.platform, v.refund_id
FROM refund_versions AS v
SEMI JOIN touched_titles AS t ON t.shop = v.shop AND t.platform = v.platform AND t.title = v.title
WHERE v.is_current AND v.item_id IS NULL;
"""
TOUCHED_ORDERS = "CREATE OR REPLACE TEMP TABLE touched_orders AS SELECT DISTINCT n.* FROM touched_noted AS n"
# With their orders: those that a file told of, and those of touched orders.
TOUCHED_REFUNDS = """
CREATE OR REPLACE TEMP TABLE touched_refunds AS
SELECT v.shop AS shop, v.platform AS platform, v.refund_id AS refund_id, v.order_id AS order_id
FROM refund_versions AS v
SEMI JOIN touched_noted_refunds AS t ON t.shop = v.shop AND t.platform = v.platform AND t.refund_id = v.refund_id
UNION
SELECT v.shop, v.platform, v.refund_id, v.order_id
FROM refund_versions AS v
SEMI JOIN touched_orders AS t ON t.shop = v.shop AND t.platform = v.platform AND t.order_id = v.order_id
"""
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
CREATE OR REPLACE TEMP TABLE touched_days AS
SELECT shop, platform, day FROM told WHERE day IS NOT NULL
UNION FROM touched_noted_days
UNION SELECT shop, platform, day FROM ((FROM covered_before EXCEPT ({covered})) UNION (({covered}) EXCEPT FROM covered_before));
CREATE OR REPLACE TEMP TABLE touched_buyers AS SELECT DISTINCT shop, platform, buyer FROM told WHERE buyer IS NOT NULL;
"""
