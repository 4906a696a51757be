"""How a figure stands against its fair base: by how much it differs, and whether that is good."""

from dataclasses import dataclass
from decimal import Decimal

from data.text import Text
from metrics.core import Metric
from metrics.evaluate import Number, Value
from reports.table import POINTS
from ui.format import EMPTY, number

# A percentage of more than a thousand says less than how many times as much it is.
TIMES = Text("{times} 倍", "×{times}")
FROM_TIMES = 11
TOO_FEW = Text("样本少（{n}），不判断升降", "small sample ({n}): no verdict")


@dataclass(frozen=True)
class Base:
    """What a figure is compared with, and its name (较周五)."""

    value: Number
    name: Text


@dataclass(frozen=True)
class Change:
    """A difference as it is shown: its text, its direction (0: no arrow), and whether it is good (None: no colour)."""

    text: Text
    direction: int
    is_good: bool | None


NO_CHANGE = Change(Text("", ""), 0, None)


def change(value: Value, base: Number, metric: Metric) -> Change:
    """Return how `value` differs from `base`: rates in percentage points, everything else in percent of the base, or as so many
    times the base where it is eleven times as much or more.

    There is no change where either is missing or the base is not above 0 (rule R3), and no verdict where the sample is small.
    """
    now, before = exact(value.value), exact(base)
    if now is None or before is None:
        return NO_CHANGE
    difference = now - before
    direction = (difference > 0) - (difference < 0)
    if metric.unit == "percent":
        text = POINTS.fill(amount=_signed(number(difference * 100, "number"), direction))
    elif before <= 0:
        return NO_CHANGE
    elif now / before >= FROM_TIMES:
        text = TIMES.fill(times=f"{now / before:,.0f}")
    else:
        percent = _signed(number(difference / before, "percent"), direction)
        text = Text(percent, percent)
    if not value.enough:
        return Change(text, 0, None)
    return Change(text, direction, _is_good(direction, metric))


def exact(value: Number) -> Decimal | None:
    """Return a figure as a decimal number; None for what is no number."""
    if value is None or isinstance(value, str):
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _signed(text: str, direction: int) -> str:
    return f"+{text}" if direction > 0 and text != EMPTY else text


def _is_good(direction: int, metric: Metric) -> bool | None:
    if direction == 0 or metric.good == "none":
        return None
    return (direction > 0) == (metric.good == "up")
