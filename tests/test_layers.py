"""Which way the code may depend, and what it may not do anywhere, read from the syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each layer and the ones it may import, besides itself (docs/architecture.md).
MAY_IMPORT = {
    "data": set(),
    "metrics": {"data"},
    "reports": {"metrics", "data"},
    "ui": {"metrics", "data", "reports"},
    "pages": {"ui", "metrics", "data", "reports"},
    "app.py": {"ui"},
    "commands": {"reports", "metrics", "data"},
    "shop.py": {"commands", "reports", "metrics", "data"},
    "tools": {"reports", "metrics", "data"},
    # They measure what the pages show, in servers that the tools start.
    "benchmarks": {"pages", "ui", "tools", "reports", "metrics", "data"},
}
LAYERS = {*MAY_IMPORT, "tests", "app", "shop"}
WITHOUT_STREAMLIT = ("data", "metrics", "reports", "commands", "shop.py")


def sources(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def everything() -> list[Path]:
    return [source for place in MAY_IMPORT for source in sources(place)]


def tree(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"), str(source))


def imported(source: Path) -> Iterator[tuple[int, str]]:
    """The top package of every import in the file, wherever in it it stands, with its line."""
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name.split(".")[0]) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.relative_to(ROOT)}:{node.lineno} imports relatively"
            yield node.lineno, str(node.module).split(".")[0]


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    assert sources(layer), f"{layer} is gone; so is the sense of this test"
    upward = [
        f"{source.relative_to(ROOT)}:{line} imports {package}"
        for source in sources(layer)
        for line, package in imported(source)
        if package in LAYERS - MAY_IMPORT[layer] - {layer}
    ]
    assert upward == []


@pytest.mark.parametrize("layer", WITHOUT_STREAMLIT)
def test_numbers_and_reports_know_nothing_of_streamlit(layer: str) -> None:
    found = [
        f"{source.relative_to(ROOT)}:{line}"
        for source in sources(layer)
        for line, package in imported(source)
        if package == "streamlit"
    ]
    assert found == []


def test_no_page_file_lies_where_streamlit_would_run_it_by_itself() -> None:
    assert [page.name for page in (ROOT / "pages").glob("*.py") if page.name != "__init__.py"] == []


def test_nothing_writes_raw_html_into_a_page() -> None:
    found = [
        f"{source.relative_to(ROOT)}:{node.value.lineno}"
        for source in everything()
        for node in ast.walk(tree(source))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ]
    assert found == []


def test_every_argument_of_a_cached_function_is_part_of_its_key() -> None:
    # Streamlit leaves arguments that begin with "_" out of the key: the second caller gets the first one's figures.
    found = [
        f"{source.relative_to(ROOT)}:{node.lineno} {node.name}({argument.arg})"
        for source in everything()
        for node in ast.walk(tree(source))
        if isinstance(node, ast.FunctionDef) and any(_caches(mark) for mark in node.decorator_list)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.arg.startswith("_")
    ]
    assert found == []


def _caches(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(call).endswith(("cache_data", "cache_resource", "kept"))


def test_every_text_file_is_opened_with_its_encoding_said() -> None:
    # Windows reads and writes the machine's code page otherwise.
    found = [
        f"{source.relative_to(ROOT)}:{node.lineno}"
        for source in everything()
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Call) and _opens_text(node)
    ]
    assert found == []


def _opens_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    mode = next((keyword.value for keyword in call.keywords if keyword.arg == "mode"), None)
    said = any(keyword.arg == "encoding" for keyword in call.keywords)
    if name in {"read_text", "write_text"}:
        return not said
    modes = [mode, *call.args[:2]] if isinstance(call.func, ast.Name) else [mode, *call.args[:1]]
    binary = any(isinstance(word, ast.Constant) and "b" in str(word.value) for word in modes[-2:] if word)
    return name == "open" and isinstance(call.func, ast.Name) and not (said or binary)


def test_nothing_that_people_run_relies_on_assert() -> None:
    # Python leaves asserts out with -O, and one that fails is no sentence.
    found = [
        f"{source.relative_to(ROOT)}:{node.lineno}"
        for place in MAY_IMPORT
        if place != "benchmarks"
        for source in sources(place)
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_a_module_and_a_package_open_with_a_sentence() -> None:
    silent = [str(source.relative_to(ROOT)) for source in everything() if not ast.get_docstring(tree(source))]
    assert silent == []


def test_no_module_has_grown_past_what_one_reads_in_a_sitting() -> None:
    lengths = {
        str(source.relative_to(ROOT)): len(source.read_text(encoding="utf-8").splitlines())
        for source in everything()
    }
    assert {name: length for name, length in lengths.items() if length > 300} == {}
