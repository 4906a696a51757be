"""What is typed into the tables of targets is kept with what follows from it, and shows in every figure at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.state import State
from data.store import open_store
from data.typed_plan import put_targets
from metrics.analyses.day_targets import Weigh, laid_out
from metrics.analyses.pace import pace
from metrics.analyses.part_view import part_rows, reached_by_part, sold
from metrics.analyses.plan_view import MEASURE, day_plan, kept, people_targets, reached, weeks
from metrics.analyses.target_edit import DontAddUp, edited, month_of, quarter_of, year_of
from metrics.analyses.targets import attained, needed_a_day, target
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.pages.shops import DAYS, LAST, line_table, order_table
from tests.stores import home_of
from ui.plan.lines import Line, Plan, days_and_month, month_lines, week_lines
from ui.plan.targets import edits_of, frame

SHOP = ("测试店", "taobao")
SHEET = "周期 | 指标 | 目标值\n2026-11 | 付款金额 | 10000.00\n2026-12 | 付款金额 | 5000.00"
PRODUCTS = """
商品ID | 商品标题 | 类目 | 清单日期   | 上架状态 | 价格   | 负责人
601    | 大衣     | 外套 | 2026-11-01 | 在售     | 199.00 | 小张
602    | 针织衫   | 毛衣 | 2026-11-01 | 在售     | 59.50  | 小李
"""
NOVEMBER, YEAR = month_of(LAST), year_of(LAST)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("targets")
    return home_of(
        folder, order_table(DAYS), line_table(DAYS), SHEET, PRODUCTS, shop="测试店", platform="taobao"
    )


def row(
    span: tuple[date, date], amount: Decimal | None, part: str = "", kind: str | None = None
) -> dict[str, object]:
    return {
        "shop": "测试店", "platform": "taobao", "period_start": span[0], "period_end": span[1], "measure": MEASURE,
        "part": part, "part_kind": kind, "amount": amount,
    }  # fmt: skip


def test_only_the_cells_that_changed_are_edits_and_a_cleared_one_is_none() -> None:
    lines = [
        Line("2026", YEAR, Decimal("15000.00"), "sum"),
        Line("11", NOVEMBER, Decimal("10000.00"), "sheet"),
        Line("12", month_of(date(2026, 12, 1)), None, ""),
    ]
    shown = frame(lines)
    assert edits_of(lines, shown) == {}
    shown["target"] = [15000.0, None, 12345.67]
    assert edits_of(lines, shown) == {NOVEMBER: None, month_of(date(2026, 12, 1)): Decimal("12345.67")}


def test_a_typed_year_stands_in_every_level_to_the_cent(tmp_path: Path, home: Path) -> None:
    own = home_of(tmp_path, order_table(DAYS), SHEET, shop="测试店", platform="taobao")
    store = open_store(own)
    standing = {span: each.amount for span, each in kept(store, SHOP).items()}
    changes = edited(standing, {YEAR: Decimal("120000.01")}, Weigh(store, MEASURE, Scope(*SHOP)))
    put_targets(State(own), [row(span, amount) for span, amount in changes.items()], "小王")
    after = open_store(own)
    months = [
        target(after, MEASURE, Period.month(date(2026, month, 1)), Scope(*SHOP)) for month in range(1, 13)
    ]
    assert None not in months
    assert sum(amount for amount in months if amount is not None) == Decimal("120000.01")
    quarter = target(after, MEASURE, Period(*quarter_of(LAST)), Scope(*SHOP))
    assert quarter == sum(amount for amount in months[9:] if amount is not None)
    assert {each.is_typed for each in kept(after, SHOP).values()} == {True}


def test_what_was_reached_agrees_with_the_metrics_and_with_the_pace(home: Path) -> None:
    store, scope = open_store(home), Scope(*SHOP)
    found = reached(store, YEAR, scope, LAST)[NOVEMBER]
    assert found.paid == Decimal("258.50") * 20  # 199.00 + 59.50 on each of 20 days
    assert found.target == Decimal("10000.00")
    assert found.share == Decimal("5170.00") / Decimal("10000.00")
    days = Period(NOVEMBER[0], LAST)
    assert found.gap == evaluate(store, ["pace_gap"], days, None, scope)[0].values["pace_gap"].value
    heading = pace(store, MEASURE, Period(*NOVEMBER), scope)
    assert heading is not None
    assert (attained(heading.actual, heading.target), heading.gap) == (found.share, found.gap)


def test_a_sheet_whose_days_miss_its_month_is_told_and_a_saved_day_settles_it(tmp_path: Path) -> None:
    days = "\n".join(f"2026-11-{number:02d} | 付款金额 | 10.00" for number in range(1, 31))
    own = home_of(
        tmp_path,
        order_table(DAYS),
        f"周期 | 指标 | 目标值\n2026-11 | 付款金额 | 301.00\n{days}",
        shop="测试店",
        platform="taobao",
    )
    store, first = open_store(own), (date(2026, 11, 1), date(2026, 11, 1))
    lines = [Line("", (day, day), Decimal("10.00"), "") for day in Period(*NOVEMBER).days()]
    assert "¥300.00" in str(days_and_month(store, LAST, Plan(SHOP), lines)).replace("\\", "")
    standing = {span: each.amount for span, each in kept(store, SHOP).items()}
    changes = edited(standing, {first: Decimal("11.00")}, Weigh(store, MEASURE, Scope(*SHOP)))
    assert changes == {first: Decimal("11.00")}  # now 11 + 29 x 10 = 301, as the month says
    assert edited(standing, {first: Decimal("20.00")}, Weigh(store, MEASURE, Scope(*SHOP)))[
        NOVEMBER
    ] == Decimal("310.00")


def test_weeks_are_the_sums_of_their_days(home: Path) -> None:
    store = open_store(home)
    found = {row.name: row for row in weeks(store, Period(*NOVEMBER), SHOP)}
    assert found["2026-W46"].paid == Decimal("258.50") * 7
    assert found["2026-W44"].target is None  # October has no target
    whole = [row.target for row in found.values() if row.target is not None]
    assert len(whole) == 5  # of 30 November days and the first six of December


def test_parts_stand_beside_the_sales_of_their_items(tmp_path: Path) -> None:
    own = home_of(tmp_path, order_table(DAYS), line_table(DAYS), PRODUCTS, shop="测试店", platform="taobao")
    typed = (("外套", "category", 5000), ("小李", "owner", 2000), ("企划", "department", 1))
    put_targets(
        State(own), [row(NOVEMBER, Decimal(amount), part, kind) for part, kind, amount in typed], "小王"
    )
    found = {row.part: row for row in part_rows(open_store(own), SHOP, Period(*NOVEMBER))}
    assert (found["外套"].target, found["外套"].sold) == (Decimal(5000), Decimal("199.00") * 20)
    assert found["小李"].sold == Decimal("59.50") * 20
    assert found["企划"].sold is None
    assert "没有商品归「企划」" in found["企划"].why.zh  # type: ignore[union-attr]
    # ten days remain of November: (2000 - 59.50 x 20) / 10
    assert found["小李"].needed == Decimal("81.00")
    assert (found["小李"].share, found["企划"].needed) == (Decimal("1190.00") / 2000, None)


@pytest.mark.parametrize("kind", ["owner", None])
def test_an_owner_has_what_the_shop_has_from_the_year_down_to_the_day(
    tmp_path: Path, kind: str | None
) -> None:
    own = home_of(tmp_path, order_table(DAYS), line_table(DAYS), PRODUCTS, shop="测试店", platform="taobao")
    put_targets(State(own), [row(NOVEMBER, Decimal("2000.00"), "小李", kind)], "小王")
    store = open_store(own)
    found = reached_by_part(store, YEAR, SHOP, "小李", kind)
    october = month_of(date(2026, 10, 1))
    assert set(found) == {YEAR, quarter_of(LAST), october, NOVEMBER}  # nothing is loaded of other months
    month, plan = found[NOVEMBER], day_plan(store, SHOP, Period(NOVEMBER[0], LAST), MEASURE, "小李", kind)
    assert (month.paid, month.share) == (Decimal("59.50") * 20, Decimal("1190.00") / 2000)
    assert month.gap == Decimal("1190.00") - sum(plan.values())
    assert month.needed == Decimal("81.00")  # (2000 - 1190) / 10
    assert found[october].paid == Decimal("59.50") * (len(DAYS) - 20)
    # Eleven months have no target, so the year has none.
    assert (found[YEAR].paid, found[YEAR].target, found[YEAR].gap) == (
        Decimal("59.50") * len(DAYS),
        None,
        None,
    )
    part = Plan(SHOP, MEASURE, "小李", kind)
    days = {line.span[0]: line for line in month_lines(store, LAST, part)}
    assert (days[LAST].paid, days[LAST].target) == (Decimal("59.50"), plan[LAST])
    assert days[date(2026, 11, 30)].paid is None
    week = next(line for line in week_lines(store, LAST, part) if line.span[0] == date(2026, 11, 9))
    assert week.paid == Decimal("59.50") * 7
    assert week.share == attained(week.paid, week.target)


def test_a_figure_that_goods_dont_have_is_empty_for_an_owner_and_says_why(home: Path) -> None:
    made = sold(open_store(home), SHOP, "小李", "owner", Period(*NOVEMBER), "paid_orders")
    assert not made.days
    assert made.why is not None
    assert "付款单数" in made.why.zh


def test_what_each_remaining_day_needs_is_the_rest_over_the_days(home: Path) -> None:
    found = reached(open_store(home), YEAR, Scope(*SHOP), LAST)
    assert found[NOVEMBER].needed == Decimal("483.00")  # (10000 - 258.50 x 20) / 10
    assert needed_a_day(Decimal(100), Decimal(120), 5) == Decimal(0)
    assert needed_a_day(Decimal(100), Decimal(20), 0) is None


def test_a_week_that_was_set_stands_and_the_other_days_of_its_month_take_the_rest(home: Path) -> None:
    store, week = open_store(home), (date(2026, 11, 9), date(2026, 11, 15))
    standing = {span: each.amount for span, each in kept(store, SHOP).items()}
    weigh = Weigh(store, MEASURE, Scope(*SHOP))
    assert edited(standing, {week: Decimal("3000.00")}, weigh) == {week: Decimal("3000.00")}
    days = laid_out({**standing, week: Decimal("3000.00")}, weigh, list(Period(*NOVEMBER).days()))
    inside = sum(amount for day, amount in days.items() if week[0] <= day <= week[1])
    assert (inside, sum(days.values())) == (Decimal("3000.00"), Decimal("10000.00"))
    with pytest.raises(DontAddUp) as refused:
        edited(standing, {week: Decimal("10000.01")}, weigh)
    assert "10,000.00" in refused.value.text.zh


@pytest.mark.parametrize(
    ("key", "a_day"),
    [("paid_orders", Decimal(2)), ("placed_orders", Decimal(3)), ("placed_amount", Decimal("318.00"))],
)  # fmt: skip
def test_other_figures_are_planned_as_the_amount_paid_is(tmp_path: Path, key: str, a_day: Decimal) -> None:
    sheet = f"周期 | 指标 | 目标值\n2026-11 | {key} | 300"
    own = home_of(tmp_path, order_table(DAYS), sheet, shop="测试店", platform="taobao")
    store, scope = open_store(own), Scope(*SHOP)
    found = reached(store, YEAR, scope, LAST, key)[NOVEMBER]
    assert found.paid == a_day * 20
    assert (found.target, found.share) == (Decimal(300), a_day * 20 / 300)
    plan = day_plan(store, SHOP, Period(NOVEMBER[0], LAST), key)
    assert found.gap == a_day * 20 - sum(plan.values())


def test_a_categorys_targets_stand_beside_its_own_sales_on_every_level(tmp_path: Path) -> None:
    sheet = "周期 | 指标 | 目标值 | 类目\n2026-11 | 付款金额 | 6000.00 | 外套\n2026-11 | 付款金额 | 9000.00 |"
    tables = (order_table(DAYS), line_table(DAYS), PRODUCTS, sheet)
    store = open_store(home_of(tmp_path, *tables, shop="测试店", platform="taobao"))
    coats = Plan(SHOP, MEASURE, "外套", "category")
    assert coats.scope is not None
    found = reached(store, YEAR, coats.scope, LAST)[NOVEMBER]
    assert (found.paid, found.target) == (Decimal("199.00") * 20, Decimal("6000.00"))
    week = {row.name: row for row in weeks(store, Period(*NOVEMBER), SHOP, MEASURE, "外套", "category")}[
        "2026-W46"
    ]
    plan = day_plan(store, SHOP, Period(date(2026, 11, 9), date(2026, 11, 15)), MEASURE, "外套", "category")
    assert (week.paid, week.target) == (Decimal("199.00") * 7, sum(plan.values()))
    assert [row.sold for row in part_rows(store, SHOP, Period(*NOVEMBER))] == [Decimal("199.00") * 20]


def test_targets_of_people_hold_for_their_own_days_alone(tmp_path: Path) -> None:
    sheet = f"周期 | 指标 | 目标值\n{LAST} | 付款人数 | 4\n{LAST} | 访客数 | 500"
    store = open_store(home_of(tmp_path, order_table(DAYS), sheet, shop="测试店", platform="taobao"))
    found = {each.key: each for each in people_targets(store, SHOP)}
    assert (found["paid_buyers"].target, found["paid_buyers"].reached) == (Decimal(4), 2)
    assert found["visitors"].reached is None  # no traffic is loaded, which it says
    assert "店铺日报" in str(found["visitors"].why)
