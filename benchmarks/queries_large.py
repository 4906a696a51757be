"""Every kind of card and table on the large store: ours through the whole evaluation, the scan of its fact rows, and pandas.

The cases stand in benchmarks/large/, ours and pandas' side by side; every answer is checked to be the same. Some facts of tables
that the sample doesn't multiply (ads) are small and stand for their kind. Medians; pandas has one run after one that doesn't count.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.large import buyers, goods, promotion, sales, service
from benchmarks.large.case import Case, Page, Spans
from benchmarks.large.facts import Facts
from benchmarks.queries import measured
from data.store import open_store
from metrics.scope import Scope, coverage, last_full_day

PARTS = (sales, goods, buyers, promotion, service)
REPEAT = 5


def every_case(days: Spans) -> Iterable[Case]:
    """Return the cases of all parts."""
    return (case for part in PARTS for case in part.cases(days))


def compare(home: Path) -> None:
    """Ask the large store of a home and pandas the same, check that they agree, print the table."""
    store = open_store(home)
    shop = next(iter(sorted(coverage(store).days(("buyers",)))))[:2]
    last = last_full_day(store, Scope(*shop))
    assert last is not None
    page, facts = Page(store, Scope(*shop), last), Facts(store, shop, last)
    print(
        f"{shop[0]} to {last}: {len(facts.orders):,} orders, {len(facts.lines):,} lines of paid ones;",
        end=" ",
    )
    print(f"CPU ms, medians of {REPEAT} (pandas: one run)\n{'':58} {'ours':>8} {'scan':>8} {'pandas':>8}")
    for case in every_case(Spans(last)):
        ours, answer = measured(partial(case.ours, page), REPEAT)
        after = (case.within.last or last) + timedelta(days=1)
        floor, _ = measured(partial(store.rows, case.scan, [*shop, case.within.first, after]), REPEAT)
        theirs, other = measured(partial(case.plainly, facts), 1)
        assert answer == other, (case.name, answer, other)
        print(f"{case.name:58} {ours:8.0f} {floor:8.0f} {theirs:8.0f}", flush=True)
