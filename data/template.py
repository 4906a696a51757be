"""What the empty workbook of an own sheet holds: its columns with what to type there, and an example row."""

from dataclasses import dataclass

from data.grid import Grid
from data.text import Text

# The sheet of a template that explains its columns, and the head of its first column; the importer passes it over.
GUIDE = "说明"
GUIDE_HEAD = ("列 / Column", "怎么填", "What to type", "可选的词 / Words to choose from")


@dataclass(frozen=True)
class Field:
    """One column of a template: its header, the example, what to type there, and the words to choose from.

    open_list: other words than those of `choices` are taken as well.
    """

    header: str
    example: str
    hint: Text
    choices: tuple[str, ...] = ()
    open_list: bool = False


@dataclass(frozen=True)
class Template:
    """An own sheet: the kind that reads it, its name, what it is for, and its columns."""

    kind: str
    title: Text
    use: Text
    fields: tuple[Field, ...]

    @property
    def file_name(self) -> str:
        """The name under which it is offered for download."""
        return f"{self.title.zh}.xlsx"


def is_guide(grid: Grid) -> bool:
    """Tell whether a sheet is the one that explains a template."""
    return (
        grid.sheet == GUIDE
        and "c0" in grid.table.column_names
        and GUIDE_HEAD[0] in grid.table["c0"].to_pylist()
    )
