"""What a list behind a duty is: its title, its statement, and the days that it takes."""

from dataclasses import dataclass

from data.text import Text

MOST = 500


@dataclass(frozen=True)
class Listing:
    """A list: its title, its statement over rows with shop and platform under the alias f, and which days it takes.

    days: how many days to the asked one; 0: as things stand, whatever the day. {where} is the scope and the days. most: how
    many rows at most.
    """

    title: Text
    sql: str
    days: int = 0
    day_column: str = "f.day"
    most: int = MOST
