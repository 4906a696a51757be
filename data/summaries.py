"""Builds the summary tables of a store version from the current versions of its facts."""

from functools import cache
from pathlib import Path

import duckdb

SCRIPT = Path(__file__).with_name("summaries.sql")


@cache
def _statements() -> tuple[str, ...]:
    lines = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    return tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())


def build(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild every summary table and view in the open store; works on an empty one too."""
    for statement in _statements():
        con.execute(statement)
