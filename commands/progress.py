"""How far a load has come: one line that is drawn over in a terminal, a line for each step in a file or pipe."""

import shutil
import sys
from types import TracebackType

import click

from commands.call import Call
from commands.text_table import places, printable
from data.text import Text

BAR = 20
FULL, EMPTY = "#", "-"


class Progress:
    """Hears the progress of a load and says it on stderr; as a context it leaves a terminal's line empty at the end."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._last: Text | None = None
        self._over = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._over and self._last is not None:
            click.echo("\r" + " " * (_columns() - 1) + "\r", err=True, nl=False)

    def __call__(self, share: float, text: Text) -> None:
        """Hear how far the load has come, from 0 to 1, and what it does."""
        if text == self._last:
            return
        self._last = text
        words = printable(text.say(self._call.language))
        if self._over:
            done = round(share * BAR)
            line = cut(f"[{FULL * done}{EMPTY * (BAR - done)}] {share:4.0%} {words}", _columns() - 1)
            click.echo(f"\r{line}", err=True, nl=False)
        else:
            click.echo(f"[{share:4.0%}] {words}", err=True)


def cut(text: str, columns: int) -> str:
    """Return the text in exactly that many columns of a terminal, where a Chinese letter takes two."""
    taken, width = "", 0
    for letter in text:
        if width + places(letter) > columns:
            break
        taken, width = taken + letter, width + places(letter)
    return taken + " " * (columns - width)


def _columns() -> int:
    return max(shutil.get_terminal_size().columns, BAR)
