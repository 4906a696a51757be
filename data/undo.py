"""Takes a load back, whichever it was, and publishes the store as if it had never been."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.coverage import cover_undated_lines
from data.draft import Draft, draft
from data.entry import enter_load
from data.faults import StoreFault
from data.own_sheets import settle_own_sheets
from data.reconcile.restate import restating
from data.replay import copy_ledger, replay
from data.store import Store, open_store
from data.text import Text
from data.versions import begin, lock, store_path

NOTHING = Text(
    "没有可以撤销的载入，数据没有改动。",
    "There is no load to undo; nothing was changed.",
)
UNKNOWN = Text(
    "没有第 {load} 次载入，或它已经撤销过。可以撤销的有：{there}。数据没有改动。",
    "There is no load {load}, or it has been undone. These can be undone: {there}. Nothing was changed.",
)


class NothingToUndo(StoreFault):
    """The load asked for isn't there (any more)."""


@dataclass(frozen=True)
class UndoResult:
    """Which load was taken back, its files, and the store version that stands without it."""

    load_id: int
    version: int
    files: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the object of `undo --json`."""
        return {"load": self.load_id, "version": self.version, "files": list(self.files)}


def undo(home: Path, load_id: int | None = None) -> UndoResult:
    """Take back a load (None: the last one that stands) and publish a new version without it.

    Later loads stay as they are. Raises NothingToUndo if there is no such load, StoreDamaged if archived rows that are
    needed are gone, DiskFull, StoreBusy.
    """
    home = home.absolute()
    open_store(home)
    with lock(home):
        begin(home)
        store = open_store(home)
        chosen, made, based_on = _chosen(store, load_id)
        files = [
            row[0]
            for row in store.rows(
                "SELECT f.name FROM files AS f WHERE f.load_id = ? ORDER BY f.file_id", [chosen]
            )
        ]
        # The version before the last load is what replaying would give, if it is still there.
        before = made == store.version and (based_on == 0 or store_path(home, based_on).exists())
        with draft(home, based_on or None if before else None) as new:
            copy_ledger(new.con, lambda table: store.arrow(f"SELECT * FROM {table}"))
            undoing = _take_back(new, chosen, store.version)
            if not before:
                replay(new.con, home)
            cover_undated_lines(new.con)
            settle_own_sheets(new.con)
            new.publish(restating(undoing, store, undone=chosen))
    return UndoResult(chosen, new.version, tuple(files))


def _chosen(store: Store, load_id: int | None) -> tuple[int, int, int]:
    there = store.rows(
        "SELECT l.load_id, l.version, l.based_on FROM loads AS l WHERE l.action = 'load' "
        "AND l.load_id NOT IN (SELECT u.undone_load FROM loads AS u WHERE u.undone_load IS NOT NULL) ORDER BY l.load_id"
    )
    if not there:
        raise NothingToUndo(NOTHING)
    found = there[-1] if load_id is None else next((row for row in there if row[0] == load_id), None)
    if found is None:
        raise NothingToUndo(UNKNOWN.fill(load=load_id, there="、".join(str(row[0]) for row in there)))
    return found[0], found[1], found[2]


def _take_back(new: Draft, load_id: int, current: int) -> int:
    con = new.con
    con.execute(
        "INSERT INTO undone_files BY NAME SELECT f.*, CAST(? AS INTEGER) AS undone_version FROM files AS f WHERE f.load_id = ?",
        [new.version, load_id],
    )
    for table in ("problems", "covered_days", "file_shops"):
        con.execute(
            f"DELETE FROM {table} WHERE file_id IN (SELECT f.file_id FROM files AS f WHERE f.load_id = ?)",
            [load_id],
        )
    con.execute("DELETE FROM files WHERE load_id = ?", [load_id])
    return enter_load(con, new.version, current, "undo", load_id)
