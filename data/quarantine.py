"""The rows that were refused and the cells that were emptied, of all files that stand: where they are and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.store import Store
from data.text import Text

# More than these are not handed on; who has more has one reason many times and filters by it.
LIMIT = 100_000


@dataclass(frozen=True)
class Entry:
    """One refused row or emptied cell; `text` is blank where it is private, None where there is no cell to show."""

    file_id: int
    file: str
    sheet: str | None
    kind: str
    line: int
    column: str | None
    what: str
    reason: Text
    text: str | None


def entries(store: Store, limit: int = LIMIT) -> list[Entry]:
    """Return everything that was left out, the newest file first and by line within it; `kind` is an export kind's key.

    Of a file that was loaded again under its name, corrected, only what the newest one still leaves out.
    """
    found = store.rows(ENTRIES, [int(limit)])
    return [
        Entry(file_id, file, sheet, kind, line, column, what, Text(zh, en), text)
        for file_id, file, sheet, kind, line, column, what, zh, en, text in found
    ]


def filtered(
    found: Iterable[Entry], *, file_id: int | None = None, kind: str | None = None, reason: Text | None = None
) -> list[Entry]:
    """Return the entries of a file, of an export kind, with a reason; None: of any."""
    return [
        entry
        for entry in found
        if file_id in (None, entry.file_id) and kind in (None, entry.kind) and reason in (None, entry.reason)
    ]


ENTRIES = """
SELECT p.file_id, f.name, f.sheet, f.kind, p.line, p.column_name, p.kind, p.reason_zh, p.reason_en, p.text
FROM problems AS p JOIN files AS f ON f.file_id = p.file_id
WHERE p.kind IN ('refused', 'emptied') AND p.line IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM files AS g
    WHERE g.file_id > f.file_id AND g.name = f.name AND g.sheet IS NOT DISTINCT FROM f.sheet AND g.kind = f.kind AND g.shop = f.shop
)
ORDER BY p.file_id DESC, p.line, p.column_name, p.reason_zh LIMIT ?
"""
