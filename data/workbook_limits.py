"""What a workbook may cost, and where the child process leaves its result; read by both sides."""

MEMORY = 1 << 30
SECONDS = 60
RESULT = "sheets.json"


def most_text(size: int) -> int:
    """Return how many bytes of text a workbook file of `size` bytes may unfold into.

    Exports unfold three to fifteen times; a small file that names one long text a million times is no export.
    """
    return min(400 << 20, max(40 << 20, 100 * size))
