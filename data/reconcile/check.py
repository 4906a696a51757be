"""Everything that should agree, checked: files and store, lines and orders, our sums and the platform's, ad reports."""

from data.reconcile.ads import ad_differences
from data.reconcile.difference import Difference
from data.reconcile.files import file_differences
from data.reconcile.impossible import impossible
from data.reconcile.orders import line_differences
from data.reconcile.platform import platform_differences
from data.store import Store


def check(store: Store) -> list[Difference]:
    """Return every difference, the unexplained ones first, then the newest days.

    Raises StoreDamaged if the archived rows of a loaded file are gone.
    """
    differences = [
        *file_differences(store), *line_differences(store), *platform_differences(store), *ad_differences(store),
        *impossible(store),
    ]  # fmt: skip
    return sorted(differences, key=_rank)


def unexplained(differences: list[Difference]) -> list[Difference]:
    """Return those that have no cause."""
    return [difference for difference in differences if difference.cause is None]


def _rank(difference: Difference) -> tuple[bool, int, str, str, str]:
    day = -difference.day.toordinal() if difference.day else 0
    return (difference.cause is not None, day, difference.shop, difference.kind, difference.what)
