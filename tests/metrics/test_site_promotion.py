"""全站推广 holds free traffic in its sales: it is never totalled with, or ranked against, paid scenes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import store_of

CAMPAIGNS = """
日期 | 场景名字 | 计划ID | 计划名字 | 展现量 | 点击量 | 花费 | 总成交金额 | 总成交笔数
2026-03-03 | 关键词推广 | 11 | 春上新 | 1000 | 50 | 30.00 | 120.00 | 4
2026-03-03 | 货品全站推广 | 13 | 一键全站 | 800 | 40 | 50.00 | 400.00 | 9
"""
DAY = Period.day(date(2026, 3, 3))


def test_sales_of_paid_scenes_leave_the_site_wide_campaign_out_and_spend_does_not(tmp_path: Path) -> None:
    store = store_of(tmp_path, CAMPAIGNS)
    keys = ["ad_spend", "ad_revenue", "ad_orders", "ad_roi", "ad_cvr", "site_ad_revenue", "site_ad_roi"]
    values = evaluate(store, keys, DAY)[0].values
    assert values["ad_spend"].value == Decimal(30) + Decimal(50)
    assert values["ad_revenue"].value == Decimal(120)
    assert values["ad_orders"].value == 4
    assert values["ad_roi"].value == 120 / 30
    assert values["ad_cvr"].value == 4 / 50
    assert values["site_ad_revenue"].value == Decimal(400)
    assert values["site_ad_roi"].value == 400 / 50


def test_a_site_wide_campaign_has_no_ad_roi_of_its_own_to_be_ranked_by(tmp_path: Path) -> None:
    store = store_of(tmp_path, CAMPAIGNS)
    rows = evaluate(store, ["ad_spend", "ad_roi", "site_ad_roi"], DAY, "campaign")
    found = {row.cut: row.values for row in rows}
    assert found["一键全站"]["ad_roi"].value is None
    assert found["一键全站"]["site_ad_roi"].value == 400 / 50
    assert found["春上新"]["ad_roi"].value == 120 / 30
    assert found["春上新"]["site_ad_roi"].value is None


def test_a_day_of_site_wide_promotion_alone_has_no_paid_sales(tmp_path: Path) -> None:
    only = "\n".join(line for line in CAMPAIGNS.strip().splitlines() if "春上新" not in line)
    values = evaluate(store_of(tmp_path, only), ["ad_revenue", "ad_roi"], DAY)[0].values
    assert values["ad_revenue"].value == 0
    assert values["ad_roi"].value is None


def test_figures_of_paid_scenes_say_that_site_promotion_is_not_in_them(tmp_path: Path) -> None:
    store = store_of(tmp_path, CAMPAIGNS)
    values = evaluate(store, ["ad_spend", "ad_revenue", "ad_roi", "site_ad_roi"], DAY)[0].values
    said = {key: "不含全站推广（另列）" in [note.zh for note in value.notes] for key, value in values.items()}
    assert said == {"ad_spend": False, "ad_revenue": True, "ad_roi": True, "site_ad_roi": False}
