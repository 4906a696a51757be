"""Each rule of the morning fires on a shop made for it, and all of them are silent on a quiet shop."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store, open_store
from metrics.analyses.finding import Finding
from metrics.analyses.lists import rows
from metrics.analyses.todo import RULES, findings
from metrics.scope import last_full_day
from tests.stores import home_of, load_table, store_of, store_together

LAST = date(2026, 11, 20)
SHOP = "一店"


def days(count: int, last: date = LAST) -> list[date]:
    return [last - timedelta(days=back) for back in range(count - 1, -1, -1)]


def orders(last: date = LAST, count: int = 42, extra: str = "") -> str:
    """Two orders a day, paid and shipped within hours."""
    rows = [
        "订单编号|买家会员名|总金额|买家实际支付金额|退款金额|订单状态|订单创建时间|订单付款时间|发货时间|店铺名称"
    ]
    for day in days(count, last):
        for place, amount in ((1, "100.00"), (2, "60.00")):
            rows.append(
                f"77{day:%Y%m%d}{place}|甲{place}{day:%d}|{amount}|{amount}|0.00|卖家已发货，等待买家确认|{day} 10:00:00|{day} 10:05:00"
                f"|{day} 15:00:00|{SHOP}"
            )
    return "\n".join([*rows, extra]) if extra else "\n".join(rows)


def visits(count: int = 42) -> str:
    rows = ["统计日期|店铺名称|访客数|浏览量|支付金额|支付买家数"]
    return "\n".join([*rows, *(f"{day}|{SHOP}|200|500|160.00|2" for day in days(count))])


def items(buyers: Callable[[str, date], int], count: int = 42) -> str:
    """Eight items a day with 120 visitors each."""
    rows = ["统计日期|店铺名称|商品ID|商品名称|商品访客数|支付件数|支付金额|支付买家数"]
    for day in days(count):
        for item in range(901, 909):
            sold = buyers(str(item), day)
            rows.append(f"{day}|{SHOP}|{item}|款{item}|120|{sold}|{sold * 50}.00|{sold}")
    return "\n".join(rows)


def campaigns(revenue: str = "150.00") -> str:
    rows = ["日期|店铺名称|计划ID|计划名字|展现量|点击量|花费|总成交金额|总成交笔数"]
    rows += [f"{day}|{SHOP}|5|常规|1000|40|10.00|{revenue}|2" for day in days(60)]
    return "\n".join(rows)


STOCK = "\n".join(
    [
        "日期|店铺名称|商品ID|商品名称|可售库存",
        *(f"{LAST}|{SHOP}|{item}|款{item}|900" for item in range(901, 909)),
    ]
)
COSTS = f"开始日期|结束日期|费用类型|金额|店铺\n{days(60)[0]}|{LAST}|每单运费|2.00|{SHOP}\n{days(60)[0]}|{LAST}|折扣|0.00|{SHOP}"
TARGETS = f"周期|指标|目标值|店铺\n2026-11|付款金额|4800.00|{SHOP}\n{LAST}|付款金额|170.00|{SHOP}"
REVIEWS = f"评价时间|评价等级|商品ID|商品名称|订单编号|评价内容|处理情况|店铺\n{LAST} 12:00|好评|901|款901|77{LAST:%Y%m%d}1|好||{SHOP}"
SIGN_UPS = f"活动名称|报名截止时间|报名状态|店铺\n冬季大促|2026-12-20 18:00|未报名|{SHOP}"
PLAN = f"开始日期|结束日期|预算|店铺\n2026-11-01|2026-11-30|300.00|{SHOP}"


def steady(item: str, day: date) -> int:
    return 6


def quiet() -> dict[str, str]:
    """A shop in which nothing needs doing, with every export that a rule reads."""
    return {
        "orders": orders(), "visits": visits(), "items": items(steady), "campaigns": campaigns(), "stock": STOCK,
        "costs": COSTS, "targets": TARGETS, "reviews": REVIEWS, "sign_ups": SIGN_UPS, "plan": PLAN,
    }  # fmt: skip


def found_in(tmp_path: Path, **other: str) -> list[Finding]:
    store: Store = store_together(tmp_path, *({**quiet(), **other}).values())
    assert last_full_day(store) == LAST
    return findings(store, LAST)


def keys(found: list[Finding]) -> list[str]:
    return [finding.key.split(":")[0] for finding in found]


def test_a_quiet_shop_has_nothing_to_do(tmp_path: Path) -> None:
    assert keys(found_in(tmp_path)) == []


def test_a_hot_seller_that_runs_out_is_found_with_who_is_in_charge(tmp_path: Path) -> None:
    low = STOCK.replace(f"{SHOP}|901|款901|900", f"{SHOP}|901|款901|12")
    [found] = found_in(tmp_path, stock=low, owners=f"负责人|商品ID|店铺\n小林|901|{SHOP}")
    assert found.key == f"running_out:{SHOP}:901"
    assert "只够卖 2.0 天" in found.title.zh  # 12 / 6 a day
    assert found.money == Decimal("1500.00")  # (7 - 2) days x 6 pieces x 50
    assert found.owner == "小林"


@pytest.mark.parametrize(("hours", "key"), [(30, "overdue"), (20, "due_soon")])
def test_orders_that_wait_are_found_by_how_long_they_wait(hours: int, key: str, tmp_path: Path) -> None:
    paid = f"2026-11-20 {36 - hours:02}:00:00"  # the export is of 11-21 12:00
    order = f"66{hours}|乙|80.00|80.00|0.00|买家已付款，等待卖家发货|{paid}|{paid}||{SHOP}"
    home = home_of(tmp_path, *(table for name, table in quiet().items() if name != "orders"))
    load_table(home, orders(extra=order), name="订单报表_20261121120000.csv")
    [found] = findings(open_store(home), LAST)
    assert found.key == key
    assert found.money == Decimal("80.00")
    assert found.rows["order_id"].tolist() == [f"66{hours}"]


def test_a_refund_about_to_time_out_is_found(tmp_path: Path) -> None:
    refunds = (
        "退款编号|订单编号|退款状态|退款申请时间|退款总额|超时时间|店铺名称\n"
        f"31|77{LAST:%Y%m%d}1|买家已经申请退款，等待卖家同意|{LAST} 09:00:00|100.00|2026-11-21 08:00:00|{SHOP}\n"
        f"32|77{LAST:%Y%m%d}2|买家已经申请退款，等待卖家同意|{LAST} 09:00:00|60.00|2026-11-29 08:00:00|{SHOP}"
    )
    [found] = found_in(tmp_path, refunds=refunds)
    assert (found.key, found.money) == ("urgent_refunds", Decimal("100.00"))
    assert found.title.zh == "1 笔退款 24 小时内到期"


def test_open_refunds_that_the_platform_stepped_into_come_first(tmp_path: Path) -> None:
    asked = "买家已经申请退款，等待卖家同意"
    cases = (
        (31, 1, asked, 100, "2026-11-21 08:00:00", "不需客服介入"), (32, 2, asked, 60, "2026-11-29 08:00:00", "客服已经介入"),
        (33, 3, asked, 70, "2026-11-29 08:00:00", "未介入"), (34, 4, "退款关闭", 80, "2026-11-21 08:00:00", "客服已经介入"),
        (35, 5, "退款成功", 90, "2026-11-21 08:00:00", "客服处理完成"), (36, 6, asked, 10, "", "需要客服介入"),
    )  # fmt: skip
    home = home_of(tmp_path, *quiet().values())
    load_table(home, "\n".join((
        "退款编号|订单编号|退款状态|退款申请时间|退款总额|超时时间|客服介入状态|店铺名称",
        *(f"{case}|77{LAST:%Y%m%d}{n}|{status}|2026-10-02 09:00:00|{amount}.00|{until}|{service}|{SHOP}"
          for case, n, status, amount, until, service in cases),
    )), name="退款.csv")  # fmt: skip
    [found] = [found for found in findings(open_store(home), LAST) if found.key == "urgent_refunds"]
    assert found.rows["refund_id"].tolist() == ["32", "36", "31"]
    assert found.title.zh == "2 笔退款平台已介入，1 笔退款 24 小时内到期"
    # However long ago they were applied for; those that were closed without money are not open.
    assert rows(open_store(home), "open_refunds", LAST)["refund_id"].tolist() == ["32", "36", "31", "33"]


def test_orders_of_an_export_without_tracking_numbers_are_not_said_to_lack_one(tmp_path: Path) -> None:
    sent = "订单编号 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间"
    order = f"{{}} | 9.00 | 卖家已发货 | {LAST} 09:00:00 | {LAST} 09:05:00 | {LAST} 10:00:00"
    store = store_of(
        tmp_path,
        f"{sent}\n{order.format(1)}",
        f"{sent} | 物流单号\n{order.format(2)} |\n{order.format(3)} | YT3",
    )
    assert rows(store, "without_tracking", LAST)["order_id"].tolist() == ["2"]


def test_a_bad_review_without_an_answer_is_found_and_an_answered_one_is_not(tmp_path: Path) -> None:
    bad = (
        REVIEWS
        + f"\n{LAST} 13:00|差评|902|款902|77{LAST:%Y%m%d}2|色差||{SHOP}\n{LAST} 14:00|差评|903|款903||起球|已补发|{SHOP}"
    )
    [found] = found_in(tmp_path, reviews=bad)
    assert found.key == "negative_reviews"
    assert found.rows["item"].tolist() == ["902"]
    assert found.money == Decimal("60.00")  # what that order paid


def test_a_problem_open_for_a_day_is_found(tmp_path: Path) -> None:
    tickets = (
        "建单时间|问题类型|办结时间|店铺\n"
        f"2026-11-18 09:00|投诉||{SHOP}\n2026-11-20 09:00|投诉|2026-11-20 20:00|{SHOP}"
    )
    found = found_in(tmp_path, tickets=tickets)
    assert keys(found) == ["open_tickets"]
    assert len(found[0].rows) == 1


def test_a_week_of_store_roi_under_three_is_found_and_a_campaign_that_loses(tmp_path: Path) -> None:
    dear = campaigns().replace("|40|10.00|150.00|2", "|40|70.00|30.00|1")
    plan = PLAN.replace("300.00", "2100.00")
    found = found_in(tmp_path, campaigns=dear, plan=plan)
    assert set(keys(found)) == {"low_roi", "losing_campaign"}
    losing = next(finding for finding in found if finding.key.startswith("losing"))
    assert losing.money == Decimal("1120.00")  # 28 days x (70 - 30)


@pytest.mark.parametrize(("budget", "word"), [("150.00", "超花"), ("600.00", "少花")])
def test_ads_off_their_plan_are_found_both_ways(budget: str, word: str, tmp_path: Path) -> None:
    [found] = found_in(tmp_path, plan=PLAN.replace("300.00", budget))
    assert found.key == "spend_off_plan"
    assert word in found.title.zh
    assert (
        found.money == {"150.00": Decimal("35.00"), "600.00": Decimal("70.00")}[budget]
    )  # 7 x |10 - 5|, 7 x |10 - 20|


def test_an_item_that_stopped_converting_is_found_once(tmp_path: Path) -> None:
    fallen = items(lambda item, day: 1 if item == "901" and day > LAST - timedelta(days=3) else 6)
    found = found_in(tmp_path, items=fallen)
    assert [finding.key for finding in found] == [f"conversion_collapse:{SHOP}:901"]


def test_an_item_that_takes_traffic_and_never_sold_is_found(tmp_path: Path) -> None:
    poor = items(lambda item, day: 1 if item == "908" else 6)
    [found] = found_in(tmp_path, items=poor)
    assert found.key == f"low_converting:{SHOP}:908"
    assert found.money == Decimal("1750.00")  # 840 visitors x 5 % = 42 buyers, less 7, at 50 each


def test_a_day_under_half_of_its_target_is_found(tmp_path: Path) -> None:
    [found] = found_in(tmp_path, targets=TARGETS.replace("170.00", "400.00"))
    assert (found.key, found.money) == ("behind_target", Decimal("240.00"))  # 400 - 160


@pytest.mark.parametrize(("clock", "fires"), [("170000", False), ("173000", True)])
def test_half_of_the_day_is_judged_only_when_the_export_reaches_the_evening_meeting(
    clock: str, fires: bool, tmp_path: Path
) -> None:
    home = home_of(tmp_path, *(table for name, table in quiet().items() if name not in ("orders", "targets")))
    load_table(home, f"周期|指标|目标值|店铺\n2026-11-21|付款金额|400.00|{SHOP}")
    today = "88|丁|100.00|100.00|0.00|卖家已发货，等待买家确认|2026-11-21 09:00:00|2026-11-21 09:05:00|2026-11-21 12:00:00"
    load_table(home, orders(extra=f"{today}|{SHOP}"), name=f"订单报表_20261121{clock}.csv")
    found = findings(open_store(home), LAST)
    assert keys(found) == (["half_day"] if fires else [])
    if fires:
        assert found[0].money == Decimal("300.00")  # 400 - 100


def test_a_sign_up_that_closes_within_three_days_is_found(tmp_path: Path) -> None:
    soon = SIGN_UPS + f"\n双12预售|2026-11-23 18:00|未报名|{SHOP}\n年货节|2026-11-22 18:00|已报名|{SHOP}"
    [found] = found_in(tmp_path, sign_ups=soon)
    assert "双12预售" in found.title.zh
    assert found.page == "calendar"


def test_days_that_lack_an_export_are_found_and_stand_last(tmp_path: Path) -> None:
    gap = "\n".join(line for line in visits().splitlines() if not line.startswith("2026-11-17"))
    found = found_in(tmp_path, visits=gap, targets=TARGETS.replace("170.00", "400.00"))
    assert keys(found) == ["behind_target", "missing_data"]


def test_every_rule_is_tried_here() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    names = {"losing_campaigns": "losing_campaign", "sign_ups": "报名"}
    assert [rule.__name__ for rule in RULES if names.get(rule.__name__, rule.__name__) not in told] == []
