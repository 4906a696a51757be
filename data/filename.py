"""What a file's name says about time: when it was exported, and which day it speaks of."""

import re
from datetime import date, datetime, timedelta

FIRST_DAY = date(2003, 1, 1)

# A full stamp: 20260619_110309, or a run of exactly 14 or 12 digits.
_STAMP = re.compile(r"(?<!\d)(\d{8})_(\d{6})(?!\d)|(?<!\d)(\d{14}|\d{12})(?!\d)")
_DAY = re.compile(r"(?<!\d)(20\d{2})([-._年]?)(\d{2})(?:\2|月)(\d{2})(?!\d)")


def export_time(name: str, today: date | None = None) -> datetime | None:
    """Return the export time that stands in a file name as a full stamp, None where there is none.

    A month or a day alone is no time; other long numbers count only when they read as a time from 2003 to tomorrow.
    """
    for match in _STAMP.finditer(name):
        moment = _moment("".join(part for part in match.groups() if part))
        if (
            moment is not None
            and moment.date() >= FIRST_DAY
            and (today is None or moment.date() <= today + timedelta(1))
        ):
            return moment
    return None


def days_in_name(name: str) -> tuple[date, ...]:
    """Return the days that stand in a file name, each once, apart from the day of a full stamp."""
    days = []
    for year, _, month, day in _DAY.findall(_STAMP.sub(" ", name)):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S" if len(digits) == 14 else "%Y%m%d%H%M")
    except ValueError:
        return None
