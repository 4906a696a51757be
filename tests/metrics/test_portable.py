"""Every statement that the metrics and analyses send is one that a cluster could run too: by sqlglot, for Spark and ClickHouse."""

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from data.store import Store
from metrics import behind
from metrics.analyses import todo_plan
from metrics.analyses.anomalies import anomalies
from metrics.analyses.basket import baskets
from metrics.analyses.classes import classes
from metrics.analyses.cohorts import cohorts
from metrics.analyses.completion import estimates
from metrics.analyses.dispatch import waiting
from metrics.analyses.drivers import campaigns, sources
from metrics.analyses.event_table import event_table
from metrics.analyses.goods import hot_sellers
from metrics.analyses.lists import LISTS, rows
from metrics.analyses.month_days import notes
from metrics.analyses.new_items import new_items
from metrics.analyses.outlook import outlook
from metrics.analyses.pace import pace
from metrics.analyses.part_view import part_rows, reached_by_part
from metrics.analyses.plan_view import kept, parts_of, people_targets, reached, weeks
from metrics.analyses.repeat import returns
from metrics.analyses.rfm import rfm
from metrics.analyses.rivals import seen
from metrics.analyses.slots import slot_conversion
from metrics.analyses.source_shares import source_shares
from metrics.analyses.targets import day_targets, target
from metrics.analyses.tiers import tiers
from metrics.analyses.todo import findings
from metrics.analyses.why import causes
from metrics.behind import laid_open
from metrics.calendar import event_names, events
from metrics.catalogue import CATALOGUE
from metrics.category import UNCATEGORISED
from metrics.compare import BASES, compare
from metrics.compare.stamped import TOLD, at_moment
from metrics.core import CUTS, cuts, leaves
from metrics.difference import difference
from metrics.evaluate import evaluate
from metrics.opened import opened
from metrics.overlap import overlaps
from metrics.period import ALL, Period
from metrics.scope import Scope
from metrics.variants import TOPICS, readings
from tests.metrics.analyses.cells import every_cell
from tests.metrics.golden import MONDAY, SOURCES, TUESDAY
from tests.stores import store_together

ROOT = Path(__file__).resolve().parents[2]
READERS = ("rows", "frame", "arrow")
TARGETS = ("spark", "clickhouse")
ONE, SHOP = Scope("本店"), ("本店", "taobao")
# Beside the golden shop: where its visitors came from, and what came on the shelf.
MORE = (
    "日期 | 一级来源 | 访客数\n2026-03-02 | 手淘搜索 | 40\n2026-03-03 | 手淘搜索 | 60",
    "清单日期 | 商品ID | 商品标题 | 上架状态 | 首次上架日期\n2026-03-03 | 7002 | 裤子 | 出售中 | 2026-03-02",
)
MONTH = Period(TUESDAY.replace(day=1), TUESDAY)


@dataclass
class Sent:
    """What was sent to the store, and the lines of metrics/ that sent it: (file, line)."""

    statements: dict[str, None] = field(default_factory=dict)
    places: set[tuple[str, int]] = field(default_factory=set)


def statements(folder: Path) -> Sent:
    """Return every statement that reading all metrics by all cuts, all bases and all analyses sends to the store."""
    store = store_together(folder, *SOURCES, *MORE)
    sent = Sent()
    with pytest.MonkeyPatch.context() as patch:
        for name in READERS:
            patch.setattr(Store, name, _recording(getattr(Store, name), sent))
        shared = list(CATALOGUE)
        for by in (None, "week", "shop"):
            evaluate(store, shared, MONTH, by)
        evaluate(store, shared, MONTH, "day", ONE)
        evaluate(store, shared)
        for by in (None, "week", "item"):
            having = (
                shared
                if by != "item"
                else [key for key, metric in CATALOGUE.items() if "item" in cuts(metric)]
            )
            evaluate(store, having, MONTH, by, Scope("本店", category=UNCATEGORISED))
        # As if the day's orders were exported at 18:00.
        patch.setattr(todo_plan, "data_cut", lambda *_: datetime(2026, 3, 4, 18, 0))
        for by in CUTS:
            having = [key for key, metric in CATALOGUE.items() if by in cuts(metric)]
            for asked in (MONTH, ALL):
                evaluate(store, having, asked, by, ONE)
        for base in BASES:
            compare(store, ["paid_amount", "ad_roi", "visitors"], Period.day(TUESDAY), base)
        _analyse(store)
    return sent


def _recording(original: Callable[..., Any], sent: Sent) -> Callable[..., Any]:
    def recorded(self: Store, sql: str, *values: Any, **named: Any) -> Any:
        sent.statements[sql] = None
        frame = sys._getframe(1)
        sent.places.add((frame.f_code.co_filename, frame.f_lineno))
        return original(self, sql, *values, **named)

    return recorded


def senders() -> Iterator[tuple[str, int, int]]:
    """Yield where in metrics/ the store is asked: file, first and last line of the call."""
    for source in sorted((ROOT / "metrics").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READERS
            ):
                asked = node.func.value
                named = asked.id if isinstance(asked, ast.Name) else getattr(asked, "attr", "")
                if named == "store":
                    yield str(source), node.lineno, node.end_lineno or node.lineno


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
    for key in LISTS:
        rows(store, key, last, ONE)
    _lay_beside(store)
    _plan(store)
    classes(store, ONE)
    new_items(store, last, ONE)
    for meant in every_cell(store, MONTH, ONE):
        laid_open(store, meant)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(behind, "SHOWN", 1)  # as of a cell with more rows than are shown
        laid_open(store, next(every_cell(store, MONTH, ONE)))
    for key in TOLD:
        at_moment(store, key, SHOP, [MONDAY], datetime(2026, 3, 4))
        outlook(store, key, Period.day(last), ONE)
    seen(store, ONE)
    notes(store, MONDAY, last, ONE)
    for driver in (sources, campaigns):
        driver(store, last, [MONDAY], ONE)
    for other in (baskets, source_shares, slot_conversion, event_table):
        other(store, MONTH, ONE)


def _lay_beside(store: Store) -> None:
    """Send what lays a figure beside its other readings and beside what another export says."""
    for key in CATALOGUE:
        overlaps(store, key, MONTH, ONE)
    for topic in TOPICS:
        readings(store, topic.keys[0], MONTH, ONE)
        for other in topic.keys[1:]:
            difference(store, topic.keys[0], other, MONTH, ONE)
    opened(store, "ad_spend", MONTH, ONE, "campaign", "春上新")


def _plan(store: Store) -> None:
    """Send what the pages of targets ask."""
    month = Period.month(TUESDAY)
    kept(store, SHOP)
    parts_of(store, SHOP)
    part_rows(store, SHOP, month)
    reached_by_part(store, (date(2026, 1, 1), date(2026, 12, 31)), SHOP, "小张", "owner")
    weeks(store, month, SHOP)
    reached(store, (date(2026, 1, 1), date(2026, 12, 31)), ONE, TUESDAY)
    people_targets(store, SHOP)


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return statements(tmp_path_factory.mktemp("portable"))


@pytest.fixture(scope="module")
def sent(caught: Sent) -> Sequence[str]:
    return list(caught.statements)


def parsed(sql: str) -> exp.Expression:
    """Return a statement as DuckDB reads it; where a parameter goes in, every client has a form of its own."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    return tree.transform(lambda node: exp.null() if isinstance(node, exp.Placeholder) else node)


def broken(sql: str) -> Iterator[str]:
    """Yield what a statement has that the rules of portability forbid (CONTRIBUTING.md)."""
    tree = parsed(sql)
    if any(tree.find_all(exp.Qualify)):
        yield "QUALIFY"
    for counted in tree.find_all(exp.Filter):
        if counted.find(exp.Distinct):
            yield "count(DISTINCT ...) FILTER"
    for kind in (exp.Array, exp.List, exp.Struct, exp.Unnest, exp.Explode, exp.Lambda, exp.ArrayAgg):
        if any(tree.find_all(kind)):
            yield f"{kind.__name__}: a list or struct"
    for limit in tree.find_all(exp.Limit):
        if limit.parent is not None and not limit.parent.args.get("order"):
            yield "LIMIT without ORDER BY"


def test_all_of_them_were_caught(caught: Sent) -> None:
    """A statement that nothing here sends would escape the rules: a new analysis belongs into `_analyse`."""
    every = list(senders())
    assert len(every) > 50
    escaped = [
        f"{Path(name).relative_to(ROOT)}:{first}"
        for name, first, last in every
        if not any((name, line) in caught.places for line in range(first, last + 1))
    ]
    assert escaped == [], "\n".join(escaped)


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
