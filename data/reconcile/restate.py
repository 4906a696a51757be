"""Writes down which days that were there already a load or an undo changed, by how much and why."""

from collections.abc import Callable

import duckdb
import pyarrow as pa

from data.reconcile.causes import UNDONE, Change, OrderMoves, cause
from data.reconcile.figures import DAY_FIGURES
from data.store import Store
from data.text import Text

WHOLE_DAYS = f"SELECT * FROM ({DAY_FIGURES}) AS d WHERE d.is_full"


def restating(
    load_id: int, before: Store, undone: int | None = None
) -> Callable[[duckdb.DuckDBPyConnection], None]:
    """Return what enters the changes since `before` in the log of an open draft, once its summaries are built.

    before: the version that the load starts from. undone: the load that is being taken back, if one is.
    """

    def enter(con: duckdb.DuckDBPyConnection) -> None:
        con.register("figures_before", before.arrow(WHOLE_DAYS))
        con.execute(CHANGED)
        con.unregister("figures_before")
        _enter(con, load_id, before, UNDONE.fill(load=undone) if undone is not None else None)

    return enter


def _enter(con: duckdb.DuckDBPyConnection, load_id: int, before: Store, why: Text | None) -> None:
    found = [Change(*row) for row in con.execute("SELECT * FROM changed ORDER BY ALL").fetchall()]
    watched = [change for change in found if change.key != "refunds"]
    if not watched:
        return
    moves = {} if why is not None else _moves(con, before)
    context = {(c.shop, c.platform, c.day, c.key): c for c in found}
    words = [why or cause(change, moves, context) for change in watched]
    con.register("restated_now", pa.table({
        "shop": [c.shop for c in watched], "platform": [c.platform for c in watched], "day": [c.day for c in watched],
        "key": [c.key for c in watched],
        "before": pa.array([c.before for c in watched], pa.decimal128(18, 2)),
        "after": pa.array([c.after for c in watched], pa.decimal128(18, 2)),
        "cause_zh": [word.zh for word in words], "cause_en": [word.en for word in words],
    }))  # fmt: skip
    con.execute(
        "INSERT INTO restatements BY NAME SELECT CAST(? AS INTEGER) AS load_id, r.* FROM restated_now AS r",
        [load_id],
    )
    con.unregister("restated_now")


def _moves(con: duckdb.DuckDBPyConnection, before: Store) -> OrderMoves:
    con.execute(ORDERS_NOW)
    asked = {
        name: con.sql(f"SELECT * FROM {name}").to_arrow_table() for name in ("changed_days", "orders_now")
    }
    con.register("orders_before", before.arrow(ORDERS_BEFORE, beside=asked))
    found = con.execute(MOVES).fetchall()
    con.unregister("orders_before")
    return {
        (shop, platform, day, key, how): (orders, amount)
        for shop, platform, day, key, how, orders, amount in found
    }


CHANGED = f"""
CREATE OR REPLACE TEMP TABLE changed AS
SELECT b.shop, b.platform, b.day, b.key, b.value AS before, a.value AS after, b.source AS source_before,
    a.source AS source_after
FROM figures_before AS b
LEFT JOIN ({DAY_FIGURES}) AS a ON a.shop = b.shop AND a.platform = b.platform AND a.day = b.day AND a.key = b.key
WHERE a.value IS DISTINCT FROM b.value
"""
# The orders that stand on a day with a change, and what the version before had of them and of such days.
ORDERS_NOW = """
CREATE OR REPLACE TEMP TABLE changed_days AS SELECT DISTINCT c.shop, c.platform, c.day FROM changed AS c;
CREATE OR REPLACE TEMP TABLE orders_now AS
SELECT o.shop, o.platform, o.order_id FROM orders AS o
SEMI JOIN changed_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.placed_day
UNION
SELECT o.shop, o.platform, o.order_id FROM orders AS o
SEMI JOIN changed_days AS d ON d.shop = o.shop AND d.platform = o.platform AND d.day = o.paid_day
"""
ORDERS_BEFORE = """
WITH told AS (
    SELECT o.shop, o.platform, o.order_id, o.placed_day, o.paid_day, o.placed_amount, o.amount, o.refund_amount FROM orders AS o
)
SELECT t.* FROM told AS t
SEMI JOIN changed_days AS d ON d.shop = t.shop AND d.platform = t.platform AND d.day = t.placed_day
UNION
SELECT t.* FROM told AS t
SEMI JOIN changed_days AS d ON d.shop = t.shop AND d.platform = t.platform AND d.day = t.paid_day
UNION
SELECT t.* FROM told AS t
SEMI JOIN orders_now AS n ON n.shop = t.shop AND n.platform = t.platform AND n.order_id = t.order_id
"""
# One row per shop, day, what changed (placed, paid, refunded) and how: the orders behind a change, and their money in it.
MOVES = """
WITH touched AS (
    SELECT n.shop, n.platform, n.order_id FROM orders_now AS n
    UNION
    SELECT b.shop, b.platform, b.order_id FROM orders_before AS b
), pairs AS (
    SELECT n.shop, n.platform, w.order_id IS NOT NULL AS known, n.placed_day, w.placed_day AS old_placed_day,
        n.paid_day, w.paid_day AS old_paid_day, n.placed_amount, w.placed_amount AS old_placed_amount,
        coalesce(n.amount, 0) AS amount, coalesce(w.amount, 0) AS old_amount,
        coalesce(n.refund_amount, 0) AS refunded, coalesce(w.refund_amount, 0) AS old_refunded
    FROM orders AS n
    SEMI JOIN touched AS t ON t.shop = n.shop AND t.platform = n.platform AND t.order_id = n.order_id
    LEFT JOIN orders_before AS w ON w.shop = n.shop AND w.platform = n.platform AND w.order_id = n.order_id
), moves AS (
    SELECT p.shop, p.platform, p.paid_day AS day, 'paid' AS key,
        CASE WHEN NOT p.known THEN 'added' WHEN p.old_paid_day IS NULL THEN 'late' ELSE 'moved_in' END AS how,
        p.amount AS amount
    FROM pairs AS p WHERE p.paid_day IS NOT NULL AND p.paid_day IS DISTINCT FROM p.old_paid_day
    UNION ALL
    SELECT p.shop, p.platform, p.old_paid_day, 'paid', CASE WHEN p.paid_day IS NULL THEN 'unpaid' ELSE 'moved_out' END,
        -p.old_amount
    FROM pairs AS p WHERE p.old_paid_day IS NOT NULL AND p.paid_day IS DISTINCT FROM p.old_paid_day
    UNION ALL
    SELECT p.shop, p.platform, p.paid_day, 'paid', 'changed', p.amount - p.old_amount
    FROM pairs AS p WHERE p.paid_day = p.old_paid_day AND p.amount <> p.old_amount
    UNION ALL
    SELECT p.shop, p.platform, p.paid_day, 'refunded', CASE WHEN p.refunded > p.old_refunded THEN 'refunded' ELSE 'changed' END,
        p.refunded - p.old_refunded
    FROM pairs AS p WHERE p.paid_day IS NOT NULL AND p.refunded <> p.old_refunded
    UNION ALL
    SELECT p.shop, p.platform, p.placed_day, 'placed', CASE WHEN p.known THEN 'moved_in' ELSE 'added' END, p.placed_amount
    FROM pairs AS p WHERE p.placed_day IS DISTINCT FROM p.old_placed_day
    UNION ALL
    SELECT p.shop, p.platform, p.old_placed_day, 'placed', 'moved_out', -p.old_placed_amount
    FROM pairs AS p WHERE p.old_placed_day IS NOT NULL AND p.placed_day IS DISTINCT FROM p.old_placed_day
    UNION ALL
    SELECT p.shop, p.platform, p.placed_day, 'placed', 'changed', p.placed_amount - p.old_placed_amount
    FROM pairs AS p WHERE p.placed_day = p.old_placed_day AND p.placed_amount <> p.old_placed_amount
)
SELECT m.shop, m.platform, m.day, m.key, m.how, count(*) AS orders, coalesce(sum(m.amount), 0) AS amount
FROM moves AS m WHERE m.day IS NOT NULL
GROUP BY m.shop, m.platform, m.day, m.key, m.how
"""
