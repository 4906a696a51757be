"""The weekly report: every figure is evaluate's, and the workbook is one that a manager can print and forward."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.load import load
from data.store import Store, open_store
from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Scope, Value, evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING
from reports.table import Typed, worded
from reports.week import BASIS, SUMMARY, Week, last_week, weeks
from reports.weekly import weekly, weekly_tables
from reports.weekly_tables import CAMPAIGNS, DAILY, ITEMS, SHEETS, change
from reports.wording import GRADES, to_the_cent
from tests.reports.shop_week import MONDAY_45, ORDERS, SHOP, file, shop_store

WEEK = "2026-W45"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return shop_store(tmp_path_factory.mktemp("week") / "home")


def made(store: Store, week: str = WEEK, language: str = "zh", scope: Scope = EVERYTHING) -> bytes:
    out = io.BytesIO()
    weekly(store, week, out, language, scope)
    return out.getvalue()


@pytest.fixture(scope="module")
def workbook(store: Store) -> bytes:
    return made(store)


def opened(content: bytes) -> Book:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    return [list(row) for row in opened(content)[sheet].iter_rows(values_only=True)]


def summary_of(content: bytes) -> dict[str, list[Any]]:
    return {row[0]: row[1:] for row in rows_of(content, "摘要")[1:]}


def print_header(sheet: Worksheet) -> str:
    """What the right end of the sheet's print header says."""
    return str(sheet.oddHeader.right.text) if sheet.oddHeader else ""


def as_written(value: Value) -> Any:
    """What a cell must hold for a figure of evaluate."""
    if value.value is None:
        return "—" if value.low is None else f"{value.low:,}–{value.high:,}"
    if isinstance(value.value, str):
        return GRADES[value.value].zh
    money = CATALOGUE[value.key].unit == "money"
    return float(to_the_cent(Decimal(str(value.value))) if money else value.value)


def test_the_workbook_has_the_five_sheets_under_their_names_in_both_languages(
    store: Store, workbook: bytes
) -> None:
    assert opened(workbook).sheetnames == ["摘要", "日报", "推广", "商品", "口径"]
    assert opened(made(store, language="en")).sheetnames == ["摘要", "日报", "推广", "商品", "口径"]


def test_the_summary_has_its_columns_in_order_under_one_header_row(store: Store, workbook: bytes) -> None:
    header, *rows = rows_of(workbook, "摘要")
    assert header == ["key", "指标", "本周", "上周", "变化", "目标"]
    assert [row[0] for row in rows] == list(SUMMARY)
    assert rows_of(made(store, language="en"), "摘要")[0] == [
        "key",
        "Figure",
        "This week",
        "Week before",
        "Change",
        "Target",
    ]


def test_the_key_is_in_the_sheet_and_outside_of_what_is_printed(workbook: bytes) -> None:
    sheet = opened(workbook)["摘要"]
    assert sheet["A2"].value == "paid_amount"
    assert sheet.print_area.startswith("'摘要'!$B$1:")
    assert not sheet.column_dimensions["A"].hidden


def test_the_summary_adds_up_by_hand(workbook: bytes) -> None:
    figures = summary_of(workbook)
    # Week 45: (1+2+..+7) orders of 10.00; week 44: 7 orders of 20.00; the target sheet says 400.00.
    assert figures["paid_amount"] == ["付款金额", 280, 140, 1.0, 400]
    # 28 paid of 28 + 1 placed, after 7 of 7: 96.55 % against 100 %, in percentage points.
    assert figures["payment_rate"][1:3] == [pytest.approx(28 / 29), 1.0]
    assert figures["payment_rate"][3] == pytest.approx((28 / 29 - 1) * 100)
    assert figures["ad_spend"][1:4] == [7 * 39 * 2.50, 7 * 39 * 2.50, 0]
    assert figures["ad_roi"][1] == pytest.approx(9.99 / 2.50)


def test_every_figure_of_the_summary_is_what_evaluate_says(store: Store, workbook: bytes) -> None:
    this = evaluate(store, SUMMARY, Period.week(WEEK))[0].values
    last = evaluate(store, SUMMARY, Period.week("2026-W44"))[0].values
    written = summary_of(workbook)
    assert {key: row[1:3] for key, row in written.items()} == {
        key: [_near(as_written(this[key])), _near(as_written(last[key]))] for key in SUMMARY
    }


def _near(value: Any) -> Any:
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


def test_every_day_of_the_daily_sheet_is_what_evaluate_says(store: Store, workbook: bytes) -> None:
    days = evaluate(store, DAILY, Period.week(WEEK), "day")
    rows = rows_of(workbook, "日报")[1:]
    assert [row[0] for row in rows] == [datetime(2026, 11, 2 + day) for day in range(7)]
    assert [row[1] for row in rows] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert [row[2:] for row in rows] == [
        [_near(as_written(day.values[key])) for key in DAILY] for day in days
    ]


def test_a_day_without_a_file_is_a_dash_and_not_a_zero(workbook: bytes) -> None:
    header, *rows = rows_of(workbook, "日报")
    visitors = [row[header.index("访客数 UV")] for row in rows]
    assert visitors == [100, 100, "—", 100, 100, 100, 100]


def test_the_ads_begin_with_all_of_them_and_go_on_by_campaign(store: Store, workbook: bytes) -> None:
    rows = rows_of(workbook, "推广")[1:]
    campaigns = evaluate(store, CAMPAIGNS, Period.week(WEEK), "campaign")
    assert rows[0][:3] == ["全部推广", 7 * 39 * 2.50, _near(float(to_the_cent(Decimal("9.99") * 7 * 39)))]
    assert [row[0] for row in rows[1:]] == [row.cut for row in campaigns]
    assert [row[1:-1] for row in rows[1:]] == [
        [_near(as_written(row.values[key])) for key in CAMPAIGNS] for row in campaigns
    ]


def test_the_items_are_the_twenty_that_sold_most_pieces(store: Store, workbook: bytes) -> None:
    header, *rows = rows_of(workbook, "商品")
    sold: dict[Any, Any] = {
        row.cut: row.values["paid_items"].value
        for row in evaluate(store, ITEMS[:1], Period.week(WEEK), "item")
    }
    assert len(rows) == 20
    assert [row[header.index("名次")] for row in rows] == list(range(1, 21))
    pieces = [row[header.index("付款件数")] for row in rows]
    assert pieces == sorted(sold.values(), reverse=True)[:20]
    assert all(sold[row[header.index("商品ID")]] == row[header.index("付款件数")] for row in rows)


def test_the_definitions_name_every_figure_shown_with_meaning_clock_source_and_id(workbook: bytes) -> None:
    header, *rows = rows_of(workbook, "口径")
    defined = {row[header.index("key")]: row for row in rows if row[header.index("key")]}
    assert set(defined) == {*SUMMARY, *DAILY, *CAMPAIGNS, *ITEMS}
    for key, row in defined.items():
        metric = CATALOGUE[key]
        assert row[:2] == [metric.label.zh, metric.meaning.zh]
        assert row[header.index("ID")] == metric.id
        assert row[header.index("时间口径")]
        assert row[header.index("数据来源")]


def test_the_definitions_say_on_how_many_days_of_the_week_a_figure_stands(workbook: bytes) -> None:
    header, *rows = rows_of(workbook, "口径")
    days = {row[-1]: row[header.index("本周天数")] for row in rows if row[-1]}
    assert (days["paid_amount"], days["page_views"]) == ("7/7", "6/7")


def test_a_sum_over_fewer_days_than_the_week_before_has_no_change(workbook: bytes) -> None:
    # 6 x 300 page views against 7 x 300: the day without a file is no loss of traffic.
    assert summary_of(workbook)["page_views"][1:4] == [1800, 2100, "—"]


@pytest.mark.parametrize(
    ("key", "now", "before", "expected"),
    [
        ("paid_amount", Decimal("110.00"), Decimal("100.00"), Typed(Decimal("0.1"), "change")),
        ("paid_amount", Decimal("110.00"), Decimal("0.00"), Typed(None, "change")),
        ("paid_amount", None, Decimal("100.00"), Typed(None, "change")),
        ("net_paid_amount", Decimal("5.00"), Decimal("-10.00"), Typed(None, "change")),
        ("payment_rate", 0.75, 0.5, Typed(Decimal("25.00"), "points")),
        ("payment_rate", 0.75, 0.0, Typed(Decimal("75.00"), "points")),
        ("roi_grade", "good", "pass", Typed(None, "change")),
    ],
)
def test_a_change_is_a_fraction_of_the_earlier_figure_and_points_between_rates(
    key: str, now: Any, before: Any, expected: Typed
) -> None:
    assert change(Value(key, now), before, CATALOGUE[key]) == expected


def test_the_number_formats_say_what_a_figure_is(workbook: bytes) -> None:
    sheet = opened(workbook)["摘要"]
    forms = {row[0].value: [cell.number_format for cell in row[2:5]] for row in sheet.iter_rows(min_row=2)}
    assert forms["paid_amount"] == ["#,##0.00", "#,##0.00", "+0.00%;-0.00%;0.00%"]
    assert forms["payment_rate"][:2] == ["0.00%", "0.00%"]
    assert forms["payment_rate"][2].startswith('+0.00" 个百分点"')
    assert forms["paid_orders"][:2] == ["#,##0", "#,##0"]


def test_nothing_in_the_workbook_is_live_though_its_shop_items_and_campaigns_are_hostile(
    workbook: bytes,
) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheets = {
            name: parts.read(name).decode("utf-8") for name in parts.namelist() if "worksheets/" in name
        }
        everything = "".join(parts.read(name).decode("utf-8") for name in parts.namelist())
    assert len(sheets) >= len(SHEETS)
    assert not any("<f>" in xml or "<f " in xml for xml in sheets.values())
    assert "<hyperlink" not in everything
    assert "=HYPERLINK(" in everything  # the shop's name is there, as text


def test_the_charts_show_paid_amount_and_ads_by_day_on_a_date_axis(workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        charts = [
            parts.read(name).decode("utf-8") for name in sorted(parts.namelist()) if "charts/chart" in name
        ]
    assert len(charts) == 2
    assert all("<c:dateAx>" in chart and 'formatCode="m-d"' in chart for chart in charts)
    assert [chart.count("<c:ser>") for chart in charts] == [1, 2]
    assert "'日报'!$C$2:$C$8" in charts[0] or "日报!$C$2:$C$8" in charts[0]


def test_a_chart_says_which_days_have_no_data(tmp_path: Path) -> None:
    days = [(date(2026, 11, 2 + n), 10, 5) for n in (0, 2, 3, 4, 5, 6)]
    load(
        tmp_path,
        [file("店铺日报.csv", ("统计日期", "访客数", "支付金额"), days)],
        shop="本店",
        platform="tmall",
    )
    with zipfile.ZipFile(io.BytesIO(made(open_store(tmp_path)))) as parts:
        assert "无数据" in parts.read("xl/charts/chart1.xml").decode("utf-8")
        assert "11-03" in parts.read("xl/charts/chart1.xml").decode("utf-8")


def test_the_summary_says_on_what_it_stands_and_what_is_missing(store: Store) -> None:
    said = [line.zh for line in Week(store, WEEK).basis()]
    assert len(said) == 1 + len(BASIS)
    assert "生意参谋 店铺日报：6 天，缺 11-04" in said
    assert any(line.startswith("售后退款导出：本周没有读入") for line in said)
    with zipfile.ZipFile(io.BytesIO(made(store))) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode("utf-8")
    assert "缺 11-04" in drawing


def test_the_invented_shop_is_labelled_on_every_sheet(tmp_path: Path) -> None:
    book = opened(made(shop_store(tmp_path, sample=True)))
    assert [print_header(sheet) for sheet in book] == ["&B示例数据（虚构）"] * 5
    assert "示例数据（虚构）" in [row[0].value for row in book["口径"].iter_rows()]


def test_a_real_shop_is_not_labelled_as_invented(workbook: bytes) -> None:
    assert "示例数据" not in "".join(print_header(sheet) for sheet in opened(workbook))


def test_the_sheets_are_ready_to_be_read_and_printed(workbook: bytes) -> None:
    for sheet in opened(workbook):
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert sheet["B1"].font.name == "Microsoft YaHei"


def test_the_page_gets_the_same_sheets_as_tables(store: Store, workbook: bytes) -> None:
    tables = weekly_tables(store, WEEK)
    assert [table.title for table in tables] == list(SHEETS)
    summary = {row[0]: row for row in worded(tables[0]).rows}
    assert summary["paid_amount"] == ["paid_amount", "付款金额", "280.00", "140.00", "+100.00%", "400.00"]
    assert summary["payment_rate"][4] == "-3.45 点"  # (28/29 - 1) x 100


def test_one_shop_of_several_can_be_reported_alone(store: Store, tmp_path: Path) -> None:
    home = tmp_path / "two"
    shop_store(home)
    other = [
        (9000 + n, "谁", "5.00", "5.00", "0.00", "交易成功", "2026-11-03 09:00:00", "2026-11-03 09:01:00")
        for n in range(2)
    ]
    load(home, [file("另一家.csv", ORDERS, other)], shop="另一家店", platform="taobao")
    both, one = open_store(home), Scope("另一家店")
    assert summary_of(made(both))["paid_amount"][1] == 280 + 2 * 5
    assert summary_of(made(both, scope=one))["paid_amount"][1] == 2 * 5
    assert Week(both, WEEK, one).title().zh == "另一家店 周报 2026-W45（2026-11-02 至 2026-11-08）"


def test_an_empty_store_gives_a_workbook_of_dashes(tmp_path: Path) -> None:
    figures = summary_of(made(open_store(tmp_path)))
    assert {cell for row in figures.values() for cell in row[1:]} == {"—"}


def test_the_last_whole_week_is_the_one_whose_sunday_is_loaded(store: Store, tmp_path: Path) -> None:
    assert last_week(store) == "2026-W45"
    assert weeks(store) == ["2026-W45", "2026-W44"]
    assert last_week(open_store(tmp_path)) is None


def test_a_week_that_is_none_is_an_error(store: Store) -> None:
    for name in ("2026-W60", "47", "2026-47", ""):
        with pytest.raises(ValueError, match=r"week|invalid literal"):
            weekly(store, name, io.BytesIO())


def test_the_title_names_whose_week_it_is(store: Store) -> None:
    assert Week(store, WEEK).title() == Text(
        f"{SHOP} 周报 2026-W45（2026-11-02 至 2026-11-08）",
        f"{SHOP}: week 2026-W45 (2026-11-02 to 2026-11-08)",
    )
    assert Week(store, WEEK).days[0] == MONDAY_45
