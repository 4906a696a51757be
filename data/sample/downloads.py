"""When the invented owner downloaded what: the windows and export times of orders, refunds and advertising."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.sample.arrays import Ints, seconds
from data.sample.world import ShopWorld

SETTLED_AFTER = 45  # days after a month's end by which its orders are all over
RECENT_DAYS = 30
LAST_WEEK = "近7天"


@dataclass(frozen=True)
class Download:
    """One export, taken at `taken`, of what was placed (applied for) from `start` up to before `end`.

    For reports by day `end` is the last day's midnight.
    """

    name: str
    start: datetime
    end: datetime
    taken: datetime

    def days(self, world: ShopWorld) -> Ints:
        """Return the day numbers from `start` to `end`, both whole days of the report."""
        return np.arange(
            (self.start.date() - world.first).days, (self.end.date() - world.first).days + 1, dtype=np.int64
        )

    @property
    def stamp(self) -> str:
        """Return the export time as it stands in the file name."""
        return f"{self.taken:%Y%m%d_%H%M%S}"

    def orders(self, world: ShopWorld) -> Ints:
        """Return the orders in it, the newest first."""
        created = world.placed.created
        first = np.searchsorted(created, seconds(self.start))
        last = np.searchsorted(created, min(seconds(self.end), seconds(self.taken) + 1))
        return np.arange(last - 1, first - 1, -1, dtype=np.int64)


def month_spans(first: date, last: date, months: int = 1) -> list[tuple[date, date]]:
    """Return the calendar months (or quarters) that the days first..last touch, cut to them."""
    spans = []
    start = first
    while start <= last:
        block = (start.month - 1) // months * months + months
        end = date(start.year, block, calendar.monthrange(start.year, block)[1])
        spans.append((start, min(end, last)))
        start = end + timedelta(days=1)
    return spans


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def order_downloads(world: ShopWorld, morning: datetime, months: int = 1) -> list[Download]:
    """Return the order reports in the order of their taking: one a month (or quarter), and the last days once more.

    A month's report is taken when its orders are over; last month's two weeks after its end, so that its youngest
    orders are unfinished there; the last 30 days a week and a half ago and again this morning, with what came later.
    """
    today = morning + timedelta(hours=8, minutes=12, seconds=5)
    spans = month_spans(world.first, world.last, months)
    found = []
    for number, (start, end) in enumerate(spans):
        after = 15 if number == len(spans) - 2 and months == 1 else SETTLED_AFTER
        taken = min(
            _midnight(end) + timedelta(days=after, hours=9, minutes=7 + number, seconds=11 + number), today
        )
        this_month = number == len(spans) - 1
        until = morning + timedelta(days=1) if this_month else _midnight(end) + timedelta(days=1)
        name = f"{start:%Y年%m月}" if months == 1 else f"{start:%Y年%m月}起"
        found.append(Download(name, _midnight(start), until, taken))
    if months == 1 and world.days > RECENT_DAYS + 15:
        recent = _midnight(world.last - timedelta(days=RECENT_DAYS - 1))
        earlier = morning - timedelta(days=9) + timedelta(hours=9, minutes=3, seconds=44)
        found.append(Download(LAST_WEEK, _midnight(earlier.date()) - timedelta(days=7), earlier, earlier))
        found.append(
            Download("近30天", recent, morning + timedelta(days=1), today + timedelta(minutes=3, seconds=21))
        )
    return sorted(found, key=lambda download: download.taken)


def refund_downloads(world: ShopWorld, morning: datetime) -> list[Download]:
    """Return the refund exports by day of application: finished quarters once all is over, the last one this morning."""
    today = morning + timedelta(hours=8, minutes=20, seconds=11)
    spans = month_spans(world.first, world.last, 3 if world.shop.is_main else 12)
    found = []
    for number, (start, end) in enumerate(spans):
        taken = min(_midnight(end) + timedelta(days=46, hours=9, minutes=31, seconds=8), today)
        after = morning if number == len(spans) - 1 else _midnight(end)
        found.append(Download(f"{start:%Y年%m月}起", _midnight(start), after + timedelta(days=1), taken))
    return found


def ad_downloads(world: ShopWorld, morning: datetime) -> list[Download]:
    """Return the campaign reports: finished quarters, the last one this morning, and two weeks of it a week ago."""
    today = morning + timedelta(hours=8, minutes=30)
    found = []
    for start, end in month_spans(world.first, world.last, 3 if world.shop.is_main else 12):
        taken = min(_midnight(end) + timedelta(days=21, hours=10, minutes=2, seconds=36), today)
        found.append(Download("", _midnight(start), _midnight(end), taken))
    if world.shop.is_main and world.days > RECENT_DAYS:
        earlier = morning - timedelta(days=7)
        taken = earlier + timedelta(hours=9, minutes=14, seconds=2)
        found.append(Download("", earlier - timedelta(days=14), earlier - timedelta(days=1), taken))
    return sorted(found, key=lambda download: download.taken)


def newest_view(world: ShopWorld, downloads: list[Download]) -> Ints:
    """Return the export time of the newest download that holds each order, 0 where none does."""
    newest = np.zeros(world.placed.created.size, dtype=np.int64)
    for download in downloads:
        orders = download.orders(world)
        newest[orders] = np.maximum(newest[orders], seconds(download.taken))
    return newest
