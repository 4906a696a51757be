"""Renews of the summaries only what a load touched: those whose tables it changed, and of the large ones the rows of its
orders, of their days and of their buyers.

A statement of summaries.sql that can be built in parts says so behind the tables that it reads, as in
`FROM orders AS o /* touched_buyers: buyer = buyer */`: rows of the summary whose column (left) is touched are made again from
the rows whose column (right) is; `, unless t` follows where a change of the table t changes more than these. One whose figures are
sums over many rows says instead which figures: `FROM buyers AS b /* sums over touched_buyers: buyer = buyer, of buyers, net_amount */`;
what the touched gave before is taken off and what they give now is put on. One that keeps the greatest values says so likewise:
`FROM order_items AS i /* most over touched_orders: order_id = order_id, of item */`; as long as the touched give no less than they
gave, the greater value stands. The other statements are run as they are.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

import duckdb

from data.sql import fill, listed
from data.statement import VIEW, Statement, note, run
from data.touched import Ask, Changes

# The day of an order is worked out of its moment, so its rows are found by that: orders lie about in the order of time.
ORDERS, MOMENTS = "orders", {"placed_day": "placed_at", "paid_day": "paid_at"}

_MARK = re.compile(r"(\w+) AS (\w+) /\* (touched_\w+): (\w+) = (\w+)(?:, unless (?P<unless>[\w, ]+))? \*/")
_SUMS = re.compile(
    r"(\w+) AS (\w+) /\* sums over (touched_\w+): (\w+) = (\w+), of ([\w, ]+?)(?:, unless (?P<unless>[\w, ]+))? \*/"
)
_MOST = re.compile(r"(\w+) AS (\w+) /\* most over (touched_\w+): (\w+) = (\w+), of ([\w, ]+?) \*/")


def renew(
    con: duckdb.DuckDBPyConnection, statement: Statement, ask: Ask, changes: Changes, filled: set[str]
) -> None:
    """Renew a summary as far as what it is made of was changed: its touched rows, or all where it is not built in parts.

    filled: the tables that have rows, as in data/statement.py.
    """
    is_barren, is_changed = statement.is_barren(filled), not changes.tables.isdisjoint(statement.sources)
    if not statement.makes:
        run(con, statement, filled)
    elif statement.makes == VIEW:
        note(statement, filled, not is_barren)
        if is_changed:
            changes.tables.add(statement.name)
    elif (
        is_changed
        and (statement.name in filled or not is_barren)
        and _renew_table(con, statement, ask, changes, filled)
    ):
        changes.tables.add(statement.name)


def _renew_table(
    con: duckdb.DuckDBPyConnection, statement: Statement, ask: Ask, changes: Changes, filled: set[str]
) -> bool:
    """Renew a table and return whether any of its rows may be another one now."""
    name, query = statement.name, statement.query
    sums, most, marks = _SUMS.search(query), _MOST.search(query), [*_MARK.finditer(query)]
    said = [found for found in (sums, most, *marks) if found is not None]
    if statement.is_barren(filled) or not said or _is_whole(said, changes):
        run(con, statement, filled)
        return True
    if said[0][3] in changes.empty:
        return False
    filled.add(name)
    if sums is not None:
        _hold(con, sums, ask, changes)
        return _add_up(con, name, query, sums[6])
    if most is not None:
        _hold(con, most, ask, changes)
        return _raise(con, statement, most[6])
    con.execute(fill(FORGET, summary=name, touched=marks[0][3], key=marks[0][4]))
    con.execute(f"INSERT INTO {name} " + _MARK.sub(lambda mark: _narrowed(mark, changes), query))
    return True


def _is_whole(said: Sequence[re.Match[str]], changes: Changes) -> bool:
    """Tell whether a statement with such comments is to be run as it is."""
    unless = [found.groupdict().get("unless") or "" for found in said]
    beyond = {table for tables in unless for table in tables.split(", ")}
    return said[0][3] in changes.large or not beyond.isdisjoint(changes.tables)


def _hold(con: duckdb.DuckDBPyConnection, said: re.Match[str], ask: Ask, changes: Changes) -> None:
    """Put the touched rows of a table beside it, those of the version before too: several sums are made of them."""
    source, _, touched, key, column = said.groups()[:5]
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


def _add_up(con: duckdb.DuckDBPyConnection, summary: str, statement: str, figures: str) -> bool:
    """Take what the touched rows gave before off the sums of a summary, and put on what they give now; return whether any moved."""
    measures = figures.split(", ")
    columns = [name for name, *_ in con.execute(f"DESCRIBE {summary}").fetchall()]
    keys = [name for name in columns if name not in measures]
    moved = con.execute(
        fill(ADDED, summary=summary, now=_SUMS.sub(r"\1_now AS \2", statement), before=_SUMS.sub(r"\1_before AS \2", statement),
             keys=listed(keys), measures=listed(measures),
             less=listed(measures, "-{name}"), sums=listed(measures, "sum({name}) AS {name}"),
             changed=" OR ".join(f"sum({name}) <> 0" for name in measures),
             same=_same(keys, "s", "a"),
             nothing=" AND ".join(f"s.{name} + a.{name} = 0" for name in measures),
             raised=listed(measures, "{name} = s.{name} + a.{name}"), columns=listed(columns),
             values=listed(columns, "a.{name}"))
    )  # fmt: skip
    return bool(moved.fetchall()[0][0])


def _raise(con: duckdb.DuckDBPyConnection, statement: Statement, figures: str) -> bool:
    """Raise the greatest values of a summary to what the touched rows give now, and return whether any was raised.

    Where the touched give less than they gave, the summary is built anew: another row's value may be the greatest now.
    """
    measures = figures.split(", ")
    columns = [name for name, *_ in con.execute(f"DESCRIBE {statement.name}").fetchall()]
    keys = [name for name in columns if name not in measures]
    now, before = (_MOST.sub(rf"\1_{when} AS \2", statement.query) for when in ("now", "before"))
    less = con.execute(
        fill(
            LESS,
            now=now,
            before=before,
            same=_same(keys, "n", "b"),
            key=keys[0],
            lower=_greater(measures, "b", "n"),
        )
    )
    if less.fetchall()[0][0]:
        con.execute(statement.sql)
        return True
    raised = con.execute(
        fill(RAISED, summary=statement.name, now=now, same=_same(keys, "s", "n"), higher=_greater(measures, "n", "s"),
             raised=listed(measures, "{name} = greatest(s.{name}, n.{name})"), columns=listed(columns),
             values=listed(columns, "n.{name}"))
    )  # fmt: skip
    return bool(raised.fetchall()[0][0])


def _same(keys: Sequence[str], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in keys)


def _greater(measures: Sequence[str], one: str, other: str) -> str:
    """Return SQL for whether any value is greater, or there at all where the other is not."""
    return " OR ".join(
        f"coalesce({one}.{name} > {other}.{name}, {one}.{name} IS NOT NULL AND {other}.{name} IS NULL)"
        for name in measures
    )


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
LESS = """
SELECT count(*) FROM ({before}) AS b LEFT JOIN ({now}) AS n ON {same} WHERE n.{key} IS NULL OR {lower}
"""
RAISED = """
MERGE INTO {summary} AS s USING ({now}) AS n ON {same}
WHEN MATCHED AND ({higher}) THEN UPDATE SET {raised}
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
