"""What the morning page costs the server, beside the same content as a bare Dash page; run by hand.

    python -m benchmarks.page --rows 1000000 --repeat 5

Both servers run the same metrics on the same store and are driven by a real Chromium. The processes have drawn the page
before, so that no import counts, and the browser holds what never changes (scripts, fonts). Ahead: what the server does of
itself when something was loaded, before anybody asks (ours opens the new version of the store). Cold: the first request after
a load, which leaves every cached figure behind. Warm: the same again in a new tab. Prints the server's CPU milliseconds
(all threads), medians. Needs `pip install dash`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import psutil
from playwright.sync_api import BrowserContext, Page

from benchmarks.load import write_orders
from data.load import load
from tools import drive, serve
from tools.setup import ROOT
from ui.filters import RANGES

FIRST_DAY = date(2024, 1, 1)
DAYS = 366
ITEMS = 300
LABELS = {"yesterday": "昨日", "7d": "近 7 天"}  # of the Dash page
WIDE, HIGH = drive.DESKTOP
STEPS = ("ahead", "cold load", "warm load", "cold filter", "warm filter")
AHEAD_SECONDS = 4.0  # between a load and the first who asks


@dataclass(frozen=True)
class Way:
    """A page to be measured: how a tab opens it, and how it changes the period there and back."""

    name: str
    open: Callable[[Page, str], None]
    change: Callable[[Page, str], None]


def write_reports(folder: Path) -> list[Path]:
    """Write a shop-daily, an item-daily and a campaign report of the orders' year, and return the files."""
    shop, item, ads = (folder / name for name in ("店铺日报.csv", "商品_全部.csv", "计划报表.csv"))
    days = [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]
    _write(
        shop,
        "统计日期,访客数,浏览量,支付金额,支付买家数",
        (
            f"{day},{9000 + 37 * (n % 90)},{30000 + 101 * (n % 90)},100000.00,700"
            for n, day in enumerate(days)
        ),
    )
    _write(item, "统计日期,商品ID,商品名称,商品访客数,支付件数,支付金额,支付买家数",
           (f"{day},{600000 + i},夏季新款 第{i}款,{40 + (n + i) % 50},{(n * i) % 7},{(n * i) % 7 * 59}.00,{(n * i) % 7}"
            for n, day in enumerate(days) for i in range(ITEMS)))  # fmt: skip
    _write(ads, "日期,场景名字,计划ID,计划名字,展现量,点击量,花费,总成交金额,总成交笔数",
           (f"{day},关键词推广,{70 + i},计划{i},90000,{900 + n % 70},{800 + n % 50}.50,{2500 + n % 300}.00,{20 + n % 5}"
            for n, day in enumerate(days) for i in range(5)))  # fmt: skip
    return [shop, item, ads]


def _write(file: Path, head: str, rows: Iterator[str]) -> None:
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


@contextmanager
def _dash(home: Path) -> Iterator[tuple[str, psutil.Process]]:
    port = serve.any_free_port()
    command = [sys.executable, "-m", "benchmarks.bare_page", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ZHANGGUI_HOME": str(home)}, **quiet)  # type: ignore[call-overload]
    try:
        _answers(serve.address(port))
        yield serve.address(port), psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _streamlit(home: Path) -> Iterator[tuple[str, psutil.Process]]:
    port = serve.any_free_port()
    server = serve.start(home, port)
    try:
        serve.wait_until_healthy(server, port)
        yield serve.address(port), psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> None:
    last_moment = time.monotonic() + serve.SLOWEST_START
    while time.monotonic() < last_moment:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the Dash page did not start: is dash installed?")


def _open_streamlit(page: Page, address: str) -> None:
    page.goto(f"{address}/morning")
    drive.Tab(page, address).settle()
    page.wait_for_selector('[data-testid="stMetric"]')


def _change_streamlit(page: Page, period: str) -> None:
    page.get_by_role("radio", name=RANGES[period].zh, exact=True).click()
    drive.Tab(page, "").settle()


def _open_dash(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#drawn:text('yesterday')", state="attached")


def _change_dash(page: Page, period: str) -> None:
    page.get_by_label(LABELS[period]).click()
    page.wait_for_selector(f"#drawn:text('{period}')", state="attached")


OURS = Way("zhanggui", _open_streamlit, _change_streamlit)
DASH = Way("dash", _open_dash, _change_dash)


def measure(way: Way, browser: BrowserContext, address: str, server: psutil.Process) -> list[float]:
    """Return the server's CPU milliseconds of the STEPS after the first, on caches that the caller has just made cold."""
    taken = []
    first, second = browser.new_page(), browser.new_page()
    taken.append(_cpu(server, lambda: way.open(first, address)))
    taken.append(_cpu(server, lambda: way.open(second, address)))
    taken.append(_cpu(server, lambda: way.change(second, "7d")))
    way.change(second, "yesterday")
    taken.append(_cpu(server, lambda: way.change(second, "7d")))
    first.close()
    second.close()
    return taken


def _cpu(server: psutil.Process, work: Callable[[], None]) -> float:
    before = _spent(server)
    work()
    time.sleep(0.5)  # what the server still does after the page stands counts as well
    return _spent(server) - before


def _spent(server: psutil.Process) -> float:
    times = server.cpu_times()
    return 1000 * (times.user + times.system)


def _new_version(home: Path, folder: Path, number: int) -> None:
    """Load one more small file: a version that no cache knows."""
    file = folder / f"活动{number}.csv"
    _write(
        file,
        "开始时间,结束时间,活动名称",
        iter([f"2030-01-{number + 1:02} 00:00,2030-01-{number + 1:02} 23:59,活动{number}"]),
    )
    result = load(home, [file])
    assert not result.refused, result.files[0].problems[0].reason.zh


def main() -> None:
    """Build the store, measure both pages in turn, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    found: dict[str, list[list[float]]] = {OURS.name: [], DASH.name: []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, drive.chromium() as browser:
        folder, home = Path(name), Path(name) / "home"
        write_orders(folder, asked.rows)
        loaded = load(home, [folder / "orders_gb18030.csv", *write_reports(folder)])
        assert not loaded.refused, [problem.reason.zh for file in loaded.files for problem in file.problems][
            :3
        ]
        with _streamlit(home) as ours, _dash(home) as dash:
            people = {
                way: browser.new_context(locale="zh-CN", viewport={"width": WIDE, "height": HIGH})
                for way in (OURS, DASH)
            }
            for number in range(asked.repeat + 1):
                before = {OURS: _spent(ours[1]), DASH: _spent(dash[1])}
                _new_version(home, folder, number)
                time.sleep(AHEAD_SECONDS)
                ahead = {OURS: _spent(ours[1]) - before[OURS], DASH: _spent(dash[1]) - before[DASH]}
                for way, (address, server) in ((OURS, ours), (DASH, dash)):
                    found[way.name].append([ahead[way], *measure(way, people[way], address, server)])
    print(
        f"{asked.rows:,} orders, server CPU ms, median of {asked.repeat} (after one round that doesn't count)"
    )
    for number, step in enumerate(STEPS):
        mine, theirs = (median(run[number] for run in found[way.name][1:]) for way in (OURS, DASH))
        times = f"{mine / theirs:5.2f} x dash" if step != "ahead" else ""
        print(f"{step:12} zhanggui {mine:8.0f}   dash {theirs:8.0f}   {times}")


if __name__ == "__main__":
    main()
