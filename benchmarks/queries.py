"""How long the morning page's figures take on a large store, beside plain DuckDB and pandas giving the same; run by hand.

    python -m benchmarks.queries --rows 1000000 --repeat 5
    python -m benchmarks.queries --home DIR

With --home, the dearest figures of all pages on the store of `shop.py sample --lines` instead, beside the scan of their rows and
pandas giving the same (benchmarks/queries_large.py).
Plain DuckDB and pandas have the same rows in memory already, typed; their answers are checked against ours. Prints process
CPU milliseconds (all threads), medians, and their ratios.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TypeVar

import duckdb
import pandas as pd

from benchmarks.load import TYPED, write_orders
from data.load import load
from data.store import Store, open_store
from metrics.compare import comparison
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import last_full_day

KEYS = (
    "placed_orders",
    "placed_amount",
    "paid_orders",
    "paid_amount",
    "payment_rate",
    "paid_buyers",
    "refund_amount",
)
PLAIN = """
SELECT count(*) FILTER (WHERE CAST(created_at AS DATE) BETWEEN ? AND ?),
    coalesce(sum(amount_due) FILTER (WHERE CAST(created_at AS DATE) BETWEEN ? AND ?), 0),
    count(*) FILTER (WHERE CAST(paid_at AS DATE) BETWEEN ? AND ?),
    coalesce(sum(amount_due) FILTER (WHERE CAST(paid_at AS DATE) BETWEEN ? AND ?), 0),
    count(DISTINCT CASE WHEN CAST(paid_at AS DATE) BETWEEN ? AND ? THEN buyer END)
FROM orders
"""
T = TypeVar("T")
Answer = list[tuple[int, Decimal, int, Decimal, int]]


def spans(day: date) -> list[Period]:
    """Return what the page asks for: the day, its month to date, its week, and the weekdays of the fair base."""
    weekdays = [Period.day(day - timedelta(weeks=week)) for week in range(1, 5)]
    return [Period.day(day), Period(day.replace(day=1), day), Period.last_days(day, 7), *weekdays]


def with_zhanggui(store: Store, day: date) -> Answer:
    """Return the figures of every span, through the metrics, as the page does; the fair base comes on top."""
    comparison(store, KEYS, day)
    found = [evaluate(store, KEYS, span)[0].values for span in spans(day)]
    order = ("placed_orders", "placed_amount", "paid_orders", "paid_amount", "paid_buyers")
    return [tuple(values[key].value for key in order) for values in found]  # type: ignore[misc]


def with_duckdb(con: duckdb.DuckDBPyConnection, day: date) -> Answer:
    """Return the same from a typed table, one statement per span."""
    found: Answer = []
    for span in spans(day):
        found += con.execute(PLAIN, [span.first, span.last] * 5).fetchall()
    return found


def with_pandas(frame: pd.DataFrame, day: date) -> Answer:
    """Return the same from a frame, one filter per span."""
    found: Answer = []
    for span in spans(day):
        first = pd.Timestamp(str(span.first))
        after = pd.Timestamp(str(span.last)) + pd.Timedelta(days=1)
        placed = frame[(frame["created_at"] >= first) & (frame["created_at"] < after)]
        paid = frame[(frame["paid_at"] >= first) & (frame["paid_at"] < after)]
        amounts = [Decimal(int(part["cents"].sum())) / 100 for part in (placed, paid)]
        found.append((len(placed), amounts[0], len(paid), amounts[1], int(paid["buyer"].nunique())))
    return found


def measured(work: Callable[[], T], repeat: int) -> tuple[float, T]:
    """Return the median CPU milliseconds of `repeat` runs after one that doesn't count, and the answer."""
    answer = work()
    taken = []
    for _ in range(repeat):
        before = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - before))
    return median(taken), answer


@contextmanager
def large_store(
    described: str,
) -> Iterator[tuple[argparse.Namespace, Store, date, duckdb.DuckDBPyConnection]]:
    """Load as many orders as the command line asks for; give its answers (rows, repeat), the store, its last whole day, and
    a connection with the same rows, typed, in a table `orders`."""
    parser = argparse.ArgumentParser(
        description=described, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, duckdb.connect() as con:
        folder = Path(name)
        write_orders(folder, asked.rows)
        load(folder / "home", [folder / "orders_gb18030.csv"])
        store = open_store(folder / "home")
        day = last_full_day(store)
        assert day is not None
        con.execute("SET threads = 2")
        con.execute(TYPED.format(file=(folder / "orders_utf8.csv").as_posix()))
        yield asked, store, day, con


def main() -> None:
    """Ask a large store three ways, check that they agree, print the table."""
    if "--home" in sys.argv:
        from benchmarks.queries_large import compare

        compare(Path(sys.argv[sys.argv.index("--home") + 1]))
        return
    with large_store(__doc__ or "") as (asked, store, day, con):
        frame = con.execute(
            "SELECT created_at, paid_at, buyer, CAST(amount_due * 100 AS BIGINT) AS cents FROM orders"
        ).df()
        ways: dict[str, Callable[[], Answer]] = {
            "zhanggui": lambda: with_zhanggui(store, day),
            "duckdb": lambda: with_duckdb(con, day),
            "pandas": lambda: with_pandas(frame, day),
        }
        results = {way: measured(work, asked.repeat) for way, work in ways.items()}
    answers = [answer for _, answer in results.values()]
    assert answers[0] == answers[1] == answers[2], answers
    ours = results["zhanggui"][0]
    print(f"{asked.rows:,} orders, {len(spans(day))} spans, median of {asked.repeat}")
    for way, (milliseconds, _) in results.items():
        print(f"{way:10} {milliseconds:9.0f} ms CPU   {milliseconds / ours:6.2f} x ours")


if __name__ == "__main__":
    main()
