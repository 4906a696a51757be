"""What a page module may hold: a function `page` that asks for the role first, and no arithmetic on figures."""

import ast
from pathlib import Path

import pytest

from ui.roles import ROLES, role_named

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py")
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
COMPUTING = {"sum", "round", "min", "max", "mean", "median", "divmod"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_asks_for_the_role_before_anything_else(path: Path) -> None:
    pages = [node for node in tree(path).body if isinstance(node, ast.FunctionDef) and node.name == "page"]
    assert len(pages) == 1
    first = next(statement for statement in pages[0].body if not _is_docstring(statement))
    assert isinstance(first, ast.Expr)
    assert ast.unparse(first).startswith("require(")


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_runs_nothing_when_it_is_imported(path: Path) -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)
    others = [node for node in tree(path).body if not isinstance(node, allowed) and not _is_docstring(node)]
    assert others == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_computes_no_numbers(path: Path) -> None:
    found = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in COMPUTING)
    ]
    assert found == []


def test_nothing_draws_raw_html_but_the_style_sheet() -> None:
    # Nothing from data or from the URL gets into the style sheet: its words are its own, in one of two languages.
    places = [*PAGES, *sorted((ROOT / "ui").rglob("*.py"))]
    found = [
        f"{named(path)}:{node.lineno}"
        for path in places
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html")
        or (isinstance(node, ast.Attribute) and node.attr == "html" and ast.unparse(node.value) == "st")
    ]
    assert [place.partition(":")[0] for place in found] == ["ui/style.py"]


def test_every_cache_is_bounded_and_keyed_by_the_store() -> None:
    loose = []
    for path in sorted((ROOT / "ui").rglob("*.py")) + PAGES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                text = ast.unparse(mark)
                if text.startswith("st.cache"):
                    bounded = "max_entries=" in text and "ttl=" in text
                    first = node.args.args[0].annotation
                    keyed = "hash_funcs=KEYS" in text and first is not None and ast.unparse(first) == "Store"
                    hidden = [argument.arg for argument in node.args.args if argument.arg.startswith("_")]
                    if not bounded or not keyed or hidden:
                        loose.append(f"{named(path)}:{node.name}")
    assert loose == []


def test_the_manager_may_open_everything_and_an_unknown_role_nothing() -> None:
    assert ROLES["manager"].may_open("load")
    assert not role_named("boss").may_open("morning")


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("promotion", "roi", "load"),
        ("goods", "morning", "roi"),
        ("service", "morning", "weekly"),
        ("warehouse", "metrics", "morning"),
        ("content", "metrics", "roi"),
        ("finance", "weekly", "morning"),
    ],
)
def test_a_role_sees_its_pages_alone(role: str, may: str, may_not: str) -> None:
    assert role_named(role).may_open(may)
    assert not role_named(role).may_open(may_not)
