"""One thing to say about a loaded file: a refused row, an emptied cell, a note."""

from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about a file.

    kind: 'refused' (the row stays out), 'emptied' (the cell does), 'kept' (the store knows better), 'differs', 'note'.
    column: the file's own header name. text: the offending cell, "" for private columns, None where there is none.
    """

    line: int | None
    column: str | None
    kind: str
    reason: Text
    text: str | None
