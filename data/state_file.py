"""The SQLite file of what people type, opened and closed around every use, with its faults told in sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.faults import (
    STATE_BUSY,
    STATE_DAMAGED,
    STATE_FULL,
    STATE_TOO_NEW,
    UNWRITABLE,
    DiskFull,
    HomeUnusable,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)

FILE = "state.sqlite"
LAYOUT = 1
BUSY_SECONDS = 10.0
# SQLite names what went wrong by the low byte of its error code.
PRIMARY = 0xFF
CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}
SCHEMA = (
    # One row per setting that was ever made; a setting that was taken back is gone.
    "CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # One row per change, in order, never rewritten: its number is the revision of the state after it.
    """CREATE TABLE IF NOT EXISTS audit (revision INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
    what TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT)""",
)


@contextmanager
def reading(home: Path) -> Iterator[sqlite3.Connection | None]:
    """Open the file for one consistent look; None where nothing was ever typed. Raises StoreFault."""
    path = home / FILE
    if not path.exists():
        yield None
        return
    with _open(home, "rw" if _writable(path) else _read_only(path)) as con:
        con.execute("BEGIN")
        yield con


@contextmanager
def writing(home: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one change, made where it is missing: all of the block is kept, or nothing. Raises StoreFault."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnusable(UNWRITABLE.fill(home=home, why=error.strerror or type(error).__name__)) from error
    with _open(home, "rwc") as con:
        con.execute("PRAGMA journal_mode = WAL").fetchone()
        con.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            con.execute(statement)
        con.execute(f"PRAGMA user_version = {LAYOUT}")
        yield con
        con.execute("COMMIT")


@contextmanager
def _open(home: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        con = sqlite3.connect(
            f"{(home / FILE).absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )  # fmt: skip
        con.row_factory = sqlite3.Row
        try:
            con.execute("PRAGMA synchronous = FULL")
            if con.execute("PRAGMA user_version").fetchone()[0] > LAYOUT:
                raise StoreTooNew(STATE_TOO_NEW.fill(home=home))
            yield con
        finally:
            con.close()  # what was begun and not committed is rolled back
    except sqlite3.Error as error:
        fault = _fault(home, error)
        if fault is error:
            raise
        raise fault from error


def _writable(path: Path) -> bool:
    try:
        with path.open("rb+"):
            return True
    except OSError:
        return False


def _read_only(path: Path) -> str:
    # A reader of a WAL file writes beside it. Where it may not, the file alone is read, if nothing waits in the WAL.
    return "ro" if path.with_name(f"{FILE}-wal").exists() else "ro&immutable=1"


def _fault(home: Path, error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    if code == sqlite3.SQLITE_ERROR or isinstance(error, sqlite3.ProgrammingError):
        return error  # the statement is wrong, not the file
    if code == sqlite3.SQLITE_BUSY:
        return StoreBusy(STATE_BUSY.fill(seconds=round(BUSY_SECONDS)))
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(STATE_FULL.fill(home=home))
    if code in CLOSED:
        return HomeUnusable(UNWRITABLE.fill(home=home, why=error))
    return state_damaged(home, error)


def state_damaged(home: Path, error: Exception) -> StoreDamaged:
    """Return the fault of a file whose pages or values can't be read."""
    return StoreDamaged(STATE_DAMAGED.fill(file=home / FILE, why=error))
