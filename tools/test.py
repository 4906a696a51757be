"""Sets up what tests need and runs the gate: `python -m tools.test [--no-browser] [pytest arguments]`."""

from __future__ import annotations

import os
import subprocess
import sys

from data.text import Text
from tools import browser, setup
from tools.console import say, speak_utf8

RUFF = {
    "ruff check": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format", "concise", "."],
}
MYPY = ["-m", "mypy"]
# A file stays with one worker: what its tests share (a loaded sample, a server) is made once. The order of the files is
# that of tests/conftest.py, the long ones first, so that no worker is left with one at the end.
PYTEST = [
    "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "20",
]  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run lint, types and tests, all of them even after one failed; 0 when all are green."""
    speak_utf8()
    chosen = sys.argv[1:] if argv is None else argv
    python = str(setup.ensure(dev=True))
    if "--no-browser" in chosen:
        chosen = ["-m", "not browser", *(word for word in chosen if word != "--no-browser")]
    else:
        browser.ensure()
    failed = [name for name, words in RUFF.items() if subprocess.call([python, *words], cwd=setup.ROOT)]
    # The types are read while the tests run, which don't keep every core busy from beginning to end.
    types = subprocess.Popen([python, *MYPY], cwd=setup.ROOT)
    tests = subprocess.call([python, *PYTEST, *chosen], cwd=setup.ROOT, env=_environment())
    if types.wait():
        failed.append("mypy")
    if failed:
        names = "、".join(failed)
        say(Text(f"没有通过：{names}（见上文）。", f"Not passed: {', '.join(failed)}; see above."))
    return 1 if failed or tests else 0


def _environment() -> dict[str, str]:
    # Many tests start a Python of their own, and each would compile the same modules where nothing may be kept.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    sys.exit(main())
