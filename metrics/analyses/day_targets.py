"""A target of a month, quarter or year laid on its days by weekday and event, summing to it exactly (M-21)."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
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


class Layer:
    """The days that one target fills, and what it has for them once finer targets have taken theirs.

    How it falls on single days needs the history, so that is worked out only where a part of the days is asked for.
    """

    def __init__(
        self,
        span: Span,
        days: Sequence[date],
        amount: Decimal,
        weigh: Callable[[Sequence[date]], list[float]],
    ):
        self.span, self.days, self.amount = span, tuple(days), amount
        self._weigh, self._parts = weigh, dict[date, Decimal]()

    @property
    def parts(self) -> Mapping[date, Decimal]:
        """The amount on each day, adding up to it."""
        if not self._parts:
            parts = decomposed(self.amount, self._weigh(self.days))
            self._parts = dict(zip(self.days, parts, strict=True))
        return self._parts

    def within(self, days: Set[date]) -> Decimal:
        """Return what falls on these days."""
        inside = [day for day in self.days if day in days]
        if len(inside) == len(self.days):
            return self.amount
        return sum((self.parts[day] for day in inside), Decimal(0))


def layers(
    targets: Mapping[Span, Decimal],
    weigh: Callable[[Sequence[date]], list[float]],
    wanted: Collection[date] | None = None,
) -> list[Layer]:
    """Return who fills which days (those that `wanted` needs, or all), the finest target first; no day is in two of them.

    What finer targets have set is taken off the coarser one, and the rest is for its other days; finer targets stand even
    where they exceed the coarser one.
    """
    ordered = sorted(targets, key=_fineness)
    found: list[Layer] = []
    for first, last in sorted(_needed(ordered, wanted) if wanted is not None else ordered, key=_fineness):
        filled = {day for layer in found for day in layer.days}
        days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
        free = [day for day in days if day not in filled]
        if free:
            set_already = sum((layer.within(set(days)) for layer in found), Decimal(0))
            rest = max(targets[first, last] - set_already, Decimal(0))
            found.append(Layer((first, last), free, rest, weigh))
    return found


def laid_out(
    targets: Mapping[Span, Decimal],
    weigh: Callable[[Sequence[date]], list[float]],
    wanted: Collection[date] | None = None,
) -> dict[date, Decimal]:
    """Return the target of each wanted day (of all days without them): its own, else its share of the shortest period.

    Only the periods that the wanted days need are laid out.
    """
    asked = None if wanted is None else set(wanted)
    found = [
        layer for layer in layers(targets, weigh, wanted) if asked is None or not asked.isdisjoint(layer.days)
    ]
    days = {day: amount for layer in found for day, amount in layer.parts.items()}
    return days if wanted is None else {day: days[day] for day in wanted if day in days}


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
