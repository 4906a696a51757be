"""Where visitors came from, as shares of all sources' visitors (M-09)."""

from dataclasses import dataclass
from datetime import date

from data.store import Store
from data.text import Text
from metrics.behind import Behind, Rows
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, coverage
from metrics.statement import Joint, Params, filters

CHOOSE = Text("来源占比一次只看一家店：请先选一家店。", "Shares of sources are of one shop: choose a shop.")
NOT_LOADED = Text(
    "这段日期没有加载 生意参谋 流量来源。",
    "The platform's report of traffic sources isn't loaded for these days.",
)
# One level and one terminal per day: levels nest and terminals overlap (data/summaries.sql, traffic_by_source).
BY_SOURCE = """
SELECT f.day, f.source_name, max(f.visitors) FROM traffic_by_source AS f
WHERE f.visitors IS NOT NULL AND {where}
GROUP BY f.day, f.source_name
ORDER BY f.day, f.source_name
"""

ROWS = """
SELECT f.day AS day, f.source_name AS source_name, max(f.visitors) AS visitors, max(f.file_id) AS file_id
FROM traffic_by_source AS f
WHERE f.visitors IS NOT NULL AND {where}
GROUP BY f.day, f.source_name
ORDER BY f.day, f.source_name
"""
VISITS = Text("逐日来源访客之和", "Visitors by source, days added")
OF_ALL = Text("各来源逐日访客之和", "All sources' visitors, days added")
SHARE = Text("来源访客占比", "Share of sources")


@dataclass(frozen=True)
class SourceShare:
    """One source. visits: its visitors of each day, one after the other; share: of the same of all sources, 0 to 1."""

    name: str
    visits: int
    share: float


@dataclass(frozen=True)
class SourceShares:
    """The sources of a shop over the days of a period on which they are loaded, the largest first.

    visits: all sources' together; it is no number of people. overlap: visits over the shop's own visitors of the same days (1.25:
    every fourth visitor came by a second source as well); None where a day's visitors are unknown.
    """

    sources: tuple[SourceShare, ...]
    visits: int
    overlap: float | None
    days: tuple[date, ...]
    where: str
    params: tuple[object, ...]

    def behind(self, source: SourceShare, share: bool = False) -> Behind:
        """Return the days behind a source's visitors, or behind its share."""
        name = Text(source.name, source.name)
        sql = ROWS.replace("{where}", f"{self.where} AND f.source_name = ?")
        own = Rows(VISITS, source.visits, "people", sql, (*self.params, source.name), "visitors")
        if not share:
            return Behind(VISITS, name, VISITS, source.visits, "people", (own,))
        whole = Rows(
            OF_ALL, self.visits, "people", ROWS.replace("{where}", self.where), self.params, "visitors"
        )
        formula = Text(f"{VISITS.zh} ÷ {OF_ALL.zh}", f"{VISITS.en} ÷ {OF_ALL.en}")
        return Behind(SHARE, name, formula, source.share, "percent", (own, whole))


def source_shares(store: Store, period: Period, scope: Scope = EVERYTHING) -> SourceShares | Text:
    """Return the shares of a shop's traffic sources over a period, or why there are none.

    Formula: a source's visitors ÷ the sum of all sources' visitors, day by day added on both sides. A visitor counts in every
    source that led here, so shares are of that sum and not of the shop's visitors; `overlap` says how far the two are apart.
    Source: the platform's traffic report, its coarsest level, one terminal. Limits: over several days who came on two of them
    counts twice on both sides; sources that the platform leaves out of its report are in no share.
    """
    shops = coverage(store).shops(scope)
    if len(shops) > 1:
        return CHOOSE
    params: Params = []
    where = filters(period, scope.whole, (), Joint(frozenset()), params)
    rows = store.rows(BY_SOURCE.replace("{where}", where), params)
    by_name: dict[str, int] = {}
    for _, name, count in rows:
        by_name[name] = by_name.get(name, 0) + int(count)
    whole = sum(by_name.values())
    if not whole:
        return NOT_LOADED
    days = tuple(sorted({day for day, _, _ in rows}))
    ranked = sorted(by_name.items(), key=lambda entry: (-entry[1], entry[0]))
    shares = tuple(SourceShare(name, count, count / whole) for name, count in ranked)
    return SourceShares(shares, whole, _overlap(store, shops[0], days, whole), days, where, tuple(params))


def _overlap(store: Store, shop: tuple[str, str], days: tuple[date, ...], whole: int) -> float | None:
    marks = ", ".join("?" for _ in days)
    rows = store.rows(
        "SELECT p.day, p.visitors FROM people_days AS p WHERE p.shop = ? AND p.platform = ? AND p.visitors IS NOT NULL"
        f" AND p.day IN ({marks})",
        [*shop, *days],
    )
    came = sum(int(count) for _, count in rows)
    return whole / came if len(rows) == len(days) and came else None
