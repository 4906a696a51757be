"""What people type, shared by all pages and processes: settings, typed tables, and the trail of every change.

It lies in `state.sqlite` in the home, beside the store and not part of its versions: typing a target makes no new version,
but raises `revision()`, which belongs into the key of whatever was computed with it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.schema import shop_time
from data.state_file import reading, state_damaged, writing
from data.typed import Row, TypedTable

SETTING = "setting"
# The setting that says by which clock refunds count, for all figures (metrics/clock.py).
REFUND_CLOCK = "refund_clock"
# What the stock export counts: "" is what is left to sell, ON_SHELVES all that lies there, paid and unsent pieces too.
STOCK_COUNTS = "stock_counts"
ON_SHELVES = "shelves"
SQLITE_TYPES = {"integer": "INTEGER", "flag": "INTEGER"}


@dataclass(frozen=True)
class Change:
    """One line of the trail: who changed what; before and after are the value, or the row's columns as JSON."""

    revision: int
    at: datetime
    who: str
    what: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class State:
    """The typed state of a home. Threads and processes may share it; every call stands alone and sees what stands now.

    Every method raises StoreFault (StoreDamaged, StoreBusy, DiskFull, HomeUnusable, StoreTooNew), with the file as it was.
    """

    home: Path

    def revision(self) -> int:
        """Return a number that rises with every change; 0 where nothing was ever typed."""
        found = self._select("audit", "SELECT coalesce(max(a.revision), 0) AS number FROM audit AS a")
        return int(found[0]["number"]) if found else 0

    def setting(self, key: str) -> str | None:
        """Return a setting, None where it was never made or was taken back."""
        return self.settings().get(key)

    def settings(self) -> dict[str, str]:
        """Return all settings by their keys."""
        found = self._select("settings", "SELECT s.key, s.value FROM settings AS s ORDER BY s.key")
        return {row["key"]: row["value"] for row in found}

    def set_setting(self, key: str, value: str | None, who: str) -> None:
        """Keep a setting; None takes it back."""
        with self.writing(who) as write:
            write.setting(key, value)

    def rows(self, table: TypedTable) -> list[Row]:
        """Return the rows of a typed table in the order of its key; money as Decimal, days as date."""
        order = ", ".join(f'"{name}"' for name in table.key)
        found = self._select(table.name, f'SELECT * FROM "{table.name}" ORDER BY {order}')
        try:
            return [table.told(dict(row)) for row in found]
        except (ValueError, ArithmeticError, TypeError) as error:  # what stands there is not of its type
            raise state_damaged(self.home, error) from error

    def arrow(self, table: TypedTable) -> pa.Table:
        """Return the rows of a typed table as Arrow, what a query takes beside the store (Store.rows(beside=...))."""
        return table.arrow(self.rows(table))

    def changes(self, what: str | None = None, limit: int = 500) -> list[Change]:
        """Return the trail, newest first; of one typed table (its name), or of the settings ("setting")."""
        found = self._select(
            "audit",
            "SELECT a.* FROM audit AS a WHERE ? IS NULL OR a.what = ? ORDER BY a.revision DESC LIMIT ?",
            (what, what, limit),
        )
        return [Change(**{**dict(row), "at": datetime.fromisoformat(row["at"])}) for row in found]

    @contextmanager
    def writing(self, who: str) -> Iterator["Writing"]:
        """Change several things at once: all of them stand when the block ends, none if it raises."""
        with writing(self.home) as con:
            yield Writing(con, who, shop_time())

    def _select(self, table: str, sql: str, parameters: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        with reading(self.home) as con:
            return [] if con is None or not _columns(con, table) else con.execute(sql, parameters).fetchall()


class Writing:
    """The one way in which anything in the state changes; what changes nothing leaves no line in the trail."""

    def __init__(self, con: sqlite3.Connection, who: str, at: datetime) -> None:
        self._con = con
        self._who = who
        self._at = at

    def setting(self, key: str, value: str | None) -> None:
        """Keep a setting; None takes it back."""
        found = self._con.execute("SELECT s.value FROM settings AS s WHERE s.key = ?", (key,)).fetchone()
        before = None if found is None else str(found["value"])
        if value is None:
            self._con.execute("DELETE FROM settings WHERE key = ?", (key,))
        else:
            self._con.execute(
                "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
            )  # fmt: skip
        self._note(SETTING, key, before, value)

    def row(self, table: TypedTable, key: Mapping[str, Any]) -> Row | None:
        """Return the row with that key as it stands within this change."""
        found = self._kept(table, table.key_of(key))
        return None if found is None else table.told(found)

    def put(self, table: TypedTable, row: Mapping[str, Any]) -> None:
        """Keep a row: a new one, or over the one with its key; columns that aren't given stay as they were."""
        self._prepare(table)
        key, given = table.key_of(row), table.kept(row)
        before = self._kept(table, key)
        names = list(given)
        marks, quoted = ", ".join("?" for _ in names), ", ".join(f'"{name}"' for name in names)
        keys = ", ".join(f'"{name}"' for name in table.key)
        changed = [f'"{name}" = excluded."{name}"' for name in names if name not in table.key]
        action = f"UPDATE SET {', '.join(changed)}" if changed else "NOTHING"
        self._con.execute(
            f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks}) ON CONFLICT ({keys}) DO {action}',
            list(given.values()),
        )
        self._note_row(table, key, before, self._kept(table, key))

    def remove(self, table: TypedTable, key: Mapping[str, Any]) -> None:
        """Take a row away; one that isn't there is no error."""
        self._prepare(table)
        kept = table.key_of(key)
        before = self._kept(table, kept)
        self._con.execute(f'DELETE FROM "{table.name}" WHERE {_where(table)}', kept)
        self._note_row(table, kept, before, None)

    def _prepare(self, table: TypedTable) -> None:
        """Make the table where it is missing, and the columns that are younger than it."""
        there = _columns(self._con, table.name)
        types = {name: SQLITE_TYPES.get(kind, "TEXT") for name, kind in table.types.items()}
        if not there:
            columns = [
                f'"{name}" {kind}{" NOT NULL" if name in table.key else ""}' for name, kind in types.items()
            ]
            key = ", ".join(f'"{name}"' for name in table.key)
            self._con.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
            return
        for name in (name for name in types if name not in there):
            self._con.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "{name}" {types[name]}')

    def _kept(self, table: TypedTable, key: tuple[Any, ...]) -> Row | None:
        if not _columns(self._con, table.name):
            return None
        found = self._con.execute(f'SELECT * FROM "{table.name}" WHERE {_where(table)}', key).fetchone()
        return None if found is None else dict(found)

    def _note_row(
        self, table: TypedTable, key: tuple[Any, ...], before: Row | None, after: Row | None
    ) -> None:
        def columns(row: Row | None) -> str | None:
            return None if row is None else _json({name: row.get(name) for name in table.columns})

        self._note(table.name, _json(dict(zip(table.key, key, strict=True))), columns(before), columns(after))

    def _note(self, what: str, key: str, before: str | None, after: str | None) -> None:
        if before != after:
            self._con.execute(
                "INSERT INTO audit (at, who, what, key, before, after) VALUES (?, ?, ?, ?, ?, ?)",
                (self._at.isoformat(" "), self._who, what, key, before, after),
            )


def _columns(con: sqlite3.Connection, table: str) -> set[str]:
    return {row["name"] for row in con.execute("SELECT c.name FROM pragma_table_info(?) AS c", (table,))}


def _where(table: TypedTable) -> str:
    return " AND ".join(f'"{name}" = ?' for name in table.key)


def _json(values: Row) -> str:
    return json.dumps(values, ensure_ascii=False)
