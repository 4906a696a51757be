"""Says which days a file covers, so that a quiet day (0) can be told from one that nobody loaded (—)."""

from datetime import date

import duckdb

from data.ad_levels import PARTIAL_LEVELS_SQL
from data.kind import Kind
from data.merge import Incoming
from data.sql import fill, named

# A plan may run for years; nobody asks about more days than these.
LONGEST_DAYS = 1100
# Tables whose rows speak of a period, and how: the platform's own weeks and months say nothing of their single days.
PERIODS = {
    "shop_day_versions": "period_start = period_end",
    "target_versions": "TRUE",
    "cost_versions": "TRUE",
    "spend_plan_versions": "TRUE",
}
AD_TABLES = ("ad_versions", "ad_spend_versions")
# Further sources that some rows of a table feed: source -> which rows.
FURTHER = {
    # A report that holds a part of the advertising says nothing of what a day's advertising cost.
    "ad_versions": {
        "ads": f"spend IS NOT NULL AND level NOT IN {PARTIAL_LEVELS_SQL}",
        "ad_revenue": f"revenue IS NOT NULL AND level NOT IN {PARTIAL_LEVELS_SQL}",
    },
    "cost_versions": {
        "freight": "cost IN ('freight_per_order', 'postage')",
        "discount": "cost = 'discount'",
        "ads": "cost = 'ads'",
    },
}


def cover(con: duckdb.DuckDBPyConnection, incoming: Incoming, today: date) -> None:
    """Write the days that the file covers to covered_days, per source and shop.

    A day is full if the export was taken after it; where the export time is not known, if it is over by `today`.
    """
    kind = incoming.kind
    con.register("staged_rows", incoming.rows)
    try:
        _write(con, incoming, kind.source, "TRUE", today)
        for source, rows in FURTHER.get(kind.table, {}).items():
            if source != kind.source:
                _write(con, incoming, source, rows, today)
    finally:
        con.unregister("staged_rows")


def cover_undated_lines(con: duckdb.DuckDBPyConnection) -> None:
    """Let order line files without dates cover the days of the orders that they speak of, as far as these are known."""
    if con.execute(UNDATED).fetchall() != [(0,)]:
        con.execute(FORGET_UNDATED)
        con.execute(COVER_UNDATED)


def _write(con: duckdb.DuckDBPyConnection, incoming: Incoming, source: str, rows: str, today: date) -> None:
    first, last = days_of(incoming.kind)
    template = SPAN if incoming.kind.covers == "span" else DAYS
    sql = fill(
        template, first=first, last=last, rows=f"({rows}) AND ({PERIODS.get(incoming.kind.table, 'TRUE')})"
    )
    values = {"file_id": incoming.file_id, "source": source, "platform": incoming.platform, "shop": incoming.shop,
              "until": _until(incoming, today), "longest": LONGEST_DAYS}  # fmt: skip
    con.execute(sql, named(sql, values))


def _until(incoming: Incoming, today: date) -> date:
    if incoming.kind.own and incoming.kind.replaced:
        return date.max  # what a person set holds for the days it names
    return today if incoming.as_of is None else min(today, incoming.as_of.date())


def days_of(kind: Kind) -> tuple[str, str]:
    """Return the fields of the first and the last day that a row speaks of."""
    if kind.table in PERIODS:
        return "period_start", "period_end"
    return kind.day_field, kind.day_field


SPAN = """
INSERT INTO covered_days (file_id, source, shop, platform, day, is_full)
SELECT $file_id, $source, s.shop, $platform, CAST(g.day AS DATE), CAST(g.day AS DATE) < $until
FROM (
    SELECT coalesce(r.shop, $shop) AS shop, min(CAST(r.{first} AS DATE)) AS first_day, max(CAST(r.{last} AS DATE)) AS last_day
    FROM staged_rows AS r
    WHERE r.{first} IS NOT NULL AND {rows}
    GROUP BY coalesce(r.shop, $shop)
) AS s, generate_series(CAST(s.first_day AS TIMESTAMP), CAST(s.last_day AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
"""
DAYS = """
INSERT INTO covered_days (file_id, source, shop, platform, day, is_full)
SELECT DISTINCT $file_id, $source, s.shop, $platform, CAST(g.day AS DATE), CAST(g.day AS DATE) < $until
FROM (
    SELECT DISTINCT coalesce(r.shop, $shop) AS shop, CAST(r.{first} AS DATE) AS first_day, CAST(r.{last} AS DATE) AS last_day
    FROM staged_rows AS r
    WHERE r.{first} IS NOT NULL AND {rows}
) AS s, generate_series(CAST(s.first_day AS TIMESTAMP),
    CAST(least(s.last_day, s.first_day + CAST($longest AS INTEGER)) AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
"""
UNDATED = "SELECT count(*) FROM files AS f WHERE f.kind = 'order_lines' AND f.first_day IS NULL"
FORGET_UNDATED = """
DELETE FROM covered_days AS d USING files AS f
WHERE f.file_id = d.file_id AND f.kind = 'order_lines' AND f.first_day IS NULL
"""
COVER_UNDATED = """
INSERT INTO covered_days (file_id, source, shop, platform, day, is_full)
WITH spans AS (
    SELECT v.file_id, v.shop, v.platform, CAST(l.loaded_at AS DATE) AS load_day,
        min(CAST(o.created_at AS DATE)) AS first_day, max(CAST(o.created_at AS DATE)) AS last_day
    FROM line_versions AS v
    JOIN files AS f ON f.file_id = v.file_id AND f.kind = 'order_lines' AND f.first_day IS NULL
    JOIN loads AS l ON l.load_id = f.load_id
    JOIN order_versions AS o ON o.is_current AND o.shop = v.shop AND o.platform = v.platform AND o.block = v.block
    GROUP BY v.file_id, v.shop, v.platform, CAST(l.loaded_at AS DATE)
)
SELECT s.file_id, 'order_lines', s.shop, s.platform, CAST(g.day AS DATE), CAST(g.day AS DATE) < s.load_day
FROM spans AS s,
    generate_series(CAST(s.first_day AS TIMESTAMP), CAST(s.last_day AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
"""
