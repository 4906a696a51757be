"""The manager's morning in a real browser: tick a to-do, open a day of a chart, type a target, add an event."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from data.state import State
from data.typed_plan import EVENTS, TARGETS
from tools import drive, serve

Opener = Callable[..., drive.Tab]
ROWS = 18  # a header, the year, four quarters, twelve months; December is the last


@pytest.fixture(scope="module")
def planned_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented shop that all these tests type into, each something of its own."""
    return Path(shutil.copytree(sample_home, tmp_path_factory.mktemp("planned") / "home"))


@pytest.fixture(scope="module")
def planned_address(planned_home: Path) -> Iterator[str]:
    with serve.serving(planned_home) as where:
        yield where


@pytest.mark.parametrize("size", [drive.DESKTOP, drive.PHONE], ids=["desktop", "phone"])
def test_a_to_do_is_ticked_and_put_back(
    size: tuple[int, int], planned_address: str, open_tab: Opener
) -> None:
    tab = open_tab(planned_address, size=size)
    tab.go("/morning?me=小王")
    first = tab.page.locator(".st-key-todo-1")
    title = first.locator("p").first.inner_text()
    first.get_by_role("button", name="已处理").click()
    tab.settle()
    expect(tab.page.locator(".st-key-todo-1").locator("p").first).not_to_have_text(title, timeout=30_000)
    away = tab.page.locator(".st-key-todo-away")
    away.locator("summary").click()
    assert "小王" in away.inner_text()
    away.get_by_role("button", name="放回待办").click()
    tab.settle()
    expect(tab.page.locator(".st-key-todo-1").locator("p").first).to_have_text(title, timeout=30_000)


def test_a_click_on_a_day_of_a_chart_lays_its_figure_open(address: str, open_tab: Opener) -> None:
    tab = open_tab(address)
    tab.go("/morning")
    chart = tab.page.locator(".st-key-chart-paid_amount")
    chart.scroll_into_view_if_needed()
    points = chart.locator(".scatterlayer .points path")
    expect(points.first).to_be_attached()
    points.nth(points.count() - 1).click(force=True)
    tab.settle()
    opened = tab.page.get_by_role("dialog")
    expect(opened).to_be_visible()
    assert "付款金额" in opened.inner_text()
    assert "代入" in opened.inner_text()


def test_a_target_typed_into_the_table_is_kept_with_its_sums(
    planned_home: Path, planned_address: str, open_tab: Opener
) -> None:
    tab = open_tab(planned_address)
    tab.go("/targets?me=小王")
    table = tab.page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    _type_into_last_row(tab, table, ROWS, "123456.78")
    tab.page.get_by_role("button", name="保存目标").first.click()
    kept: dict[tuple[int, int], dict[str, Any]] = {}
    for _ in range(60):  # half a minute for a busy machine
        kept = {
            (row["period_start"].month, row["period_end"].month): row
            for row in State(planned_home).rows(TARGETS)
        }
        if kept:
            break
        tab.page.wait_for_timeout(500)
    assert str(kept[12, 12]["amount"]) == "123456.78"
    assert kept[12, 12]["typed_by"] == "小王"
    assert (2, 2) not in kept  # nothing else was touched


def _type_into_last_row(tab: drive.Tab, table: Locator, rows: int, text: str) -> None:
    """Write into the second column of an editor's last row, as a person does: click, Enter, type, Enter."""
    cell = tab.page.locator("#portal input, #portal textarea").first
    for _ in range(5):  # a table that is just being drawn again takes no click
        box = table.bounding_box()
        assert box is not None
        tab.page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * (rows - 0.5) / rows)
        tab.page.keyboard.press("Enter")  # opens the cell
        with contextlib.suppress(AssertionError):
            expect(cell).to_be_visible(timeout=4_000)
            break
    tab.page.keyboard.press("ControlOrMeta+a")
    tab.page.keyboard.type(text, delay=40)
    expect(cell).to_have_value(text)
    tab.page.keyboard.press("Enter")
    expect(cell).to_be_hidden()
    tab.settle()


def test_an_event_is_added_by_the_form_and_stands_on_the_calendar(
    planned_home: Path, planned_address: str, open_tab: Opener
) -> None:
    tab = open_tab(planned_address)
    tab.go("/calendar?me=小王")
    tab.page.get_by_label("活动名称").first.fill("店庆大促")
    tab.page.get_by_role("button", name="保存").first.click()
    tab.settle()
    [row] = State(planned_home).rows(EVENTS)
    assert (row["event_name"], row["typed_by"]) == ("店庆大促", "小王")
    expect(tab.page.get_by_label("活动名称").first).to_have_value("")
