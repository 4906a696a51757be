"""Brings the store that stands to this program's layout and summaries, in a new version; the old file stays."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from data.coverage import cover_undated_lines
from data.draft import draft
from data.entry import enter_load
from data.instances import Layout
from data.own_sheets import settle_own_sheets
from data.replay import copy_ledger, replay
from data.versions import begin, current_version, lock


def migrate(
    home: Path, layout: Callable[[Path, int], Layout], table: Callable[[Path, int, str], pa.Table | None]
) -> None:
    """Rebuild the store that stands from its archive if its layout is older, or only its summaries if those are.

    layout: how a version of a home compares with this program. table: a table of a version, None if it has none of that
    name. Raises StoreDamaged if rows are missing in the archive.
    """
    with lock(home):
        begin(home)
        version = current_version(home)
        found = layout(home, version)
        if found not in (Layout.OLDER, Layout.OTHER_SUMMARIES):
            return  # another process did it while this one waited
        with draft(home, version if found is Layout.OTHER_SUMMARIES else None) as new:
            if found is Layout.OLDER:
                copy_ledger(new.con, lambda name: table(home, version, name))
                replay(new.con, home)
                cover_undated_lines(new.con)
                settle_own_sheets(new.con)
            enter_load(new.con, new.version, version, "migrate")
            new.publish()
