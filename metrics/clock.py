"""Which clock of refunds serves an answer: per shop the one that was chosen, else the first loaded for all that is asked."""

from metrics.catalogue import CATALOGUE
from metrics.core import Fact, leaves
from metrics.period import Period
from metrics.scope import Coverage, Scope, Shop, ShopDay
from metrics.value import Value

# The coverage of a refund export with the quiet days at its ends, which it does not show (summaries.sql).
ASSUMED = "assumed_refunds"


def choose(
    fact: Fact, known: Coverage, period: Period, scope: Scope, wanted: str = ""
) -> tuple[tuple[Shop, str, str], ...]:
    """Return (shop, clock, coverage source) for every shop of the scope; empty for a fact with one clock only.

    A clock serves if it covers every day of the range that any clock covers; if none does, the one that covers most.
    wanted: the clock that people chose: it serves every shop that has any of its days, in whatever range is asked.
    """
    if not fact.one_clock:
        return ()
    return tuple((shop, *_best(fact, known, period, Scope(*shop), wanted)) for shop in known.shops(scope))


def _best(fact: Fact, known: Coverage, period: Period, shop: Scope, wanted: str) -> tuple[str, str]:
    fixed = [pair for pair in fact.one_clock if pair[0] == wanted and known.days((pair[1],), shop)]
    covered: dict[tuple[str, str], set[ShopDay]] = {
        pair: {entry for entry in known.days((pair[1],), shop) if period.holds(entry[2])}
        for pair in fixed or fact.one_clock
    }
    days_of_any: set[ShopDay] = set().union(*covered.values())
    for pair, days in covered.items():
        if days_of_any and days == days_of_any:
            return pair
    return max(covered, key=lambda pair: len(covered[pair]))


def same_clock(key: str, one: Value, other: Value) -> bool:
    """Tell whether two values of a metric are dated alike: refunds by two clocks are no fair comparison."""
    return one.source == other.source or not any(leaf.fact.one_clock for leaf in leaves(CATALOGUE[key]))
