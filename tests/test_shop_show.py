"""`shop.py show` and `explain`: figures as programs read them, exactly in the form that others rely on."""

import csv
import io
import json
from pathlib import Path

import pytest

from commands.explain import command as explain
from metrics.catalogue import CATALOGUE
from metrics.core import cuts
from tests.reports.shop_week import SHOP, file, shop_store
from tests.shop_calls import call, show

EVERYTHING = list(CATALOGUE)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop_store(tmp_path_factory.mktemp("show") / "home").home


def test_without_dates_it_is_one_object_over_everything_loaded(home: Path) -> None:
    # 7 x 20.00 + (1+2+..+7) x 10.00, of 35 orders paid and 1 more placed
    assert show(home, "paid_amount", "paid_orders", "payment_rate") == [
        {"paid_amount": "420.00", "paid_orders": 35, "payment_rate": 35 / 36, "days_covered": 14}
    ]


def test_dates_are_inclusive(home: Path) -> None:
    assert show(home, "paid_amount", "--from", "2026-11-02", "--to", "2026-11-03") == [
        {"paid_amount": "30.00"}
    ]
    assert show(home, "paid_amount", "--from", "20261108") == [{"paid_amount": "70.00"}]
    assert show(home, "paid_amount", "--to", "2026/10/26") == [{"paid_amount": "20.00"}]


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", ["2026-11-02", "2026-11-03"]),
        ("week", ["2026-W45"]),
        ("month", ["2026-11"]),
    ],
)
def test_a_period_cut_has_the_field_period(home: Path, by: str, periods: list[str]) -> None:
    rows = show(home, "paid_amount", "--from", "2026-11-02", "--to", "2026-11-03", "--by", by)
    assert [list(row) for row in rows] == [["period", "paid_amount"]] * len(periods)
    assert [row["period"] for row in rows] == periods


@pytest.mark.parametrize("by", ["shop", "item", "keyword", "campaign", "region", "hour", "province"])
def test_another_cut_has_the_field_of_its_name(home: Path, by: str) -> None:
    key = next(key for key, metric in CATALOGUE.items() if by == "shop" or by in cuts(metric))
    rows = show(home, key, "--by", by)
    assert all(next(iter(row)) == by for row in rows)


def test_an_item_comes_with_its_name(home: Path) -> None:
    rows = show(home, "paid_items", "--by", "item")
    assert list(rows[0]) == ["item", "item_name", "paid_items"]
    assert sum(row["paid_items"] for row in rows) == 35
    assert {row["item"]: row["item_name"] for row in rows}["700010"] == "+1+1"


def test_money_is_text_to_the_cent_counts_are_whole_ratios_are_unrounded_and_empty_is_null(
    home: Path,
) -> None:
    (row,) = show(home, "ad_revenue", "ad_clicks", "ad_roi", "ad_cpc")
    assert row["ad_revenue"] == "5454.54"  # 14 x 39 x 9.99
    assert row["ad_clicks"] == 14 * 39 * 50
    assert row["ad_roi"] == pytest.approx(9.99 / 2.50, rel=1e-15)
    assert row["ad_cpc"] == "0.05"
    assert show(home, "store_roi")[0]["store_roi"] is None


def test_visitors_of_several_days_are_bounds_and_of_one_day_a_number(home: Path) -> None:
    # 13 days with 100 visitors each: at least 100 people, at most 1300
    assert show(home, "visitors") == [{"visitors": None, "visitors_low": 100, "visitors_high": 1300}]
    assert show(home, "visitors", "--from", "2026-11-02", "--to", "2026-11-02") == [{"visitors": 100}]


def test_the_platforms_own_value_of_exactly_the_range_is_given_instead_of_bounds(tmp_path: Path) -> None:
    shop_store(tmp_path)
    week = tmp_path / "周.csv"
    week.write_bytes(
        file(week.name, ("统计日期", "访客数", "浏览量"), [("2026-10-26 ~ 2026-11-01", 450, 2100)]).content
    )
    assert call(tmp_path, "load", week, "--shop", SHOP, "--platform", "tmall").exit_code == 0
    assert show(tmp_path, "visitors", "--from", "2026-10-26", "--to", "2026-11-01")[0]["visitors"] == 450


def test_a_grade_without_all_costs_is_null_and_names_what_is_missing(home: Path) -> None:
    (row,) = show(home, "roi_grade")
    assert row["roi_grade"] is None
    assert "postage" in row["roi_grade_missing"]


def test_a_ratio_of_two_facts_says_on_how_many_days_it_stands(home: Path) -> None:
    # traffic is missing for one of the 14 days
    (row,) = show(home, "order_conversion")
    assert row == {"order_conversion": pytest.approx((35 - 3) / 1300), "days_covered": 13}


def test_ratios_that_stand_on_different_days_each_say_their_own(home: Path) -> None:
    (row,) = show(home, "payment_rate", "order_conversion")
    assert (row["days_covered"], row["payment_rate_days_covered"], row["order_conversion_days_covered"]) == (
        13,
        14,
        13,
    )


def test_nothing_loaded_is_null_and_a_quiet_loaded_day_is_zero(home: Path, tmp_path: Path) -> None:
    assert show(tmp_path / "empty", "paid_amount", "paid_orders") == [
        {
            "paid_amount": None,
            "paid_amount_missing": ["orders"],
            "paid_orders": None,
            "paid_orders_missing": ["orders"],
        }
    ]
    assert (
        show(home, "refund_amount", "--from", "2026-11-02", "--to", "2026-11-02")[0]["refund_amount"]
        == "0.00"
    )


def test_every_metric_can_be_shown(home: Path) -> None:
    (row,) = show(home, *EVERYTHING)
    assert set(EVERYTHING) <= set(row)


def test_csv_has_the_same_fields_and_values_as_json(home: Path) -> None:
    keys = ("paid_amount", "payment_rate", "visitors", "roi_grade")
    objects = show(home, *keys, "--by", "day")
    table = list(
        csv.DictReader(io.StringIO(call(home, "show", *keys, "--by", "day", "--format", "csv").stdout))
    )
    assert list(table[0]) == list(objects[0])
    assert [{key: row[key] for key in ("period", "paid_amount")} for row in table] == [
        {key: row[key] for key in ("period", "paid_amount")} for row in objects
    ]
    assert [row["visitors"] or None for row in table] == [
        None if row["visitors"] is None else str(row["visitors"]) for row in objects
    ]


def test_no_text_cell_of_csv_begins_like_a_formula(home: Path) -> None:
    text = call(home, "show", "paid_items", "--by", "item", "--format", "csv").stdout
    names = [row["item_name"] for row in csv.DictReader(io.StringIO(text))]
    assert len(names) == 25
    assert [
        name
        for name in names
        if name.lstrip("\u3000\u00a0 ").startswith(("=", "+", "-", "@", "\t", "|", "%", "＝"))
    ] == []


def test_the_table_is_what_people_read_with_the_reasons_below_it(home: Path) -> None:
    result = call(home, "show", "paid_amount", "payment_rate", "visitors", "store_roi")
    header, rule, figures, *reasons = result.stdout.splitlines()
    assert header.split() == ["付款金额", "付款率", "访客数", "UV", "店铺ROI"]
    assert set(rule) == {"-", " "}
    assert figures.split() == ["420.00", "97.22%", "100–1,300", "—"]
    assert any(line.startswith("店铺ROI：") for line in reasons)
    english = call(home, "show", "paid_amount", "store_roi", "--lang", "en").stdout
    assert english.splitlines()[0].split("  ")[0].strip() == "Amount paid"


def test_columns_of_the_table_stand_under_each_other_with_chinese_two_places_wide(home: Path) -> None:
    lines = call(home, "show", "paid_items", "--by", "item").stdout.splitlines()
    widths = {sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in lines[:10]}
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("paid_amout",), "paid_amount"),
        (("visitors", "--by", "keyword"), "day、week、month"),
        (("paid_amount", "--by", "colour"), "colour"),
        (("paid_amount", "--from", "2026-11-31"), "2026-11-20"),
        (("paid_amount", "--from", "2026-11-08", "--to", "2026-11-02"), "晚于"),
        (("paid_amount", "--shop", "没有的店"), "我的店"),
        (("paid_amount", "--platform", "jd"), "tmall"),
        ((), "KEY"),
        (("paid_amount", "--format", "xml"), "json"),
        (("paid_amount", "--form"), "--format"),
    ],
)
def test_wrong_usage_ends_with_2_nothing_on_stdout_and_a_sentence_that_helps(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = call(home, "show", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_explain_lays_a_figure_open_down_to_its_rows(home: Path) -> None:
    result = call(home, "explain", "payment_rate", "--day", "2026-11-08", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert list(found) == [
        "key",
        "value",
        "formula",
        "filled",
        "numerator",
        "denominator",
        "excluded",
        "sql",
        "files",
        "readings",
        "overlaps",
    ]
    others = {each["key"]: each["value"] for each in found["readings"]}
    assert others["payment_rate"] == found["value"]
    assert {"payment_rate_amount", "same_day_payment_rate", "final_payment_rate"} < set(others)
    assert found["value"] == 7 / 8
    assert (found["numerator"]["value"], found["denominator"]["value"]) == (7, 8)
    assert (len(found["numerator"]["rows"]), len(found["denominator"]["rows"])) == (7, 8)
    assert found["excluded"][0]["rows"] == 1  # the order that was never paid
    assert found["files"] == ["订单报表.csv"]


def test_explain_tells_a_person_formula_numbers_rows_and_files(home: Path) -> None:
    text = call(home, "explain", "payment_rate", "--from", "2026-11-08", "--to", "2026-11-08").stdout
    assert text.startswith("付款率 = 87.50%")
    assert "付款单数 ÷ 收订单数" in text
    assert "7 ÷ 8" in text
    assert "订单报表.csv" in text


def test_explain_of_one_part_has_its_value_and_rows_alone(home: Path) -> None:
    parts = show(home, "paid_items", "--by", "item", "--from", "2026-11-08", "--to", "2026-11-08")
    assert parts
    for part in parts:
        asked = ("paid_items", "--day", "2026-11-08", "--item", str(part["item"]), "--json")
        found = json.loads(call(home, "explain", *asked).stdout)
        assert found["value"] == part["paid_items"]
        assert {row["item"] for row in found["numerator"]["rows"]} == {part["item"]}
    nothing = json.loads(call(home, "explain", "paid_items", "--item", "no such item", "--json").stdout)
    assert (nothing["value"], nothing["numerator"]["rows"]) == (None, [])


def test_every_part_that_a_figure_has_can_be_asked_for() -> None:
    asked = {option.name for option in explain.params}
    assert {name for each in CATALOGUE.values() for name in cuts(each)} <= asked


def test_explain_of_a_sum_has_no_denominator(home: Path) -> None:
    found = json.loads(call(home, "explain", "paid_amount", "--json").stdout)
    assert (found["value"], found["denominator"]) == ("420.00", None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("paid_amout",),
        ("paid_amount", "--day", "2026-11-08", "--from", "2026-11-01"),
        ("paid_amount", "--shop", "x"),
        ("payment_rate", "--keyword", "毛衣"),
        ("paid_amount", "--item", "1", "--campaign", "x"),
    ],
)
def test_explain_refuses_wrong_usage_with_2(home: Path, arguments: tuple[str, ...]) -> None:
    result = call(home, "explain", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_rates_come_with_their_n_and_interval_where_asked_for(home: Path) -> None:
    [plain] = show(home, "same_day_payment_rate", "paid_amount")
    [found] = json.loads(
        call(home, "show", "same_day_payment_rate", "paid_amount", "--format", "json", "--interval").stdout
    )
    assert set(found) - set(plain) == {
        "same_day_payment_rate_n", "same_day_payment_rate_low", "same_day_payment_rate_high",
    }  # fmt: skip
    assert (
        found["same_day_payment_rate_low"]
        <= found["same_day_payment_rate"]
        <= found["same_day_payment_rate_high"]
    )
