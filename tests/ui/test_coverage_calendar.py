"""The calendar of coverage: each day of a month is whole, partly there, missing, or not asked for."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.days import Standing, days_from, last_day, spans, standings
from data.exports import BY_KEY
from data.load import Upload, load
from data.store import open_store
from reports.outcome import named_days
from tests.stores import csv_of
from ui.loading import calendar

NOVEMBER = date(2026, 11, 1)


def standing(days: list[date], partial: set[date] = frozenset(), kind: str = "orders") -> Standing:  # type: ignore[assignment]
    return Standing(BY_KEY[kind], "本店", tuple(days), frozenset(partial), (1,) * len(days))


def drawn(marks: dict[str, dict[date, str]], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    monkeypatch.setattr(calendar, "language", lambda: "zh")
    monkeypatch.setattr(calendar, "say", lambda text: text.zh)
    return calendar.grid("本店", NOVEMBER, marks).figure.data


def test_a_month_tells_whole_days_from_partial_and_missing_ones_and_asks_for_none_outside() -> None:
    found = standing([date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 6)], {date(2026, 11, 6)})
    assert calendar.marks_of(found, NOVEMBER, date(2026, 11, 8)) == {
        date(2026, 11, 3): "■", date(2026, 11, 4): "×", date(2026, 11, 5): "■", date(2026, 11, 6): "½",
        date(2026, 11, 7): "×", date(2026, 11, 8): "×",
    }  # fmt: skip
    assert calendar.marks_of(found, date(2026, 10, 1), date(2026, 11, 8)) == {}


def test_a_list_of_what_is_on_stock_now_cannot_be_downloaded_for_a_past_day() -> None:
    found = standing([date(2026, 11, 3), date(2026, 11, 5)], {date(2026, 11, 5)}, "stock")
    assert set(calendar.marks_of(found, NOVEMBER, date(2026, 11, 8)).values()) == {"■", "½"}
    assert found.again(NOVEMBER, date(2026, 11, 8)) == []


def test_a_month_is_a_grid_of_all_its_days_with_a_mark_in_each_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells, marks = drawn({"订单报表": {date(2026, 11, 1): "■", date(2026, 11, 30): "×"}}, monkeypatch)
    assert list(cells.x) == list(range(1, 31))
    assert (cells.z[0][0], cells.z[0][-1], sum(cells.z[0])) == (3, 1, 3 + 1)
    assert list(zip(marks.x, marks.text, strict=True)) == [(30, "×")]
    assert cells.customdata[0][29] == "2026-11-30 周一 · 没有导入"


def test_a_name_from_a_file_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    cells, _ = drawn({"<b>店</b>": {}}, monkeypatch)
    assert list(cells.y) == ["＜b>店＜/b>"]


def test_a_day_that_is_not_over_asks_for_no_other_export() -> None:
    days = [date(2026, 11, 6), date(2026, 11, 7)]
    assert last_day([standing(days, {date(2026, 11, 7)}), standing(days[:1], kind="refunds")]) == date(
        2026, 11, 6
    )


def test_days_are_named_as_spans_the_latest_where_there_are_many() -> None:
    days = [*days_from(date(2026, 11, 3), date(2026, 11, 5)), date(2026, 11, 9)]
    assert spans(days) == [(days[0], days[2]), (days[3], days[3])]
    assert named_days(days) == ("11-03 至 11-05、11-09", "11-03 to 11-05, 11-09")
    many = [date(2026, 1, 1) + timedelta(days=2 * n) for n in range(9)]
    assert named_days(many, 2).zh == "01-15、01-17等，共 9 天"
    assert named_days([date(2025, 12, 31)], year=2026).zh == "2025-12-31"
    assert named_days([date(2025, 12, 31), date(2026, 1, 1)]).zh == "2025-12-31 至 2026-01-01"


def test_the_table_names_what_is_to_be_downloaded_up_to_the_newest_day_of_the_shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "订单编号|总金额|退款金额|订单状态|订单创建时间|订单付款时间"
    row = "{n}|1.00|0|交易成功|{day} 10:00:00|{day} 10:05:00"
    visits = "日期|访客数|支付金额|支付买家数\n2026-11-07|9|1.00|1"
    files = [
        Upload(f"{n}.csv", csv_of("\n".join([header, row.format(n=n, day=f"2026-11-0{n}")]))) for n in (1, 4)
    ]
    load(tmp_path, [*files, Upload("店铺.csv", csv_of(visits))])
    monkeypatch.setattr(calendar, "language", lambda: "zh")
    monkeypatch.setattr(calendar, "say", lambda text: text.zh)
    rows = calendar.days_table(standings(open_store(tmp_path))).rows
    assert rows[0][:4] == ("订单报表", date(2026, 11, 4), "11-02 至 11-03、11-05 至 11-07", "—")
    assert rows[1][:4] == (rows[1][0], date(2026, 11, 7), "—", "—")
