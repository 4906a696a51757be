"""What every test gets: a home of its own, the same examples each time, and the real exports where they exist."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

settings.register_profile("gate", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("gate")

# Before every run of a page without a browser Streamlit reads what each installed package says of itself: 0.1 s.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

TESTS = Path(__file__).resolve().parent
REAL = TESTS.parent / "../shared/real"

# What takes minutes comes first (tools/test.py gives each worker the next file of this order): a folder or the start of a name.
LONG = (
    "browser/test_every_page", "browser/test_first_request", "browser/", "crash/test_kill9", "crash/", "data/test_own_sheets",
    "data/test_batches", "data/test_load", "data/test_parts", "metrics/analyses/test_todo", "pages/", "privacy/", "test_shop",
    "data/", "metrics/test_opened", "reports/",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.path.relative_to(TESTS).as_posix()
        return next((number for number, start in enumerate(LONG) if name.startswith(start)), len(LONG))

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _no_home_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # A test that forgets its --home must not read or write the data of the person who runs it.
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of exports that a platform wrote; a test that asks for it is skipped where there is none."""
    if not REAL.is_dir():
        pytest.skip("no real exports beside this checkout (../shared/real)")
    return REAL.resolve()
