"""What a comparison is: a base to choose, and what it gives for a figure."""

from dataclasses import dataclass
from datetime import date

from data.text import Text
from metrics.value import Number


@dataclass(frozen=True)
class Base:
    """Something to compare with, as people choose it. key: what stands in a URL. meaning: one sentence."""

    key: str
    label: Text
    meaning: Text


@dataclass(frozen=True)
class Comparison:
    """What a figure is compared with: `value` is None where no fair base exists, and `why` says so.

    days: the days that the value is of. left_out: days that were passed over, each with the reason.
    notes: what is to be known when reading the comparison, such as a festival on one of its sides.
    """

    value: Number
    days: tuple[date, ...]
    left_out: tuple[tuple[date, Text], ...] = ()
    why: Text | None = None
    notes: tuple[Text, ...] = ()


def refused(why: Text) -> Comparison:
    """Return a comparison that can't be made."""
    return Comparison(None, (), (), why)
