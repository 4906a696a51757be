"""Exact additive split of a change in a product of factors (log-mean, order-independent)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from math import log

CENT = Decimal("0.01")


def log_mean_split(before: Sequence[float], after: Sequence[float], change: Decimal) -> list[Decimal] | None:
    """Split `change`, the change of the product of the factors, into one part per factor.

    before, after: the factors, all positive, or None is returned (a factor of 0 has no logarithm). Each part is
    L(after product, before product) x ln(after factor / before factor), L the logarithmic mean; the parts don't depend on
    an order of substitution. They are rounded to the cent so that they sum to `change` exactly (largest remainder).
    """
    if min([*before, *after]) <= 0:
        return None
    old, new = _product(before), _product(after)
    weight = old if abs(new / old - 1) < 1e-12 else (new - old) / log(new / old)
    return to_the_cent(
        [weight * log(late / early) for early, late in zip(before, after, strict=True)], change
    )


def to_the_cent(parts: Sequence[float], total: Decimal) -> list[Decimal]:
    """Round `parts` to cents so that they sum to `total`, the largest remainders rounded up."""
    cents = [Decimal(repr(part)) / CENT for part in parts]
    floors = [value.to_integral_value(ROUND_FLOOR) for value in cents]
    each, lacking = divmod(int(total / CENT - sum(floors)), len(floors))
    order = sorted(range(len(parts)), key=lambda place: cents[place] - floors[place], reverse=True)
    for turn, place in enumerate(order):
        floors[place] += each + (1 if turn < lacking else 0)
    return [floor * CENT for floor in floors]


def ranked_changes(
    before: Mapping[str, Decimal], after: Mapping[str, Decimal], count: int
) -> tuple[list[tuple[str, Decimal]], Decimal]:
    """Return the `count` largest changes by size, and the sum of the others' changes: together the whole change."""
    changes = {
        key: after.get(key, Decimal(0)) - before.get(key, Decimal(0)) for key in before.keys() | after.keys()
    }
    ordered = sorted(changes.items(), key=lambda entry: (-abs(entry[1]), entry[0]))
    kept = [entry for entry in ordered[:count] if entry[1]]
    return kept, sum(changes.values(), Decimal(0)) - sum((change for _, change in kept), Decimal(0))


def _product(factors: Sequence[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result
