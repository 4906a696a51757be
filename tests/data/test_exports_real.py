"""The real exports beside the checkout are recognised and staged to their known answers."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.read import read
from data.stage import Staged
from tests.data.sheets import staged

MONEY = Decimal("0.01")


def only(path: Path) -> Staged:
    [sheet] = read(path)
    return staged(sheet, name=path.name)


def figures(of: Staged, sql: str) -> tuple[Any, ...]:
    with duckdb.connect() as db:
        db.register("facts", of.table)
        found = db.execute(f"SELECT {sql} FROM facts").fetchone()
    assert found is not None
    return found


def test_the_order_report_of_april_2018(real: Path):
    orders = only(real / "tmall_orders_201804.csv")
    assert (orders.kind.key, orders.gross_column, orders.problems) == ("orders", "amount_due", ())
    assert (orders.rows_in, orders.rejected, orders.set_aside) == (2499, 0, 0)
    assert figures(orders, "count(paid_at), sum(gross), sum(gross) FILTER (WHERE paid_at IS NOT NULL)") == (
        1747,
        Decimal("177304.30"),
        Decimal("124155.50"),
    )
    assert figures(orders, "sum(refund_amount), sum(amount_kept), sum(seller_received)") == (
        Decimal("10412.55"),
        Decimal("113742.95"),
        Decimal("84389.21"),
    )
    assert figures(orders, "count(*) FILTER (WHERE refund_amount > 0), count(DISTINCT buyer)") == (137, 1990)
    assert figures(orders, "count(DISTINCT buyer) FILTER (WHERE paid_at IS NOT NULL)") == (1545,)
    assert figures(
        orders,
        "count(*) FILTER (WHERE status_rank = 6), count(*) FILTER (WHERE status_rank = 4), "
        "count(*) FILTER (WHERE status_rank = 7)",
    ) == (1214, 401, 884)
    assert len(orders.shops) == 1
    assert (orders.first_day, orders.last_day) == (date(2018, 4, 1), date(2018, 4, 30))


def test_the_order_lines_of_april_2018(real: Path):
    lines = only(real / "tmall_order_items_201804.csv")
    assert (lines.kind.key, lines.problems) == ("order_lines", ())
    assert figures(lines, "count(*), sum(qty), count(DISTINCT order_id)") == (2122, 2448, 1747)


def test_the_order_report_of_february_2020(real: Path):
    orders = only(real / "tmall_order_report_202002.csv")
    assert (orders.kind.key, orders.gross_column, orders.problems) == ("orders", "amount_due", ())
    assert figures(orders, "count(*), count(paid_at), count(*) FILTER (WHERE refund_amount > 0)") == (
        28010,
        24087,
        5646,
    )
    assert figures(
        orders, "sum(gross) FILTER (WHERE paid_at IS NOT NULL), sum(refund_amount), sum(amount_kept)"
    ) == (Decimal("2474823.07"), Decimal("572335.92"), Decimal("1902487.15"))
    assert figures(
        orders,
        "count(paid_at) FILTER (WHERE province = '上海'), count(paid_at) FILTER (WHERE province = '广东'), "
        "count(paid_at) FILTER (WHERE province = '北京')",
    ) == (3060, 2022, 1853)
    assert figures(orders, "count(DISTINCT CAST(created_at AS DATE))") == (29 - 2,)


def test_both_sheets_of_the_daily_ads_of_february_2020(real: Path):
    sheets = read(real / "ads_daily_202002.xlsx")
    assert len(sheets) == 2
    for sheet in sheets:
        ads = staged(sheet, name="ads_daily_202002.xlsx")
        assert (ads.kind.key, ads.rows_in, ads.problems) == ("ads_daily", 29, ())
        assert figures(ads, "sum(impressions), sum(clicks), sum(revenue)") == (
            1454880,
            24611,
            Decimal("174526.980000000"),
        )


def test_the_spend_list_of_february_2020(real: Path):
    spend = only(real / "ads_spend_202002.xlsx")
    assert (spend.kind.key, spend.problems) == ("ads_spend", ())
    assert figures(spend, "count(*), count(DISTINCT day), sum(spend), min(spend)") == (
        116,
        29,
        Decimal("53366.750000000"),
        Decimal("-46.170000000"),
    )


@pytest.mark.parametrize(("name", "count"), [("jd_items_201901.xlsx", 961), ("jd_items_201911.xlsx", 990)])
def test_the_jd_item_reports(real: Path, name: str, count: int):
    items = only(real / name)
    assert (items.kind.key, items.platform, items.rows_in, items.rejected) == (
        "jd_item_daily",
        "jd",
        count,
        0,
    )
    assert figures(items, "count(DISTINCT (day, item_id)), count(visitors), count(paid_amount)") == (
        count,
        count,
        count,
    )
    assert [problem.kind for problem in items.problems] == ["note"]


def test_the_facebook_table(real: Path):
    ads = only(real / "facebook_ads_kag.csv")
    assert (ads.kind.key, ads.rows_in, ads.problems) == ("ads_generic", 1143, ())
    impressions, clicks, spend, orders = figures(
        ads, "sum(impressions), sum(clicks), sum(spend), sum(orders)"
    )
    assert (impressions, clicks, spend.quantize(MONEY), orders) == (
        213_434_828,
        38165,
        Decimal("58705.23"),
        1079,
    )
    assert ads.first_day is not None
    assert ads.last_day is not None
    assert date(2023, 8, 1) <= ads.first_day <= ads.last_day <= date(2023, 8, 31)
