"""The morning page shows the same numbers as the command line, and follows the chosen period."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tools import drive
from tools.setup import ROOT

Opener = Callable[..., drive.Tab]


def show(home: Path, key: str, first: date, last: date) -> str | float | int:
    """What `shop.py show` prints for those days."""
    command = [sys.executable, "shop.py", "show", key, "--home", str(home), "--format", "json"]
    command += ["--from", first.isoformat(), "--to", last.isoformat()]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    value: str | float | int = json.loads(told)[0][key]
    return value


def data_day(tab: drive.Tab) -> date:
    """The day that the page says its figures are of."""
    found = re.search(r"数据截至\D*(\d{4})-(\d{2})-(\d{2})", tab.text())
    assert found, tab.text()[:500]
    return date(*map(int, found.groups()))


def percent_after(name: str, text: str) -> tuple[float, int]:
    """The percentage that follows a name on the page, as a fraction, and how many decimals of a percent it shows."""
    found = re.search(rf"{name}\s*([\d,]+)(?:\.(\d+))?\s*%", text)
    assert found, text[:1500]
    decimals = found.group(2) or ""
    return float(f"{found.group(1).replace(',', '')}.{decimals or 0}") / 100, len(decimals)


def test_yesterdays_payment_rate_is_the_command_lines(
    sample_home: Path, address: str, open_tab: Opener
) -> None:
    tab = open_tab(address)
    tab.go("/morning")
    day = data_day(tab)
    shown, decimals = percent_after("付款率", tab.text())
    told = show(sample_home, "payment_rate", day, day)
    assert shown == round(float(told), decimals + 2)


def test_a_chosen_period_changes_the_figures(sample_home: Path, address: str, open_tab: Opener) -> None:
    tab = open_tab(address)
    tab.go("/morning")
    day = data_day(tab)
    tab.page.get_by_role("radio", name="7 天", exact=True).click()
    tab.settle()
    shown, decimals = percent_after("付款率", tab.text())
    told = show(sample_home, "payment_rate", day - timedelta(days=6), day)
    assert shown == round(float(told), decimals + 2)
    assert "period=7d" in tab.page.url
