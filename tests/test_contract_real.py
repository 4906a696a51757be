"""Real exports through the command line: the answers that are known of them, to the cent.

The files lie beside the checkout (../shared/real); where they don't, these tests are skipped. What each answer is was
counted from the raw files by other means.
"""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.shop_calls import call, json_lines, show


def loaded(home: Path, *files: Path) -> Path:
    """Load files as a person would, all of them whole, and return the home."""
    result = call(home, "load", *files, "--json")
    assert result.exit_code == 0, result.stdout
    assert all(told["rejected"] == 0 for told in json_lines(result))
    return home


@pytest.fixture(scope="module")
def month_2018(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The order report and the order lines of one month of a Tmall shop."""
    files = (real / "tmall_orders_201804.csv", real / "tmall_order_items_201804.csv")
    return loaded(tmp_path_factory.mktemp("2018") / "home", *files)


@pytest.fixture(scope="module")
def month_2020(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The order report of February 2020 and the two ad files of the same month."""
    files = ("tmall_order_report_202002.csv", "ads_daily_202002.xlsx", "ads_spend_202002.xlsx")
    return loaded(tmp_path_factory.mktemp("2020") / "home", *(real / name for name in files))


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("placed_orders", 2499),
        ("paid_orders", 1747),
        ("payment_rate", 1747 / 2499),
        ("placed_amount", "177304.30"),
        ("paid_amount", "124155.50"),
        ("refund_amount", "10412.55"),
        ("refunds", 137),
        ("net_paid_amount", "113742.95"),  # 124,155.50 - 10,412.55
        ("placed_buyers", 1990),
        ("paid_buyers", 1545),
        ("repeat_rate_orders", 152 / 1545),
        ("repeat_rate", 41 / 1545),
        ("paid_items", 2448),
    ],
)
def test_a_month_of_orders_gives_the_known_answers(month_2018: Path, key: str, answer: object) -> None:
    assert show(month_2018, key)[0][key] == answer


def test_the_order_lines_are_those_of_the_paid_orders_and_count_no_money_twice(
    real: Path, month_2018: Path, tmp_path: Path
) -> None:
    alone = loaded(tmp_path / "home", real / "tmall_orders_201804.csv")
    assert show(alone, "paid_amount", "paid_orders") == show(month_2018, "paid_amount", "paid_orders")


def test_the_days_of_a_month_add_up_to_it(month_2018: Path) -> None:
    days = show(month_2018, "paid_amount", "placed_orders", "--by", "day")
    cents = sum(int(day["paid_amount"].replace(".", "")) for day in days if day["paid_amount"])
    assert cents == 12_415_550
    assert sum(day["placed_orders"] or 0 for day in days) == 2499


def test_the_order_lines_load_in_any_order(real: Path, month_2018: Path, tmp_path: Path) -> None:
    turned = loaded(
        tmp_path / "home", real / "tmall_order_items_201804.csv", real / "tmall_orders_201804.csv"
    )
    keys = ("paid_amount", "refund_amount", "paid_orders", "paid_items", "paid_buyers")
    assert show(turned, *keys) == show(month_2018, *keys)


def test_loading_a_month_again_changes_nothing(real: Path, tmp_path: Path) -> None:
    home = loaded(tmp_path / "home", real / "tmall_orders_201804.csv")
    before = show(home, "paid_amount", "refund_amount", "placed_orders", "paid_buyers")
    (told,) = json_lines(call(home, "load", real / "tmall_orders_201804.csv", "--json"))
    assert (told["rows_in"], told["loaded"], told["unchanged"]) == (2499, 0, 2499)
    assert show(home, "paid_amount", "refund_amount", "placed_orders", "paid_buyers") == before


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("placed_orders", 28010),
        ("paid_orders", 24087),
        ("refunds", 5646),
        ("paid_amount", "2474823.07"),
        ("refund_amount", "572335.92"),
        ("net_paid_amount", "1902487.15"),  # 2,474,823.07 - 572,335.92
        ("order_refund_rate", 5646 / 24087),
        ("ad_impressions", 1_454_880),
        ("ad_clicks", 24_611),
        ("ad_revenue", "174526.98"),
        ("ad_spend", "53366.75"),
        ("ad_ctr", 24_611 / 1_454_880),
        ("ad_cpc", "2.17"),  # 53,366.75 / 24,611 = 2.1684
    ],
)
def test_february_2020_gives_the_published_answers(month_2020: Path, key: str, answer: object) -> None:
    assert show(month_2020, key)[0][key] == answer


def test_the_return_on_ads_is_the_ratio_of_the_two_files(month_2020: Path) -> None:
    assert show(month_2020, "ad_roi")[0]["ad_roi"] == pytest.approx(174_526.98 / 53_366.75, rel=1e-14)


def test_two_days_of_february_have_no_order_and_are_zero_and_not_empty(month_2020: Path) -> None:
    days = {row["period"]: row["placed_orders"] for row in show(month_2020, "placed_orders", "--by", "day")}
    assert {day for day, placed in days.items() if placed == 0 and day.startswith("2020-02")} == {
        "2020-02-08",
        "2020-02-16",
    }


def test_the_provinces_that_paid_most_are_the_known_ones(month_2020: Path) -> None:
    rows = show(month_2020, "paid_orders", "--by", "province")
    assert [(re.sub("[省市]$", "", row["province"]), row["paid_orders"]) for row in rows[:3]] == [
        ("上海", 3060), ("广东", 2022), ("北京", 1853),
    ]  # fmt: skip


def test_both_sheets_of_the_ad_table_count_once(real: Path, tmp_path: Path) -> None:
    result = call(tmp_path, "load", real / "ads_daily_202002.xlsx", "--json")
    first, second = json_lines(result)
    assert (first["loaded"], first["unchanged"]) == (29, 0)
    assert (second["loaded"], second["unchanged"]) == (0, 29)


def test_without_a_buyer_column_people_are_empty_and_say_why(month_2020: Path) -> None:
    row = show(month_2020, "paid_buyers", "repeat_rate", "spend_per_buyer")[0]
    assert (row["paid_buyers"], row["repeat_rate"], row["spend_per_buyer"]) == (None, None, None)
    assert "买家" in call(month_2020, "show", "repeat_rate").stdout


def test_ads_of_another_network_in_english_give_their_known_sums(real: Path, tmp_path: Path) -> None:
    home = loaded(tmp_path, real / "facebook_ads_kag.csv")
    (row,) = show(home, "ad_impressions", "ad_clicks", "ad_spend", "ad_orders")
    assert (row["ad_impressions"], row["ad_clicks"], row["ad_spend"]) == (213_434_828, 38_165, "58705.23")
    assert row["ad_orders"] == 1079  # approved conversions; the 3,264 are leads


def column(file: Path, name: str) -> list[Any]:
    """Return the cells of a column of the first sheet of a workbook, found by its header."""
    header, *rows = openpyxl.load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True)
    return [row[list(header).index(name)] for row in rows]


@pytest.mark.parametrize("name", ["jd_items_201901.xlsx", "jd_items_201911.xlsx"])
def test_items_of_jd_are_the_sums_of_their_file_and_their_visitors_never_make_shop_visitors(
    real: Path, tmp_path: Path, name: str
) -> None:
    home = loaded(tmp_path, real / name)
    items = show(home, "paid_items", "page_views", "paid_amount", "visitors", "--by", "item")
    assert sum(item["paid_items"] for item in items) == sum(
        int(cell) for cell in column(real / name, "成交商品件数")
    )
    assert sum(item["page_views"] for item in items) == sum(
        int(cell) for cell in column(real / name, "浏览量")
    )
    cents = sum(round(float(cell) * 100) for cell in column(real / name, "成交码洋"))
    assert sum(int(item["paid_amount"].replace(".", "")) for item in items) == cents
    whole = show(home, "visitors")[0]
    assert whole["visitors"] is None
    assert "visitors_high" not in whole
