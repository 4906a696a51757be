"""What people say about the morning's to-dos: done, or put off until a day; kept in state.sqlite, never part of a figure."""

from datetime import date
from typing import Literal

from data.schema import shop_time
from data.state import State
from data.typed import Row, TypedTable

Mark = Literal["done", "later"]
# finding: the rule's key with what it speaks of; shop "": seen over all shops. seen_day: the last day of the data then.
TICKS = TypedTable(
    "todo_ticks",
    {"shop": "text", "finding": "text"},
    {
        "mark": "text", "seen_day": "day", "until": "day", "since": "day", "title": "text", "typed_by": "text",
        "typed_at": "time",
    },
)  # fmt: skip


def tick(
    home: State, shop: str, finding: str, mark: Mark, seen_day: date, until: date | None, since: date | None, title: str, who: str
) -> None:  # fmt: skip
    """Keep that a to-do is done, or put off until the morning of `until`; raises ValueError where that isn't later."""
    if mark == "later" and (until is None or until <= seen_day):
        raise ValueError("a to-do is put off to a later day")
    row: Row = {
        "shop": shop, "finding": finding, "mark": mark, "seen_day": seen_day, "until": until, "since": since, "title": title,
        "typed_by": who, "typed_at": shop_time(),
    }  # fmt: skip
    with home.writing(who) as write:
        write.put(TICKS, row)


def untick(home: State, shop: str, finding: str, who: str) -> None:
    """Put a to-do back on the list."""
    with home.writing(who) as write:
        write.remove(TICKS, {"shop": shop, "finding": finding})


def ticks(home: State, shop: str) -> dict[str, Row]:
    """Return what was said about the to-dos seen with that shop chosen ("": all), by the finding's key."""
    return {row["finding"]: row for row in home.rows(TICKS) if row["shop"] == shop}
