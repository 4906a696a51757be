"""How soon first-time buyers come back, with those who are still too young counted for as long as they were seen (M-93)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import observed
from metrics.scope import EVERYTHING, Scope

AT_DAYS = (7, 14, 30, 60, 90, 180, 365)
NORMAL_95 = 1.959963984540054
# How many buyers came back on their n-th day, and how many were seen for n days without coming back.
BY_AGE = """
SELECT CASE WHEN f.days_to_second <= f.observed_days THEN f.days_to_second ELSE f.observed_days END AS age,
    CASE WHEN f.days_to_second <= f.observed_days THEN 1 ELSE 0 END AS returned, sum(f.buyers) AS buyers
FROM buyer_firsts_added AS f
WHERE f.shop = ? AND f.platform = ? AND f.day >= ? AND f.day <= ?
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Return:
    """The share of first-time buyers who paid again on another day within `days`, with its 95 % interval.

    observed: buyers seen for at least that long (or back before); at_risk: those still not back and seen at that age.
    """

    days: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True)
class Returns:
    """The curve of coming back. buyers: first-time buyers it stands on. points: only ages that enough buyers have reached."""

    first: date
    last: date
    buyers: int
    points: tuple[Return, ...]


def returns(
    store: Store,
    first: date,
    last: date,
    scope: Scope = EVERYTHING,
    at: Sequence[int] = AT_DAYS,
    least: int = 30,
) -> Returns | Text:
    """Return how many of the buyers who first bought on first..last come back within so many days, or why it isn't known.

    Formula: 1 - Kaplan-Meier's survival, so that young buyers count for the days they were seen; interval: Greenwood's on
    the log(-log) scale. An age is given only while `least` buyers are still observed at it. Source: first_days (orders
    that name buyers). Limits: the first loaded purchase counts as the first; cohorts are taken to behave alike.
    """
    known = observed(store, scope)
    if isinstance(known, Text):
        return known
    back: dict[int, int] = {}
    gone: dict[int, int] = {}
    for age, returned, buyers in store.rows(BY_AGE, [*known.shop, first, last]):
        side = back if returned else gone
        side[age] = side.get(age, 0) + int(buyers)
    return Returns(first, last, sum(back.values()) + sum(gone.values()), kaplan_meier(back, gone, at, least))


def kaplan_meier(
    back: Mapping[int, int], gone: Mapping[int, int], at: Sequence[int], least: int = 1
) -> tuple[Return, ...]:
    """Return the share back by each age of `at`. back: how many came back at an age; gone: how many were last seen at it."""
    at_risk = sum(back.values()) + sum(gone.values())
    survival, variance = 1.0, 0.0
    found = []
    ages = sorted({*back, *gone, *at})
    for age in ages:
        came, left = back.get(age, 0), gone.get(age, 0)
        # Who is last seen at this age was seen on it: they leave after those who come back.
        if came and at_risk > came:
            variance += came / (at_risk * (at_risk - came))
        if came:
            survival *= 1 - came / at_risk
        if age in at and at_risk >= least:
            found.append(Return(age, 1 - survival, *_interval(survival, variance, at_risk), at_risk))
        at_risk -= came + left
    return tuple(found)


def _interval(survival: float, variance: float, at_risk: int) -> tuple[float, float]:
    if survival >= 1:
        return 0.0, 1 - 0.025 ** (1 / at_risk)  # nobody yet: what 97.5 % of such samples rule out
    if survival <= 0:
        return 1.0, 1.0
    reach = NORMAL_95 * sqrt(variance) / abs(log(survival))
    low, high = survival ** exp(reach), survival ** exp(-reach)
    return 1 - high, 1 - low
