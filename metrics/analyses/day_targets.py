"""A target of a month, quarter or year laid on its days by weekday and event, summing to it exactly (M-21)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from data.store import Store
from metrics.analyses.anomalies import steady
from metrics.analyses.history import history
from metrics.analyses.split import to_the_cent
from metrics.scope import EVERYTHING, Scope

Span = tuple[date, date]


def decomposed(total: Decimal, weights: Sequence[float]) -> list[Decimal]:
    """Return `total` in parts proportional to `weights`, whole cents that sum to it exactly (largest remainder)."""
    sum_of = sum(weights)
    return to_the_cent([float(total) * weight / sum_of for weight in weights], total)


def day_weights(store: Store, key: str, days: Sequence[date], scope: Scope = EVERYTHING) -> list[float]:
    """Return how much of a period each of its days would bring: weekday and event effects of the 400 days before it.

    Weights are relative; equal without 28 days of history. A festival that the history doesn't hold counts as its weekday.
    The level of the last loaded day is kept for all of them: its further course over a year would be a guess.
    """
    past = history(store, key, days[0] - timedelta(days=1), scope, ahead=len(days))
    fitted = steady(past)
    if fitted is None:
        return [1.0] * len(days)
    view = fitted.outlook(days, past.marked)
    effects = np.exp(view.rows @ fitted.effects + view.offsets)
    return [float(effect) for effect in effects]


def laid_out(
    targets: Mapping[Span, Decimal],
    weigh: Callable[[Sequence[date]], list[float]],
    wanted: Collection[date] | None = None,
) -> dict[date, Decimal]:
    """Return the target of each wanted day (of all days without them): its own, else its share of the shortest period.

    What finer targets have set is taken off the coarser one, and the rest is laid on the other days; finer targets stand
    even where they exceed the coarser one. Only the periods that the wanted days need are laid out.
    """
    ordered = sorted(targets, key=_fineness)
    found: dict[date, Decimal] = {}
    for first, last in sorted(_needed(ordered, wanted) if wanted is not None else ordered, key=_fineness):
        days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
        free = [day for day in days if day not in found]
        set_already = sum((found[day] for day in days if day in found), Decimal(0))
        rest = max(targets[first, last] - set_already, Decimal(0))
        if free:
            found |= dict(zip(free, decomposed(rest, weigh(free)), strict=True))
    return found if wanted is None else {day: found[day] for day in wanted if day in found}


def _fineness(span: Span) -> tuple[timedelta, Span]:
    return span[1] - span[0], span


def _needed(ordered: Sequence[Span], wanted: Collection[date]) -> set[Span]:
    """Return the shortest period of each wanted day, and all finer ones that reach into those."""
    shortest = (next((span for span in ordered if span[0] <= day <= span[1]), None) for day in wanted)
    queue = [span for span in shortest if span is not None]
    found: set[Span] = set()
    while queue:
        span = queue.pop()
        if span not in found:
            found.add(span)
            finer = ordered[: ordered.index(span)]
            queue += [other for other in finer if other[0] <= span[1] and span[0] <= other[1]]
    return found


class Weigh:
    """The weights of days for one shop's figure; an object, so that they are asked for only where a target needs them."""

    def __init__(self, store: Store, key: str, scope: Scope):
        self._store, self._key, self._scope = store, key, scope

    def __call__(self, days: Sequence[date]) -> list[float]:
        """Return the weight of each day; a single day needs no history."""
        return [1.0] if len(days) == 1 else day_weights(self._store, self._key, days, self._scope)
