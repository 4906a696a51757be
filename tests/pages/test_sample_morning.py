"""The invented shop's morning shows what was planted in it, the most money first, and nothing that wasn't."""

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.load import load
from data.sample import SHOPS, write_sample
from data.sample.findings import findings as planted_in
from data.sample.world import simulate
from data.store import open_store
from metrics.analyses.finding import Finding
from metrics.analyses.todo import findings
from metrics.scope import Scope
from tests.pages.conftest import ROOT
from tests.pages.test_duties import KNOWN_PATHS
from tests.pages.test_every_page import PATHS

OpenPage = Callable[..., AppTest]
UNTIL, DAYS, ORDERS = date(2026, 11, 21), 62, 12000
MAIN = SHOPS[0]
# What is planted, and the rule that finds it. The orders of the late item wait over 24 hours or soon will: two rules.
RULES = {
    "running_out": {"running_out"},
    "backlog": {"overdue", "due_soon"},
    "conversion_collapse": {"conversion_collapse"},
    "low_store_roi": {"low_roi"},
    "losing_campaign": {"losing_campaign"},
    "missing_traffic_day": {"missing_data"},
    "urgent_refunds": {"urgent_refunds"},
    "negative_reviews": {"negative_reviews"},
    "sign_up": {"sign_up"},
}
WITHOUT_MONEY = ("sign_up", "missing_data")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    paths = [
        path
        for path in write_sample(folder / "files", until=UNTIL, days=DAYS, orders=ORDERS)
        if path.parent.name == MAIN.name
    ]
    load(folder / "home", paths, shop=MAIN.name, platform=MAIN.platform, sample=True)
    return folder / "home"


@pytest.fixture(scope="module")
def found(home: Path) -> list[Finding]:
    return findings(open_store(home), UNTIL, Scope(MAIN.name))


@pytest.fixture(scope="module")
def planted() -> dict[str, str]:
    return {finding.key: finding.says for finding in planted_in(simulate(7, UNTIL, DAYS, ORDERS))}


def rule_of(finding: Finding) -> str:
    return finding.key.split(":")[0]


def test_all_that_is_planted_for_a_rule_is_found(found: list[Finding], planted: dict[str, str]) -> None:
    assert set(planted) >= set(RULES)
    # By chance a short sample may hold no open review or no urgent refund, and then there is nothing to find.
    there = [rules for key, rules in RULES.items() if not planted[key].startswith("0 ")]
    assert len(there) >= 8
    assert {rule_of(finding) for finding in found} == set().union(*there)


def test_nothing_is_found_that_was_not_planted(found: list[Finding]) -> None:
    rules = [rule_of(finding) for finding in found]
    assert len(rules) == len(set(rules)), "one thing is planted for each rule"


def test_the_numbers_are_those_of_the_truth(found: list[Finding], planted: dict[str, str]) -> None:
    by_rule = {rule_of(finding): finding for finding in found}
    worth = re.search(r"(\d+) orders worth ([\d,.]+) paid", planted["backlog"])
    assert worth
    assert by_rule["overdue"].title.zh.startswith(f"{worth[1]} 单")
    assert f"{by_rule['overdue'].money:,.2f}" == worth[2]
    cases, amount = planted["urgent_refunds"].split(" cases, ")
    assert (len(by_rule["urgent_refunds"].rows), f"{by_rule['urgent_refunds'].money:,.2f}") == (
        int(cases),
        amount,
    )
    cover = planted["running_out"].split(": ")[1].split()[0]
    assert f"只够卖 {cover} 天" in by_rule["running_out"].title.zh


def test_the_page_lists_them_with_the_most_money_first(
    found: list[Finding], home: Path, open_page: OpenPage
) -> None:
    page = open_page("morning", home)
    assert not page.exception
    said = "\n".join(words.value.replace("\\", "") for words in page.markdown)
    places = [said.find(finding.title.zh.replace("\\", "")) for finding in found[:5]]
    assert -1 not in places
    assert places == sorted(places)
    money = [finding.money for finding in found if rule_of(finding) not in WITHOUT_MONEY]
    assert None not in money
    assert money == sorted(money, reverse=True)  # type: ignore[type-var]
    assert [rule_of(finding) for finding in found[len(money) :]] == ["sign_up", "missing_data"]


def test_every_to_do_leads_to_its_rows_or_to_a_page_that_is_there(
    home: Path, found: list[Finding], open_page: OpenPage
) -> None:
    page = open_page("morning", home)
    assert {link.proto.page for link in page.get("page_link")} <= set(PATHS)
    lists = {str(button.key) for button in page.button if str(button.key).startswith("todo-cases-")}
    assert [finding.key for finding in found if not len(finding.rows) and finding.page not in PATHS] == []
    # The lesser ones are drawn when they are opened.
    for number, finding in enumerate(found[:5], 1):
        assert (f"todo-cases-{number}" in lists) == (len(finding.rows) > 0), finding.key
    for key in sorted(lists):
        page.button(key=key).click().run()
        assert not page.exception, key
        assert len(page.dataframe) > 0


@pytest.mark.parametrize(
    "module", sorted((ROOT / "metrics" / "analyses").glob("todo_*.py")), ids=lambda p: p.stem
)
def test_a_rule_names_the_page_that_settles_what_it_finds(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    made = [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"
    ]  # fmt: skip
    assert made
    for call in made:
        named = [
            arg.value for arg in ast.walk(call) if isinstance(arg, ast.Constant) and arg.value in KNOWN_PATHS
        ]
        assert named, f"{module.name}:{call.lineno}"
