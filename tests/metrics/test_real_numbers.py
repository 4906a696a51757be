"""The figures of exports that a platform wrote: published or counted answers, and pandas over the same bytes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.load import load
from data.store import Store, open_store
from metrics.evaluate import evaluate
from metrics.opened import opened
from metrics.period import ALL, Period


@pytest.fixture(scope="module")
def april(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    home = tmp_path_factory.mktemp("april") / "home"
    load(home, [real / "tmall_orders_201804.csv", real / "tmall_order_items_201804.csv"])
    return open_store(home)


@pytest.fixture(scope="module")
def february(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    home = tmp_path_factory.mktemp("february") / "home"
    names = ("tmall_order_report_202002.csv", "ads_daily_202002.xlsx", "ads_spend_202002.xlsx")
    load(home, [real / name for name in names])
    return open_store(home)


def value_of(store: Store, key: str, period: Period = ALL) -> Any:
    return evaluate(store, [key], period)[0].values[key].value


def test_april_2018_as_counted_in_the_file(april: Store) -> None:
    expected: dict[str, Any] = {
        "placed_orders": 2499, "paid_orders": 1747, "payment_rate": 1747 / 2499, "placed_amount": Decimal("177304.30"),
        "paid_amount": Decimal("124155.50"), "refund_amount": Decimal("10412.55"), "refunds": 137,
        "net_paid_amount": Decimal("113742.95"), "placed_buyers": 1990, "paid_buyers": 1545,
        "repeat_rate_orders": 152 / 1545, "repeat_rate": 41 / 1545, "paid_items": 2448,
        "spend_per_buyer": Decimal("124155.50") / 1545, "order_value": Decimal("124155.50") / 1747,
        "refund_rate": float(Decimal("10412.55") / Decimal("124155.50")), "order_refund_rate": 137 / 1747,
    }  # fmt: skip
    found = evaluate(april, list(expected))[0].values
    for key, number in expected.items():
        assert found[key].value == (
            pytest.approx(number, rel=1e-12) if isinstance(number, float) else number
        ), key
    assert "付款日" in found["refund_amount"].notes[0].zh


def test_one_order_of_april_was_paid_in_may_and_counts_in_no_month_that_is_loaded(april: Store) -> None:
    month = Period.month(date(2018, 4, 1))
    assert value_of(april, "paid_orders", month) == 1747 - 1
    assert value_of(april, "placed_orders", month) == 2499
    assert value_of(april, "paid_orders", Period.month(date(2018, 5, 1))) is None
    days: list[Any] = [row.values["paid_orders"].value for row in evaluate(april, ["paid_orders"], by="day")]
    assert sum(number or 0 for number in days) == 1747


def test_february_2020_as_published(february: Store) -> None:
    expected: dict[str, Any] = {
        "placed_orders": 28010, "paid_orders": 24087, "paid_amount": Decimal("2474823.07"), "refunds": 5646,
        "refund_amount": Decimal("572335.92"), "net_paid_amount": Decimal("1902487.15"), "order_refund_rate": 5646 / 24087,
        "ad_impressions": 1454880, "ad_clicks": 24611, "ad_revenue": Decimal("174526.98"), "ad_spend": Decimal("53366.75"),
        "ad_ctr": 24611 / 1454880, "ad_cpc": Decimal("53366.75") / 24611,
        "ad_roi": float(Decimal("174526.98") / Decimal("53366.75")),
    }  # fmt: skip
    found = evaluate(february, list(expected))[0].values
    for key, number in expected.items():
        assert found[key].value == (
            pytest.approx(number, rel=1e-12) if isinstance(number, float) else number
        ), key
    provinces = {
        row.cut: row.values["paid_orders"].value for row in evaluate(february, ["paid_orders"], by="province")
    }
    assert list(provinces.items())[:3] == [("上海", 3060), ("广东", 2022), ("北京", 1853)]


def test_a_day_without_an_order_is_zero_and_a_month_without_a_file_is_empty(february: Store) -> None:
    for quiet in (date(2020, 2, 8), date(2020, 2, 16)):
        assert value_of(february, "placed_orders", Period.day(quiet)) == 0
        assert value_of(february, "payment_rate", Period.day(quiet)) is None
    assert value_of(february, "placed_orders", Period.month(date(2020, 1, 1))) is None


def test_without_buyers_the_file_of_2020_says_why_nobody_comes_back(february: Store) -> None:
    for key in ("paid_buyers", "repeat_rate", "spend_per_buyer", "conversion", "store_roi"):
        value = evaluate(february, [key])[0].values[key]
        assert value.value is None, key
        assert value.why is not None, key


def test_the_rows_of_an_opened_figure_add_up_to_the_file(april: Store) -> None:
    part = opened(april, "refund_amount", ALL).numerator[0]
    assert part.row_count == 137
    assert sum(part.rows["amount"], Decimal(0)) == Decimal("10412.55")


def test_pandas_finds_the_same_in_every_day_of_both_months(real: Path, april: Store, february: Store) -> None:
    for store, name, encoding in (
        (april, "tmall_orders_201804.csv", "gb18030"), (february, "tmall_order_report_202002.csv", "utf-8-sig"),
    ):  # fmt: skip
        frame = pd.read_csv(real / name, dtype=str, encoding=encoding, keep_default_na=False)
        frame.columns = [header.strip() for header in frame.columns]
        frame["总金额"] = frame["总金额"].map(Decimal)
        placed = frame.groupby(frame["订单创建时间"].str[:10])["总金额"].agg(["count", "sum"])
        paid = frame[frame["订单付款时间"].str.startswith("20")]
        paid = paid.groupby(paid["订单付款时间"].str[:10])["总金额"].agg(["count", "sum"])
        keys = ["placed_orders", "placed_amount", "paid_orders", "paid_amount"]
        rows = {
            str(row.cut): [row.values[key].value for key in keys] for row in evaluate(store, keys, by="day")
        }
        for day, found in rows.items():
            expected = [
                *(placed.loc[day] if day in placed.index else (0, 0)),
                *(paid.loc[day] if day in paid.index else (0, 0)),
            ]
            assert [number or 0 for number in found] == expected, (name, day)
        assert set(rows) >= set(placed.index) | set(paid.index)
