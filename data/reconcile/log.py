"""The restatement log read back: which past days loads changed, and what changed since the last visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from data.reconcile.causes import joined
from data.reconcile.figures import COUNTS
from data.store import Store
from data.text import Text


@dataclass(frozen=True)
class Restated:
    """A figure of a past day that a load changed; `after` None: the day has no such figure any more."""

    load_id: int
    shop: str
    platform: str
    day: date
    key: str
    before: Decimal
    after: Decimal | None
    cause: Text

    def to_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the object of `log --json`: money as text with two decimals, counts as whole numbers."""
        return {
            "load": self.load_id, "day": self.day.isoformat(), "shop": self.shop, "key": self.key,
            "before": _plain(self.key, self.before), "after": _plain(self.key, self.after),
            "cause": self.cause.say(language),
        }  # fmt: skip


def restatements(store: Store, load_id: int | None = None, since: datetime | None = None) -> list[Restated]:
    """Return what loads changed, newest load first, then newest day; of one load, or of those made since a moment."""
    found = store.rows(
        "SELECT r.load_id, r.shop, r.platform, r.day, r.key, r.before, r.after, r.cause_zh, r.cause_en FROM restatements AS r "
        "JOIN loads AS l ON l.load_id = r.load_id "
        "WHERE ($load IS NULL OR r.load_id = $load) AND ($since IS NULL OR l.loaded_at >= $since) "
        "ORDER BY r.load_id DESC, r.day DESC, r.shop, r.key",
        {"load": load_id, "since": since},
    )
    return [
        Restated(load, shop, platform, day, key, before, after, Text(zh, en))
        for load, shop, platform, day, key, before, after, zh, en in found
    ]


def restated_since(store: Store, since: datetime | None = None) -> list[Restated]:
    """Return what past days show now and did not show before that moment, newest day first.

    since: by default the first load of the day on which the store was changed last, so that several loads of one
    morning count as one; a figure that went and came back is left out.
    """
    if since is None:
        last = store.rows("SELECT max(l.loaded_at) FROM loads AS l WHERE l.action <> 'migrate'")[0][0]
        if last is None:
            return []
        since = datetime.combine(last.date(), time())
    spans: dict[tuple[str, str, date, str], list[Restated]] = {}
    for change in restatements(store, since=since):
        spans.setdefault((change.shop, change.platform, change.day, change.key), []).insert(0, change)
    merged = [_span(changes) for changes in spans.values()]
    return sorted(
        (c for c in merged if c.before != c.after), key=lambda c: (-c.day.toordinal(), c.shop, c.key)
    )


def _span(changes: list[Restated]) -> Restated:
    first, last = changes[0], changes[-1]
    said = list(dict.fromkeys(change.cause for change in changes))
    return Restated(
        last.load_id, last.shop, last.platform, last.day, last.key, first.before, last.after, joined(said)
    )


def by_day(changes: list[Restated]) -> Mapping[date, list[Restated]]:
    """Return the changes by the day that they are of, in the order given."""
    days: dict[date, list[Restated]] = {}
    for change in changes:
        days.setdefault(change.day, []).append(change)
    return days


def _plain(key: str, value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if key in COUNTS else f"{value:.2f}"
