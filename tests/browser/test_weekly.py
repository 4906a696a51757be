"""The weekly report taken from the page holds the numbers that the command line tells."""

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl

from tools import drive
from tools.setup import ROOT

Opener = Callable[..., drive.Tab]


def test_a_number_read_back_from_the_downloaded_week_is_the_command_lines(
    sample_home: Path, address: str, open_tab: Opener, tmp_path: Path
) -> None:
    tab = open_tab(address)
    tab.go("/weekly")
    with tab.page.expect_download(timeout=60_000) as download:
        tab.page.get_by_role("button", name="下载").first.click()
    download.value.save_as(tmp_path / "weekly.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "weekly.xlsx")["摘要"].iter_rows(values_only=True)
    table = [row for row in rows if row[0] is not None]
    header = next(row for row in table if row[0] == "key")
    amount = next(row for row in table if row[0] == "paid_amount")[header.index("本周")]

    command = [sys.executable, "shop.py", "show", "paid_amount", "--home", str(sample_home)]
    command += ["--by", "week", "--format", "json"]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    weeks = {row["period"]: row["paid_amount"] for row in json.loads(told)}
    week = download.value.suggested_filename
    chosen = next(period for period in weeks if period in week)
    assert Decimal(str(amount)).quantize(Decimal("0.01")) == Decimal(weeks[chosen])


def test_a_table_of_a_page_is_taken_away_as_a_workbook(
    address: str, open_tab: Opener, tmp_path: Path
) -> None:
    tab = open_tab(address)
    tab.go("/roi")
    with tab.page.expect_download() as download:
        tab.page.locator(".st-key-roi-campaign-xlsx button").click()
    download.value.save_as(tmp_path / "campaigns.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "campaigns.xlsx").worksheets[0]
    header, *rows = [
        row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)
    ]
    assert "广告花费" in header
    assert any("（示例）" in str(row[0]) for row in rows)
