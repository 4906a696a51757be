"""A chart shows exactly the figures that were evaluated, on one scale, with gaps and events."""

from datetime import date
from decimal import Decimal

from data.text import Text
from metrics.evaluate import Row, Value
from metrics.notes import LACKING
from ui import charts
from ui.plotted import Event

TITLE = Text("{key}，按天", "{key} by day")


def day(text: str, value: Decimal | float | None, key: str = "paid_amount") -> Row:
    return Row(text, None, {key: Value(key, value)})


def drawn(chart: charts.Chart) -> list[list[object]]:
    trace = chart.figure.data[0]
    return [list(pair) for pair in zip(trace.x, trace.y, strict=True)]


def test_the_days_of_a_chart_are_the_rows_evaluated_and_an_unknown_day_is_a_gap() -> None:
    rows = [day("2026-11-19", Decimal("90.10")), day("2026-11-20", None), day("2026-11-21", Decimal("0"))]
    chart = charts.over_days(TITLE, "paid_amount", rows, "zh")
    assert drawn(chart) == [["11-19 周四", 90.1], ["11-20 周五", None], ["11-21 周六", 0.0]]
    line = charts.over_days(TITLE, "paid_amount", rows, "zh", form="line")
    assert line.figure.data[0].connectgaps is False
    assert line.figure.data[0].mode == "lines+markers"


def test_a_day_that_lacks_one_of_several_shops_is_a_gap_and_not_a_fall() -> None:
    def row(number: int, amount: int, *notes: Text) -> Row:
        return Row(
            f"2026-11-{number:02d}", None, {"page_views": Value("page_views", amount, notes=tuple(notes))}
        )

    lacks = LACKING.fill(shop="甲店")
    # The other shop opens on the 10th; of the 12th its report was not loaded; of the 14th not yet.
    rows = [row(9, 5, lacks), row(10, 15), row(11, 16), row(12, 6, lacks), row(13, 17), row(14, 7, lacks)]
    chart = charts.over_days(TITLE, "page_views", rows, "zh")
    assert [value for _, value in drawn(chart)] == [5.0, 15.0, 16.0, None, 17.0, 7.0]
    assert chart.table is not None
    assert [cells[1] for cells in chart.table.rows] == [5, 15, 16, 6, 17, 7]


def test_a_shop_that_never_has_such_figures_hides_no_gap_of_another() -> None:
    def row(number: int, amount: int, *shops: str) -> Row:
        notes = tuple(LACKING.fill(shop=shop) for shop in ("京东店", *shops))
        return Row(f"2026-11-{number:02d}", None, {"page_views": Value("page_views", amount, notes=notes)})

    rows = [row(9, 15), row(10, 2, "甲店"), row(11, 16)]
    assert [value for _, value in drawn(charts.over_days(TITLE, "page_views", rows, "zh"))] == [
        15.0,
        None,
        16.0,
    ]


def test_a_chart_has_a_title_and_a_unit_in_both_languages() -> None:
    rows = [day("2026-11-20", Decimal("1"))]
    chinese, english = (charts.over_days(TITLE, "paid_amount", rows, language) for language in ("zh", "en"))
    assert chinese.title == "付款金额，按天（元）"
    assert english.title == "Amount paid by day (yuan)"


def test_a_rate_is_drawn_in_percent() -> None:
    chart = charts.over_days(TITLE, "conversion", [day("2026-11-20", 0.0464, "conversion")], "zh")
    assert drawn(chart) == [["11-20 周五", 4.64]]
    assert chart.title == "支付转化率，按天（%）"


def test_a_chart_has_one_axis_of_values() -> None:
    chart = charts.over_days(TITLE, "paid_amount", [day("2026-11-20", Decimal(1))], "zh")
    assert len(chart.figure.data) == 1
    assert "yaxis2" not in chart.figure.layout


def test_events_are_shaded_where_they_fall_into_the_days_shown() -> None:
    rows = [day(f"2026-11-{number:02d}", Decimal(1)) for number in (9, 10, 11, 12)]
    wave = Event("双11", date(2026, 11, 10), date(2026, 11, 11))
    earlier = Event("618", date(2026, 6, 18), date(2026, 6, 18))
    chart = charts.over_days(TITLE, "paid_amount", rows, "zh", events=[wave, earlier])
    shapes = [(shape.x0, shape.x1) for shape in chart.figure.layout.shapes]
    assert shapes == [(1 - 0.5, 2 + 0.5)]  # the second and the third day
    assert [note.text for note in chart.figure.layout.annotations] == ["双11"]


def test_the_fixed_events_of_a_shop_are_a_strip_below_the_axis_and_named_under_a_pointer() -> None:
    rows = [day(f"2026-11-{number:02d}", Decimal(1)) for number in (9, 10)]
    fixed = Event("周一团购", date(2026, 11, 9), date(2026, 11, 9), quiet=True)
    chart = charts.over_days(TITLE, "paid_amount", rows, "zh", events=[fixed])
    [strip] = chart.figure.layout.shapes
    assert strip.y1 < strip.y0 < 0
    assert list(chart.figure.data[0].customdata) == ["周一团购", ""]
    assert chart.has_strip
    assert not charts.over_days(TITLE, "paid_amount", rows[1:], "zh", events=[fixed]).has_strip


def test_the_hours_without_a_row_are_empty_and_not_zero() -> None:
    rows = [Row("9", None, {"ad_spend": Value("ad_spend", Decimal("3.5"))})]
    values = [row[1] for row in drawn(charts.over_hours(TITLE, "ad_spend", rows, "zh"))]
    assert len(values) == 24
    assert values[9] == 3.5
    assert values.count(None) == 23


def test_days_over_more_than_a_year_carry_their_year() -> None:
    assert charts.day_labels([date(2025, 11, 20), date(2026, 11, 20)], "zh") == [
        "2025-11-20 周四",
        "2026-11-20 周五",
    ]
