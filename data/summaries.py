"""Builds the summary tables of a store version from the current versions of its facts."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

SCRIPT = Path(__file__).with_name("summaries.sql")


@cache
def statements() -> tuple[str, ...]:
    """Return the statements that build the summaries, in order."""
    lines = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    return tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild every summary table and view in the open store; works on an empty one too."""
    for statement in statements():
        con.execute(statement)
    con.execute("CREATE OR REPLACE TABLE summary_info AS SELECT ? AS fingerprint", [fingerprint()])


@cache
def fingerprint() -> str:
    """Return what tells this program's tables and summaries from those of another version of it."""
    scripts = (SCRIPT.with_name("schema.sql"), SCRIPT)
    return sha256(b"".join(script.read_bytes().replace(b"\r\n", b"\n") for script in scripts)).hexdigest()[
        :16
    ]


def are_current(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the store's summaries were built by the statements that this program has."""
    found = con.execute("SELECT 1 FROM duckdb_tables() AS t WHERE t.table_name = 'summary_info'").fetchall()
    return bool(found) and con.execute("SELECT i.fingerprint FROM summary_info AS i").fetchall() == [
        (fingerprint(),)
    ]
