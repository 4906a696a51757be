"""A week's changes are held against the week before only as far as that is fair, and what is not compared says why."""

import io
import zipfile
from pathlib import Path

import pytest

from data.load import load
from data.store import Store, open_store
from metrics.maturity import filling
from metrics.period import Period
from metrics.scope import EVERYTHING
from reports.table import shown
from reports.week import Week
from reports.weekly import weekly, weekly_notes, weekly_tables
from tests.reports.shop_week import ORDERS, SHOP, file, shop_store

WEEK = "2026-W45"
EVENTS = ("活动名称", "开始日期", "结束日期", "是否剔除基线")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    home = tmp_path_factory.mktemp("notes") / "home"
    shop_store(home)
    loaded = load(
        home,
        [file("活动.csv", EVENTS, [("店庆", "2026-11-05", "2026-11-06", "是")])],
        shop=SHOP,
        platform="tmall",
    )
    assert not loaded.refused
    return open_store(home)


def said(store: Store, week: str = WEEK) -> str:
    return "\n".join(note.zh for note in weekly_notes(store, week))


def change_of(store: Store, key: str, week: str = WEEK) -> str:
    return {str(row[0]): shown(row[4], "text") for row in weekly_tables(store, week)[0].rows}[key]


def test_an_event_of_one_week_is_named_on_the_page_and_in_the_workbook(store: Store) -> None:
    assert "比上周时注意：本周有「店庆」，上周没有。" in said(store)
    assert "店庆" not in said(store, "2026-W44")
    out = io.BytesIO()
    weekly(store, WEEK, out)
    with zipfile.ZipFile(out) as parts:
        assert "店庆" in parts.read("xl/drawings/drawing1.xml").decode("utf-8")


def test_ad_revenue_that_still_rises_has_no_change_and_says_until_when(store: Store) -> None:
    # The last ad day is Sunday 11-08: what was clicked from 10-25 on is credited until 11-23.
    assert Week(store, WEEK).now["ad_revenue"].value is not None
    assert Week(store, WEEK).before["ad_revenue"].value is not None
    assert change_of(store, "ad_revenue") == "—"
    rising = next(line for line in said(store).splitlines() if line.startswith("还会变"))
    assert "广告成交金额" in rising
    assert "2026-11-23 才定" in rising


def test_a_figure_that_lacks_a_day_is_not_compared_and_the_day_is_counted(store: Store) -> None:
    assert change_of(store, "page_views") == "—"
    line = next(line for line in said(store).splitlines() if line.startswith("没有和上周比"))
    assert "浏览量 PV" in line
    assert "7 天里只有 6 天有数据" in line


def test_whole_weeks_are_compared_with_the_very_figures_that_stand_beside(store: Store) -> None:
    week = Week(store, WEEK)
    compared = {key: base.value for key, base in week.against.items() if base.value is not None}
    assert {"paid_amount", "paid_orders", "payment_rate"} <= compared.keys()
    settled = {key: value for key, value in compared.items() if filling(store, key, week.period) is None}
    assert settled
    assert {key: week.before[key].value for key in settled} == settled


def test_a_week_that_runs_is_compared_with_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    shop_store(home)
    row = (9999, "谁", "10.00", "10.00", "0.00", "交易成功", "2026-11-10 09:00:00", "2026-11-10 09:01:00")
    load(home, [file("周二.csv", ORDERS, [row])], shop=SHOP, platform="tmall")
    running = open_store(home)
    assert Period.week("2026-W46").holds(running_day := Week(running, "2026-W46").days[1])
    assert running_day.isoformat() == "2026-11-10"
    assert said(running, "2026-W46").startswith("这一周还没有过完")
    assert {base.value for base in Week(running, "2026-W46", EVERYTHING).against.values()} == {None}
