"""Money is exact to the cent and the same every time. ZHANGGUI_MONEY_ROWS=10000000 sums ten million rows; 1 million by default."""

import os
from decimal import Decimal

from data.connection import connect
from data.exports import KINDS
from data.schema import fact_columns

ROWS = int(os.environ.get("ZHANGGUI_MONEY_ROWS", "1000000"))
REPEATS = 20


def test_every_amount_of_every_export_is_kept_as_a_decimal() -> None:
    kept = {
        (kind.key, column.field): fact_columns(kind.table).get(column.field)
        for kind in KINDS
        for column in kind.columns
        if column.type in {"money", "fine"}
    }
    assert len(kept) > 50
    assert {
        name: sql for name, sql in kept.items() if sql is not None and not sql.startswith("DECIMAL")
    } == {}


def test_a_sum_over_many_amounts_is_the_sum_of_their_cents_every_time() -> None:
    with connect(None, read_only=False) as con:
        con.execute(
            "CREATE TABLE sums AS SELECT hash(n) % 100000000 AS cents, "
            f"CAST(CAST(hash(n) % 100000000 AS DECIMAL(20, 2)) / 100 AS DECIMAL(18, 2)) AS amount FROM range({ROWS}) AS r(n)"
        )
        cents = con.execute("SELECT CAST(sum(s.cents) AS HUGEINT) FROM sums AS s").fetchall()[0][0]
        found = {con.execute("SELECT sum(s.amount) FROM sums AS s").fetchall()[0][0] for _ in range(REPEATS)}
    assert found == {Decimal(int(cents)) / 100}
