"""How figures are written for people: money to the cent, rates with two decimals, an empty figure as a dash."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from data.text import Text
from metrics.core import Metric
from metrics.evaluate import Number, Value
from reports import wording

EMPTY = wording.EMPTY
GRADES = wording.GRADES
# From here on a card has no room for cents; tables and opened numbers always show them.
WITHOUT_CENTS = Decimal(10_000_000)
WEEKDAYS = Text("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")
MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()<>#+-.!|~$:&@=^"})


def number(value: Number, unit: str, *, short: bool = False) -> str:
    """Return a figure of that unit as text; None is a dash. `short` leaves cents out of very large money."""
    if unit != "money" or value is None or isinstance(value, str):
        return wording.number(value, unit)
    amount = value if isinstance(value, Decimal) else Decimal(repr(value))
    return money(amount, cents=not (short and abs(amount) >= WITHOUT_CENTS))


def money(amount: Decimal, *, cents: bool = True) -> str:
    """Return yuan with thousands separators: ¥1,234.50, or -¥3.00."""
    places = 2 if cents else 0
    rounded = wording.rounded(amount, places)
    return f"{'-' if rounded < 0 else ''}¥{abs(rounded):,.{places}f}"


def figure(value: Value, metric: Metric, language: str, *, short: bool = False) -> str:
    """Return a metric's value as people read it: bounds of people as a range, grades as words, 店铺ROI as 1:x."""
    if isinstance(value.value, str):
        return GRADES[value.value].say(language) if value.value in GRADES else value.value
    if value.value is None:
        return EMPTY if value.low is None or value.high is None else f"{value.low:,}–{value.high:,}"
    text = number(value.value, metric.unit, short=short)
    return f"1:{text}" if metric.key.startswith("store_roi") else text


def day(when: date, language: str) -> str:
    """Return a day with its weekday: 2026-11-20（周五） or 2026-11-20 (Fri)."""
    return f"{when.isoformat()}（{weekday(when, language)}）" if language != "en" else (
        f"{when.isoformat()} ({weekday(when, language)})"
    )  # fmt: skip


def weekday(when: date, language: str) -> str:
    """Return 周五 or Fri."""
    if language == "en":
        return WEEKDAYS.en.split()[when.weekday()]
    return f"周{WEEKDAYS.zh[when.weekday()]}"


def moment(when: datetime | None) -> str:
    """Return a time to the minute, or a dash."""
    return EMPTY if when is None else f"{when:%Y-%m-%d %H:%M}"


def plain(text: object) -> str:
    """Return text from data so that Markdown shows it letter by letter: item titles may hold *_[]$."""
    return " ".join(str(text).split()).translate(MARKDOWN)


def listed(parts: Iterable[str], language: str) -> str:
    """Return parts joined as a list in a sentence."""
    return (", " if language == "en" else "、").join(parts)
