"""Every statement that the metrics and analyses send is one that a cluster could run too: by sqlglot, for Spark and ClickHouse."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from data.store import Store
from metrics.analyses.anomalies import anomalies
from metrics.analyses.cohorts import cohorts
from metrics.analyses.completion import estimates
from metrics.analyses.dispatch import waiting
from metrics.analyses.goods import hot_sellers
from metrics.analyses.pace import pace
from metrics.analyses.repeat import returns
from metrics.analyses.rfm import rfm
from metrics.analyses.targets import day_targets, target
from metrics.analyses.tiers import tiers
from metrics.analyses.todo import findings
from metrics.analyses.why import causes
from metrics.calendar import event_names, events
from metrics.catalogue import CATALOGUE
from metrics.compare import BASES, compare
from metrics.core import CUTS, cuts, leaves
from metrics.evaluate import evaluate
from metrics.opened import opened
from metrics.period import ALL, Period
from metrics.scope import Scope
from tests.metrics.golden import SOURCES, TUESDAY
from tests.stores import store_together

TARGETS = ("spark", "clickhouse")
ONE = Scope("本店")
MONTH = Period(TUESDAY.replace(day=1), TUESDAY)


def statements(folder: Path) -> Iterator[str]:
    """Yield every statement that reading all metrics by all cuts, all bases and all analyses sends to the store."""
    store = store_together(folder, *SOURCES)
    sent: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("rows", "frame", "arrow"):
            patch.setattr(Store, name, _recording(getattr(Store, name), sent))
        shared = list(CATALOGUE)
        for by in (None, "week", "shop"):
            evaluate(store, shared, MONTH, by)
        evaluate(store, shared, MONTH, "day", ONE)
        evaluate(store, shared)
        for by in CUTS:
            having = [key for key, metric in CATALOGUE.items() if by in cuts(metric)]
            for asked in (MONTH, ALL):
                evaluate(store, having, asked, by, ONE)
        for base in BASES:
            compare(store, ["paid_amount", "ad_roi", "visitors"], Period.day(TUESDAY), base)
        _analyse(store)
    yield from dict.fromkeys(sent)


def _recording(original: Callable[..., Any], sent: list[str]) -> Callable[..., Any]:
    def recorded(self: Store, sql: str, *values: Any, **named: Any) -> Any:
        sent.append(sql)
        return original(self, sql, *values, **named)

    return recorded


def _analyse(store: Store) -> None:
    last = TUESDAY
    of_a_fact = {leaves(metric)[0].fact.key: key for key, metric in CATALOGUE.items()}
    for key in of_a_fact.values():
        opened(store, key, MONTH, ONE)
    for analyse in (cohorts, rfm, tiers, waiting, events, event_names):
        analyse(store, ONE)
    returns(store, date(2025, 1, 1), last, ONE)
    anomalies(store, "paid_amount", last, ONE)
    pace(store, "paid_amount", Period.month(last), ONE)
    target(store, "paid_amount", MONTH, ONE)
    day_targets(store, "paid_amount", MONTH, ONE)
    estimates(store, [last], ONE)
    causes(store, last, ONE)
    findings(store, last, ONE)
    for by_day in (True, False):
        hot_sellers(store, last, ONE, by_day=by_day)
    hot_sellers(store, last + timedelta(days=1))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    return list(statements(tmp_path_factory.mktemp("portable")))


def parsed(sql: str) -> exp.Expression:
    """Return a statement as DuckDB reads it; where a parameter goes in, every client has a form of its own."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    return tree.transform(lambda node: exp.null() if isinstance(node, exp.Placeholder) else node)


def broken(sql: str) -> Iterator[str]:
    """Yield what a statement has that the rules of portability forbid (CONTRIBUTING.md)."""
    tree = parsed(sql)
    if any(tree.find_all(exp.Qualify)):
        yield "QUALIFY"
    for kept in tree.find_all(exp.Filter):
        if kept.find(exp.Distinct):
            yield "count(DISTINCT ...) FILTER"
    for kind in (exp.Array, exp.List, exp.Struct, exp.Unnest, exp.Explode, exp.Lambda, exp.ArrayAgg):
        if any(tree.find_all(kind)):
            yield f"{kind.__name__}: a list or struct"
    for limit in tree.find_all(exp.Limit):
        if limit.parent is not None and not limit.parent.args.get("order"):
            yield "LIMIT without ORDER BY"


def test_all_of_them_were_caught(sent: Sequence[str]) -> None:
    assert len(sent) > 100


@pytest.mark.parametrize("dialect", TARGETS)
def test_every_statement_parses_and_transpiles(sent: Sequence[str], dialect: str) -> None:
    failed = []
    for tree in map(parsed, sent):
        try:
            tree.sql(dialect, unsupported_level=ErrorLevel.RAISE)
        except sqlglot.errors.SqlglotError as error:
            failed.append(f"{str(error)[:200]}\n{tree.sql('duckdb')[:400]}")
    assert failed == []


def test_no_statement_uses_what_a_cluster_lacks(sent: Sequence[str]) -> None:
    found = {f"{what}: {sql[:300]}" for sql in sent for what in broken(sql)}
    assert found == set()
