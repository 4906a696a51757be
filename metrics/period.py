"""Periods of the shop's calendar: days, ISO weeks, months, quarters, and how they are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PERIOD_CUTS = ("day", "week", "month", "quarter")


@dataclass(frozen=True)
class Period:
    """Days first..last, both inclusive; None on a side means from (to) whatever is loaded."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def day(cls, day: date) -> "Period":
        """Return the period of one day."""
        return cls(day, day)

    @classmethod
    def week(cls, name: str) -> "Period":
        """Return Monday to Sunday of an ISO week such as 2026-W47; ValueError if it is none."""
        year, _, week = name.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, day: date) -> "Period":
        """Return the calendar month that holds `day`."""
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return cls(first, following - timedelta(days=1))

    @classmethod
    def last_days(cls, last: date, count: int) -> "Period":
        """Return the `count` days that end with `last`."""
        return cls(last - timedelta(days=count - 1), last)

    def before(self) -> "Period":
        """Return the equally long period just before; ValueError if it has an open side."""
        if self.first is None or self.last is None:
            raise ValueError("an open period has no predecessor")
        length = (self.last - self.first).days + 1
        return Period(self.first - timedelta(days=length), self.first - timedelta(days=1))

    def after(self) -> "Period":
        """Return the period that follows: the next month after a calendar month, else as many days; ValueError if open."""
        if self.first is None or self.last is None:
            raise ValueError("an open period has no successor")
        following = self.last + timedelta(days=1)
        if self == Period.month(self.first):
            return Period.month(following)
        return Period(following, self.last + (following - self.first))

    def holds(self, day: date) -> bool:
        """Tell whether `day` lies in the period."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def days(self) -> Iterator[date]:
        """Yield the days of a closed period in order; ValueError if it has an open side."""
        if self.first is None or self.last is None:
            raise ValueError("an open period has no list of days")
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


ALL = Period()


def start_of(day: date, by: str) -> date:
    """Return the first day of the day, week, month or quarter that holds `day`."""
    match by:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return day


def name_of(start: date, by: str) -> str:
    """Return the name of the period that begins with `start`: 2026-11-20, 2026-W47, 2026-11, 2026-Q4."""
    match by:
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02d}"
        case "month":
            return f"{start:%Y-%m}"
        case "quarter":
            return f"{start.year}-Q{(start.month - 1) // 3 + 1}"
    return start.isoformat()


def end_of(start: date, by: str) -> date:
    """Return the last day of the day, week, month or quarter that begins with `start`."""
    match by:
        case "week":
            return start + timedelta(days=6)
        case "month":
            return start_of(start + timedelta(days=31), "month") - timedelta(days=1)
        case "quarter":
            return start_of(start + timedelta(days=92), "month") - timedelta(days=1)
    return start
