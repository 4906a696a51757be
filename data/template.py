"""What the empty workbook of an own sheet holds: its columns with what to type there, and an example row."""

from dataclasses import dataclass

from data.text import Text

# The sheet of a template that explains its columns; the importer passes it over.
GUIDE = "说明"


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
