"""Explained differences put together by their cause: how many days, the newest one, the sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.reconcile.difference import Difference
from data.text import Text


@dataclass(frozen=True)
class Explained:
    """Differences of one shop, check and column with one cause."""

    kind: str
    shop: str
    what: str
    cause: Text
    count: int
    first: date | None
    last: date | None
    difference: Decimal


def explained(differences: Iterable[Difference]) -> list[Explained]:
    """Return those with a cause, put together by shop, check, column and cause; the order of the checks is kept."""
    groups: dict[tuple[str, str, str, Text], list[Difference]] = {}
    for difference in differences:
        if difference.cause is not None:
            key = (difference.kind, difference.shop, difference.what, difference.cause)
            groups.setdefault(key, []).append(difference)
    return [_group(*key, members) for key, members in sorted(groups.items(), key=lambda group: group[0])]


def _group(kind: str, shop: str, what: str, cause: Text, members: list[Difference]) -> Explained:
    days = [member.day for member in members if member.day]
    total = sum((member.difference for member in members), Decimal(0))
    return Explained(
        kind, shop, what, cause, len(members), min(days, default=None), max(days, default=None), total
    )
