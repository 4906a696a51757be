"""What in a page keeps people out who see little or use no mouse."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tools import drive

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
GRAVE = ("serious", "critical")
# What Streamlit 1.67 draws by itself and gives no say in: the list of pages in the sidebar, and the 28-day line of a
# card, whose figure and change stand beside it as text.
STREAMLIT = (
    '[data-testid="stSidebarNav"]',
    '[data-testid="stMetricChart"]',
    '[data-testid="stFileUploader"] section',
)
IN_VAIN = 25
DIALOG = "[role=dialog]"


def grave(tab: drive.Tab) -> list[str]:
    """What axe calls serious or critical in the parts of the page that are ours: rule, place and what is wrong."""
    ours = {"exclude": [[theirs] for theirs in STREAMLIT]}
    found: dict[str, Any] = Axe().run(tab.page, context=ours, options=OPTIONS).response
    told = []
    for rule in found["violations"]:
        for node in rule["nodes"]:
            if rule["impact"] in GRAVE:
                checks = node["any"] + node["all"] + node["none"]
                told.append(f"{rule['id']}: {node['html'][:120]}: {checks[0]['message'] if checks else ''}")
    return told


def left_out_by_the_tab_key(tab: drive.Tab) -> list[str]:
    """The buttons, links and fields of the page that nobody gets to without a mouse."""
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
    reached = [0]
    # Going round and round reaches nothing new.
    while len(reached) < IN_VAIN or reached[-1] > reached[-IN_VAIN]:
        tab.page.keyboard.press("Tab")
        # In a table the key goes from cell to cell, and a cell that is a figure opens; Escape leads back to where one was.
        if tab.page.locator(DIALOG).count():
            tab.page.keyboard.press("Escape")
            tab.page.locator(DIALOG).wait_for(state="hidden")
        reached.append(int(tab.page.evaluate("window.reached.size")))
    # Of choices that belong together the tab key reaches one; the arrow keys go on from there.
    left: list[str] = tab.page.evaluate("""() => window.wanted.filter((e) => !window.reached.has(e) &&
        ![...window.reached].some((r) => r.closest && r.closest('[role="radiogroup"], [role="tablist"]') &&
            r.closest('[role="radiogroup"], [role="tablist"]').contains(e))).map((e) => e.outerHTML.slice(0, 160))""")
    return left
