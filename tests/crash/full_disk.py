"""What the process of the full-disk test does: load until nothing more can be written, read on, and load once there is room.

Run as `python full_disk.py HOME limit` (this process may write files of so many bytes) or `python full_disk.py HOME fill` (the
disk that HOME lies on is filled up). Says one JSON object.
"""

import json
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.faults import DiskFull
from data.load import Upload, load
from data.state import State
from data.store import open_store
from data.versions import store_path
from tests.crash.loading import HEADER, faults, file

LEFT = 300_000


def big() -> Upload:
    """An export whose load writes far more than is left."""
    rows = [
        f"9{place:09},1,1,0,交易成功,2024-06-01 10:00:00,2024-06-01 10:{place % 60:02}:00"
        for place in range(60_000)
    ]
    return Upload("大.csv", "\n".join([HEADER, *rows]).encode())


@contextmanager
def limited() -> Iterator[None]:
    """Let no file of this process grow past LEFT bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LEFT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def filled(home: Path) -> Iterator[None]:
    """Fill the disk; nobody looks first whether there is room, since another program may fill it after that."""
    left = (
        store_path(home, 1).stat().st_size + LEFT
    )  # enough for the copy of the store, not for what is merged into it
    ballast = home.parent / "ballast"
    with ballast.open("wb") as out:
        out.write(bytes(shutil.disk_usage(home).free - left))
    try:
        with patch("data.load.require_room"):
            yield
    finally:
        ballast.unlink()


def main(home: Path, how: str) -> None:
    """Load, fail for want of room, read, make room, load again."""
    load(home, [file(1)])
    State(home).set_setting("a", "1", "me")
    told: dict[str, object] = {}
    with limited() if how == "limit" else filled(home):
        try:
            load(home, [file(2), big()])
            told["fault"] = None
        except DiskFull as fault:
            told["fault"] = [fault.text.zh, fault.text.en]
        told["faults_while_full"] = faults(open_store(home))
        told["left_over"] = [path.name for path in home.glob("*.part*")]
        told["setting"] = State(home).setting("a")
    begun = monotonic()
    told["faults_after"] = faults(open_store(home))
    told["seconds_to_answer"] = monotonic() - begun
    told["version_before"] = open_store(home).version
    load(home, [file(2)])
    told["faults_loaded"] = faults(open_store(home))
    told["version_after"] = open_store(home).version
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
