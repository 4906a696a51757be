"""Says sentences on a terminal, Chinese first, on any code page."""

from __future__ import annotations

import io
import sys

from data.text import Text


def speak_utf8() -> None:
    """Make both streams take Chinese whatever the terminal's code page is; what it can't show becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: Text) -> None:
    """Print the sentence in both languages, at once even into a pipe."""
    print(f"{text.zh}\n{text.en}", flush=True)


class Stop(SystemExit):
    """Ends the program with a sentence on stderr and exit code 1 (or `code`)."""

    def __init__(self, text: Text, code: int = 1) -> None:
        print(f"{text.zh}\n{text.en}", file=sys.stderr, flush=True)
        super().__init__(code)
