"""Which days of which export stand, which are missing, and which must be downloaded again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.exports import BY_KEY
from data.kind import Kind
from data.store import Store

ONE_DAY = timedelta(days=1)
# What is asked about "still missing" after a load: older gaps stand in the calendar.
LATELY_DAYS = 30

STANDING = """
SELECT f.kind, d.shop, d.day, bool_or(d.is_full) AS is_full, min(f.load_id) AS first_load
FROM covered_days AS d JOIN files AS f ON f.file_id = d.file_id
WHERE $shop IS NULL OR d.shop = $shop
GROUP BY f.kind, d.shop, d.day ORDER BY d.shop, f.kind, d.day
"""


@dataclass(frozen=True)
class Standing:
    """The days of one export of one shop that are loaded, in order; `partial` were exported before the day's end.

    first_loads: the load that brought each day.
    """

    kind: Kind
    shop: str
    days: tuple[date, ...]
    partial: frozenset[date]
    first_loads: tuple[int, ...]

    @property
    def is_repeatable(self) -> bool:
        """Whether a past day can be downloaded later: not of the shop's own sheets, nor of a list of what is on stock now."""
        return not self.kind.own and self.kind.day_from_name not in {"snapshot", "today"}

    def missing(self, first: date, last: date) -> list[date]:
        """Return the days from `first` (or the first that is loaded, if later) to `last` that are not loaded."""
        there = set(self.days)
        return [day for day in days_from(max(first, self.days[0]), last) if day not in there]

    def again(self, first: date, last: date) -> list[date]:
        """Return the days to download (again): missing ones, and those exported before they were over."""
        if not self.is_repeatable:
            return []
        return sorted({*self.missing(first, last), *(day for day in self.partial if first <= day <= last)})


def standings(store: Store, shop: str | None = None) -> list[Standing]:
    """Return what is loaded, by shop and then in the order of the kinds; of one shop or of all."""
    found: dict[tuple[str, str], list[tuple[date, bool, int]]] = {}
    for kind, name, day, is_full, load in store.rows(STANDING, {"shop": shop}):
        if kind in BY_KEY:
            found.setdefault((name, kind), []).append((day, is_full, load))
    order = list(BY_KEY)
    return [
        Standing(
            BY_KEY[kind], name, tuple(day for day, _, _ in rows),
            frozenset(day for day, is_full, _ in rows if not is_full), tuple(load for _, _, load in rows),
        )
        for (name, kind), rows in sorted(found.items(), key=lambda item: (item[0][0], order.index(item[0][1])))
    ]  # fmt: skip


def last_day(standing: Iterable[Standing]) -> date | None:
    """Return the newest day that any export of the platform tells to its end; None where none does.

    Today's orders, exported at noon, are no reason to ask for today's other reports.
    """
    return max(
        (day for one in standing if one.is_repeatable for day in one.days if day not in one.partial),
        default=None,
    )


def days_from(first: date, last: date) -> list[date]:
    """Return the days from the first to the last, both in; none where the last is earlier."""
    return [first + ONE_DAY * place for place in range((last - first).days + 1)]


def spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return sorted days as unbroken spans (first, last)."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
