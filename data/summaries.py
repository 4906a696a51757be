"""Builds the summary tables of a store version from the current versions of its facts."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

from data.ad_levels import PARTIAL_LEVELS_SQL
from data.parts import renew
from data.return_reasons import USUAL, speaks_of
from data.statement import TABLE, VIEW, note, run, statement_of
from data.touched import Ask, find_touched

SCRIPT = Path(__file__).with_name("summaries.sql")


@cache
def statements() -> tuple[str, ...]:
    """Return the statements that build the summaries, in order."""
    lines = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    script = "\n".join(lines).replace("{partial_ad_levels}", PARTIAL_LEVELS_SQL)
    script = script.replace("{quality_reason}", speaks_of(USUAL))
    return tuple(part.strip() for part in script.split(";") if part.strip())


def build(con: duckdb.DuckDBPyConnection, before: Ask | None = None) -> None:
    """Build every summary table and view in the open store, of what is committed; works on an empty one too.

    before: asks the version that the open draft is a copy of, with its summaries; only what the files merged since have touched
    is then made again (data/parts.py), which gives the same as building all.
    """
    tables = dict(con.execute(TABLES).fetchall())
    # The draft's base was built by these very statements: its views stand.
    as_here = "summary_info" in tables and are_current(con)
    if not as_here:
        _make_way(con, tables)
    changes = find_touched(con, before) if before is not None and as_here else None
    filled = {name for name, rows in tables.items() if rows}
    for statement in map(statement_of, statements()):
        if before is not None and changes is not None:
            renew(con, statement, before, changes, filled)
        elif as_here and statement.makes == VIEW:
            note(statement, filled, not statement.is_barren(filled))
        else:
            run(con, statement, filled)
    con.execute("CREATE OR REPLACE TABLE summary_info AS SELECT ? AS fingerprint", [fingerprint()])


def _make_way(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Drop what was a table in an older program and is a view in this one, or the other way round."""
    views = con.execute("SELECT v.view_name FROM duckdb_views() AS v").fetchall()
    kinds = {**dict.fromkeys(tables, TABLE), **{name: VIEW for (name,) in views}}
    for statement in map(statement_of, statements()):
        found = kinds.get(statement.name, statement.makes)
        if statement.makes and found != statement.makes:
            con.execute(f"DROP {found} {statement.name}")


@cache
def fingerprint() -> str:
    """Return what tells this program's tables and summaries from those of another version of it."""
    tables = SCRIPT.with_name("schema.sql").read_text(encoding="utf-8")
    return sha256("\n".join((tables, *statements())).encode()).hexdigest()[:16]


def are_current(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the store's summaries were built by the statements that this program has."""
    try:
        found = con.execute("SELECT i.fingerprint FROM summary_info AS i").fetchall()
    except duckdb.CatalogException:
        # None were built. To look for the table first would read the whole catalog.
        return False
    return found == [(fingerprint(),)]


# What a table holds, no matter whether it stands: none are those that never had a row.
TABLES = "SELECT t.table_name, t.estimated_size FROM duckdb_tables() AS t"
