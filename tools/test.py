"""Sets up what tests need and runs the gate: `python -m tools.test [--no-browser] [pytest arguments]`."""

from __future__ import annotations

import subprocess
import sys

from data.text import Text
from tools import browser, setup
from tools.console import say, speak_utf8

LINT = {
    "ruff check": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format", "concise", "."],
    "mypy": ["-m", "mypy"],
}


def main(argv: list[str] | None = None) -> int:
    """Run lint, types and tests, all of them even after one failed; 0 when all are green."""
    speak_utf8()
    chosen = sys.argv[1:] if argv is None else argv
    python = str(setup.ensure(dev=True))
    if "--no-browser" in chosen:
        chosen = ["-m", "not browser", *(word for word in chosen if word != "--no-browser")]
    else:
        browser.ensure()
    failed = [name for name, words in LINT.items() if subprocess.call([python, *words], cwd=setup.ROOT)]
    # A file stays with one worker: what its tests share (a loaded sample, a server) is made once.
    tests = subprocess.call(
        [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--durations", "20", *chosen],
        cwd=setup.ROOT,
    )
    if failed:
        names = "、".join(failed)
        say(Text(f"没有通过：{names}（见上文）。", f"Not passed: {', '.join(failed)}; see above."))
    return 1 if failed or tests else 0


if __name__ == "__main__":
    sys.exit(main())
