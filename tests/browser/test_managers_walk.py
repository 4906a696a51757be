"""The manager's minute in a real browser: the figure, what it is made of to the cent, another period, another page, and back."""

import csv
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.browser.test_morning import data_day, show
from tools import drive

Opener = Callable[..., drive.Tab]
PAID = ".st-key-morning-paid_amount"


def paid(tab: drive.Tab) -> str:
    return (
        tab.page.locator(f"{PAID} [data-testid='stMetricValue']")
        .inner_text()
        .removeprefix("¥")
        .replace(",", "")
    )


@pytest.mark.parametrize("size", [drive.DESKTOP, drive.PHONE], ids=["desktop", "phone"])
def test_from_the_figure_to_its_rows_to_another_period_and_back(
    size: tuple[int, int], sample_home: Path, address: str, open_tab: Opener, tmp_path: Path
) -> None:
    tab = open_tab(address, size=size)
    tab.go("/morning")
    day = data_day(tab)
    yesterday = paid(tab)
    assert yesterday == show(sample_home, "paid_amount", day, day)

    # Laid open: the rows that leave as a file add up to the figure on the card.
    tab.page.locator(PAID).get_by_role("button", name="口径与明细").click()
    tab.settle()
    dialog = tab.page.get_by_role("dialog")
    with tab.page.expect_download() as downloading:
        dialog.get_by_role("button", name="导出 CSV").first.click()
    downloading.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    amounts = [Decimal(row["金额"].replace(",", "")) for row in rows]
    assert sum(amounts) == Decimal(yesterday)
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="hidden")
    tab.settle()

    # A week, then another page, which keeps the week, and back twice with the browser's button.
    tab.page.get_by_role("radio", name="7 天", exact=True).click()
    tab.settle()
    week = paid(tab)
    assert week == show(sample_home, "paid_amount", day - timedelta(days=6), day)
    if size == drive.DESKTOP:
        tab.page.get_by_role("link", name="推广 ROI").click()
        tab.page.wait_for_url("**/roi?period=7d")
        tab.settle()
        tab.page.go_back()
        tab.page.wait_for_url("**/morning?period=7d")
        tab.page.wait_for_selector(PAID)
        tab.settle()
        assert paid(tab) == week
    tab.page.go_back()
    tab.page.wait_for_url("**/morning")
    tab.page.wait_for_function(
        "([where, text]) => document.querySelector(where).innerText.replaceAll(',', '').includes(text)",
        arg=[f"{PAID} [data-testid='stMetricValue']", yesterday],
    )
    tab.settle()
    assert paid(tab) == yesterday
