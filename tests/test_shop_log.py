"""`shop.py log` as people and programs call it."""

import json
from pathlib import Path

import pytest

from tests.shop_calls import call
from tests.stores import load_table

HEADER = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称"
WAITING = f"{HEADER}\n1 | 10 | 0 | 0 | 等待买家付款 | 2024-05-01 10:00:00 | | 甲店"
PAID = f"{HEADER}\n1 | 10 | 10 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("log")
    load_table(home, WAITING, gross="amount_due")
    load_table(home, PAID, gross="amount_due")
    return home


def test_programs_get_counts_as_numbers_and_money_as_text(home: Path) -> None:
    told = json.loads(call(home, "log", "--json").stdout)
    assert told == [
        {"load": 2, "day": "2024-05-01", "shop": "甲店", "key": "net_paid_amount", "before": "0.00", "after": "10.00",
         "cause": "1 单晚付款（+10.00）"},
        {"load": 2, "day": "2024-05-01", "shop": "甲店", "key": "paid_amount", "before": "0.00", "after": "10.00",
         "cause": "1 单晚付款（+10.00）"},
        {"load": 2, "day": "2024-05-01", "shop": "甲店", "key": "paid_orders", "before": 0, "after": 1, "cause": "1 单晚付款"},
    ]  # fmt: skip


def test_people_get_a_table_in_their_language(home: Path) -> None:
    lines = call(home, "log", "--lang", "en").stdout.splitlines()
    assert lines[0].split() == ["Load", "Day", "Shop", "Figure", "Before", "After", "Cause"]
    assert any("0.00" in line and "10.00" in line and "1 paid late (+10.00)" in line for line in lines)


def test_a_load_without_changes_is_said(home: Path) -> None:
    result = call(home, "log", "--load", 1)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "还没有哪次载入改动过以前的日子" in result.stderr
