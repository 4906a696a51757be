"""Sources and campaigns are ranked by how they changed, luck is only counted, and visitors are never added up."""

from datetime import date
from pathlib import Path

from metrics.analyses.drivers import Driver, campaigns, sources
from metrics.scope import Scope
from tests.metrics.tables import one_store, report

TRAFFIC = "统计日期 | 一级来源 | 二级来源 | 访客数"
ADS = "日期 | 计划名称 | 展现量 | 点击量 | 花费"
DAY, BASE = date(2026, 3, 27), (date(2026, 3, 20), date(2026, 3, 13), date(2026, 3, 6))


def test_the_largest_changes_come_first_and_the_small_are_only_counted(tmp_path: Path) -> None:
    traffic = report(
        TRAFFIC,
        ("2026-03-27", "平台流量", "", 500), ("2026-03-27", "广告流量", "", 90), ("2026-03-27", "其他", "", 3),
        ("2026-03-27", "平台流量", "手淘搜索", 480),  # a finer level of the same visitors
        ("2026-03-20", "平台流量", "", 300), ("2026-03-20", "广告流量", "", 200), ("2026-03-20", "其他", "", 9),
        ("2026-03-13", "平台流量", "", 310), ("2026-03-13", "广告流量", "", 100),  # 6 March is not loaded
    )  # fmt: skip
    ads = report(
        ADS, ("2026-03-27", "甲", 1000, 120, 50), ("2026-03-27", "乙", 900, 40, 50),
        ("2026-03-20", "甲", 1000, 100, 50), ("2026-03-20", "丙", 900, 70, 50),
    )  # fmt: skip
    store = one_store(tmp_path, traffic, ads)
    found = sources(store, DAY, BASE, Scope("本店"))
    assert found is not None
    # 500 against (300 + 310) / 2, 90 against (200 + 100) / 2; 3 against 9 / 2 is luck.
    assert found.shown == (Driver("平台流量", 500, 305.0), Driver("广告流量", 90, 150.0))
    assert (found.others, found.small, found.days) == (0, 1, BASE[:2])
    clicks = campaigns(store, DAY, BASE, Scope("本店"))
    assert clicks is not None
    assert [(driver.name, driver.change) for driver in clicks.shown] == [("丙", -70), ("乙", 40), ("甲", 20)]


def test_without_a_report_on_both_sides_and_for_two_shops_there_is_none(tmp_path: Path) -> None:
    one = report(TRAFFIC, ("2026-03-27", "平台流量", "", 500))
    store = one_store(tmp_path, one, report(TRAFFIC, ("2026-03-20", "平台流量", "", 5), shop="二店"))
    assert sources(store, DAY, BASE, Scope("本店")) is None
    assert sources(store, DAY, BASE) is None
    assert campaigns(store, DAY, BASE, Scope("本店")) is None
