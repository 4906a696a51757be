"""Periods of the shop's calendar (Asia/Shanghai, ISO weeks) and fair comparisons."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """Days first..last, both inclusive; None on a side means from (to) whatever is loaded."""

    first: date | None = None
    last: date | None = None


ALL = Period()
