"""How long the analyses take on a large store, beside a bare scan of their columns and the same in pandas; run by hand.

    python -m benchmarks.analyses --rows 1000000 --repeat 5

The scan reads the same columns of the store's tables and adds them up: less can't be done. pandas has the rows typed in memory
already, and its answers are checked against ours. Prints process CPU milliseconds (all threads), medians.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from benchmarks.queries import large_store, measured
from data.load import Upload, load
from data.store import Store, open_store
from metrics.analyses.anomalies import anomalies
from metrics.analyses.cohorts import Cohorts, cohorts
from metrics.analyses.history import history
from metrics.analyses.outlook import outlook
from metrics.analyses.pace import pace
from metrics.analyses.repeat import Returns, returns
from metrics.analyses.rfm import Rfm, rfm
from metrics.analyses.tiers import Tiers, tiers
from metrics.analyses.why import causes
from metrics.compare import BASES, compare
from metrics.period import Period
from metrics.scope import coverage

OF_COHORTS = "SELECT sum(c.buyers), sum(c.net_amount) FROM cohort_months AS c"
OF_BUYERS = "SELECT count(b.buyer), sum(b.amount), max(b.last_paid_day), sum(b.orders) FROM buyers AS b"
OF_FIRSTS = "SELECT sum(f.days_to_second), sum(f.observed_days) FROM buyer_firsts AS f"
# A sheet of tier rules as a shop would fill it in.
RULES = "会员等级,累计金额起,累计次数起\n银卡,200,\n金卡,1000,3\n黑卡,5000,6\n"
OF_ORDERS = "SELECT count(o.paid_at), max(o.placed_day) FROM placed_orders AS o"
OF_DAYS = "SELECT sum(d.orders), sum(d.amount), max(d.day) FROM paid_days AS d"


@dataclass(frozen=True)
class Case:
    """One analysis: how we do it, the scan that it can't be under, pandas doing the same, and how to check that it did."""

    name: str
    ours: Callable[[], Any]
    floor: str
    pandas: Callable[[], Any] | None = None
    agrees: Callable[[Any, Any], bool] | None = None


def cohorts_in_pandas(frame: pd.DataFrame) -> "pd.Series[int]":
    """Return the buyers who paid by month of first purchase and month."""
    month = frame["paid_at"].dt.to_period("M")
    first = month.groupby(frame["buyer"]).transform("min")
    cells = pd.DataFrame({"first": first, "month": month, "buyer": frame["buyer"], "cents": frame["cents"]})
    grouped = cells.groupby(["first", "month"], observed=True)
    grouped["cents"].sum()
    return grouped["buyer"].nunique()


def rfm_in_pandas(frame: pd.DataFrame) -> "pd.Series[int]":
    """Return the buyers by three quintiles."""
    grouped = frame.groupby("buyer").agg(
        last=("paid_at", "max"), orders=("cents", "size"), cents=("cents", "sum")
    )
    age = (grouped["last"].max().normalize() - grouped["last"].dt.normalize()).dt.days
    scores = [
        column.rank(pct=True).mul(5).clip(upper=4.999).astype(int)
        for column in (-age, grouped["orders"], grouped["cents"])
    ]
    return grouped.groupby(scores).size()


def returns_in_pandas(frame: pd.DataFrame) -> int:
    """Return how many buyers paid again on another day."""
    days = (
        frame.assign(day=frame["paid_at"].dt.normalize()).drop_duplicates(["buyer", "day"]).sort_values("day")
    )
    rank = days.groupby("buyer").cumcount()
    first, second = days[rank == 0].set_index("buyer")["day"], days[rank == 1].set_index("buyer")["day"]
    waited = (second - first).dt.days
    waited.value_counts().sort_index().cumsum()
    return len(first)


def tiers_in_pandas(frame: pd.DataFrame) -> dict[str, int]:
    """Return the members of each tier by net payments and pay days, as of the last loaded day."""
    day = frame["paid_at"].dt.normalize()
    grouped = frame.assign(day=day).groupby("buyer").agg(cents=("net_cents", "sum"), days=("day", "nunique"))
    found = {}
    left = pd.Series(True, index=grouped.index)
    for name, amount, count in (("黑卡", 500_000, 6), ("金卡", 100_000, 3), ("银卡", 20_000, 0)):
        reached = left & (grouped["cents"] >= amount) & (grouped["days"] >= count)
        found[name], left = int(reached.sum()), left & ~reached
    return found


def with_rules(store: Store) -> Store:
    """Return the store of the same home with tier rules loaded."""
    result = load(store.home, [Upload("会员等级规则.csv", RULES.encode("utf-8-sig"))])
    assert not result.refused
    return open_store(store.home)


def cases(store: Store, frame: pd.DataFrame, day: date) -> list[Case]:
    """Return the analyses to measure, as of a day."""
    first = min(known for _, _, known in coverage(store).days(("orders",)))
    newest, month = frame["paid_at"].max().date(), Period.month(day)

    def same_cohorts(ours: Cohorts, theirs: "pd.Series[int]") -> bool:
        found = {f"{cohort.month:%Y-%m}": cohort.buyers for cohort in ours.cohorts}
        return all(theirs[name, name] == buyers for name, buyers in found.items())

    def same_buyers(ours: Rfm, theirs: "pd.Series[int]") -> bool:
        return sum(cell.buyers for cell in ours.cells) == int(theirs.sum())

    def same_returns(ours: Returns, theirs: int) -> bool:
        return ours.buyers == theirs

    def same_tiers(ours: Tiers, theirs: dict[str, int]) -> bool:
        return {tier.name: tier.members for tier in ours.tiers} == theirs

    return [
        Case("cohorts", lambda: cohorts(store), OF_COHORTS, lambda: cohorts_in_pandas(frame), same_cohorts),
        Case("rfm", lambda: rfm(store), OF_BUYERS, lambda: rfm_in_pandas(frame), same_buyers),
        Case(
            "returns",
            lambda: returns(store, first, newest),
            OF_FIRSTS,
            lambda: returns_in_pandas(frame),
            same_returns,
        ),
        Case(
            "vip tiers and moves",
            lambda: tiers(store),
            OF_BUYERS,
            lambda: tiers_in_pandas(frame[frame["paid_at"].dt.date <= day]),
            same_tiers,
        ),
        Case("history of 400 days", lambda: history(store, "paid_amount", day), OF_DAYS),
        Case("anomalies", lambda: anomalies(store, "paid_amount", day), OF_DAYS),
        Case("pace", lambda: pace(store, "paid_amount", month), OF_DAYS),
        Case(
            "what a rate becomes",
            lambda: outlook(store, "final_payment_rate", Period.last_days(newest, 7)),
            OF_ORDERS,
        ),
        Case("causes of a day", lambda: causes(store, day), OF_DAYS),
        *(
            Case(f"compare: {base.key}", partial(compare, store, ["paid_amount"], month, base), OF_DAYS)
            for base in BASES
        ),
    ]


def main() -> None:
    """Run each analysis on a large store three ways, print the table."""
    with large_store(__doc__ or "") as (asked, store, day, con):
        frame = con.execute(
            "SELECT paid_at, buyer, CAST(amount_due * 100 AS BIGINT) AS cents,"
            " CAST((amount_due - coalesce(refund_amount, 0)) * 100 AS BIGINT) AS net_cents FROM orders WHERE paid_at IS NOT NULL"
        ).df()
        store = with_rules(store)
        print(f"{asked.rows:,} orders to {day}, median of {asked.repeat}; CPU ms: ours, bare scan, pandas")
        for case in cases(store, frame, day):
            ours, answer = measured(case.ours, asked.repeat)
            floor, _ = measured(partial(store.rows, case.floor), asked.repeat)
            line = f"{case.name:26} {ours:8.1f} {floor:8.1f}"
            if case.pandas is not None and case.agrees is not None:
                theirs, other = measured(case.pandas, 1)
                assert case.agrees(answer, other), case.name
                line += f" {theirs:9.1f}"
            print(line)


if __name__ == "__main__":
    main()
