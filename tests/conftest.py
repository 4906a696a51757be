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

REAL = Path(__file__).resolve().parent.parent / "../shared/real"


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
