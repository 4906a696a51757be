"""What the shop set itself for a period, from its own target sheet."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from data.store import Store
from metrics.analyses.day_targets import Weigh, laid_out
from metrics.analyses.split import CENT
from metrics.period import Period
from metrics.plans import planned as filling
from metrics.plans import planned_to_date, shops_of
from metrics.scope import EVERYTHING, Scope, Shop

TARGETS = """
SELECT t.shop, t.platform, t.period_start, t.period_end, t.amount FROM targets AS t
WHERE t.measure = ? AND t.part = ? AND (t.part = '' OR coalesce(t.part_kind, 'category') = 'category')
    AND t.period_start <= ? AND t.period_end >= ?
"""


def target(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> Decimal | None:
    """Return the target of a metric for exactly `period`, in the metric's unit, from the shop's target sheet.

    It is the target of that very period, else the sum of shorter ones that fill it day by day. None where a day has no
    target, or a shop of the scope has none: a month's target is not spread over its weeks here (`planned` does).
    """
    found = filling(store, key, period, scope)
    return None if found is None else sum((share.amount for share in found), Decimal(0))


def attained(reached: Decimal | None, wanted: Decimal | None) -> Decimal | None:
    """Return what share of a target was reached (M-20); None where either is unknown, or the target is 0."""
    return None if reached is None or not wanted else reached / wanted


def needed_a_day(wanted: Decimal | None, reached: Decimal | None, days: int) -> Decimal | None:
    """Return what each of the days that remain must bring to reach a target, at least 0 and rounded to the cent; None where
    no day remains, or either is unknown."""
    if wanted is None or reached is None or not days:
        return None
    return max((wanted - reached) / days, Decimal(0)).quantize(CENT, ROUND_HALF_UP)


def apart(parts: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return how far the sum of targets lies above (+) or below (-) the target that they divide; None where one is missing."""
    return None if parts is None or whole is None else parts - whole


def summed(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of targets in yuan; None where one of them is not set, or there is none."""
    known = list(amounts)
    return (
        sum((amount for amount in known if amount is not None), Decimal(0))
        if known and None not in known
        else None
    )


def day_targets(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> dict[date, Decimal]:
    """Return the target of every day of `period` that has one: from the sheet, else laid out of a longer period's target.

    Days that a shop of the scope has no target for are left out. The days of a month add up to the month's target exactly.
    """
    if period.first is None or period.last is None:
        return {}
    # A day near the edge may take its share from a year's target, which needs all that lies in that year.
    near = date(period.first.year, 1, 1), date(period.last.year, 12, 31)
    found = _targets(store, key, *near, scope)
    asked = list(period.days())
    laid = [
        laid_out(targets, Weigh(store, key, Scope(*shop, scope.category)), asked)
        for shop, targets in found.items()
    ]
    return {
        day: sum((days[day] for days in laid), Decimal(0))
        for day in asked
        if laid and all(day in days for days in laid)
    }


def planned(
    store: Store, key: str, period: Period, elapsed: Period, scope: Scope = EVERYTHING
) -> Decimal | None:
    """Return what a period is to reach by the end of `elapsed`: once it is over its own target, before that `to_date`."""
    whole = target(store, key, period, scope) if elapsed == period else None
    return to_date(store, key, elapsed, scope) if whole is None else whole


def to_date(store: Store, key: str, elapsed: Period, scope: Scope = EVERYTHING) -> Decimal | None:
    """Return the day targets of `elapsed`, added up (metrics/plans.py: the one rule for what was planned so far); None where
    a day has none."""
    days = {(*shop, day) for shop in shops_of(store, scope) for day in elapsed.days()}
    found = planned_to_date(store, key, days, scope.category) if days else None
    return None if found is None else sum((share.amount for share in found), Decimal(0))


def _targets(
    store: Store, key: str, first: date, last: date, scope: Scope
) -> dict[Shop, dict[tuple[date, date], Decimal]]:
    """Return the targets of each shop of the scope that touch the days first..last, by their first and last day."""
    found: dict[Shop, dict[tuple[date, date], Decimal]] = {shop: {} for shop in shops_of(store, scope)}
    for shop, platform, start, end, amount in store.rows(TARGETS, [key, scope.category or "", last, first]):
        if (shop, platform) in found:
            found[shop, platform][start, end] = amount
    return found
