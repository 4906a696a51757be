"""Which figure is meant: a metric over a period, of everything asked about or of one part of it; what a click lays open."""

from dataclasses import dataclass, replace
from datetime import date

from metrics.period import PERIOD_CUTS, Period, end_of
from metrics.scope import Scope


@dataclass(frozen=True)
class Figure:
    """A metric over a period. by, cut: the one part of it that is meant (an item, a campaign, an hour), as Row.cut names it;
    name: what people call it.

    reach: all days that the report speaks of which shows it, so that its refunds are dated by the same clock.
    """

    key: str
    period: Period
    scope: Scope
    by: str | None = None
    cut: str | None = None
    name: str | None = None
    reach: Period | None = None


@dataclass(frozen=True)
class Asked:
    """What the rows of a table were asked for: a period, its cut and its scope, as `evaluate` got them."""

    period: Period
    scope: Scope
    by: str | None = None
    reach: Period | None = None

    def figure(self, key: str, cut: str | None, name: str | None = None) -> Figure:
        """Return the figure of a metric in the row of that cut: a day, week, month or shop is a period or scope of its own."""
        reach = self.reach or self.period
        if cut is None or self.by is None:
            return Figure(key, self.period, self.scope, reach=reach)
        if self.by == "shop":
            return Figure(key, self.period, replace(self.scope, shop=cut), reach=reach)
        if self.by in PERIOD_CUTS:
            return Figure(key, self._within(_span(cut, self.by)), self.scope, reach=reach)
        return Figure(key, self.period, self.scope, self.by, cut, name or cut, reach)

    def _within(self, span: Period) -> Period:
        first, last = span.first or date.min, span.last or date.max
        return Period(max(first, self.period.first or first), min(last, self.period.last or last))


def _span(name: str, by: str) -> Period:
    """Return the days of a period by its name in results: 2026-11-20, 2026-W47, 2026-11, 2026-Q4."""
    if by == "week":
        return Period.week(name)
    if by == "quarter":
        year, _, number = name.partition("-Q")
        first = date(int(year), int(number) * 3 - 2, 1)
        return Period(first, end_of(first, by))
    if by == "month":
        return Period.month(date.fromisoformat(f"{name}-01"))
    return Period.day(date.fromisoformat(name))
