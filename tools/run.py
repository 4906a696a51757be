"""Sets everything up and starts the dashboard: `python -m tools.run [--port 8501] [--data DIR]`."""

from __future__ import annotations

import os
import subprocess
import sys

from tools import setup
from tools.console import speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Make `.venv` ready and hand over to `tools.serve` in it."""
    speak_utf8()
    command = [str(setup.ensure()), "-m", "tools.serve", *(sys.argv[1:] if argv is None else argv)]
    if os.name != "nt":
        os.chdir(setup.ROOT)
        os.execv(command[0], command)  # the signals of the terminal reach the server itself
    try:
        return subprocess.call(command, cwd=setup.ROOT)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
