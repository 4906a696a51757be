"""How a typed cell of a workbook reads as text, the way the shop's people see it in Excel."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

Cell = str | float | int | bool | datetime | date | time | timedelta

_EXACT = 2**53  # up to here a float holds every whole number
_SLIP = timedelta(milliseconds=5)  # a time kept as a fraction of a day misses the second by less than this
_LONGEST = 30  # digits; beyond, the power of ten is shorter to read


def cell_text(value: Cell) -> str:
    """Return the cell as text: 12451724, 0.3, 2020-02-01, 2020-02-01 12:30:00, 36:05:00, TRUE; "" for an empty one."""
    return TEXT_OF[type(value)](value)


def number_text(value: float) -> str:
    """Return a number with 15 significant digits (whole ones up to 2^53 exactly), without E notation up to 1E30."""
    if value.is_integer() and -_EXACT <= value <= _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    number = Decimal(text)
    return format(number, "f") if abs(number.adjusted()) <= _LONGEST else text


def number_texts(values: Sequence[float]) -> list[str]:
    """Return `number_text` of each; all are written in one go, ten times faster than one by one."""
    written = "%.15g\n" * len(values) % tuple(values)
    texts = written.split("\n")[:-1]
    if "e" not in written and "-0\n" not in written:
        return texts
    return [
        number_text(value) if "e" in text or text == "-0" else text
        for value, text in zip(values, texts, strict=True)
    ]


def moment_text(value: datetime) -> str:
    """Return a date with a time to the second, or finer where the cell is."""
    if value.microsecond:
        second = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        value = second if abs(second - value) <= _SLIP else value
    return value.isoformat(" ")


def duration_text(value: timedelta) -> str:
    """Return hours:minutes:seconds; hours go beyond 24."""
    sign, value = ("-", -value) if value < timedelta(0) else ("", value)
    second = timedelta(seconds=round(value.total_seconds()))
    value = second if abs(second - value) <= _SLIP else value
    minutes, seconds = divmod(value, timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    fraction = f".{seconds.microseconds:06}" if seconds.microseconds else ""
    return f"{sign}{hours:02}:{minutes:02}:{seconds.seconds:02}{fraction}"


def _time_of_day(value: time) -> str:
    return duration_text(datetime.combine(date.min, value) - datetime.min)


TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: str,
    float: number_text,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: moment_text,
    date: date.isoformat,
    time: _time_of_day,
    timedelta: duration_text,
}
