"""Where a day's change came in: visitors by traffic source, clicks by campaign, against the days of the fair base."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.scope import EVERYTHING, Scope, coverage

# Under so many on both sides a change is luck (R14); such rows are only counted.
LEAST = 30
SHOWN = 5
BY_SOURCE = """
SELECT t.day, t.source_name, max(t.visitors) FROM traffic_by_source AS t
WHERE t.shop = ? AND t.platform = ? AND t.day IN ({days}) AND t.visitors IS NOT NULL
GROUP BY t.day, t.source_name
"""
BY_CAMPAIGN = """
SELECT c.day, c.campaign_name, sum(c.clicks) FROM ad_by_campaign AS c
WHERE c.shop = ? AND c.platform = ? AND c.day IN ({days}) AND c.clicks IS NOT NULL
GROUP BY c.day, c.campaign_name
"""


@dataclass(frozen=True)
class Driver:
    """One source or campaign: its count on the day, and its mean over the days of the base on which its report is loaded."""

    name: str
    now: int
    before: float

    @property
    def change(self) -> float:
        """The day's count less the base's mean."""
        return self.now - self.before


@dataclass(frozen=True)
class Drivers:
    """The largest changes, by size. small: how many more there are with under 30 on both sides; others: with more than that.

    days: the days of the base that are loaded.
    """

    shown: tuple[Driver, ...]
    others: int
    small: int
    days: tuple[date, ...]


def sources(store: Store, day: date, base: Sequence[date], scope: Scope = EVERYTHING) -> Drivers | None:
    """Return how the visitors of each traffic source changed; None for several shops, or where a side is not loaded.

    A visitor counts in every source that led here: the changes don't add up to that of the shop's visitors, and none is
    left over. Source: the platform's traffic report, its coarsest level and one terminal, so that no level counts twice.
    """
    return _drivers(store, BY_SOURCE, day, base, scope)


def campaigns(store: Store, day: date, base: Sequence[date], scope: Scope = EVERYTHING) -> Drivers | None:
    """Return how the clicks of each campaign changed; None for several shops, or where a side is not loaded.

    Clicks are known on their day; what they sell comes in for 15 days and would always have fallen. Source: the ad report
    that names campaigns.
    """
    return _drivers(store, BY_CAMPAIGN, day, base, scope)


def _drivers(store: Store, sql: str, day: date, base: Sequence[date], scope: Scope) -> Drivers | None:
    shops = coverage(store).shops(scope)
    if len(shops) != 1 or not base:
        return None
    days = [day, *base]
    found: dict[date, dict[str, int]] = {}
    for when, name, count in store.rows(
        sql.replace("{days}", ", ".join("?" for _ in days)), [*shops[0], *days]
    ):
        found.setdefault(when, {})[name] = int(count)
    loaded = tuple(other for other in base if other in found)
    if day not in found or not loaded:
        return None
    names = {name for each in (day, *loaded) for name in found[each]}
    every = [
        Driver(
            name, found[day].get(name, 0), sum(found[other].get(name, 0) for other in loaded) / len(loaded)
        )
        for name in sorted(names)
    ]
    large = [driver for driver in every if max(driver.now, driver.before) >= LEAST]
    ranked = sorted(
        (driver for driver in large if driver.change), key=lambda driver: (-abs(driver.change), driver.name)
    )
    return Drivers(tuple(ranked[:SHOWN]), len(large) - len(ranked[:SHOWN]), len(every) - len(large), loaded)
