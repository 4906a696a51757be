"""Figures within a category: its goods alone, adding up to the whole, and nothing where the data don't know goods."""

from datetime import date
from decimal import Decimal

import pytest

from data.store import Store, open_store
from metrics.catalogue import CATALOGUE
from metrics.category import UNCATEGORISED, categories, why_not
from metrics.core import Measure, cut_allowed, leaves
from metrics.evaluate import ALL, Period, evaluate
from metrics.opened import opened
from metrics.scope import Scope
from metrics.statement import Joint, NotByCategory, filters
from tests.stores import home_of

DAY = date(2026, 11, 20)
ORDERS = """
订单编号|买家会员名|总金额|买家实际支付金额|退款金额|订单状态|订单创建时间|订单付款时间
1|甲|168.00|168.00|0.00|交易成功|2026-11-20 10:00:00|2026-11-20 10:01:00
2|乙|70.00|70.00|0.00|交易成功|2026-11-20 11:00:00|2026-11-20 11:01:00
"""
# Order 1: a coat and a knit, 8.00 postage on top; order 2: a knit and a thing of no category.
LINES = """
主订单编号|子订单编号|商品ID|标题|价格|购买数量|订单状态|买家应付货款|订单创建时间|订单付款时间
1|11|601|大衣|100.00|1|交易成功|100.00|2026-11-20 10:00:00|2026-11-20 10:01:00
1|12|602|针织衫|30.00|2|交易成功|60.00|2026-11-20 10:00:00|2026-11-20 10:01:00
2|21|602|针织衫|30.00|1|交易成功|30.00|2026-11-20 11:00:00|2026-11-20 11:01:00
2|22|603|围巾|40.00|1|交易成功|40.00|2026-11-20 11:00:00|2026-11-20 11:01:00
"""
SHOP_DAY = "统计日期|店铺名称|访客数|浏览量|支付金额|支付买家数\n2026-11-20|测试店|200|500|238.00|2"
ITEM_DAYS = """
统计日期|商品ID|商品名称|商品访客数|商品浏览量|支付件数|支付金额|支付买家数
2026-11-20|601|大衣|50|80|1|100.00|1
2026-11-20|602|针织衫|60|90|3|90.00|2
2026-11-20|603|围巾|10|12|1|40.00|1
"""
ADS = """
日期|主体ID|主体名称|展现量|点击量|花费|总成交金额|直接成交金额|间接成交金额|总成交笔数
2026-11-20|601|大衣|1000|40|30.00|100.00|80.00|20.00|1
2026-11-20|602|针织衫|2000|50|20.00|15.00|15.00|0.00|1
2026-11-20|603|围巾|100|2|1.50|0.00|0.00|0.00|0
"""
STOCK = (
    "日期|商品ID|商品名称|可售库存\n2026-11-20|601|大衣|5\n2026-11-20|602|针织衫|40\n2026-11-20|603|围巾|7"
)
GOODS = """
日期|商品ID|商品标题|类目|一口价|上架状态
2026-11-20|601|大衣|外套|100.00|在售
2026-11-20|602|针织衫|毛衣|30.00|在售
"""
TARGETS = """
周期|指标|目标值|类目
2026-11-20|付款金额|300.00|
2026-11-20|付款金额|180.00|毛衣
"""
COATS, KNITS, OTHERS = (Scope(category=name) for name in ("外套", "毛衣", UNCATEGORISED))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    tables = (ORDERS, LINES, SHOP_DAY, ITEM_DAYS, ADS, STOCK, GOODS, TARGETS)
    return open_store(home_of(tmp_path_factory.mktemp("category"), *tables, shop="测试店"))


def value(store: Store, key: str, scope: Scope, period: Period = ALL) -> object:
    return evaluate(store, [key], period, None, scope)[0].values[key].value


def test_a_category_has_the_money_and_pieces_of_its_goods(store: Store) -> None:
    assert value(store, "paid_amount", COATS) == Decimal("100.00")
    assert value(store, "paid_amount", KNITS) == Decimal("60.00") + Decimal("30.00")
    assert value(store, "paid_items", KNITS) == 2 + 1
    assert value(store, "paid_amount", OTHERS) == Decimal("40.00")
    assert value(store, "ad_roi", KNITS) == pytest.approx(15.00 / 20.00)
    assert value(store, "stock_on_hand", COATS) == 5


def test_money_of_a_category_says_that_postage_is_no_goods(store: Store) -> None:
    notes = evaluate(store, ["paid_amount"], ALL, None, KNITS)[0].values["paid_amount"].notes
    assert any("邮费" in note.zh for note in notes)
    # 168.00 + 70.00 with 8.00 of postage; the goods of all categories are 100.00 + 90.00 + 40.00
    assert value(store, "paid_amount", Scope()) == Decimal("238.00")


@pytest.mark.parametrize(
    "key",
    sorted(
        {
            leaf.key
            for metric in CATALOGUE.values()
            for leaf in leaves(metric)
            if isinstance(leaf, Measure) and cut_allowed(leaf, "item") and why_not(leaf, None) is None
            and leaf.key in CATALOGUE
        }
    ),
)  # fmt: skip
def test_all_categories_with_the_uncategorised_make_the_whole_of_all_goods(store: Store, key: str) -> None:
    whole = sum(
        (Decimal(str(row.values[key].value)) for row in evaluate(store, [key], Period.day(DAY), "item")
         if row.values[key].value is not None), Decimal(0),
    )  # fmt: skip
    names = categories(store)
    parts = [value(store, key, Scope(category=name), Period.day(DAY)) for name in names]
    assert names == ("外套", "毛衣", UNCATEGORISED)
    assert sum((Decimal(str(part)) for part in parts if part is not None), Decimal(0)) == pytest.approx(whole)


@pytest.mark.parametrize("key", ["visitors", "conversion", "paid_orders", "payment_rate", "refund_amount",
                                 "store_roi", "placed_amount", "repeat_rate", "uv_value", "incremental_roi"])  # fmt: skip
def test_what_is_not_recorded_by_item_is_empty_and_says_so(store: Store, key: str) -> None:
    found = evaluate(store, [key], Period.day(DAY), None, KNITS)[0].values[key]
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.why is not None
    assert "没有类目的数" in found.why.zh


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("by", [None, "day"])
def test_no_figure_of_the_whole_shop_stands_under_a_category_that_sold_nothing(
    store: Store, key: str, by: str | None
) -> None:
    nothing = Scope(category="没有这个类目")
    for row in evaluate(store, [key], Period.day(DAY), by, nothing):
        assert row.values[key].value in (None, 0), row


def test_a_category_is_cut_by_days_and_items_and_by_nothing_that_knows_no_goods(store: Store) -> None:
    rows = evaluate(store, ["paid_amount"], ALL, "item", KNITS)
    assert [(row.cut, row.values["paid_amount"].value) for row in rows] == [("602", Decimal("90.00"))]
    assert evaluate(store, ["paid_amount"], ALL, "shop", KNITS)[0].values["paid_amount"].value == 90
    assert len(evaluate(store, ["paid_amount"], ALL, "hour")) == 2
    assert evaluate(store, ["paid_amount"], ALL, "hour", KNITS) == []


def test_a_category_has_its_own_target(store: Store) -> None:
    # 90.00 of 180.00; the shop's own target of 300.00 stays the shop's
    assert value(store, "target_attainment", KNITS, Period.day(DAY)) == 0.5
    assert value(store, "pace_gap", KNITS, Period.day(DAY)) == Decimal("90.00") - Decimal("180.00")
    assert value(store, "target_attainment", COATS, Period.day(DAY)) is None
    assert value(store, "target_attainment", Scope(), Period.day(DAY)) == pytest.approx(238 / 300)


@pytest.mark.parametrize("key", ["paid_amount", "paid_items", "ad_spend", "stock_on_hand", "item_price"])
def test_the_rows_behind_a_categorys_figure_are_its_goods_rows(store: Store, key: str) -> None:
    found = opened(store, key, Period.day(DAY), KNITS)
    for part in found.numerator + found.denominator:
        assert len(part.rows) >= 1
        [column] = [name for name in ("item", "item_id") if name in part.rows.columns][:1]
        assert set(part.rows[column].astype(str)) == {"602"}
        assert found.files


def test_rows_that_know_no_goods_are_never_asked_of_a_category() -> None:
    with pytest.raises(NotByCategory):
        filters(ALL, KNITS, (), Joint(frozenset()), [])


def test_the_scope_without_its_category_is_the_whole_shop() -> None:
    assert Scope("店", "tmall", "毛衣").whole == Scope("店", "tmall")
