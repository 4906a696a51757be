"""What the days of a span hold besides their figures: events, holidays, changes to pages, items that ran out, deadlines."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.store import Store
from data.text import Text
from metrics.calendar import events, public_days
from metrics.scope import EVERYTHING, Scope

NoteKind = Literal["event", "holiday", "change", "stock_out", "deadline", "weekly"]
MOST_NAMED = 3
CHANGES = """
SELECT CAST(c.changed_at AS DATE), c.change, coalesce(c.item_name, c.item_id, c.campaign, ''), c.shop, c.platform
FROM page_changes AS c WHERE CAST(c.changed_at AS DATE) BETWEEN ? AND ?
ORDER BY c.changed_at, c.change, 3
"""
# An item is out of stock on the day of a snapshot that counts none of any of its kinds, and had some the snapshot before.
STOCK_OUTS = """
WITH turned AS (
    SELECT s.shop AS shop, s.platform AS platform, s.day AS day, s.item AS item, s.item_name AS item_name, s.on_hand AS on_hand,
        lag(s.on_hand) OVER (PARTITION BY s.shop, s.platform, s.item ORDER BY s.day) AS before
    FROM item_stock_days AS s
)
SELECT t.day, coalesce(t.item_name, t.item), t.shop, t.platform FROM turned AS t
WHERE t.on_hand <= 0 AND (t.before IS NULL OR t.before > 0) AND t.day BETWEEN ? AND ?
ORDER BY t.day, 2
"""
DEADLINES = """
SELECT CAST(d.deadline AS DATE), d.event, d.shop, d.platform FROM sign_ups AS d
WHERE CAST(d.deadline AS DATE) BETWEEN ? AND ? AND coalesce(d.state, 'open') = 'open' ORDER BY d.deadline, d.event
"""
CHANGED = {
    "title": Text("改标题", "title changed"),
    "picture": Text("换主图", "picture changed"),
    "price": Text("改价", "price changed"),
    "category": Text("改类目", "category changed"),
    "stock": Text("改库存", "stock changed"),
    "detail": Text("改详情", "details changed"),
    "on_shelf": Text("上架", "put on the shelf"),
    "off_shelf": Text("下架", "taken off the shelf"),
    "page": Text("改页面", "page changed"),
    "bid": Text("调出价", "bid changed"),
    "other": Text("变更", "changed"),
}
RAN_OUT = Text("断货：{name}", "out of stock: {name}")
DUE = Text("报名截止：{name}", "sign-up ends: {name}")
MORE = Text("{first} 等 {n} 个", "{first} and {n} in all")


@dataclass(frozen=True)
class DayNote:
    """One thing about a day; leaves: the day is left out of baselines because of it."""

    day: date
    kind: NoteKind
    name: Text
    leaves: bool = False


def notes(store: Store, first: date, last: date, scope: Scope = EVERYTHING) -> list[DayNote]:
    """Return what the days first..last hold, in order of the days: events, holidays, changes, stock-outs, open deadlines.

    Sources: the event sheet and typed events; the kept calendar of public holidays; the sheets of changes and of sign-ups;
    stock snapshots (a day without a snapshot tells of no stock-out).
    """
    found = [
        DayNote(day, "event", Text(event.name, event.name), event.leaves_baseline)
        for event in events(store, scope)
        for day in _days(max(event.first, first), min(event.last, last))
    ]
    found += [DayNote(day, "holiday", name, True) for day, name in public_days(first, last).items()]
    for day, change, item, shop, platform in store.rows(CHANGES, [first, last]):
        if scope.holds(shop, platform):
            words = CHANGED.get(change, CHANGED["other"])
            found.append(
                DayNote(day, "change", Text(f"{words.zh} {item}".strip(), f"{words.en} {item}".strip()))
            )
    found += _grouped(store, STOCK_OUTS, "stock_out", RAN_OUT, first, last, scope)
    found += _grouped(store, DEADLINES, "deadline", DUE, first, last, scope)
    return sorted(found, key=lambda note: note.day)


def _grouped(
    store: Store, sql: str, kind: NoteKind, words: Text, first: date, last: date, scope: Scope
) -> list[DayNote]:
    by_day: dict[date, list[str]] = {}
    for day, name, shop, platform in store.rows(sql, [first, last]):
        if scope.holds(shop, platform):
            by_day.setdefault(day, []).append(str(name))
    found = []
    for day, names in by_day.items():
        few = names if len(names) <= MOST_NAMED else [MORE.fill(first=names[0], n=len(names)).zh]
        english = names if len(names) <= MOST_NAMED else [MORE.fill(first=names[0], n=len(names)).en]
        found.append(
            DayNote(
                day,
                kind,
                Text(words.zh.format(name="、".join(few)), words.en.format(name=", ".join(english))),
            )
        )
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=place) for place in range((last - first).days + 1)]
