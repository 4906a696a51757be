"""Which clock of refunds serves an answer: per shop, the first that is loaded for the whole range asked."""

from metrics.core import Fact
from metrics.period import Period
from metrics.scope import Coverage, Scope, Shop

CLOCK_NOTES_ORDER = ("refunds", "shop_daily", "order_paid_day")


def choose(fact: Fact, known: Coverage, period: Period, scope: Scope) -> tuple[tuple[Shop, str, str], ...]:
    """Return (shop, clock, coverage source) for every shop of the scope; empty for a fact with one clock only.

    A clock serves if it covers every day of the range that any clock covers; if none does, the one that covers most.
    """
    if not fact.one_clock:
        return ()
    chosen = []
    for shop in known.shops(scope):
        own = Scope(*shop)
        covered = {
            clock: {entry for entry in known.days((source,), own) if period.holds(entry[2])}
            for clock, source in fact.one_clock.items()
        }
        wanted = set().union(*covered.values())
        best = max(covered, key=lambda clock: len(covered[clock]))
        for clock, days in covered.items():
            if days == wanted and wanted:
                best = clock
                break
        chosen.append((shop, best, fact.one_clock[best]))
    return tuple(chosen)
