"""Figures of buyers that the store holds added up already, so that nobody is counted again: read where they say the same."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.core import Fact, Measure
from metrics.period import PERIOD_CUTS, Period, start_of
from metrics.scope import Scope
from metrics.statement import Joint, Spans


def from_sums(
    fact: Fact,
    measures: Sequence[Measure],
    by: str | None,
    period: Period,
    scope: Scope,
    joint: Joint | Spans,
) -> tuple[Fact, Sequence[Measure]]:
    """Return a fact and its measures as read from the sums that the store holds, or as they are where those don't serve.

    Rows of a day, or what stands as of one, are summed for every shop and day. What is told of buyers over a span is summed for
    a shop, over all of its days: so the days that count have to be one span that begins where the period (and each of its
    parts) begins, and no two shops may share a platform, since a buyer of both is one.
    """
    told = [replace(measure, sql=measure.summed) for measure in measures if measure.summed is not None]
    if scope.category is not None or len(told) < len(measures):
        return fact, measures
    if fact.summed_view is not None:
        return replace(fact, view=fact.summed_view), told
    if fact.summed is None:
        return fact, measures
    if fact.as_of:
        return replace(fact, relation=fact.summed), told
    if by in (None, *PERIOD_CUTS) and isinstance(joint, Spans) and _is_whole(joint, by, period):
        return replace(fact, grouped=fact.summed), told
    return fact, measures


def _is_whole(joint: Spans, by: str | None, period: Period) -> bool:
    """Tell whether the days that count are one span, the same of all shops, that cuts nothing off at its beginning."""
    platforms = [platform for (_, platform), _, _ in joint.spans]
    if len(platforms) != len(set(platforms)) or len({(first, last) for _, first, last in joint.spans}) != 1:
        return False
    first = joint.spans[0][1]
    return first == (period.first if by is None else start_of(first, by))
