"""What has been loaded, read back: loads, their files, what was said about each, and which days stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.problem import Problem
from data.store import Store
from data.text import Text


@dataclass(frozen=True)
class LoadedFile:
    """One file and sheet of a load, with its counts: rows_in = loaded + unchanged + rejected; set_aside lies outside."""

    file_id: int
    load_id: int
    name: str
    sheet: str | None
    kind: str
    shop: str
    platform: str
    as_of: datetime | None
    rows_in: int
    loaded: int
    unchanged: int
    rejected: int
    set_aside: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Load:
    """One call of the importer, or one undo (`undone_load` says of which load)."""

    load_id: int
    loaded_at: datetime
    loaded_by: str
    action: str
    undone_load: int | None
    files: tuple[LoadedFile, ...]


FILES = """
SELECT f.file_id, f.load_id, f.name, f.sheet, f.kind, f.shop, f.platform, f.as_of, f.rows_in, f.loaded, f.unchanged,
    f.rejected, f.set_aside, f.first_day, f.last_day
FROM files AS f ORDER BY f.load_id, f.file_id
"""


def loads(store: Store) -> list[Load]:
    """Return the loads and undos that the store remembers, newest first."""
    files = [LoadedFile(*row) for row in store.rows(FILES)]
    found = store.rows(
        "SELECT l.load_id, l.loaded_at, l.loaded_by, l.action, l.undone_load FROM loads AS l ORDER BY l.load_id DESC"
    )
    return [
        Load(load_id, at, by, action, undone, tuple(file for file in files if file.load_id == load_id))
        for load_id, at, by, action, undone in found
    ]


def said(
    store: Store, file_id: int, kinds: Sequence[str] = ("refused",), limit: int = 100_000
) -> list[Problem]:
    """Return what was said about a file, by line; `kinds` as in the table problems."""
    marks = ", ".join("?" for _ in kinds)
    found = store.rows(
        "SELECT p.line, p.column_name, p.kind, p.reason_zh, p.reason_en, p.text FROM problems AS p "
        f"WHERE p.file_id = ? AND p.kind IN ({marks}) ORDER BY p.line, p.column_name, p.reason_zh LIMIT {int(limit)}",
        [file_id, *kinds],
    )
    return [Problem(line, column, kind, Text(zh, en), text) for line, column, kind, zh, en, text in found]


def shops(store: Store) -> list[str]:
    """Return the shops that loaded files speak of, in alphabetical order."""
    return [row[0] for row in store.rows("SELECT DISTINCT s.shop FROM file_shops AS s ORDER BY s.shop")]


def platforms(store: Store) -> list[str]:
    """Return the platforms that loaded files speak of, in alphabetical order."""
    return [row[0] for row in store.rows("SELECT DISTINCT f.platform FROM files AS f ORDER BY f.platform")]


def is_sample(store: Store) -> bool:
    """Whether anything in the store is the invented sample shop."""
    found = store.rows(
        "SELECT EXISTS (SELECT 1 FROM store_info AS i WHERE i.is_sample) OR EXISTS (SELECT 1 FROM files AS f WHERE f.sample)"
    )
    return bool(found[0][0])


def days_of_kinds(store: Store, shop: str | None = None) -> dict[str, list[date]]:
    """Return, for every export kind that was loaded, the days that its files cover, in order."""
    condition, parameters = ("WHERE d.shop = ?", [shop]) if shop else ("", [])
    found: list[tuple[Any, ...]] = store.rows(
        "SELECT DISTINCT f.kind, d.day FROM covered_days AS d JOIN files AS f ON f.file_id = d.file_id "
        f"{condition} ORDER BY f.kind, d.day",
        parameters,
    )
    days: dict[str, list[date]] = {}
    for kind, day in found:
        days.setdefault(kind, []).append(day)
    return days


def partial_days(store: Store, shop: str | None = None) -> dict[str, set[date]]:
    """Return, for every export kind, the days of which only exports taken before the day's end are loaded."""
    condition, parameters = ("WHERE d.shop = ?", [shop]) if shop else ("", [])
    found: list[tuple[Any, ...]] = store.rows(
        "SELECT f.kind, d.day FROM covered_days AS d JOIN files AS f ON f.file_id = d.file_id "
        f"{condition} GROUP BY f.kind, d.day HAVING NOT bool_or(d.is_full)",
        parameters,
    )
    days: dict[str, set[date]] = {}
    for kind, day in found:
        days.setdefault(kind, set()).add(day)
    return days
