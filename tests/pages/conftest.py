"""Opens pages without a browser, on small shops that are loaded once."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.pages import shops

ROOT = Path(__file__).resolve().parents[2]
SHOPS = {
    "empty": lambda home: home,
    "one_day": shops.one_day,
    "without_ads": shops.without_ads,
    "without_orders": shops.without_orders,
    "without_traffic": shops.without_traffic,
    "two_years": shops.two_years,
    "full": shops.full_shop,
    "with_categories": shops.with_categories,
}


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Returns the home of a shop of SHOPS; nobody writes to it."""
    made: dict[str, Path] = {}

    def home(name: str) -> Path:
        if name not in made:
            made[name] = SHOPS[name](tmp_path_factory.mktemp(name) / "home")
        return made[name]

    return home


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, homes: Callable[[str], Path]) -> Callable[..., AppTest]:
    """Opens a path of the dashboard on a shop: `open_page("roi", "full", lang="en", role="promotion")`.

    As on a server, what was computed for one role, language or person is there for the next; another test starts anew.
    """
    st.cache_data.clear()
    st.cache_resource.clear()

    def opened(path: str, shop: str | Path, role: str = "manager", **query: str) -> AppTest:
        monkeypatch.setenv("ZHANGGUI_HOME", str(homes(shop) if isinstance(shop, str) else shop))
        monkeypatch.setenv("ZHANGGUI_ROLE", role)
        page = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60)
        page._page_hash = calc_hash(path)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return opened
