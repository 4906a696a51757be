"""Takes pictures of every page, for looking at them and for the README: `python -m tools.screenshots`."""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Browser

from data.sample import SHOPS
from data.text import Text
from tools import drive, sample, serve
from tools.console import say, speak_utf8
from tools.setup import ROOT

PATHS = (
    "morning", "duties", "roi", "items", "customers", "targets", "calendar", "competitors", "load", "weekly", "metrics", "settings",
)  # fmt: skip
SIZES = {"desktop": drive.DESKTOP, "phone": drive.PHONE}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("zh", "en")
TALLEST = 6000
README = (1440, 1360)


def shoot(
    started: Browser,
    address: str,
    path: str,
    out: Path,
    size: tuple[int, int] = drive.DESKTOP,
    scheme: Literal["light", "dark"] = "light",
    whole: bool = True,
) -> None:
    """Write a picture of one page to `out`; `whole` stretches the window to the page's full height."""
    with drive.tab(started, address, size, scheme, touch=size == drive.PHONE) as tab:
        tab.go(path)
        if whole:
            height = tab.page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
            tab.page.set_viewport_size({"width": size[0], "height": min(max(int(height), size[1]), TALLEST)})
            tab.settle()
        tab.page.wait_for_timeout(700)  # charts fade in
        tab.page.screenshot(path=out)


def every_page(started: Browser, address: str, out: Path, paths: tuple[str, ...]) -> None:
    """Write one picture for each page, size, colour scheme and language into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for path, (name, size), scheme, language in itertools.product(paths, SIZES.items(), SCHEMES, LANGUAGES):
        picture = out / f"{path}-{name}-{scheme}-{language}.png"
        shoot(started, address, f"/{path}?lang={language}", picture, size, scheme)
        print(picture, flush=True)


def for_readme(started: Browser, address: str) -> None:
    """Write the pictures that the two READMEs show: the morning of the larger sample shop."""
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    morning = f"/morning?shop={quote(SHOPS[0].name)}&lang="
    for language in LANGUAGES:
        shoot(started, address, morning + language, images / f"morning-{language}.png", README, whole=False)


def main(argv: list[str] | None = None) -> int:
    """Serve the invented shop (or `--data DIR`) and take the pictures."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument(
        "--out", type=Path, help="a folder for pictures of every page; without it, the README's"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a home that stands; without it, a new sample"
    )
    parser.add_argument("--pages", nargs="+", choices=PATHS, default=PATHS)
    options = parser.parse_args(argv)
    with ExitStack() as stack:
        home = options.data or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        if options.data is None:
            sample.load_if_empty(home)
        address = stack.enter_context(serve.serving(home))
        started = stack.enter_context(drive.chromium())
        if options.out:
            every_page(started, address, options.out, tuple(options.pages))
        else:
            for_readme(started, address)
    say(Text("图片已写好。", "The pictures are written."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
