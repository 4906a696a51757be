"""Merges the rows of one file into the versions of a fact, block by block, so that the order of loading doesn't matter.

Per block (an order; a day and an item) the newest export stands where the export time is known (slot K), the further
state where it isn't (slot U); the current version is the further of the two, K on a tie. Files with different columns
keep a version each (data/inherit.py).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.inherit import inherit
from data.kind import Kind
from data.schema import fact_columns, keeps_its_block
from data.sql import fill, listed, named

STATES = ("state_1", "state_2", "state_3")
# Less than any state; sums are exact, since the order of adding doubles would show.
NO_STATE = "-1e30"


@dataclass(frozen=True)
class Incoming:
    """The staged rows of one file and sheet, and what is known about the file.

    rows: `line`, `shop` (NULL: `shop` of this object) and the fact columns of the kind's table.
    columns: the fact columns that the file has, its shape.
    """

    file_id: int
    kind: Kind
    rows: pa.Table
    shop: str
    platform: str
    as_of: datetime | None
    columns: tuple[str, ...]

    @property
    def slot(self) -> str:
        """'K' where the export time is known, else 'U'."""
        return "U" if self.as_of is None else "K"


@dataclass(frozen=True)
class Merged:
    """How many rows changed what stands (loaded), changed nothing (unchanged), and of these lost (kept)."""

    loaded: int
    unchanged: int
    kept: int


def merge(con: duckdb.DuckDBPyConnection, incoming: Incoming) -> Merged:
    """Merge the rows into the store and return what became of them.

    The file stands in the ledger (table files, with its columns) already. Afterwards the temporary table `fates` says
    for every row that lost or met a rival (line, fate, rival_file): 'repeated', 'kept', 'differs'.
    """
    run = _Run(con, incoming)
    con.register("staged_rows", run.rows)
    try:
        return run.merge()
    finally:
        con.unregister("staged_rows")


class _Run:
    def __init__(self, con: duckdb.DuckDBPyConnection, incoming: Incoming) -> None:
        kind = incoming.kind
        facts = fact_columns(kind.table)
        written = ["block", *facts] if keeps_its_block(kind.table) else facts
        shop = pc.fill_null(incoming.rows["shop"].cast(pa.string()), incoming.shop)
        self.con = con
        self.incoming = incoming
        self.rows = incoming.rows.set_column(incoming.rows.schema.get_field_index("shop"), "shop", shop)
        self.values = {"file_id": incoming.file_id, "platform": incoming.platform, "slot": incoming.slot,
                       "as_of": incoming.as_of, "shape": ",".join(incoming.columns)}  # fmt: skip
        states = [*kind.state, "NULL", "NULL", "NULL"][:3]
        self.parts = {
            "table": kind.table,
            "block": block_sql(kind),
            "written": listed(written),
            "as_staged": listed(written, "i.{name}"),
            "staged_facts": listed(facts, "r.{name}"),
            "staged_states": ", ".join(
                f"CAST({sql} AS DOUBLE) AS {name}" for sql, name in zip(states, STATES, strict=True)
            ),
            "states": ", ".join(STATES),
            "sums": ", ".join(
                f"coalesce(sum(CAST(x.{s} AS DECIMAL(38, 4))), {NO_STATE}) AS {s}" for s in STATES
            ),
            "said": f"sum(hash({listed(incoming.columns, 'x.{name}')}))",
            "words": _words(incoming.columns),
            # A row of an own sheet is of the newest sheet that lists it (data/own_sheets.py).
            "renews": "TRUE" if kind.own else "FALSE",
            "is_figure": "TRUE" if kind.covers == "days" else "FALSE",
        }

    def run(self, template: str) -> list[tuple[Any, ...]]:
        # Fetched to the end: DuckDB lets nothing else be done on a connection with an unfinished result.
        sql = fill(template, **self.parts)
        return self.con.execute(sql, named(sql, self.values)).fetchall()

    def count(self, template: str) -> int:
        return int(self.run(template)[0][0])

    def merge(self) -> Merged:
        self.run(STAGED)
        self.run("CREATE OR REPLACE TEMP TABLE fates (line INTEGER, fate VARCHAR, rival_file INTEGER)")
        total = self.count("SELECT count(*) FROM incoming")
        if self.incoming.kind.one_row and self.count(REPEATED):
            self._leave_out_repeated()
        self.run(STORED)
        if not self.count("SELECT count(*) FROM stored"):
            self.run(INSERT_ALL)
            fresh = self.count("SELECT count(*) FROM incoming")
            return Merged(fresh, total - fresh, self.count("SELECT count(*) FROM fates"))
        self._meet()
        loaded = self.count(LOADED)
        return Merged(
            loaded, total - loaded, self.count("SELECT count(*) FROM fates WHERE fate <> 'differs'")
        )

    def _leave_out_repeated(self) -> None:
        self.run(RANKED)
        self.run(
            "INSERT INTO fates SELECT r.line, 'repeated', NULL FROM ranked AS r WHERE r.place > 1 AND NOT r.same"
        )
        self.run("CREATE OR REPLACE TEMP TABLE single AS SELECT i.* FROM incoming AS i "
                 "ANTI JOIN (SELECT line FROM ranked WHERE place > 1) AS r ON r.line = i.line")  # fmt: skip
        self.run("CREATE OR REPLACE TEMP VIEW incoming AS SELECT * FROM single")

    def _meet(self) -> None:
        self.run(SAID)
        self.run(VERDICTS)
        if self.count("SELECT count(*) FROM verdicts WHERE ties"):
            self.run(TIES)
        self.run(TAKE_OUT)
        self.run(BUMP)
        self.run(PUT_IN)
        self.run(STANDING)
        self.run(MARK)
        if self.count("SELECT count(*) FROM stored WHERE shape <> $shape"):
            inherit(self.con, self.incoming.kind.table, self.incoming.kind.one_row)
        self.run(OUTCOMES)
        self.run(FATES)


def block_sql(kind: Kind) -> str:
    """Return SQL for the block of a staged row under the alias r."""
    if len(kind.block) == 1:
        return f"CAST(r.{kind.block[0]} AS VARCHAR)"
    # A sign that no cell holds parts the fields, so that no two keys can look the same.
    return "concat_ws(chr(31), " + listed(kind.block, "coalesce(CAST(r.{name} AS VARCHAR), '')") + ")"


def _words(columns: tuple[str, ...]) -> str:
    # What a row says, as text: the same in every release and on every machine, unlike hash().
    row = "md5(concat_ws(chr(31), " + listed(columns, "coalesce(CAST(x.{name} AS VARCHAR), chr(30))") + "))"
    return f"md5(string_agg({row}, '' ORDER BY {row}))"


STAGED = """
CREATE OR REPLACE TEMP VIEW incoming AS
SELECT r.line, r.shop, {block} AS block, {staged_states}, {staged_facts} FROM staged_rows AS r
"""
# By hash, which takes half the time: two blocks of one hash only lead to a closer look, which finds nothing.
REPEATED = "SELECT count(*) - count(DISTINCT hash(i.shop, i.block)) FROM incoming AS i"
RANKED = """
CREATE OR REPLACE TEMP TABLE ranked AS
WITH said AS (
    SELECT x.line, x.shop, x.block, {states}, {words} AS words
    FROM incoming AS x
    SEMI JOIN (SELECT shop, block FROM incoming GROUP BY shop, block HAVING count(*) > 1) AS r
        ON r.shop = x.shop AND r.block = x.block
    GROUP BY ALL
), placed AS (
    SELECT s.*, row_number() OVER (
        PARTITION BY s.shop, s.block
        ORDER BY s.state_1 DESC NULLS LAST, s.state_2 DESC NULLS LAST, s.state_3 DESC NULLS LAST, s.words DESC, s.line
    ) AS place
    FROM said AS s
)
SELECT p.line, p.place, p.words = f.words AS same
FROM placed AS p JOIN placed AS f ON f.shop = p.shop AND f.block = p.block AND f.place = 1
"""
# One row per block and file that the store has for a block of this file; `said` is over this file's columns.
STORED = """
CREATE OR REPLACE TEMP TABLE stored AS
SELECT x.shop, x.block, x.slot, x.file_id, f.columns AS shape, max(x.as_of) AS as_of, bool_or(x.is_current) AS is_current,
    {sums}, {said} AS said
FROM {table} AS x
SEMI JOIN incoming AS i ON i.shop = x.shop AND i.block = x.block
JOIN files AS f ON f.file_id = x.file_id
WHERE x.platform = $platform
GROUP BY x.shop, x.block, x.slot, x.file_id, f.columns
"""
INSERT_ALL = """
INSERT INTO {table} (file_id, line, shop, platform, as_of, {states}, is_current, {written})
SELECT $file_id, i.line, i.shop, $platform, $as_of, {states}, TRUE, {as_staged} FROM incoming AS i
"""
SAID = """
CREATE OR REPLACE TEMP TABLE said AS
SELECT x.shop, x.block, {sums}, {said} AS said
FROM incoming AS x SEMI JOIN stored AS s ON s.shop = x.shop AND s.block = x.block
GROUP BY x.shop, x.block
"""
# rival: this block's version in the same slot and shape. agrees: what stands already says the same.
VERDICTS = """
CREATE OR REPLACE TEMP TABLE verdicts AS
WITH pairs AS (
    SELECT n.shop, n.block, n.said, e.file_id AS rival, c.file_id AS standing_file,
        e.said = n.said AS same, c.said IS NOT DISTINCT FROM n.said AS agrees,
        row(coalesce($as_of, TIMESTAMP '1970-01-01'), n.state_1, n.state_2, n.state_3) AS new_place,
        row(coalesce(e.as_of, TIMESTAMP '1970-01-01'), e.state_1, e.state_2, e.state_3) AS old_place
    FROM said AS n
    LEFT JOIN stored AS e ON e.shop = n.shop AND e.block = n.block AND e.slot = $slot AND e.shape = $shape
    LEFT JOIN stored AS c ON c.shop = n.shop AND c.block = n.block AND c.is_current
)
SELECT p.shop, p.block, p.said, p.rival, p.standing_file, coalesce(p.same, FALSE) AS same, p.agrees,
    p.rival IS NOT NULL AND NOT p.same AND p.new_place = p.old_place AS ties,
    p.rival IS NULL OR ((NOT p.same OR {renews}) AND p.new_place > p.old_place) AS wins
FROM pairs AS p
"""
# Equally far and not the same: the greater text stands, so that every order of loading ends alike.
TIES = """
UPDATE verdicts AS v SET wins = n.words > e.words
FROM (SELECT x.shop, x.block, {words} AS words FROM incoming AS x
      SEMI JOIN verdicts AS t ON t.shop = x.shop AND t.block = x.block AND t.ties GROUP BY x.shop, x.block) AS n,
     (SELECT x.shop, x.block, {words} AS words FROM {table} AS x
      SEMI JOIN verdicts AS t ON t.shop = x.shop AND t.block = x.block AND t.ties AND t.rival = x.file_id
      WHERE x.platform = $platform AND x.slot = $slot GROUP BY x.shop, x.block) AS e
WHERE v.ties AND n.shop = v.shop AND n.block = v.block AND e.shop = v.shop AND e.block = v.block
"""
TAKE_OUT = """
DELETE FROM {table} AS x USING verdicts AS v
WHERE v.wins AND v.rival = x.file_id AND x.platform = $platform AND x.slot = $slot AND x.shop = v.shop AND x.block = v.block
"""
BUMP = """
UPDATE {table} AS x SET as_of = $as_of FROM verdicts AS v
WHERE v.same AND v.rival = x.file_id AND x.platform = $platform AND x.slot = $slot AND x.shop = v.shop
    AND x.block = v.block AND x.as_of < $as_of
"""
PUT_IN = """
INSERT INTO {table} (file_id, line, shop, platform, as_of, {states}, is_current, {written})
SELECT $file_id, i.line, i.shop, $platform, $as_of, {states}, v.block IS NULL, {as_staged}
FROM incoming AS i LEFT JOIN verdicts AS v ON v.shop = i.shop AND v.block = i.block
WHERE v.block IS NULL OR v.wins
"""
STANDING = """
CREATE OR REPLACE TEMP TABLE standing AS
WITH versions AS (
    SELECT x.shop, x.block, x.slot, x.file_id, f.columns AS shape, max(x.as_of) AS as_of, {sums}
    FROM {table} AS x
    SEMI JOIN verdicts AS v ON v.shop = x.shop AND v.block = x.block AND (v.wins OR (v.same AND $slot = 'K'))
    JOIN files AS f ON f.file_id = x.file_id
    WHERE x.platform = $platform
    GROUP BY x.shop, x.block, x.slot, x.file_id, f.columns
), best AS (
    SELECT * FROM versions
    QUALIFY row_number() OVER (PARTITION BY shop, block, slot ORDER BY as_of DESC NULLS LAST, state_1 DESC, state_2 DESC,
        state_3 DESC, length(shape) DESC, shape) = 1
)
SELECT shop, block, $platform AS platform, file_id FROM best
QUALIFY row_number() OVER (PARTITION BY shop, block ORDER BY state_1 DESC, state_2 DESC, state_3 DESC, slot) = 1
"""
MARK = """
UPDATE {table} AS x SET is_current = (x.file_id = s.file_id) FROM standing AS s
WHERE x.platform = s.platform AND x.shop = s.shop AND x.block = s.block AND x.is_current <> (x.file_id = s.file_id)
"""
OUTCOMES = """
CREATE OR REPLACE TEMP TABLE outcomes AS
WITH now AS (
    SELECT x.shop, x.block, min(x.file_id) AS file_id, {said} AS said
    FROM {table} AS x SEMI JOIN verdicts AS v ON v.shop = x.shop AND v.block = x.block AND NOT v.agrees
    WHERE x.platform = $platform AND x.is_current
    GROUP BY x.shop, x.block
)
SELECT v.shop, v.block, CASE WHEN v.agrees THEN 'agreed' WHEN n.said = v.said THEN 'loaded' ELSE 'kept' END AS outcome,
    n.file_id AS now_file, v.standing_file
FROM verdicts AS v LEFT JOIN now AS n ON n.shop = v.shop AND n.block = v.block
"""
LOADED = """
SELECT count(*) FROM incoming AS i LEFT JOIN outcomes AS o ON o.shop = i.shop AND o.block = i.block
WHERE o.block IS NULL OR o.outcome = 'loaded'
"""
# A figure of a day that two exports of unknown time state differently is worth a line even where the new one stands; a
# file that only brings further columns contradicts nobody.
FATES = """
INSERT INTO fates
SELECT i.line, CASE WHEN o.outcome = 'kept' THEN 'kept' ELSE 'differs' END,
    CASE WHEN o.outcome = 'kept' THEN o.now_file ELSE o.standing_file END
FROM incoming AS i JOIN outcomes AS o ON o.shop = i.shop AND o.block = i.block
LEFT JOIN files AS f ON f.file_id = o.standing_file
WHERE o.outcome = 'kept' OR (o.outcome = 'loaded' AND $slot = 'U' AND f.columns = $shape AND {is_figure})
"""
