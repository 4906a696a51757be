"""The sample's files hold what the sample's truth says: read here with nothing of the project's own importer."""

import csv
import io
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.sample import SHOPS, write_sample
from data.sample.downloads import newest_view, order_downloads
from data.sample.festivals import LUNAR_NEW_YEAR, hourly_weights
from data.sample.findings import findings, table_of
from data.sample.truth import Truth, truth
from data.sample.world import simulate
from data.schema import shop_time

UNTIL, DAYS, ORDERS = date(2026, 11, 21), 62, 5000
MAIN, SECOND, _ = (shop.name for shop in SHOPS)
Rows = list[dict[str, str]]

OLD_HEADER = (
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,"
    "买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,"
    "宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,"
    "是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,是否上传身份证,"
    "新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,打款商家金额,"
    "含应开票给个人的个人红包"
)


def read_csv(content: bytes) -> Rows:
    """Read a GB18030 CSV; ="123" and 'null are as they are."""
    rows = list(csv.reader(io.StringIO(content.decode("gb18030"))))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row]


def read_book(path: Path, header_row: int = 1) -> Rows:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    header = [str(cell) for cell in rows[header_row - 1]]
    return [dict(zip(header, map(str, row), strict=True)) for row in rows[header_row:]]


@cache
def read_orders(path: Path) -> Rows:
    if path.suffix == ".xlsx":
        return read_book(path)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return read_csv(archive.read(archive.namelist()[0]))
    return read_csv(path.read_bytes())


def cell(row: dict[str, str], *names: str) -> str:
    return next(row[name] for name in names if name in row)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def stamp_of(path: Path) -> str:
    return "".join(path.stem.split("_")[1:3])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_sample(out, until=UNTIL, days=DAYS, orders=ORDERS)
    return out


@pytest.fixture(scope="module")
def known() -> Truth:
    return truth(7, UNTIL, DAYS, ORDERS)


@cache
def newest_rows(folder: Path, kind: str, key: str) -> dict[str, dict[str, str]]:
    """Return the newest row of each order (line) over all of a shop's order (line) files."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for path in folder.glob(f"{kind}_*"):
        for row in read_orders(path):
            if row[key] not in found or found[row[key]][0] < stamp_of(path):
                found[row[key]] = (stamp_of(path), row)
    return {name.strip('="'): row for name, (_, row) in found.items()}


@pytest.mark.parametrize("shop", [MAIN, SECOND])
def test_order_files_read_one_by_one_give_every_days_orders_and_money(
    sample: Path, known: Truth, shop: str
) -> None:
    placed: dict[str, list[Decimal]] = defaultdict(list)
    paid: dict[str, list[Decimal]] = defaultdict(list)
    for row in newest_rows(sample / shop, "订单报表", "订单编号").values():
        amount = Decimal(row["总金额"])
        placed[row["订单创建时间"][:10]].append(amount)
        if paid_at := cell(row, "订单付款时间", "订单付款时间 "):
            paid[paid_at[:10]].append(amount)
            kept = Decimal(cell(row, "买家实付金额", "买家实际支付金额"))
            assert amount - Decimal(row["退款金额"]) == kept
    assert len(known.shops[shop]) == DAYS
    for day, said in known.shops[shop].items():
        assert (len(placed[str(day)]), sum(placed[str(day)])) == (said.placed_orders, said.placed_amount)
        assert (len(paid[str(day)]), sum(paid[str(day)])) == (said.paid_orders, said.paid_amount)


def test_order_lines_add_up_to_their_orders_goods(sample: Path) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    lines = newest_rows(sample / MAIN, "宝贝报表", "子订单编号")
    for row in lines.values():
        sums[row["主订单编号"]] += Decimal(row["买家应付货款"])
        assert Decimal(row["商品价格"]) * int(row["购买数量"]) >= Decimal(row["买家应付货款"])
    orders = newest_rows(sample / MAIN, "订单报表", "订单编号")
    # The lines of this morning are taken minutes after the orders, so an order more may be among them.
    assert set(orders) <= set(sums)
    assert {order: Decimal(row["买家应付货款"]) for order, row in orders.items()} == {
        order: sums[order] for order in orders
    }


def test_an_order_of_one_line_shares_its_number_with_the_line(sample: Path) -> None:
    of_order: dict[str, list[str]] = defaultdict(list)
    for line, row in newest_rows(sample / MAIN, "宝贝报表", "子订单编号").items():
        of_order[row["主订单编号"]].append(line)
    assert all(lines == [order] for order, lines in of_order.items() if len(lines) == 1)
    assert all(order not in lines for order, lines in of_order.items() if len(lines) > 1)
    assert max(len(lines) for lines in of_order.values()) == 3


def test_the_old_order_form_has_the_platforms_55_columns_and_marks(sample: Path) -> None:
    path = next((sample / MAIN).glob("订单报表_*_2026年09月.csv"))
    header, first = path.read_bytes().decode("gb18030").split("\n")[:2]
    assert header == ",".join(f'"{name}"' for name in OLD_HEADER.split(","))
    assert first.startswith('="3')
    assert '"\'null"' in first


def test_a_later_export_moves_orders_on_and_never_back(sample: Path) -> None:
    steps = ("等待买家付款", "买家已付款,等待卖家发货", "卖家已发货,等待买家确认", "交易成功", "交易关闭")
    earlier = read_orders(next((sample / MAIN).glob("订单报表_*_近7天.*")))
    now = {row["订单编号"]: row for row in read_orders(next((sample / MAIN).glob("订单报表_*_近30天.*")))}
    moved = [row for row in earlier if row != now[row["订单编号"]]]
    assert len(moved) > len(earlier) // 3
    assert all(
        steps.index(row["订单状态"]) <= steps.index(now[row["订单编号"]]["订单状态"]) for row in earlier
    )
    assert all(Decimal(row["退款金额"]) <= Decimal(now[row["订单编号"]]["退款金额"]) for row in earlier)


def test_every_payment_refund_and_placing_of_a_whole_day_is_in_some_newest_export() -> None:
    for until in (UNTIL, date(2026, 11, 28), date(2026, 11, 3), date(2026, 6, 1)):
        world = simulate(3, until, 70, None)
        for shop in world.shops:
            seen = newest_view(shop, order_downloads(shop, world.morning, 1 if shop.shop.is_main else 3))
            whole = shop.day(shop.placed.created) >= 0
            assert (seen[whole] > 0).all()
            paid = shop.day(shop.paid) >= 0
            assert (shop.paid[paid] <= seen[paid]).all()


def test_the_shops_own_report_agrees_with_its_orders_and_lacks_one_day(sample: Path, known: Truth) -> None:
    rows = [
        row for path in (sample / MAIN).glob("【生意参谋平台】自助取数_店铺_*") for row in read_book(path, 8)
    ]
    found = {date.fromisoformat(row["统计日期"]): row for row in rows}
    missing = UNTIL - timedelta(days=12)
    assert set(known.shops[MAIN]) - set(found) == {missing}
    assert known.shops[MAIN][missing].visitors is None
    for day, row in found.items():
        said = known.shops[MAIN][day]
        assert number(row["支付金额"]) == said.paid_amount
        assert number(row["下单金额"]) == said.placed_amount
        assert number(row["成功退款金额"]) == said.refund_amount
        assert int(number(row["访客数"])) == said.visitors
        assert int(number(row["支付父订单数"])) == said.paid_orders
        assert int(number(row["支付买家数"])) == said.paid_buyers
        spent = sum(
            number(row[name])
            for name in ("关键词推广花费", "精准人群推广花费", "智能场景花费", "全站推广花费")
        )
        assert spent == said.ad_spend


def test_the_platforms_week_counts_a_visitor_once(sample: Path, known: Truth) -> None:
    (row,) = read_book(next((sample / MAIN).glob("【生意参谋平台】自助取数_店铺周_*")), 8)
    assert row["统计日期"] == "2026-11-09 ~ 2026-11-15"
    days = [known.shops[MAIN][date(2026, 11, 9) + timedelta(days=n)] for n in range(7)]
    visitors = [day.visitors for day in days if day.visitors is not None]
    assert max(visitors) < number(row["访客数"]) < sum(visitors)
    assert number(row["支付金额"]) == sum(day.paid_amount for day in days)
    assert (
        max(day.paid_buyers for day in days)
        < int(number(row["支付买家数"]))
        < sum(day.paid_buyers for day in days)
    )


def test_item_visitors_exceed_the_shops_and_item_money_is_what_lines_say(sample: Path, known: Truth) -> None:
    rows = [row for path in (sample / MAIN).glob("【生意参谋平台】商品_全部_*") for row in read_book(path, 5)]
    seen: dict[str, int] = defaultdict(int)
    money: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        seen[row["统计日期"]] += int(number(row["商品访客数"]))
        money[row["统计日期"], row["商品ID"]] = number(row["支付金额"])
    assert all(seen[str(day)] > said.visitors for day, said in known.shops[MAIN].items() if said.visitors)
    lines: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in newest_rows(sample / MAIN, "宝贝报表", "子订单编号").values():
        if row["订单付款时间"] and row["订单付款时间"][:10] <= str(UNTIL):
            lines[row["订单付款时间"][:10], row["商品ID"]] += Decimal(row["买家应付货款"])
    assert {key: amount for key, amount in money.items() if amount} == dict(lines)


def test_refund_exports_give_every_days_refunds_by_completion(sample: Path, known: Truth) -> None:
    rows = [row for path in (sample / MAIN).glob("售后_*") for row in read_book(path)]
    assert len({row["退款编号"] for row in rows}) == len(rows)
    done: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row["退款状态"] == "退款成功":
            done[row["退款完结时间"][:10]].append(Decimal(row["退款总额"]))
    for day, said in known.shops[MAIN].items():
        assert (len(done[str(day)]), sum(done[str(day)])) == (said.refunds, said.refund_amount)
    waiting = [row for row in rows if row["退款状态"].startswith(("买家", "卖家"))]
    assert waiting
    assert all(row["超时时间"] and not row["退款完结时间"] for row in waiting)
    assert {row["售后类型"] for row in rows} == {"仅退款", "退货退款"}
    assert {row["部分退款/全额退款"] for row in rows} == {"部分退款", "全额退款"}


def ad_sums(path: Path, *names: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in read_csv(path.read_bytes()):
        if not names or row["场景名字"] in names:
            sums[row["日期"]] += Decimal(row["花费"])
    return sums


def test_ad_reports_divide_the_campaigns_spend_to_the_cent(sample: Path, known: Truth) -> None:
    folder = sample / MAIN
    plans: dict[str, Decimal] = {}
    for path in sorted(folder.glob("计划报表_*"), key=stamp_of):
        plans |= ad_sums(path)
    assert plans == {str(day): said.ad_spend for day, said in known.shops[MAIN].items()}
    keyword, region, hour, item = (
        next(folder.glob(f"{name}_*")) for name in ("关键词报表", "地域报表", "分时报表", "商品报表")
    )
    words = ad_sums(keyword)
    assert len(words) == 60
    assert ad_sums(region) == ad_sums(hour)
    assert ad_sums(region, "关键词推广") == words
    assert all(spend < plans[day] for day, spend in ad_sums(item).items())


def test_sales_of_young_ad_days_are_still_filling(sample: Path) -> None:
    old, new = (
        read_csv(path.read_bytes()) for path in sorted((sample / MAIN).glob("计划报表_*"), key=stamp_of)[-2:]
    )
    now = {(row["日期"], row["计划ID"]): Decimal(row["总成交金额"]) for row in new}
    then = {(row["日期"], row["计划ID"]): Decimal(row["总成交金额"]) for row in old}
    assert all(then[key] <= now[key] for key in then)
    assert sum(then.values()) < sum(now[key] for key in then)


def test_each_days_stock_follows_from_the_day_before(sample: Path) -> None:
    rows = read_csv(next((sample / MAIN).glob("库存日报_*")).read_bytes())
    left = {(row["日期"], row["货品编码"]): int(row["期末良品"]) for row in rows}
    for row in rows:
        assert (
            int(row["期初良品"]) + int(row["入库总量"]) - int(row["良品销售发货"])
            == int(row["期末良品"])
            >= 0
        )
        before = (str(date.fromisoformat(row["日期"]) - timedelta(days=1)), row["货品编码"])
        assert left.get(before, int(row["期初良品"])) == int(row["期初良品"])
    assert left[str(UNTIL), "QH2001-DN-M"] == 0


def test_nobody_in_the_files_can_be_a_real_person(sample: Path) -> None:
    rows = read_csv(next((sample / MAIN).glob("订单报表_*_2026年09月.csv")).read_bytes())
    assert all(row["买家会员名"].startswith("示例") and row["收货人姓名"].startswith("示例") for row in rows)
    assert all(row["联系手机"].startswith("'100") and len(row["联系手机"]) == 1 + 11 for row in rows)
    assert all("示例路" in row["收货地址 "] and row["买家支付宝账号"].endswith(".invalid") for row in rows)
    assert all(shop.name.startswith("示例") for shop in SHOPS)


def test_the_second_shops_orders_name_no_buyer(sample: Path) -> None:
    rows = read_csv(next((sample / SECOND).glob("订单报表_*")).read_bytes())
    assert not [name for name in rows[0] if "买家" in name and "应付" not in name and "实付" not in name]


def test_the_same_four_values_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    made = [
        write_sample(tmp_path / name, seed=seed, until=UNTIL, days=9, orders=900)
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    ]
    same = [path.read_bytes() for path in made[0]]
    assert same == [path.read_bytes() for path in made[1]]
    assert same != [path.read_bytes() for path in made[2]]


def test_without_a_last_day_the_sample_ends_yesterday(tmp_path: Path) -> None:
    yesterday = shop_time().date() - timedelta(days=1)
    names = [path.name for path in write_sample(tmp_path, days=4)]
    assert f"【生意参谋平台】商品_全部_{yesterday}_{yesterday}.xlsx" in names


@pytest.mark.parametrize("orders", [2, 90, 5000])
def test_the_number_of_orders_asked_for_is_the_number_of_orders_of_the_whole_days(orders: int) -> None:
    said = truth(7, UNTIL, 30, orders)
    assert sum(day.placed_orders for shop in said.shops.values() for day in shop.values()) == orders


@pytest.mark.parametrize(("days", "orders"), [(0, None), (10, 1)])
def test_a_sample_of_nothing_is_refused(tmp_path: Path, days: int, orders: int | None) -> None:
    with pytest.raises(ValueError, match="at least one day and two orders"):
        write_sample(tmp_path, until=UNTIL, days=days, orders=orders)


def test_progress_hears_of_every_file_before_it_is_written(tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    paths = write_sample(tmp_path, until=UNTIL, days=3, progress=lambda *told: heard.append(told))
    assert [(number, name) for number, _, name in heard] == [
        (n, path.name) for n, path in enumerate(paths, 1)
    ]
    assert {of for _, of, _ in heard} == {len(paths)}


def test_the_year_has_its_festivals_and_its_trough() -> None:
    days = {
        date(2025, 10, 18) + timedelta(days=n): weight
        for n, weight in enumerate(hourly_weights(date(2025, 10, 18), 400).sum(axis=1))
    }
    assert days[date(2026, 11, 11)] > 8
    assert days[date(2026, 6, 18)] > 3
    assert days[LUNAR_NEW_YEAR[2026]] < 0.3
    eve = hourly_weights(date(2026, 11, 10), 1)[0]
    assert eve.argmax() == 20
    assert eve[20] > 20 * eve[19]


def test_the_findings_are_there_in_any_season() -> None:
    for until in (UNTIL, date(2026, 6, 30), date(2027, 1, 12)):
        said = {finding.key: finding.says for finding in findings(simulate(7, until, 70, None))}
        assert float(said["running_out"].split(": ")[1].split()[0]) < 3
        assert float(said["payment_rate_over_100"].split("= ")[1].rstrip("%")) > 100
        assert float(said["low_store_roi"].split("1:")[1]) < 3
        assert float(said["losing_campaign"].split("ROI ")[1]) < 1
        assert int(said["backlog"].split()[0]) > int(said["late_arrival"].split()[0]) > 0
        assert said["size_sold_out"].startswith("0 left")


def test_the_description_tells_the_numbers_of_today() -> None:
    text = (Path(__file__).parents[2] / "docs" / "sample.md").read_text(encoding="utf-8")
    assert table_of(simulate(7, date(2026, 11, 21), 400, None)) in text, (
        "write the new table into docs/sample.md"
    )
