"""Renews of the summaries only what a load touched: those whose tables it changed, and of the large ones the rows of its
orders, of their days and of their buyers.

A statement of summaries.sql that can be built in parts says so behind the tables that it reads, as in
`FROM orders AS o /* touched_buyers: buyer = buyer */`: rows of the summary whose column (left) is touched are made again from
the rows whose column (right) is; `, unless t` follows where a change of the table t changes more than these. One whose figures are
sums over many rows says instead which figures: `FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of buyers, net_amount */`;
what the touched gave before is taken off and what they give now is put on. The other statements are run as they are.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from data.merge import Incoming
from data.sql import fill, listed
from data.statement import VIEW, Statement, note, run

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
TOUCHED = frozenset({"touched_orders", "touched_days", "touched_buyers", "touched_refunds"})
# The day of an order is worked out of its moment, so its rows are found by that: orders lie about in the order of time.
ORDERS, MOMENTS = "orders", {"placed_day": "placed_at", "paid_day": "paid_at"}
# Beyond this share of all orders or days, building all at once is faster; so it is of a store of few orders and lines, where
# planning what is to be renewed takes longer than doing it all.
LARGEST_SHARE = 0.25
FEW = 50_000

_MARK = re.compile(r"(\w+) AS (\w+) /\* (touched_\w+): (\w+) = (\w+)(?:, unless ([\w, ]+))? \*/")
_SUMS = re.compile(
    r"(\w+) AS (\w+) /\* sums over (touched_\w+): (\w+) = (\w+), of ([\w, ]+?)(?:, unless ([\w, ]+))? \*/"
)


@dataclass
class Changes:
    """What a load changed. tables: facts, and the summaries over them; renewing adds to them.

    span: the first and the last of touched_days.
    held: the tables whose touched rows lie beside, as they were and as they are (`_hold`).
    large: of TOUCHED those that are so many that what reads them is built whole.
    """

    tables: set[str]
    large: frozenset[str]
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
    if TITLES in changed:
        con.execute(BY_TITLE)
    con.execute(TOUCHED_ORDERS)
    if _share(
        con,
        "touched_orders",
        "(SELECT count(*) FROM order_versions) + (SELECT count(*) FROM line_versions)",
        FEW,
    ):
        return Changes(tables, TOUCHED)
    con.execute(TOUCHED_REFUNDS)
    large = (
        {"touched_refunds"}
        if _share(con, "touched_refunds", "(SELECT count(*) FROM refund_versions)")
        else set()
    )
    beside = {"touched_orders": con.sql("SELECT * FROM touched_orders").to_arrow_table()}
    con.register("told_before", ask(fill(TOLD, lines="order_items", days="o.placed_day, o.paid_day"), beside))
    con.register("covered_before", ask(COVERED, {}))
    con.execute(fill(TOUCHED_REST, now=fill(TOLD, lines="line_versions", days=LINE_DAYS), covered=COVERED))
    con.unregister("told_before")
    con.unregister("covered_before")
    if _share(
        con,
        "touched_days",
        "(SELECT count(*) FROM (SELECT DISTINCT c.shop, c.platform, c.day FROM covered_days AS c))",
    ):
        return Changes(tables, frozenset(large | {"touched_days"}))
    first, last = con.execute("SELECT min(t.day), max(t.day) FROM touched_days AS t").fetchall()[0]
    return Changes(tables, frozenset(large), (first, last) if first else None)


def _share(con: duckdb.DuckDBPyConnection, touched: str, known: str, few: int = 0) -> bool:
    """Tell whether that many of the known are touched, or so few known, that building all is faster."""
    counted = con.execute(
        fill("SELECT (SELECT count(*) FROM {touched}), {known}", touched=touched, known=known)
    )
    part, whole = counted.fetchall()[0]
    return bool(part > LARGEST_SHARE * whole or whole < few)


def renew(
    con: duckdb.DuckDBPyConnection, statement: Statement, ask: Ask, changes: Changes, filled: set[str]
) -> None:
    """Renew a summary as far as what it is made of was changed: its touched rows, or all where it is not built in parts.

    filled: the tables that have rows, as in data/statement.py.
    """
    if not statement.makes:
        run(con, statement, filled)
        return
    is_barren, is_changed = statement.is_barren(filled), not changes.tables.isdisjoint(statement.sources)
    if statement.makes == VIEW:
        note(statement, filled, not is_barren)
    elif is_changed and (statement.name in filled or not is_barren):
        _renew_table(con, statement, ask, changes, filled)
    else:
        return  # as it was, or as empty as it was
    if is_changed:
        changes.tables.add(statement.name)


def _renew_table(
    con: duckdb.DuckDBPyConnection, statement: Statement, ask: Ask, changes: Changes, filled: set[str]
) -> None:
    name, sums, marks = statement.name, _SUMS.search(statement.query), [*_MARK.finditer(statement.query)]
    if statement.is_barren(filled):
        run(con, statement, filled)
    elif sums is not None and not _is_whole(sums[3], [sums[7]], changes):
        _hold(con, sums, ask, changes)
        _add_up(con, name, statement.query, sums[6])
        filled.add(name)
    elif marks and not _is_whole(marks[0][3], [mark[6] for mark in marks], changes):
        con.execute(fill(FORGET, summary=name, touched=marks[0][3], key=marks[0][4]))
        rows = _MARK.sub(lambda mark: _narrowed(mark, changes), statement.query)
        con.execute(f"INSERT INTO {name} {rows}")
        filled.add(name)
    else:
        run(con, statement, filled)


def _is_whole(touched: str, unless: Sequence[str | None], changes: Changes) -> bool:
    """Tell whether a statement with such marks is to be run as it is."""
    beyond = {table for tables in unless for table in (tables or "").split(", ")}
    return touched in changes.large or not beyond.isdisjoint(changes.tables)


def _hold(con: duckdb.DuckDBPyConnection, sums: re.Match[str], ask: Ask, changes: Changes) -> None:
    """Put the touched rows of a table beside it, those of the version before too: several sums are made of them."""
    source, _, touched, key, column = sums.groups()[:5]
    if source in changes.held:
        return
    changes.held.add(source)
    rows = fill(HELD, source=source, touched=touched, key=key, column=column)
    con.register("were", ask(rows, {touched: con.sql(f"SELECT * FROM {touched}").to_arrow_table()}))
    # Arrow has no whole numbers of 128 bits: the columns get the types of the table itself.
    con.execute(
        f"CREATE TEMP TABLE {source}_before AS FROM {source} LIMIT 0; INSERT INTO {source}_before FROM were"
    )
    con.execute(f"CREATE TEMP TABLE {source}_now AS {rows}")
    con.unregister("were")


def _add_up(con: duckdb.DuckDBPyConnection, summary: str, statement: str, figures: str) -> None:
    """Take what the touched rows gave before off the sums of a summary, and put on what they give now."""
    measures = figures.split(", ")
    columns = [name for name, *_ in con.execute(f"DESCRIBE {summary}").fetchall()]
    keys = [name for name in columns if name not in measures]
    con.execute(
        fill(ADDED, summary=summary, now=_SUMS.sub(r"\1_now AS \2", statement), before=_SUMS.sub(r"\1_before AS \2", statement),
             keys=listed(keys), measures=listed(measures),
             less=listed(measures, "-{name}"), sums=listed(measures, "sum({name}) AS {name}"),
             changed=" OR ".join(f"sum({name}) <> 0" for name in measures),
             same=" AND ".join(f"s.{name} IS NOT DISTINCT FROM a.{name}" for name in keys),
             nothing=" AND ".join(f"s.{name} + a.{name} = 0" for name in measures),
             raised=listed(measures, "{name} = s.{name} + a.{name}"), columns=listed(columns),
             values=listed(columns, "a.{name}"))
    )  # fmt: skip


def _narrowed(mark: re.Match[str], changes: Changes) -> str:
    source, alias, touched, key, column = mark.groups()[:5]
    rows = fill(NARROWED, source=source, alias=alias, touched=touched, key=key, column=column)
    if source == ORDERS and column in MOMENTS and changes.span is not None:
        first, last = changes.span
        rows += fill(
            BETWEEN,
            moment=f"{alias}.{MOMENTS[column]}",
            first=str(first),
            after=str(last + timedelta(days=1)),
        )
    return rows


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
# A title that stands for another item now, or for none any more, moves the lines and refunds that are known by it alone.
BY_TITLE = """
CREATE OR REPLACE TEMP TABLE moved_titles AS
WITH now AS MATERIALIZED (FROM item_titles_now)
SELECT shop, platform, title FROM ((FROM now EXCEPT FROM item_titles) UNION (FROM item_titles EXCEPT FROM now));
INSERT INTO touched_noted
SELECT v.shop, v.platform, v.order_id
FROM line_versions AS v
SEMI JOIN moved_titles AS t ON t.shop = v.shop AND t.platform = v.platform AND t.title = v.title
WHERE v.is_current AND v.item_id IS NULL;
INSERT INTO touched_noted_refunds
SELECT v.shop, v.platform, v.refund_id
FROM refund_versions AS v
SEMI JOIN moved_titles AS t ON t.shop = v.shop AND t.platform = v.platform AND t.title = v.title
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
FORGET = """
DELETE FROM {summary} AS s USING {touched} AS t WHERE t.shop = s.shop AND t.platform = s.platform AND t.{key} = s.{key}
"""
ADDED = """
MERGE INTO {summary} AS s
USING (
    SELECT {keys}, {sums} FROM (
        SELECT {keys}, {measures} FROM ({now}) UNION ALL SELECT {keys}, {less} FROM ({before})
    ) GROUP BY {keys} HAVING {changed}
) AS a ON {same}
WHEN MATCHED AND {nothing} THEN DELETE
WHEN MATCHED THEN UPDATE SET {raised}
WHEN NOT MATCHED THEN INSERT ({columns}) VALUES ({values})
"""
HELD = """
SELECT s.* FROM {source} AS s
SEMI JOIN {touched} AS t ON t.shop = s.shop AND t.platform = s.platform AND t.{key} = s.{column}
"""
NARROWED = """{source} AS {alias} SEMI JOIN {touched} AS touched
    ON touched.shop = {alias}.shop AND touched.platform = {alias}.platform AND touched.{key} = {alias}.{column}
"""
BETWEEN = "    AND {moment} >= DATE '{first}' AND {moment} < DATE '{after}'\n"
