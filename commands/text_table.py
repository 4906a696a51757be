"""A table for the terminal: columns aligned, with Chinese characters two places wide."""

from unicodedata import east_asian_width

from reports.table import Table, shown

TO_THE_LEFT = ("text", "id", "day", "time", "grade")


def text_table(table: Table, language: str) -> str:
    """Return the table as lines of text: header, rule, rows; numbers stand to the right."""
    right = [column.kind not in TO_THE_LEFT for column in table.columns]
    lines = [[column.title for column in table.columns]]
    lines += [
        [
            printable(shown(cell, column.kind, language))
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    widths = [max(places(line[place]) for line in lines) for place in range(len(right))]
    told = [
        "  ".join(_padded(*cell) for cell in zip(line, widths, right, strict=True)).rstrip() for line in lines
    ]
    return "\n".join([told[0], "  ".join("-" * width for width in widths), *told[1:]])


def printable(words: str) -> str:
    """Return the words without control characters: a title from a file must not steer the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in words)


def places(words: str) -> int:
    """Return how many places the words take on a terminal."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _padded(words: str, width: int, right: bool) -> str:
    gap = " " * (width - places(words))
    return gap + words if right else words + gap
