"""What people type about the shop's plans: targets, events, the week's fixed events, competitors; kept in state.sqlite.

A typed row stands over a row of an own sheet with the same key; one whose content is taken away hides the sheet's row.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data.schema import shop_time
from data.state import State, Writing
from data.typed import Row, TypedTable

BY: Mapping[str, Any] = {"typed_by": "text", "typed_at": "time"}
# One target; amount None: the sheet's target of that period doesn't count any more.
TARGETS = TypedTable(
    "targets",
    {"shop": "text", "platform": "text", "period_start": "day", "period_end": "day", "measure": "text", "part": "text"},
    {"amount": "money", "part_kind": "text", **BY},
)  # fmt: skip
# One event; end_at None: the sheet's event of that name and beginning was taken away.
EVENTS = TypedTable(
    "events",
    {"shop": "text", "platform": "text", "start_at": "time", "event_name": "text"},
    {"end_at": "time", "event_kind": "text", "leaves_baseline": "flag", **BY},
)
# What the shop does every week on that weekday (0: Monday).
WEEKDAY_EVENTS = TypedTable(
    "weekday_events", {"shop": "text", "weekday": "integer", "event_name": "text"}, BY
)
# One thing seen at a competitor; typed_stands None: the sheet's entry was taken away.
COMPETITORS = TypedTable(
    "competitor_log",
    {"shop": "text", "platform": "text", "day": "day", "competitor": "text", "item": "text", "move": "text"},
    {
        "typed_stands": "flag", "price": "money", "sales": "integer", "rating": "number", "note": "text", "link": "text",
        **BY,
    },
)  # fmt: skip
# The tables that figures are computed with: their changes make new figures.
PLANS = (TARGETS, EVENTS, COMPETITORS)
# The job sheet's week: 周一团购、周二特价、周三上新、周四免邮.
USUAL_WEEK = ((0, "团购"), (1, "特价"), (2, "上新"), (3, "免邮"))


def put_targets(home: State, rows: Iterable[Row], who: str) -> None:
    """Keep these targets (key columns and amount), all or none; raises ValueError for a negative amount."""
    with home.writing(who) as write:
        for row in rows:
            if row["amount"] is not None and row["amount"] < Decimal(0):
                raise ValueError("a target can't be below zero")
            write.put(TARGETS, {**row, **_by(who)})


def put_event(
    write: Writing, shop: tuple[str, str], start: datetime, end: datetime, name: str, kind: str, leaves: bool, who: str
) -> None:  # fmt: skip
    """Keep an event of a shop; raises ValueError where it ends before it begins or has no name."""
    if end < start or not name.strip():
        raise ValueError("an event needs a name and an end that is not before its beginning")
    write.put(
        EVENTS,
        {
            **_event_key(shop, start, name.strip()), "end_at": end, "event_kind": kind or None,
            "leaves_baseline": leaves, **_by(who),
        },
    )  # fmt: skip


def hide_event(write: Writing, shop: tuple[str, str], start: datetime, name: str, who: str) -> None:
    """Take an event away, also one that an own sheet brings: the sheet's row doesn't count while this stands."""
    write.put(
        EVENTS,
        {**_event_key(shop, start, name), "end_at": None, "event_kind": None, "leaves_baseline": None, **_by(who)},
    )  # fmt: skip


def put_seen(write: Writing, shop: tuple[str, str], seen: Row, who: str) -> None:
    """Keep one thing seen at a competitor (the columns of COMPETITORS but the shop's); raises ValueError without a name."""
    if not seen["competitor"].strip():
        raise ValueError("an entry needs the competitor's name")
    write.put(COMPETITORS, {"shop": shop[0], "platform": shop[1], **seen, "typed_stands": True, **_by(who)})


def hide_seen(write: Writing, shop: tuple[str, str], seen: Row, who: str) -> None:
    """Take an entry away, also one that a sheet brings."""
    key = {name: seen[name] for name in COMPETITORS.key if name in seen}
    empty = dict.fromkeys(("typed_stands", "price", "sales", "rating", "note", "link"))
    write.put(COMPETITORS, {"shop": shop[0], "platform": shop[1], **key, **empty, **_by(who)})


def set_week(home: State, shop: str, events: Iterable[tuple[int, str]], who: str) -> None:
    """Keep the fixed events of a shop's week ("": of all shops) as exactly these pairs of weekday and name."""
    wanted = {(weekday, name.strip()) for weekday, name in events if name.strip()}
    there = {(row["weekday"], row["event_name"]) for row in home.rows(WEEKDAY_EVENTS) if row["shop"] == shop}
    with home.writing(who) as write:
        for weekday, name in sorted(there - wanted):
            write.remove(WEEKDAY_EVENTS, {"shop": shop, "weekday": weekday, "event_name": name})
        for weekday, name in sorted(wanted - there):
            write.put(
                WEEKDAY_EVENTS, {"shop": shop, "weekday": weekday, "event_name": name, **_by(who)}
            )  # fmt: skip


def week_events(home: State, shop: str | None, day: date) -> list[str]:
    """Return the fixed events of that weekday, of a shop (None: of any) and of all shops."""
    return [
        row["event_name"]
        for row in home.rows(WEEKDAY_EVENTS)
        if row["weekday"] == day.weekday() and (shop is None or row["shop"] in ("", shop))
    ]


def _event_key(shop: tuple[str, str], start: datetime, name: str) -> Row:
    return {"shop": shop[0], "platform": shop[1], "start_at": start, "event_name": name}


def _by(who: str) -> Row:
    return {"typed_by": who, "typed_at": shop_time()}
