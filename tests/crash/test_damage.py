"""A damaged store file never gives a wrong number and never takes the program down; what is wrong is said.

40 damages by default; ZHANGGUI_DAMAGES=200 makes it 200.
"""

import os
import subprocess
import sys
from pathlib import Path

from data.load import load
from tests.crash.loading import file

DAMAGES = int(os.environ.get("ZHANGGUI_DAMAGES", "40"))
SCRIPT = Path(__file__).with_name("damaging.py")


def test_no_damage_to_the_store_file_gives_a_wrong_number(tmp_path: Path):
    load(tmp_path / "home", [file(1), file(2), file(3)])
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "home"), str(tmp_path / "damaged"), str(DAMAGES)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = [line.rsplit(": ", 1) for line in done.stdout.splitlines()]
    assert len(told) == DAMAGES
    assert [line for line in told if line[1] not in ("same", "said")] == []
    assert sum(line[1] == "said" for line in told) >= DAMAGES / 4
