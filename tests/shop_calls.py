"""Calls of the command line, as tests make them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from commands.shell import shop


def call(home: Path, *arguments: object) -> Result:
    """Call `shop.py ARGUMENTS --home HOME`; stdout and stderr are apart, as in a terminal that pipes one of them."""
    return CliRunner().invoke(shop, [*map(str, arguments), "--home", str(home)], prog_name="shop.py")


def show(home: Path, *arguments: object) -> list[dict[str, Any]]:
    """Return what `show ARGUMENTS --format json` prints; AssertionError when it fails."""
    result = call(home, "show", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def json_lines(result: Result) -> list[dict[str, Any]]:
    """Return the objects of JSON Lines on stdout."""
    return [json.loads(line) for line in result.stdout.splitlines()]
