"""Opens the dashboard in a real browser, for the browser tests and for the pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from tools import browser

Scheme = Literal["light", "dark"]
# What a telephone's browser says that it is: the dashboard then draws its own way (ui/session.py, on_phone).
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"

DESKTOP = (1440, 900)
PHONE = (390, 844)
SLOWEST = 120_000  # milliseconds; a first page on a busy machine reads half the packages
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
BUSY = '[data-testid="stSkeleton"], [data-testid="stSpinner"]'

# Notes every dialog that ever stood in the page, were it for one frame, from before the first script runs.
WATCH_DIALOGS = """
window.dialogsSeen = [];
new MutationObserver(() => {
  for (const dialog of document.querySelectorAll('[role="dialog"], [data-testid="stDialog"]')) {
    if (!window.dialogsSeen.includes(dialog.innerText)) window.dialogsSeen.push(dialog.innerText);
  }
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


@dataclass
class Tab:
    """A page in the browser, with what it complained about and which other hosts it asked."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open that path of the dashboard as a fresh request and wait until nothing more is drawn."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has ended and nothing still says that it is loading."""
        self.page.wait_for_selector(IDLE, timeout=SLOWEST)
        self.page.wait_for_timeout(250)  # a rerun that a widget asks for begins a moment after its click
        self.page.wait_for_selector(IDLE, timeout=SLOWEST)
        self.page.wait_for_function(f"!document.querySelector({BUSY!r})", timeout=SLOWEST)

    def dialogs(self) -> list[str]:
        """Return the text of every dialog that was ever shown since the page opened."""
        return [str(text) for text in self.page.evaluate("window.dialogsSeen")]

    def text(self) -> str:
        """Return what a person can read on the page."""
        return self.page.inner_text('[data-testid="stMain"]')

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the screen (0: nothing to push sideways)."""
        script = """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return Math.max(0, document.documentElement.scrollWidth - window.innerWidth,
                            main.scrollWidth - main.clientWidth);
        }"""
        return int(self.page.evaluate(script))

    def _hear(self, message: ConsoleMessage) -> None:
        # Streamlit's front end looks for its server below the path first, which a deep link answers with 404.
        source = str(message.location.get("url", ""))
        if message.type == "error" and not PROBE.search(source):
            self.errors.append(f"{message.text} ({source})")

    def _fail(self, error: Error) -> None:
        self.errors.append(str(error))

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium without a window."""
    program = browser.find()
    if program is None:
        raise RuntimeError("no browser on this machine: python -m tools.setup --dev installs one or says how")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=browser.arguments())
        try:
            yield started
        finally:
            started.close()


@contextmanager
def window(started: Browser, locale: str = "zh-CN", touch: bool = False) -> Iterator[Page]:
    """Open an empty window that shares nothing with others, in that language; one to be touched is a telephone's."""
    context = started.new_context(
        locale=locale, timezone_id="Asia/Shanghai", accept_downloads=True, has_touch=touch,
        user_agent=PHONE_AGENT if touch else None,
    )  # fmt: skip
    context.set_default_timeout(SLOWEST)
    context.add_init_script(WATCH_DIALOGS)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def visit(
    page: Page, address: str, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light"
) -> Iterator[Tab]:
    """Let a new person use a window, with that screen and colour scheme; nothing of them stays in it afterwards.

    What does stay are the dashboard's scripts, ready to run: half the work of opening a page.
    """
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    opened = Tab(page, address)
    listeners: dict[str, Callable[..., None]] = {
        "console": opened._hear, "pageerror": opened._fail, "request": opened._see,
    }  # fmt: skip
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]  # one signature for each name
    try:
        yield opened
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("about:blank")
        page.context.clear_cookies()


@contextmanager
def tab(
    started: Browser,
    address: str,
    size: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    locale: str = "zh-CN",
    touch: bool = False,
) -> Iterator[Tab]:
    """Open an empty tab of a new person: no cookies, that screen (to be touched or not), colour scheme and language."""
    with window(started, locale, touch) as page, visit(page, address, size, scheme) as opened:
        yield opened
