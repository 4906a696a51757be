"""People are never added up (rules R4, R5): not over days, shops, items, agents, sources or terminals, on any code path."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import Grade, Leaf, Measure, Metric, People, Ratio, Total, cuts, leaves
from metrics.evaluate import evaluate
from metrics.period import PERIOD_CUTS, Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, report, shop_daily

ROOT = Path(__file__).resolve().parents[2]
DAYS = Period(date(2026, 3, 2), date(2026, 3, 4))
SHOWN_PEOPLE = [key for key, metric in CATALOGUE.items() if metric.unit == "people"]
# Columns whose cells are people, in any table.
PEOPLE_COLUMN = re.compile(
    r"\b(\w*visitors|\w*buyers|consults|received|inquirers|unique_ips|click_users)\b(?!\s*(IS|\())"
)
SUM_IN_SQL = re.compile(r"\bsum\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE)
# Views in which one person may stand in several rows of the same day.
OVERLAPPING = (
    "traffic_rows",
    "traffic_by_source",
    "terminal_days",
    "search_rows",
    "service_by_agent",
    "item_days",
)
# Where person-days are added on purpose, and what for; none of them is shown as a number of people.
ALLOWED = {
    "metrics/orders.py": "sides of ratios on a daily basis",
    "metrics/customers.py": "sides of ratios on a daily basis",
    "metrics/traffic.py": "sides of ratios on a daily basis, and weights",
    "metrics/team.py": "sides of ratios on a daily basis, and weights",
    "metrics/ads.py": "first-time buyers by ads as the platform counts them, a cost's denominator",
    "metrics/analyses/todo_goods.py": "sides of an item's conversion over days",
    "metrics/analyses/slots.py": "sides of an item's conversion over days",
    "metrics/analyses/todo_slots.py": "sides of the conversion of the most visited items",
    "metrics/members.py": "changes of a tier's members from day to day; a buyer is of one tier",
    "metrics/analyses/repeat.py": "each buyer has one first day and one second day",
    "metrics/analyses/cohorts.py": "each buyer stands in one cell of a month",
    "metrics/analyses/rfm.py": "each buyer of a shop has one score of each kind",
    "ui/customers/groups.py": "each buyer of a shop is in one of the eight groups",
}


def measures() -> Iterator[tuple[Measure, tuple[Metric, ...]]]:
    """Yield every measure under the catalogue with the metrics that lead to it."""

    def walk(metric: Metric, path: tuple[Metric, ...]) -> Iterator[tuple[Measure, tuple[Metric, ...]]]:
        if isinstance(metric, Measure):
            yield metric, path
        for part in inner(metric):
            yield from walk(part, (*path, metric))

    for metric in CATALOGUE.values():
        yield from walk(metric, ())


def inner(metric: Metric) -> tuple[Metric, ...]:
    match metric:
        case Ratio():
            return (metric.top, metric.bottom, *((metric.otherwise,) if metric.otherwise else ()))
        case Total():
            return (*(part for _, part in metric.parts), *metric.optional)
        case Grade():
            return (metric.of,)
    return ()


def adds_people(sql: str) -> bool:
    return any(PEOPLE_COLUMN.search(inside) for inside in SUM_IN_SQL.findall(sql))


def test_a_number_of_people_is_no_sum() -> None:
    assert "visitors" in SHOWN_PEOPLE
    assert "consults" in SHOWN_PEOPLE
    for key in SHOWN_PEOPLE:
        metric = CATALOGUE[key]
        assert isinstance(metric, People), key
        if metric.distinct is not None:
            assert metric.distinct.sql.startswith("count(DISTINCT "), key


def test_person_days_are_sides_of_ratios_and_nothing_else() -> None:
    added = [(measure, path) for measure, path in measures() if adds_people(measure.sql)]
    assert len(added) > 10
    for measure, path in added:
        assert measure.hidden, measure.key
        assert any(isinstance(metric, Ratio) for metric in path), measure.key
        assert not any(isinstance(metric, Total) for metric in path), measure.key


def test_no_measure_adds_rows_in_which_one_person_stands_twice() -> None:
    facts = [leaf.fact for leaf in every_leaf() if not isinstance(leaf, People)]
    assert not [fact.key for fact in facts if fact.view in OVERLAPPING]


def every_leaf() -> list[Leaf]:
    return [leaf for metric in CATALOGUE.values() for leaf in leaves(metric)]


def sums_in(source: Path) -> list[str]:
    """Return what a module adds up that is people: in its SQL, or in Python."""
    found = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and adds_people(node.value):
            found.append(node.value)
        if isinstance(node, ast.JoinedStr) and adds_people(ast.unparse(node)):
            found.append(ast.unparse(node))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum" and node.args:
            names = [n.attr for n in ast.walk(node.args[0]) if isinstance(n, ast.Attribute)]
            found += [name for name in names if PEOPLE_COLUMN.fullmatch(name)]
    return found


def test_nobody_adds_people_up_elsewhere_without_saying_what_for() -> None:
    modules = [
        source
        for folder in ("metrics", "reports", "ui", "pages", "commands")
        for source in (ROOT / folder).rglob("*.py")
    ]
    adding = {source.relative_to(ROOT).as_posix() for source in modules if sums_in(source)}
    assert "metrics/traffic.py" in adding  # or the search finds nothing at all
    assert adding <= set(ALLOWED), "say in ALLOWED why people may be added there, or give bounds"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two shops whose every count of people is 3, 2 and 4 on three days; a day of two agents; items of several days."""
    columns = "访客数 | 下单买家数 | 支付买家数 | 商品收藏买家数 | 加购人数 | 独立IP | 新访客数 | 老访客数 | 支付金额"
    tables = []
    for shop in ("甲店", "乙店"):
        tables.append(
            shop_daily(
                columns,
                *((f"2026-03-0{day}", n, n, n, n, n, n, n, n, 10) for day, n in ((2, 3), (3, 2), (4, 4))),
                shop=shop,
            )
        )
        tables.append(report("日期 | 旺旺昵称 | 咨询人数",
                             *((f"2026-03-0{day}", agent, n) for day, n in ((2, 3), (3, 2), (4, 4)) for agent in ("小一", "小二")),
                             shop=shop))  # fmt: skip
        tables.append(report("统计日期 | 商品ID | 商品名称 | 商品访客数 | 支付买家数 | 支付件数",
                             *((f"2026-03-0{day}", item, f"商品{item}", n, n, n) for day, n in ((2, 3), (3, 2)) for item in (7, 8)),
                             shop=shop))  # fmt: skip
    return one_store(tmp_path_factory.mktemp("never"), *tables)


@pytest.mark.parametrize("by", [None, *PERIOD_CUTS])
@pytest.mark.parametrize("key", SHOWN_PEOPLE)
@pytest.mark.parametrize("scope", [Scope(), Scope("甲店")])
def test_days_and_shops_of_people_give_bounds_and_no_sum(
    store: Store, key: str, by: str | None, scope: Scope
) -> None:
    for row in evaluate(store, [key], DAYS, by, scope):
        value = row.values[key]
        agents = 2 if key == "consults" else 1
        shops = 1 if scope.shop else 2
        if value.value is not None:
            # one shop, one day, one count
            assert (by, shops, agents) == ("day", 1, 1)
            assert value.value in (3, 2, 4)
        else:
            days = {"2026-03-02": (3,), "2026-03-03": (2,), "2026-03-04": (4,)}.get(row.cut or "", (3, 2, 4))
            assert (value.low, value.high) == (max(days), sum(days) * shops * agents)
            assert value.why is not None


@pytest.mark.parametrize(
    ("key", "by"),
    [(key, cut) for key in SHOWN_PEOPLE for cut in cuts(CATALOGUE[key]) if cut in ("item", "agent")],
)
def test_days_of_an_items_or_agents_people_give_bounds_and_no_sum(store: Store, key: str, by: str) -> None:
    rows = evaluate(store, [key], DAYS, by, Scope("甲店"))
    assert len(rows) == 2
    for row in rows:
        value = row.values[key]
        assert value.value is None
        assert (value.low, value.high) == ((3, 3 + 2) if by == "item" else (4, 3 + 2 + 4))


def test_the_people_of_a_fact_are_read_from_one_row_a_day() -> None:
    views = {leaf.fact.view for leaf in every_leaf() if isinstance(leaf, People)}
    # an agent's row is one of several: two of them are no number, see the bounds above
    assert views == {"people_days", "platform_days", "service_days"}
