"""While files are loaded, readers in another process and in this one see whole versions only, without an error."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from data.load import load
from data.store import open_store
from tests.crash.loading import faults, file

SCRIPT = Path(__file__).with_name("loading.py")
LOADS = 6


def test_readers_see_whole_versions_while_files_are_loaded(tmp_path: Path):
    load(tmp_path, [file(1)])
    wrong: list[str] = []
    reads = 0
    enough = threading.Event()

    def read_here() -> None:
        nonlocal reads
        while not enough.is_set():
            reads += 1
            try:
                wrong.extend(faults(open_store(tmp_path)))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must say it
                wrong.append(repr(error))

    command = [sys.executable, str(SCRIPT), "read", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"begun"
        here = threading.Thread(target=read_here)
        here.start()
        for number in range(2, 2 + LOADS):
            load(tmp_path, [file(number)])
        enough.set()
        (tmp_path / "enough").touch()
        here.join()
        told = json.loads(other.stdout.read())
    assert wrong == []
    assert told["wrong"] == []
    assert min(reads, told["reads"]) >= LOADS
    assert open_store(tmp_path).rows("SELECT count(*) FROM files") == [(1 + LOADS,)]
