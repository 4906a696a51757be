"""Every page can be read and used by people who see little or use no mouse: axe finds nothing serious that is ours."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tools import drive
from tools.screenshots import PATHS

Opener = Callable[..., drive.Tab]
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
GRAVE = ("serious", "critical")
# What Streamlit 1.67 draws by itself and gives no say in: the list of pages in the sidebar, and the 28-day line of a
# card, whose figure and change stand beside it as text.
STREAMLIT = (
    '[data-testid="stSidebarNav"], [data-testid="stMetricChart"], [data-testid="stFileUploader"] section'
)
ENOUGH_TABS = 400


def grave(tab: drive.Tab) -> list[str]:
    """What axe calls serious or critical in the parts of the page that are ours: rule, place and what is wrong."""
    found: dict[str, Any] = Axe().run(tab.page, options=OPTIONS).response
    told = []
    for rule in found["violations"]:
        for node in rule["nodes"]:
            target = node["target"][-1]
            theirs = tab.page.locator(target).first.evaluate("(e, own) => !!e.closest(own)", STREAMLIT)
            if rule["impact"] in GRAVE and not theirs:
                checks = node["any"] + node["all"] + node["none"]
                told.append(f"{rule['id']}: {node['html'][:120]}: {checks[0]['message'] if checks else ''}")
    return told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious_that_is_ours(
    path: str, scheme: Literal["light", "dark"], address: str, open_tab: Opener
) -> None:
    tab = open_tab(address, scheme=scheme)
    tab.go(f"/{path}")
    assert grave(tab) == []


def test_axe_does_find_what_is_wrong(address: str, open_tab: Opener) -> None:
    tab = open_tab(address)
    tab.go("/weekly")
    tab.page.evaluate("""() => {
        const pale = document.createElement('p');
        pale.textContent = 'pale words'; pale.style.color = '#cccccc'; pale.style.background = '#ffffff';
        document.querySelector('[data-testid="stMainBlockContainer"]').prepend(pale);
    }""")
    assert any("color-contrast" in sentence for sentence in grave(tab))


@pytest.mark.parametrize("path", PATHS)
def test_every_button_link_and_field_is_reached_with_the_tab_key(
    path: str, address: str, open_tab: Opener
) -> None:
    tab = open_tab(address)
    tab.go(f"/{path}")
    # The arrow of a drop-down list is for the mouse; its field opens with the arrow keys.
    tab.page.evaluate("""() => {
        const main = document.querySelector('[data-testid="stMain"]');
        window.wanted = [...main.querySelectorAll('button, a[href], input, select, textarea, summary')].filter(
            (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.disabled &&
                e.getAttribute('aria-hidden') !== 'true' && !e.closest('[aria-hidden="true"], .modebar') &&
                !(e.tagName === 'BUTTON' && e.closest('[data-testid="stSelectbox"]')));
        window.reached = new Set();
        document.addEventListener('focusin', (event) => window.reached.add(event.target));
    }""")
    for _ in range(ENOUGH_TABS):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("window.wanted.every((e) => window.reached.has(e))"):
            break
    # Of choices that belong together the tab key reaches one; the arrow keys go on from there.
    left = tab.page.evaluate("""() => window.wanted.filter((e) => !window.reached.has(e) &&
        ![...window.reached].some((r) => r.closest && r.closest('[role="radiogroup"], [role="tablist"]') &&
            r.closest('[role="radiogroup"], [role="tablist"]').contains(e))).map((e) => e.outerHTML.slice(0, 160))""")
    assert left == []
