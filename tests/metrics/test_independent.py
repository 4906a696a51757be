"""The core figures worked out again from the raw files with nothing but pandas, and found the same to the cent.

Nothing of the importer or of the metrics is used on this side: files are read as text, columns found by their headers.
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.load import load
from data.sample import SHOPS, write_sample
from data.store import Store, open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope

UNTIL, DAYS = date(2026, 11, 20), 45
FIRST = UNTIL - timedelta(days=DAYS - 1)
WHOLE = Period(FIRST, UNTIL)
NEEDED = ("订单报表", "宝贝报表", "店铺_2026", "售后", "计划报表", "费用表")
MAIN, SECOND, _ = (shop.name for shop in SHOPS)
Figures = dict[str, Any]


def rows_of(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        frame = pd.read_excel(path, header=None, dtype=str, engine="calamine")
        return [
            [str(cell) for cell in row] for row in frame.astype(object).where(frame.notna(), "").to_numpy()
        ]
    content = path.read_bytes()
    text = content.decode("gb18030" if content[:3] != b"\xef\xbb\xbf" else "utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def table(path: Path, mark: str) -> pd.DataFrame:
    """Return the file under the header row that has the column `mark`, every cell as text."""
    rows = rows_of(path)
    start = next(place for place, row in enumerate(rows) if mark in [cell.strip() for cell in row])
    header = [cell.strip() for cell in rows[start]]
    body = [row for row in rows[start + 1 :] if len(row) == len(header) and row[0].strip()]
    frame = pd.DataFrame(body, columns=header, dtype=object)
    return frame.map(lambda cell: cell.removeprefix('="').removesuffix('"').strip())


def files(folder: Path, word: str, mark: str) -> pd.DataFrame:
    """Return all files of that name under one another, the oldest export first (the stamp ends their names)."""
    paths = sorted((path for path in folder.iterdir() if word in path.name), key=lambda path: path.stem[-15:])
    return pd.concat([table(path, mark) for path in paths], ignore_index=True)


def money(column: "pd.Series[Any]") -> Decimal:
    return sum((Decimal(text.replace(",", "")) for text in column if text), Decimal(0))


def count(column: "pd.Series[Any]") -> int:
    return sum(int(text.replace(",", "")) for text in column if text)


def raw(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of one shop, the newest version of each row, with the columns day by which they are asked."""
    orders = files(folder, "订单报表", "订单编号").drop_duplicates("订单编号", keep="last")
    ads = files(folder, "计划报表", "计划ID").drop_duplicates(["日期", "计划ID", "转化周期"], keep="last")
    found = {"orders": orders, "ads": ads, "refunds": files(folder, "售后", "退款编号"),
             "shop": files(folder, "自助取数_店铺_", "统计日期")}  # fmt: skip
    if any("宝贝报表" in path.name for path in folder.iterdir()):
        lines = files(folder, "宝贝报表", "子订单编号").drop_duplicates("子订单编号", keep="last")
        found["lines"] = lines[lines["主订单编号"].isin(orders["订单编号"])]
    return found


def within(column: "pd.Series[Any]", period: Period) -> "pd.Series[bool]":
    return column.map(lambda text: bool(text) and period.holds(date.fromisoformat(text[:10])))


def sums_of(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    orders, ads = data["orders"], data["ads"][within(data["ads"]["日期"], period)]
    placed = orders[within(orders["订单创建时间"], period)]
    # A deposit is no payment: an order that still waits for the rest is not paid.
    is_paid = (orders["订单付款时间"] != "") & ~orders["订单状态"].str.contains("等待买家付款")
    paid = orders[is_paid & within(orders["订单付款时间"], period)]
    same_day = placed["订单付款时间"].str[:10] == placed["订单创建时间"].str[:10]
    return {
        "placed_orders": len(placed), "placed_amount": money(placed["总金额"]),
        "paid_orders": len(paid), "paid_amount": money(paid["总金额"]), "same_day": int(same_day.sum()),
        "ad_spend": money(ads["花费"]), "ad_clicks": count(ads["点击量"]),
    }  # fmt: skip


def trade(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    sums = sums_of(data, period)
    placed, paid = sums["placed_orders"], sums["paid_orders"]
    return {
        "placed_orders": placed, "placed_amount": sums["placed_amount"],
        "paid_orders": paid, "paid_amount": sums["paid_amount"],
        "payment_rate": paid / placed, "payment_rate_amount": float(sums["paid_amount"] / sums["placed_amount"]),
        "same_day_payment_rate": sums["same_day"] / placed, "order_value": sums["paid_amount"] / paid,
    }  # fmt: skip


def buyers(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    orders = data["orders"]
    placed = orders[within(orders["订单创建时间"], period)]
    paid = orders[within(orders["订单付款时间"], period)]
    names, days = paid["买家会员名"], paid["订单付款时间"].str[:10]
    bought = paid.groupby("买家会员名").size()
    on_days = paid.assign(day=days).groupby("买家会员名")["day"].nunique()
    return {
        "placed_buyers": placed["买家会员名"].nunique(), "paid_buyers": names.nunique(),
        "spend_per_buyer": money(paid["总金额"]) / names.nunique(),
        "repeat_rate_orders": int((bought >= 2).sum()) / names.nunique(),
        "repeat_rate": int((on_days >= 2).sum()) / names.nunique(),
    }  # fmt: skip


def traffic(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    shop = data["shop"][within(data["shop"]["统计日期"], period)]
    shop = shop[shop["访客数"] != ""]
    known = {text[:10] for text in shop["统计日期"]}
    orders = data["orders"]
    paid = orders[within(orders["订单付款时间"], period) & orders["订单付款时间"].str[:10].isin(known)]
    visitors = count(shop["访客数"])
    return {
        "page_views": count(shop["浏览量"]), "mean_daily_visitors": visitors / len(shop),
        "order_conversion": len(paid) / visitors, "uv_value": money(paid["总金额"]) / visitors,
    }  # fmt: skip


def advertising(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    ads = data["ads"][within(data["ads"]["日期"], period)]
    scenes = ads[~ads["场景名字"].str.contains("全站")]
    spend, clicks = money(ads["花费"]), count(ads["点击量"])
    return {
        "ad_spend": spend, "ad_impressions": count(ads["展现量"]), "ad_clicks": clicks,
        "ad_ctr": clicks / count(ads["展现量"]), "ad_cpc": spend / clicks, "ad_revenue": money(scenes["总成交金额"]),
        "ad_roi": float(money(scenes["总成交金额"]) / money(scenes["花费"])),
    }  # fmt: skip


def refunds(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    done = data["refunds"][data["refunds"]["退款状态"] == "退款成功"]
    done = done[within(done["退款完结时间"], period)]
    return {"refunds": len(done), "refund_amount": money(done["退款总额"])}


def goods(data: Mapping[str, pd.DataFrame], period: Period) -> Figures:
    orders, lines = data["orders"], data["lines"]
    paid = set(orders[within(orders["订单付款时间"], period)]["订单编号"])
    sold = lines[lines["主订单编号"].isin(paid)]
    listed = sum(
        (max(Decimal(p) * int(n) - Decimal(due), Decimal(0))
         for p, n, due in zip(sold["商品价格"], sold["购买数量"], sold["买家应付货款"], strict=True)), Decimal(0)
    )  # fmt: skip
    return {
        "paid_items": count(sold[~sold["商品标题"].str.contains("补差")]["购买数量"]),
        "discounts": listed,
    }


PARTS: dict[str, tuple[Callable[[Mapping[str, pd.DataFrame], Period], Figures], ...]] = {
    MAIN: (trade, buyers, traffic, advertising, refunds, goods),
    SECOND: (trade, traffic, advertising),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample")
    write_sample(target, until=UNTIL, days=DAYS, orders=1200)
    return target


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    for shop in SHOPS:
        own = [
            path
            for path in sorted((folder / shop.name).iterdir())
            if any(word in path.name for word in NEEDED)
        ]
        result = load(folder / "home", own, shop=shop.name, platform=shop.platform, sample=True)
        assert not result.refused
    return open_store(folder / "home")


def agree(store: Store, expected: Figures, period: Period, shop: str) -> None:
    found = evaluate(store, list(expected), period, None, Scope(shop))[0].values
    for key, number in expected.items():
        assert found[key].value == (
            pytest.approx(number, rel=1e-12) if isinstance(number, float) else number
        ), (key, period)


@pytest.mark.parametrize("shop", [MAIN, SECOND])
def test_pandas_finds_the_same_over_the_whole_range(folder: Path, store: Store, shop: str) -> None:
    data = raw(folder / shop)
    for part in PARTS[shop]:
        agree(store, part(data, WHOLE), WHOLE, shop)


@pytest.mark.parametrize("shop", [MAIN, SECOND])
def test_pandas_finds_the_same_day_by_day(folder: Path, store: Store, shop: str) -> None:
    data = raw(folder / shop)
    sums: dict[str, Any] = {}
    first = min(data["orders"]["订单创建时间"])[:10]
    keys = ["placed_orders", "placed_amount", "paid_orders", "paid_amount", "ad_spend", "ad_clicks"]
    rows = {row.cut: row.values for row in evaluate(store, keys, WHOLE, "day", Scope(shop))}
    for day in WHOLE.days():
        expected = sums_of(data, Period.day(day))
        for key in keys:
            found = rows[day.isoformat()][key].value
            # Before the first order of the file nobody knows whether a day was quiet: it is empty where no report says 0.
            is_quiet = day.isoformat() < first and expected[key] == 0
            assert found == expected[key] or (is_quiet and found is None), (day, key)
            sums[key] = sums.get(key, 0) + expected[key]
    agree(store, sums, WHOLE, shop)
