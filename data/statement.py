"""What a statement of summaries.sql makes and reads, and when it need not be run at all."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import duckdb

_MADE = re.compile(r"CREATE OR REPLACE (TABLE|VIEW) (\w+) AS\s")
_INTO = re.compile(r"INSERT INTO (\w+)")
# What a statement reads: every table of summaries.sql stands behind one of these, or behind a comma with an alias.
_SOURCE = re.compile(r"(?:\b(?:FROM|JOIN)\s+|,\s+(?=\w+ AS \w+[,\s]))(\w+)")
_ONLY = re.compile(r"/\* rows only from ([\w, ]+) \*/")
TABLE, VIEW = "TABLE", "VIEW"
# Half of what a query costs is to work out how it is best run, which an empty table can do without.
NO_ROWS = " WITH NO DATA"


@dataclass(frozen=True)
class Statement:
    """A statement: whether it makes a TABLE or a VIEW ("": neither), of what name, and the query behind that.

    name: of one that makes neither, the table that it adds rows to, "" if none.
    sources: the names that it reads, its own WITH tables among them. rows_from: those of them that its rows come from; the others
    only say more of these.
    """

    sql: str
    makes: str
    name: str
    query: str
    sources: frozenset[str]
    rows_from: frozenset[str]

    def is_barren(self, filled: Collection[str]) -> bool:
        """Tell whether it gives no row, where only these tables have any."""
        return self.rows_from.isdisjoint(filled)


@cache
def statement_of(sql: str) -> Statement:
    """Return what a statement of summaries.sql does."""
    made, into, only = _MADE.match(sql), _INTO.match(sql), _ONLY.search(sql)
    sources = frozenset(_SOURCE.findall(sql))
    return Statement(
        sql,
        made[1] if made else "",
        made[2] if made else into[1] if into else "",
        sql[made.end() :] if made else "",
        sources,
        frozenset(only[1].split(", ")) if only else sources,
    )


def run(con: duckdb.DuckDBPyConnection, statement: Statement, filled: set[str]) -> None:
    """Run a statement, without working out what gives no row anyway.

    filled: the tables that have rows, and the views that may have; what the statement makes or adds to is entered, or taken out.
    """
    barren = statement.is_barren(filled)
    if barren and not statement.makes:
        return
    made = con.execute(statement.sql + (NO_ROWS if barren and statement.makes == TABLE else "")).fetchall()
    note(statement, filled, not barren and (statement.makes == VIEW or made[0][0] > 0))


def note(statement: Statement, filled: set[str], has_rows: bool) -> None:
    """Enter what a statement makes or adds to into the tables that have rows, or take out what it made without any."""
    if has_rows and statement.name:
        filled.add(statement.name)
    elif statement.makes:
        filled.discard(statement.name)
