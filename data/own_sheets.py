"""Lets the newest own sheet stand whole: rows that it no longer lists leave, and the days of what stands are covered.

Works from the ledger and the rows alone, so that every order of loading, an undo and a migration end alike.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb

from data.coverage import FURTHER, LONGEST_DAYS, PERIODS, days_of
from data.exports.own import OWN_KINDS
from data.kind import Kind
from data.problem import Problem
from data.schema import shop_time
from data.sql import fill
from data.text import Text

REPLACED = tuple(kind for kind in OWN_KINDS if kind.replaced)
# When two sheets of a kind and shop are versions of one another, as SQL over the older (o) and the newer one (n).
SAME_SHEET = {
    "name": "n.lineage = o.lineage",
    "days": "n.lineage = o.lineage AND CAST(x.{day} AS DATE) BETWEEN n.first_day AND n.last_day",
    "shop": "TRUE",
}
GONE = Text(
    "以前的「{file}」里有 {rows} 行，这份里没有了，它们不再算。如果不是有意删的，请撤销这次载入，或把这些行加回来再载入。",
    "{rows} rows of the earlier {file} are not in this sheet, so they no longer count. If you didn't mean to delete them, undo "
    "this load, or add the rows again and load the sheet once more.",
)


@dataclass(frozen=True)
class Gone:
    """Rows of a file that a newer sheet (`file_id`) took out of the store."""

    file_id: int
    name: str
    rows: int

    @property
    def problem(self) -> Problem:
        """What the load says of it."""
        return Problem(None, None, "note", GONE.fill(file=self.name, rows=self.rows), None)


def handed_over(rows: Callable[[str, list[Any]], list[tuple[Any, ...]]]) -> datetime:
    """Return the time at which own sheets of a load that begins now are handed over: later than any before.

    rows: asks the store that stands. Two loads in one second, or a clock that was put back, don't make an older sheet the
    newer one.
    """
    last = rows(LAST_TIME, [[kind.key for kind in OWN_KINDS]])[0][0]
    now = shop_time()
    return now if last is None else max(now, last + timedelta(seconds=1))


def settle_own_sheets(con: duckdb.DuckDBPyConnection, tables: Collection[str] | None = None) -> list[Gone]:
    """Retire the rows that newer own sheets don't list, and cover the days of those that stand; return what went.

    To be called when all files of a load, undo or migration are merged. tables: those that files were merged into since the sheets
    were settled; None: any.
    """
    there = {row[0] for row in con.execute("SELECT DISTINCT f.kind FROM files AS f").fetchall()}
    kinds = [kind for kind in REPLACED if kind.key in there and (tables is None or kind.table in tables)]
    if not kinds:
        return []
    con.execute(SHEETS, {"kinds": [kind.key for kind in kinds]})
    gone: list[Gone] = []
    for kind in kinds:
        parts = {"table": kind.table, "day": kind.day_field}
        con.execute(
            fill(RETIRED, same_sheet=fill(SAME_SHEET[kind.replaced], **parts), **parts), {"kind": kind.key}
        )
        gone += [Gone(*row) for row in con.execute(SUMMED).fetchall()]
        con.execute(fill(RETIRE, **parts))
        _cover(con, kind)
    return gone


def _cover(con: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Replace the days that the kind's sheets cover by the days of the rows that stand."""
    con.execute(FORGET, {"kind": kind.key})
    first, last = days_of(kind)
    for source, rows in {kind.source: "TRUE", **FURTHER.get(kind.table, {})}.items():
        con.execute(
            fill(COVER, table=kind.table, first=first, last=last, rows=f"({rows}) AND ({PERIODS.get(kind.table, 'TRUE')})"),
            {"source": source, "longest": LONGEST_DAYS},
        )  # fmt: skip


LAST_TIME = "SELECT max(f.as_of) FROM files AS f WHERE list_contains(?, f.kind)"
# One row per own sheet and shop. lineage: the file's name without folder, suffix, "(1)", "副本" and stamp of export.
# An empty sheet (a template nobody filled in) speaks for nothing.
SHEETS = r"""
CREATE OR REPLACE TEMP TABLE own_sheets AS
SELECT f.file_id, f.kind, f.name, s.shop, f.platform, f.as_of, f.first_day, f.last_day,
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(f.name), '^.*[/\\]', ''), '\.[a-z]{2,4}$', ''),
        '[ _-]*[0-9]{8}_?[0-9]{4,6}$', ''),
        '([ _-]*(副本|copy|[(（][0-9]+[)）]))+$', '') AS lineage
FROM files AS f JOIN file_shops AS s ON s.file_id = f.file_id
WHERE list_contains($kinds, f.kind) AND f.rows_in > f.rejected
"""
RETIRED = """
CREATE OR REPLACE TEMP TABLE retired AS
SELECT x.rowid AS id, max_by(n.file_id, n.as_of) AS newer, any_value(o.name) AS name
FROM {table} AS x
JOIN own_sheets AS o ON o.file_id = x.file_id AND o.shop = x.shop
JOIN own_sheets AS n ON n.kind = o.kind AND n.shop = o.shop AND n.platform = o.platform AND n.as_of > o.as_of AND {same_sheet}
WHERE x.is_current AND o.kind = $kind
GROUP BY x.rowid
"""
SUMMED = (
    "SELECT r.newer, r.name, count(*) FROM retired AS r GROUP BY r.newer, r.name ORDER BY r.newer, r.name"
)
RETIRE = "UPDATE {table} AS x SET is_current = FALSE FROM retired AS r WHERE x.rowid = r.id"
FORGET = "DELETE FROM covered_days AS d USING files AS f WHERE f.file_id = d.file_id AND f.kind = $kind"
COVER = """
INSERT INTO covered_days (file_id, source, shop, platform, day, is_full)
SELECT DISTINCT s.file_id, $source, s.shop, s.platform, CAST(g.day AS DATE), TRUE
FROM (
    SELECT DISTINCT r.file_id, r.shop, r.platform, CAST(r.{first} AS DATE) AS first_day, CAST(r.{last} AS DATE) AS last_day
    FROM {table} AS r
    WHERE r.is_current AND r.{first} IS NOT NULL AND {rows}
) AS s, generate_series(CAST(s.first_day AS TIMESTAMP),
    CAST(least(s.last_day, s.first_day + CAST($longest AS INTEGER)) AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
"""
