"""Killed at any moment, a load is there wholly or not at all, and what was acknowledged is there.

30 kills by default; ZHANGGUI_KILLS=200 makes it 200.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path
from random import Random
from time import monotonic

from data.archive import rows_of
from data.load import load
from data.store import close_all, open_store
from tests.crash.loading import faults, file

KILLS = int(os.environ.get("ZHANGGUI_KILLS", "30"))
SCRIPT = Path(__file__).with_name("loading.py")
# A process that loads all the time is killed within so many times the length of a load, at first. How long a load
# takes changes with what else the machine does: the span grows after a kill that came before any load was done and
# shrinks after one that came later, so that about half of the kills fall on either side on any machine.
LATEST = 1.7
LONGER, SHORTER = 1.3, 1 / 1.3


def killed(home: Path, first: int, seconds: float) -> list[int]:
    """Let a process load from file `first` on, kill it after that time and return the files that it acknowledged."""
    with subprocess.Popen(
        [sys.executable, str(SCRIPT), "load", str(home), str(first)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"begun"
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        said = process.stdout.read().decode()
        process.wait()
        timer.cancel()
    # A line without its end was cut off by the kill.
    return [int(line.split()[0]) for line in said.split("\n")[:-1]]


def length_of_a_load(home: Path) -> float:
    """Load files 1 and 2 in a process of their own; return how long the second took."""
    with subprocess.Popen(
        [sys.executable, str(SCRIPT), "load", str(home), "1"], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        heard = []
        for _ in ("begun", "1", "2"):
            process.stdout.readline()
            heard.append(monotonic())
        process.kill()
    return heard[2] - heard[1]


def test_a_load_killed_at_any_moment_is_whole_or_not_there(tmp_path: Path):
    chance = Random(9)
    span = LATEST * length_of_a_load(tmp_path)
    stands = open_store(tmp_path).rows("SELECT count(*) FROM files")[0][0]
    unfinished = 0
    for _ in range(KILLS):
        acknowledged = killed(tmp_path, stands + 1, chance.uniform(0.0, span))
        close_all()
        store = open_store(tmp_path)
        assert faults(store) == []
        now = store.rows("SELECT count(*) FROM files")[0][0]
        promised = max(acknowledged, default=stands)
        assert now in (promised, promised + 1), "an acknowledged load is lost"
        unfinished += now == promised
        for (file_id,) in store.rows("SELECT file_id FROM files"):
            assert rows_of(tmp_path, file_id).num_rows >= 1
        span *= SHORTER if now > stands else LONGER
        stands = now
    assert unfinished >= KILLS / 4, "the kills came too late to prove anything"
    assert stands >= 2 + KILLS / 10, "the kills came too early to prove anything"


def test_after_a_kill_the_same_file_goes_in_and_leftovers_are_gone(tmp_path: Path):
    killed(tmp_path, 1, 0.4)
    close_all()
    stands = open_store(tmp_path).rows("SELECT count(*) FROM files")[0][0]
    load(tmp_path, [file(stands + 1)])
    assert faults(open_store(tmp_path)) == []
    assert not list(tmp_path.glob("*.part*"))
    assert sorted(path.name for path in (tmp_path / "archive").iterdir()) == [
        f"{n + 1:06}.parquet" for n in range(stands + 1)
    ]
