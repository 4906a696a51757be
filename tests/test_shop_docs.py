"""What the documents say of the command line is so, and the generated ones are what the code declares."""

import re
import shutil
from pathlib import Path

import click
import pytest

from commands.shell import shop
from metrics.catalogue import CATALOGUE
from reports.docs import DOCS, pages
from tests.reports.shop_week import shop_store
from tests.shop_calls import show
from tests.test_shop import commands

ROOT = Path(__file__).resolve().parent.parent
OPERATING = (DOCS / "operating.md").read_text(encoding="utf-8")
TELLING = (
    "README.md",
    "README.zh.md",
    "docs/operating.md",
    "docs/architecture.md",
    "docs/sample.md",
    "CONTRIBUTING.md",
)
CALL = re.compile(r"shop\.py ([^`\n|]+)")


def calls() -> list[tuple[str, str]]:
    """Every call of shop.py that a document shows, with the document."""
    found = []
    for name in TELLING:
        if (ROOT / name).exists():
            found += [
                (name, told.strip()) for told in CALL.findall((ROOT / name).read_text(encoding="utf-8"))
            ]
    return [(name, told) for name, told in found if re.match(r"[a-z]", told)]


def test_the_documents_show_calls_at_all() -> None:
    assert {"README.md", "README.zh.md", "docs/operating.md"} <= {name for name, _ in calls()}


@pytest.mark.parametrize(("document", "told"), calls())
def test_every_call_that_a_document_shows_is_one_that_there_is(document: str, told: str) -> None:
    command: click.Command = shop
    words = told.split()
    while isinstance(command, click.Group):
        assert words[0] in command.commands, f"{document} shows shop.py {told}"
        command = command.commands[words.pop(0)]
    there = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert set(re.findall(r"--[a-z-]+", told)) <= there


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_and_option_is_described_in_the_operating_page(
    name: str, command: click.Command
) -> None:
    assert f"`{name}`" in OPERATING
    assert f"python shop.py {name}" in OPERATING
    if name == "load":
        for option in ("--shop", "--platform", "--as-of", "--gross", "--json", "--sample"):
            assert option in OPERATING


def test_every_key_that_a_document_shows_is_a_metric() -> None:
    shown = {
        word
        for _, told in calls()
        if told.startswith(("show", "explain"))
        for word in re.findall(r"\b[a-z]+_[a-z_]+\b", told)
    }
    assert shown
    assert shown <= set(CATALOGUE)


@pytest.mark.parametrize("name", ["metrics.md", "exports.md"])
def test_a_generated_page_is_what_the_code_declares(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == pages()[name], f"docs/{name} is stale: run python -m reports.docs"


def test_the_metrics_page_names_every_metric_with_its_formula_and_source_in_both_languages() -> None:
    page = pages()["metrics.md"]
    for metric in CATALOGUE.values():
        assert f"`{metric.key}`" in page
        assert metric.meaning.zh in page
        assert metric.meaning.en in page


def test_a_copied_home_is_a_backup(tmp_path: Path) -> None:
    store = shop_store(tmp_path / "home")
    assert store.rows("SELECT 1") == [(1,)]  # the dashboard has it open
    shutil.copytree(tmp_path / "home", tmp_path / "backup")
    assert (
        show(tmp_path / "backup", "paid_amount")
        == show(tmp_path / "home", "paid_amount")
        == [{"paid_amount": "420.00"}]
    )
