"""Pins the packages that pyproject.toml asks for, with hashes, for every system: `python -m tools.lock`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import setup

HEADER = "# Pinned by `make lock` from pyproject.toml; change it there.\n"
COMPILE = (
    *(
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def main() -> int:
    """Write both pinned files again; versions that still fit stay as they are."""
    python = setup.ensure(dev=True)
    subprocess.check_call([python, "-m", "pip", "install", "--quiet", "uv"])
    run, dev = (setup.ROOT / name for name in setup.DEV)
    _compile(python, run, "pyproject.toml")
    _compile(python, dev, "--group", "dev", "--constraint", run.name)
    return 0


def _compile(python: Path, out: Path, *sources: str) -> None:
    # uv reads the old versions from the file it writes to, so an unrelated package doesn't move.
    subprocess.check_call([python, *COMPILE, *sources, "--output-file", out.name], cwd=setup.ROOT)
    out.write_text(
        HEADER + out.read_text(encoding="utf-8").removeprefix(HEADER), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    sys.exit(main())
