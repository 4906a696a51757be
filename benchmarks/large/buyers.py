"""People over time: who returns, first purchases, retention, recency and frequency, tiers and moves between them."""

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.large.case import Case, Page, Spans
from benchmarks.large.facts import Facts, of, stamp
from metrics.analyses.cohorts import Cohorts, cohorts
from metrics.analyses.repeat import AT_DAYS, Returns, returns
from metrics.analyses.rfm import Rfm, cut_edges, rfm
from metrics.analyses.tiers import Tiers, tiers
from metrics.period import Period

PEOPLE = "sum(v.gross), count(v.buyer)"


def returning(page: Page, span: Period) -> tuple[int, ...]:
    """Return the span's buyers, those who paid on two days of it, and those who had paid in the 365 days before."""
    return (*page.sides(span, "repeat_rate"), page.sides(span, "returning_buyer_share")[0])


def returning_plainly(facts: Facts, span: Period) -> tuple[int, ...]:
    """Return the same from the orders."""
    assert span.first is not None
    days = of(facts.paid, span).groupby("buyer")["day"].nunique()
    earlier = Period(span.first - timedelta(days=365), span.first - timedelta(days=1))
    before = of(facts.paid, earlier)["buyer"].unique()
    return int((days >= 2).sum()), len(days), int(np.isin(days.index, before).sum())


def next_period(page: Page, span: Period) -> tuple[int, int]:
    """Return how many paid again in the next span, and the span's buyers."""
    return page.sides(span, "next_period_rate")


def next_period_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the orders."""
    here, after = (of(facts.paid, part)["buyer"].unique() for part in (span, span.after()))
    return int(np.isin(here, after).sum()), len(here)


def back_within(page: Page, span: Period) -> tuple[int, int]:
    """Return how many of the span's first-time buyers came again within 90 days, of those who have been seen as long."""
    return page.sides(span, "repeat_within_90d")


def back_within_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the orders."""
    pairs = _first_and_second(facts)
    pairs = pairs[(pairs["first"] >= stamp(span.first or facts.last)) & (pairs["first"] <= stamp(facts.last))]
    seen = pairs[(stamp(facts.last) - pairs["first"]).dt.days >= 90]
    return int(((seen["second"] - seen["first"]).dt.days <= 90).sum()), len(seen)


def curve(page: Page) -> tuple[int, list[tuple[int, int]]]:
    """Return the buyers that the curve of coming back stands on, and at each of its ages how many were still awaited."""
    found = returns(page.store, Period.last_days(page.last, 5000).first or page.last, page.last, page.scope)
    assert isinstance(found, Returns)
    return found.buyers, [(point.days, point.at_risk) for point in found.points]


def curve_plainly(facts: Facts) -> tuple[int, list[tuple[int, int]]]:
    """Return the same from the orders."""
    pairs = _first_and_second(facts)
    pairs = pairs[pairs["first"] <= stamp(facts.last)]
    observed = (stamp(facts.last) - pairs["first"]).dt.days
    waited = (pairs["second"] - pairs["first"]).dt.days
    age = waited.where(waited <= observed, observed)
    at = [(days, int((age >= days).sum())) for days in AT_DAYS]
    return len(pairs), [(days, left) for days, left in at if left >= 30]


def _first_and_second(facts: Facts) -> pd.DataFrame:
    days = facts.paid[["buyer", "day"]].drop_duplicates().sort_values("day")
    place = days.groupby("buyer").cumcount()
    first, second = (days[place == number].set_index("buyer")["day"] for number in (0, 1))
    return pd.DataFrame({"first": first, "second": second.reindex(first.index)})


def retention(page: Page) -> dict[tuple[str, int], tuple[int, int]]:
    """Return by month of first purchase and months since: who paid then, and what all had paid, in cents."""
    found = cohorts(page.store, page.scope)
    assert isinstance(found, Cohorts)
    return {
        (f"{cohort.month:%Y-%m}", after): (kept, int(spent * 100))
        for cohort in found.cohorts
        for after, (kept, spent) in enumerate(zip(cohort.kept, cohort.spent, strict=True))
        if kept is not None and spent is not None
    }


def retention_plainly(facts: Facts) -> dict[tuple[str, int], tuple[int, int]]:
    """Return the same from the orders."""
    rows = facts.paid
    month = rows["day"].dt.year * 12 + rows["day"].dt.month - 1
    cells = pd.DataFrame({"first": month.groupby(rows["buyer"]).transform("min"), "month": month, "buyer": rows["buyer"],
                          "net": rows["cents"] - rows["refund_cents"]})  # fmt: skip
    grouped = cells.groupby(["first", "month"]).agg(buyers=("buyer", "nunique"), net=("net", "sum"))
    last_whole = facts.last.year * 12 + facts.last.month - 2
    months = range(int(month.min()), last_whole + 1)
    buyers, net = (
        grouped[column].unstack("month", fill_value=0).reindex(columns=months) for column in ("buyers", "net")
    )
    spent = net.cumsum(axis=1)
    return {
        (f"{first // 12}-{first % 12 + 1:02}", later - first): (int(buyers.loc[first, later]), int(spent.loc[first, later]))
        for first in buyers.index if first <= last_whole
        for later in range(first, last_whole + 1)
    }  # fmt: skip


def scores(page: Page) -> dict[tuple[int, int, int], int]:
    """Return the buyers by their scores of recency, frequency and money."""
    found = rfm(page.store, page.scope)
    assert isinstance(found, Rfm)
    return {(cell.recency, cell.frequency, cell.money): cell.buyers for cell in found.cells}


def scores_plainly(facts: Facts) -> dict[tuple[int, int, int], int]:
    """Return the same from the orders."""
    people = _people(facts)
    edges = _edges(people)
    # Of the days since the last purchase fewer are better.
    told = [
        sum(people["age"] <= edge for edge in edges[0]),
        sum(people["orders"] > edge for edge in edges[1]),
        sum(people["cents"] > 100 * edge for edge in edges[2]),
    ]
    sizes = people.groupby(told).size().rename("buyers").reset_index()
    return {(1 + r, 1 + f, 1 + m): count for r, f, m, count in sizes.to_numpy().tolist()}


def first_look(page: Page) -> list[tuple[int, ...]]:
    """Return the edges between the scores, which are cut at the first look of a month."""
    shop = (page.scope.shop or "", page.scope.platform or "")
    found = cut_edges(page.store, shop, page.last)
    return [found.recency, found.frequency, found.money]


def first_look_plainly(facts: Facts) -> list[tuple[int, ...]]:
    """Return the same from the orders."""
    return _edges(_people(facts))


def _people(facts: Facts) -> pd.DataFrame:
    rows = facts.paid.assign(net=facts.paid["cents"] - facts.paid["refund_cents"])
    people = rows.groupby("buyer").agg(last=("day", "max"), orders=("day", "size"), cents=("net", "sum"))
    return people.assign(age=(stamp(facts.last) - people["last"]).dt.days)


def _edges(people: pd.DataFrame) -> list[tuple[int, ...]]:
    yuan = np.sign(people["cents"]) * ((people["cents"].abs() + 50) // 100)
    shares = [0.2, 0.4, 0.6, 0.8]
    return [
        tuple(int(edge) for edge in np.quantile(values, shares, method="inverted_cdf"))
        for values in (people["age"], people["orders"], yuan)
    ]


def members(page: Page) -> dict[str, int]:
    """Return the members of each tier as of the last day."""
    return page.by(Period.day(page.last), "vip_members", "tier")


def members_plainly(facts: Facts) -> dict[str, int]:
    """Return the same from the orders."""
    told = _tiers(facts, Period(None, facts.last))
    counts = {name: int((told == place).sum()) for place, (name, *_) in enumerate(facts.rules)}
    return {name: count for name, count in counts.items() if count}


def moves(page: Page) -> dict[str, tuple[int, ...]]:
    """Return who came up into each tier within a week, who came down, is new, and left it."""
    found = tiers(page.store, page.scope)
    assert isinstance(found, Tiers)
    return {tier.name: (tier.came_up, tier.came_down, tier.new, tier.left) for tier in found.tiers}


def moves_plainly(facts: Facts) -> dict[str, tuple[int, ...]]:
    """Return the same from the orders."""
    later = _tiers(facts, Period(None, facts.last))
    none = len(facts.rules)  # below the lowest: the highest stands first
    earlier = _tiers(facts, Period(None, facts.last - timedelta(days=7))).reindex(later.index, fill_value=-1)
    before, now = (tier.where(tier >= 0, none) for tier in (earlier, later))
    found: dict[str, tuple[int, ...]] = {}
    for place, (name, *_) in enumerate(facts.rules):
        into, out = (now == place) & (before != place), (before == place) & (now != place)
        came_up = into & (before > place) & (before < none)
        found[name] = (
            int(came_up.sum()),
            int((into & (before < place)).sum()),
            int((into & (before == none)).sum()),
            int(out.sum()),
        )
    return found  # fmt: skip


def _tiers(facts: Facts, span: Period) -> "pd.Series[Any]":
    """Return the place of every buyer's tier at the end of a span, −1 for none."""
    rows = facts.paid[facts.paid["day"] <= stamp(span.last or facts.last)]
    rows = rows.assign(net=rows["cents"] - rows["refund_cents"])
    grouped = rows.groupby("buyer").agg(net=("net", "sum"), days=("day", "nunique"))
    reached = [(grouped["net"] >= cents) & (grouped["days"] >= count) for _, cents, count in facts.rules]
    return pd.Series(np.select(reached, list(range(len(reached))), -1), index=grouped.index)


def cases(days: Spans) -> list[Case]:
    """Return the figures of people over time."""

    def case(name: str, ours: Any, plainly: Any, span: Period) -> Case:
        return Case(name, ours, plainly, span, "order_versions", "paid_at", PEOPLE)

    def over(name: str, ours: Any, plainly: Any, span: Period) -> Case:
        return case(name, lambda page: ours(page, span), lambda facts: plainly(facts, span), span)

    return [
        over("returning and repeat buyers of a month", returning, returning_plainly, days.month),
        over("the same of a year", returning, returning_plainly, days.year),
        over("buyers of a month who came again in the next", next_period, next_period_plainly, days.settled),
        over("first purchases of a year, back within 90 days", back_within, back_within_plainly, days.year),
        case("curve of coming back", curve, curve_plainly, days.ever),
        case("cohorts: retention and money by month", retention, retention_plainly, days.ever),
        case("RFM", scores, scores_plainly, days.ever),
        case("RFM, a month's first look", first_look, first_look_plainly, days.ever),
        case("members by tier", members, members_plainly, days.ever),
        case("moves between tiers within a week", moves, moves_plainly, days.ever),
    ]
