"""Shares of traffic sources are of the sum of their visitors, with the overlap beside them (M-09)."""

from datetime import date
from pathlib import Path

import pytest

from data.store import Store
from data.text import Text
from metrics.analyses.source_shares import CHOOSE, NOT_LOADED, SourceShares, source_shares
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, report, shop_daily

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
COLUMNS = "日期 | 一级来源 | 二级来源 | 访客数"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two days of 甲店: 130 visits of sources by 100 visitors on Monday, 60 by 50 on Tuesday; 乙店 has no sources."""
    return one_store(
        tmp_path_factory.mktemp("sources"),
        report(
            COLUMNS,
            (MONDAY.isoformat(), "手淘搜索", "", 80), (MONDAY.isoformat(), "手淘推荐", "", 50),
            # The finer level holds the same visitors again.
            (MONDAY.isoformat(), "手淘搜索", "搜索词", 70), (MONDAY.isoformat(), "手淘搜索", "图片", 20),
            (TUESDAY.isoformat(), "手淘搜索", "", 60),
            shop="甲店",
        ),
        shop_daily("访客数", (MONDAY.isoformat(), 100), (TUESDAY.isoformat(), 50), shop="甲店"),
        shop_daily("访客数", (MONDAY.isoformat(), 7), shop="乙店"),
    )  # fmt: skip


def shares(store: Store, period: Period) -> SourceShares:
    found = source_shares(store, period, Scope("甲店"))
    assert isinstance(found, SourceShares)
    return found


def test_a_share_is_of_the_sum_of_the_sources_and_not_of_the_visitors(store: Store) -> None:
    found = shares(store, Period.day(MONDAY))
    assert [(entry.name, entry.visits, entry.share) for entry in found.sources] == [
        ("手淘搜索", 80, 80 / (80 + 50)),
        ("手淘推荐", 50, 50 / (80 + 50)),
    ]
    assert sum(entry.share for entry in found.sources) == pytest.approx(1)
    assert found.overlap == (80 + 50) / 100


def test_several_days_are_added_on_both_sides(store: Store) -> None:
    found = shares(store, Period(MONDAY, TUESDAY))
    assert found.sources[0].share == (80 + 60) / (80 + 50 + 60)
    assert found.overlap == (130 + 60) / (100 + 50)
    assert found.days == (MONDAY, TUESDAY)


def test_without_sources_or_with_several_shops_it_says_so(store: Store) -> None:
    assert source_shares(store, Period.day(date(2026, 4, 1)), Scope("甲店")) == NOT_LOADED
    assert source_shares(store, Period.day(MONDAY), Scope("乙店")) == NOT_LOADED
    assert source_shares(store, Period.day(MONDAY)) == CHOOSE


def test_without_the_shop_s_visitors_there_is_no_overlap(tmp_path: Path) -> None:
    store = one_store(tmp_path, report(COLUMNS, (MONDAY.isoformat(), "手淘搜索", "", 80)))
    found = source_shares(store, Period.day(MONDAY))
    assert not isinstance(found, Text)
    assert found.overlap is None
