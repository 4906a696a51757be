"""A version of the store while it is being made: a copy of the one that stands, or an empty one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.archive import forget_undone
from data.connection import connect
from data.faults import FULL_NOW, TOO_LARGE, DiskFull, OutOfMemory, damaged, is_damage, is_disk_full
from data.schema import complete, create
from data.summaries import are_current, build
from data.touched import Ask
from data.versions import next_version, part_path, prune, publish, remove, store_path


class Draft:
    """An open, writable store file that nobody else sees until `publish`."""

    def __init__(self, home: Path, version: int, base: int, con: duckdb.DuckDBPyConnection) -> None:
        self.home = home
        self.version = version
        self.base = base
        self.con = con
        self.published = False

    def publish(
        self, summed: Callable[[duckdb.DuckDBPyConnection], None] | None = None, before: Ask | None = None
    ) -> None:
        """Build the summaries, put the file on the disk and let it stand; the versions before the last 7 go.

        summed: what is still to be written once the summaries are there. before: asks the version that this one is a copy
        of, where only files were merged since: then only what they touched is summed up again.
        """
        self.con.execute(
            "UPDATE store_info SET store_version = ?, is_sample = EXISTS (SELECT 1 FROM files AS f WHERE f.sample)",
            [self.version],
        )
        build(self.con, before)
        if summed is not None:
            summed(self.con)
        kept = self.con.execute("SELECT u.file_id, u.undone_version FROM undone_files AS u").fetchall()
        self.con.execute("CHECKPOINT")
        self.con.close()
        publish(self.home, self.version)
        self.published = True
        forget_undone(self.home, dict(kept), oldest_version=prune(self.home))


@contextmanager
def draft(home: Path, base: int | None) -> Iterator[Draft]:
    """Make a version that starts as a copy of version `base` (None: empty), under the home's lock.

    What is not published leaves no trace. Raises DiskFull when the disk is full, StoreDamaged when the copy can't be
    read.
    """
    version = next_version(home)
    part = part_path(home, version)
    try:
        if base:
            shutil.copyfile(store_path(home, base), part)
        con = connect(part, read_only=False)
        made = Draft(home, version, base or 0, con)
        try:
            if base and not are_current(con):
                complete(con)
            elif not base:
                create(con, version)
            yield made
        finally:
            con.close()
    except (duckdb.Error, OSError) as error:
        if is_disk_full(error):
            raise DiskFull(FULL_NOW.fill(home=home)) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise OutOfMemory(TOO_LARGE) from error
        if isinstance(error, duckdb.Error) and is_damage(error):
            raise damaged(store_path(home, base or 0), error) from error
        raise
    finally:
        for leftover in home.glob(part.name + "*"):
            remove(leftover)
