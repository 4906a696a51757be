"""Which to-dos are open: what was ticked or put off is away, until the data show the fact again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from metrics.analyses.finding import Finding


@dataclass(frozen=True)
class Listed:
    """A finding and what was said about it: mark "done" or "later" (None: nothing), by whom and when.

    is_open: it stands on the list. A to-do that is done is away for the data that it was ticked on: if newer data show the
    fact again, it is back, with who had ticked it. One that was put off is away until the data reach that day.
    """

    finding: Finding
    is_open: bool
    mark: str | None = None
    who: str | None = None
    at: datetime | None = None
    until: date | None = None

    @property
    def is_back(self) -> bool:
        """Whether it had been ticked or put off and stands on the list again."""
        return self.is_open and self.mark is not None


def listed(found: Sequence[Finding], ticks: Mapping[str, Mapping[str, Any]], day: date) -> list[Listed]:
    """Return the findings of the morning after `day` in their order, each with what was said about it."""
    return [_listed(finding, ticks.get(finding.key), day) for finding in found]


def _listed(finding: Finding, tick: Mapping[str, Any] | None, day: date) -> Listed:
    if tick is None:
        return Listed(finding, True)
    away = day <= tick["seen_day"] if tick["mark"] == "done" else day < tick["until"]
    return Listed(finding, not away, tick["mark"], tick["typed_by"], tick["typed_at"], tick["until"])
