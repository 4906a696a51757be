"""What every loaded file said, per day and column, held against what stands in the store for the same things."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.archive import rows_of
from data.exports import BY_KEY
from data.kind import Kind
from data.merge import block_sql
from data.reconcile.difference import Difference
from data.reconcile.reasons import REASONS
from data.replay import completed
from data.schema import fact_columns
from data.sql import fill
from data.store import Store

FILES = "SELECT f.file_id, f.name, f.kind, f.shop, f.platform, f.columns FROM files AS f {where} ORDER BY f.file_id"


@dataclass(frozen=True)
class Contribution:
    """What a file brought for a day: its rows, and how many of them still stand (None: rows without a day)."""

    day: date | None
    rows: int
    standing: int


@dataclass(frozen=True)
class _File:
    file_id: int
    name: str
    kind: Kind
    shop: str
    platform: str
    columns: tuple[str, ...]


def file_differences(store: Store) -> list[Difference]:
    """Return, per file, day and column, where the file's total is not what stands for the same orders, items, days.

    Rows that a file repeats count once. Raises StoreDamaged if the archived rows of a file are gone.
    """
    differences: list[Difference] = []
    for file in _files(store):
        differences += _compared(store, file)
    return differences


def contribution(store: Store, file_id: int) -> list[Contribution]:
    """Return what a file brought, by day; empty for a file that the store doesn't know."""
    for file in _files(store, file_id):
        sql = fill(CONTRIBUTED, **_parts(file))
        return [
            Contribution(*row)
            for row in store.rows(
                sql,
                {"file": file.file_id},
                {"archived": completed(file.kind.table, rows_of(store.home, file_id))},
            )
        ]
    return []


def _files(store: Store, file_id: int | None = None) -> list[_File]:
    rows = store.rows(
        fill(FILES, where="" if file_id is None else "WHERE f.file_id = ?"),
        [] if file_id is None else [file_id],
    )
    return [
        _File(number, name, BY_KEY[kind], shop, platform, tuple(filter(None, columns.split(","))))
        for number, name, kind, shop, platform, columns in rows if kind in BY_KEY
    ]  # fmt: skip


def _parts(file: _File) -> dict[str, str]:
    return {"table": file.kind.table, "block": block_sql(file.kind), "day": file.kind.day_field}


def _compared(store: Store, file: _File) -> list[Difference]:
    types = fact_columns(file.kind.table)
    columns = [name for name in file.columns if types[name] == "BIGINT" or types[name].startswith("DECIMAL")]
    if not columns:
        return []
    # Rows of an own sheet that a newer one doesn't list are there, but none of them stands (data/own_sheets.py).
    unknown = "n.block IS NULL" if file.kind.replaced else "TRUE"
    sql = fill(
        COMPARED, **_parts(file),
        raw=", ".join(f"r.{name}" for name in columns),
        sums=", ".join(f"sum(x.{name}) AS {name}" for name in columns),
        standing=", ".join(f"sum(x.{name}) FILTER (WHERE x.is_current) AS {name}" for name in columns),
        once="QUALIFY row_number() OVER (PARTITION BY r.shop, r.block ORDER BY (s.line IS NOT NULL) DESC, r.line) = 1"
        if file.kind.one_row else "",
        figures=", ".join(
            f"coalesce(sum(n.{name}), 0), coalesce(sum(s.{name}), 0), "
            f"bool_or(n.file_id IS NULL AND {unknown} OR n.file_id = $file) FILTER (WHERE s.{name} IS DISTINCT FROM n.{name}), "
            f"bool_or(n.file_id IS NULL) FILTER (WHERE s.{name} IS DISTINCT FROM n.{name})"
            for name in columns
        ),
    )  # fmt: skip
    found = store.rows(
        sql, {"file": file.file_id, "shop": file.shop, "platform": file.platform},
        {"archived": completed(file.kind.table, rows_of(store.home, file.file_id))},
    )  # fmt: skip
    differences = []
    for shop, day, *figures in found:
        for place, name in enumerate(columns):
            ours, theirs, is_own, is_gone = figures[4 * place : 4 * place + 4]
            if ours != theirs:
                cause = None if is_own else REASONS["retired" if is_gone else "replaced"]
                differences.append(
                    Difference(
                        "files",
                        shop,
                        file.platform,
                        day,
                        name,
                        Decimal(ours),
                        Decimal(theirs),
                        cause,
                        (file.name,),
                    )
                )
    return differences


COMPARED = """
WITH said_rows AS (
    SELECT r.line, coalesce(r.shop, $shop) AS shop, {block} AS block, CAST(r.{day} AS DATE) AS day, {raw} FROM archived AS r
), kept_rows AS (
    SELECT r.* FROM said_rows AS r
    LEFT JOIN {table} AS s ON s.file_id = $file AND s.line = r.line AND s.is_current
    {once}
), said AS (
    SELECT x.shop, x.block, min(x.day) AS day, {sums} FROM kept_rows AS x GROUP BY x.shop, x.block
), standing AS (
    SELECT x.shop, x.block, min(x.file_id) FILTER (WHERE x.is_current) AS file_id, {standing}
    FROM {table} AS x
    SEMI JOIN said AS s ON s.shop = x.shop AND s.block = x.block
    WHERE x.platform = $platform
    GROUP BY x.shop, x.block
)
SELECT s.shop, s.day, {figures}
FROM said AS s LEFT JOIN standing AS n ON n.shop = s.shop AND n.block = s.block
GROUP BY s.shop, s.day ORDER BY s.day, s.shop
"""
CONTRIBUTED = """
SELECT CAST(r.{day} AS DATE) AS day, count(*), count(*) FILTER (WHERE s.line IS NOT NULL)
FROM archived AS r
LEFT JOIN {table} AS s ON s.file_id = $file AND s.line = r.line AND s.is_current
GROUP BY CAST(r.{day} AS DATE) ORDER BY day NULLS FIRST
"""
