"""Every cell that the analyses of a shop let a person open, for the tests that walk them all."""

from collections.abc import Iterator

from data.store import Store
from data.text import Text
from metrics.analyses.basket import baskets
from metrics.analyses.classes import behind_class, classes
from metrics.analyses.cohorts import cohorts
from metrics.analyses.new_items import COLUMNS as OF_NEW
from metrics.analyses.new_items import new_items
from metrics.analyses.rfm import rfm
from metrics.analyses.slots import slots
from metrics.analyses.source_shares import source_shares
from metrics.analyses.tiers import COLUMNS as OF_TIERS
from metrics.analyses.tiers import tiers
from metrics.behind import Behind
from metrics.period import Period
from metrics.scope import Scope


def every_cell(store: Store, period: Period, scope: Scope) -> Iterator[Behind]:
    """Yield the cells of every analysis of one shop that has any."""
    yield from _of_buyers(store, scope)
    yield from _of_goods(store, period, scope)


def _of_buyers(store: Store, scope: Scope) -> Iterator[Behind]:
    months, groups, members = cohorts(store, scope), rfm(store, scope), tiers(store, scope)
    if not isinstance(months, Text):
        for cohort in months.cohorts:
            yield months.behind_buyers(cohort)
            for after, kept in enumerate(cohort.kept):
                if kept is not None:
                    yield months.behind_share(cohort, after)
                    yield months.behind_worth(cohort, after)
    if not isinstance(groups, Text):
        scores = range(1, groups.edges.scores + 1)
        yield from (
            groups.behind_group(place, money)
            for place in range(len(groups.groups))
            for money in (False, True)
        )
        yield from (groups.behind_scores(r, f) for r in scores for f in scores)
    if not isinstance(members, Text):
        yield from (
            members.behind(place, column) for place in range(len(members.tiers)) for column in OF_TIERS
        )


def _of_goods(store: Store, period: Period, scope: Scope) -> Iterator[Behind]:
    yield from (item.behind(share) for item in classes(store, scope) for share in (False, True))
    if (whole := behind_class(Text("全部", "all"), classes(store, scope), pieces=True)) is not None:
        yield whole
    if (whole := behind_class(Text("全部", "all"), classes(store, scope), pieces=False)) is not None:
        yield whole
    for slot in slots(store, period, scope):
        yield from (slot.behind("visitors"), slot.behind("buyers"), slot.behind("rate"))
    fresh = () if period.last is None else new_items(store, period.last, scope)
    if not isinstance(fresh, Text):
        yield from (
            item.behind(column) for item in fresh for column in OF_NEW if getattr(item, column) is not None
        )
    pairs = baskets(store, period, scope, least=1)
    if not isinstance(pairs, Text):
        columns = ("together", "of_item", "confidence", "lift")
        yield from (pairs.behind(pair, column) for pair in pairs.pairs for column in columns)
    shares = source_shares(store, period, scope)
    if not isinstance(shares, Text):
        yield from (shares.behind(source, share) for source in shares.sources for share in (False, True))
