"""Lays what people typed over a store's own targets and events, for queries alone: the store's file stays as it is.

Beside an open store lies an in-memory database per state of the typed rows. Its tables carry the names of the store's and
come first in a query's search path, so no query needs to know of it; what summaries build on them is built in it again.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from data.return_reasons import RETURN_WORDS, USUAL, speaks_of, words_of
from data.sql import fill, listed
from data.state import ON_SHELVES, STOCK_COUNTS, State
from data.summaries import statements
from data.typed import TypedTable
from data.typed_plan import EVENTS, PLANS, TARGETS

# The file of the ledger that typed rows are said to come from: there is none of that number.
TYPED_FILE = 0


@dataclass(frozen=True)
class Typed:
    """Which state of the typed rows a store is read with; `mark` is "" where nothing was typed.

    stock: what the stock export counts, as people set it (data/state.py, STOCK_COUNTS). reasons: the words of refunds for
    quality, colour or size (data/return_reasons.py); "" for the usual ones.
    """

    mark: str = ""
    stock: str = ""
    reasons: str = ""


NOTHING_TYPED = Typed()


def typed_now(home: Path) -> Typed:
    """Return the state of the typed plans as it stands now; raises StoreFault if it can't be read."""
    state = State(home)
    stock, reasons = state.setting(STOCK_COUNTS) or "", state.setting(RETURN_WORDS) or ""
    newest = [change for table in PLANS for change in state.changes(table.name, limit=1)]
    if not newest:
        return Typed("", stock, reasons)
    last = max(newest, key=lambda change: change.revision)
    # A file that was begun anew counts from 1 again: the time tells the two apart.
    return Typed(f"{last.revision} {last.at}", stock, reasons)


@lru_cache(maxsize=16)
def _rows(home: Path, typed: Typed) -> dict[str, pa.Table]:
    # A store that is still being read keeps the rows it began with, whatever is typed meanwhile.
    state = State(home)
    return {table.name: state.arrow(table) for table in PLANS}


class Overlays:
    """The typed rows beside one open store file: a small database for every state of them that was asked for."""

    MOST = 32

    def __init__(self) -> None:
        self._paths: dict[Typed, str] = {}

    @property
    def are_many(self) -> bool:
        """Whether it is time to open the file anew and begin without any."""
        return len(self._paths) >= self.MOST

    def use(self, cursor: duckdb.DuckDBPyConnection, home: Path, typed: Typed) -> None:
        """Let a cursor read the store with these typed rows; the caller sees to it that only one thread does so."""
        if typed not in self._paths:
            self._paths[typed] = self._make(cursor, _rows(home, typed), typed)
        cursor.execute("SET search_path = '" + self._paths[typed] + "'")

    def _make(self, cursor: duckdb.DuckDBPyConnection, rows: dict[str, pa.Table], typed: Typed) -> str:
        store = cursor.execute("SELECT current_database()").fetchall()[0][0]
        own, name = _quoted(store), f"typed_{len(self._paths)}"
        cursor.execute(fill("ATTACH ':memory:' AS {name} (READ_WRITE)", name=name))
        path = fill("{name},{own}", name=name, own=own)
        cursor.execute("SET search_path = '" + path + "'")
        for table in PLANS:
            cursor.register("typed_rows", rows[table.name])
            cursor.execute(_laid_over(table, own))
            cursor.unregister("typed_rows")
        cursor.execute(fill(COVERED, own=own, name=name))
        laid = {table.name for table in PLANS}
        if typed.stock == ON_SHELVES:
            cursor.execute(fill(TO_SELL, own=own))
            laid.add(STOCK)
        if words_of(typed.reasons) != USUAL:
            cursor.execute(_judged_by(words_of(typed.reasons)))
            laid.add(CASES)
        for statement in _built_on(laid):
            cursor.execute(statement)
        return path


def _laid_over(table: TypedTable, store: str) -> str:
    return fill(
        TEMPLATE, name=table.name, own=store, first=next(iter(table.columns)),
        keys=" AND ".join(f"t.{key} = s.{key}" for key in table.key),
        columns=listed([name for name in table.types if not name.startswith("typed_")], "t.{name} AS {name}"),
        file=str(TYPED_FILE),
    )  # fmt: skip


# What a typed row takes away has none of the columns that make it up: no amount, no end.
TEMPLATE = """
CREATE TABLE {name} AS
SELECT s.*, CAST(NULL AS VARCHAR) AS typed_by, CAST(NULL AS TIMESTAMP) AS typed_at
FROM {own}.main.{name} AS s WHERE NOT EXISTS (SELECT 1 FROM typed_rows AS t WHERE {keys})
UNION ALL BY NAME
SELECT {columns}, CAST({file} AS INTEGER) AS file_id, CAST(NULL AS INTEGER) AS line, t.typed_by AS typed_by, t.typed_at AS typed_at
FROM typed_rows AS t WHERE t.{first} IS NOT NULL
"""
COVERED = """
CREATE VIEW coverage AS
SELECT c.* FROM {own}.main.coverage AS c WHERE c.source <> 'targets'
UNION ALL
SELECT 'targets', t.shop, t.platform, CAST(g.day AS DATE), TRUE
FROM (SELECT DISTINCT shop, platform, period_start, period_end FROM {name}.main.targets) AS t,
    generate_series(CAST(t.period_start AS TIMESTAMP), CAST(t.period_end AS TIMESTAMP), INTERVAL 1 DAY) AS g(day)
GROUP BY ALL
"""


STOCK, CASES = "item_stock_days", "refund_cases"
# Of what lay on the shelves at a day's end, the pieces that were paid and not sent by then are no longer to be sold.
TO_SELL = """
CREATE TABLE item_stock_days AS
WITH kept AS (
    SELECT o.shop, o.platform, o.order_id, o.paid_day, CASE WHEN o.shipped_at IS NOT NULL THEN CAST(o.shipped_at AS DATE)
        WHEN o.status_rank IN (2, 3) THEN DATE '9999-12-31' END AS sent_day
    FROM {own}.main.orders AS o
    WHERE o.paid_day IS NOT NULL
), waiting AS (
    SELECT s.shop, s.platform, s.day, i.item, sum(i.qty) AS pieces
    FROM (SELECT DISTINCT t.shop, t.platform, t.day FROM {own}.main.item_stock_days AS t) AS s
    JOIN kept AS k ON k.shop = s.shop AND k.platform = s.platform AND k.paid_day <= s.day AND k.sent_day > s.day
    JOIN {own}.main.order_items AS i ON i.shop = k.shop AND i.platform = k.platform AND i.order_id = k.order_id
    GROUP BY s.shop, s.platform, s.day, i.item
)
SELECT d.* REPLACE (d.on_hand - coalesce(w.pieces, 0) AS on_hand)
FROM {own}.main.item_stock_days AS d
LEFT JOIN waiting AS w ON w.shop = d.shop AND w.platform = d.platform AND w.day = d.day AND w.item = d.item
"""


def _judged_by(words: tuple[str, ...]) -> str:
    """Return the statement of the refund cases that are judged by these words."""
    statement = next(made for made in statements() if made.startswith(f"CREATE OR REPLACE VIEW {CASES} AS"))
    return statement.replace(speaks_of(USUAL), speaks_of(words))


@lru_cache(maxsize=4)
def _built_on_(names: frozenset[str]) -> tuple[str, ...]:
    known, found = set(names), []
    for statement in statements():
        made = re.match(r"CREATE OR REPLACE (?:TABLE|VIEW) (\w+)", statement)
        if made and made[1] not in names and _reads(statement, known):
            known.add(made[1])
            found.append(statement)
    return tuple(found)


def _built_on(names: set[str]) -> tuple[str, ...]:
    """Return the statements of summaries that read these, directly or through another, in order."""
    return _built_on_(frozenset(names))


def _reads(statement: str, names: set[str]) -> bool:
    return any(re.search(rf"(?:FROM|JOIN|,)\s+{name}\b", statement) for name in names)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


__all__ = ["EVENTS", "NOTHING_TYPED", "TARGETS", "TYPED_FILE", "Overlays", "Typed", "typed_now"]
