"""Which clock of refunds serves an answer: per shop, the first that is loaded for the whole range asked."""

from metrics.core import Fact
from metrics.period import Period
from metrics.scope import Coverage, Scope, Shop, ShopDay

# The coverage of a refund export with the quiet days at its ends, which it does not show (summaries.sql).
ASSUMED = "assumed_refunds"


def choose(fact: Fact, known: Coverage, period: Period, scope: Scope) -> tuple[tuple[Shop, str, str], ...]:
    """Return (shop, clock, coverage source) for every shop of the scope; empty for a fact with one clock only.

    A clock serves if it covers every day of the range that any clock covers; if none does, the one that covers most.
    """
    return tuple(
        (shop, *_best(fact, known, period, Scope(*shop))) for shop in known.shops(scope) if fact.one_clock
    )


def _best(fact: Fact, known: Coverage, period: Period, shop: Scope) -> tuple[str, str]:
    covered: dict[tuple[str, str], set[ShopDay]] = {
        pair: {entry for entry in known.days((pair[1],), shop) if period.holds(entry[2])}
        for pair in fact.one_clock
    }
    wanted: set[ShopDay] = set().union(*covered.values())
    for pair, days in covered.items():
        if wanted and days == wanted:
            return pair
    return max(covered, key=lambda pair: len(covered[pair]))
