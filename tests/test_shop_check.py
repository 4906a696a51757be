"""`shop.py check` as people and programs call it."""

import json
from pathlib import Path

from tests.shop_calls import call
from tests.stores import load_table

ORDERS = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称
1 | 10 | 10 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 20 | 20 | 0 | 交易成功 | 2024-05-02 10:00:00 | 2024-05-02 10:05:00 | 甲店"""


def test_an_unexplained_difference_is_told_and_the_exit_code_is_1(tmp_path: Path) -> None:
    load_table(tmp_path, ORDERS)
    assert (call(tmp_path, "check").exit_code, call(tmp_path, "check", "--json").stdout.strip()) == (0, "[]")
    load_table(
        tmp_path,
        "统计日期 | 访客数 | 支付金额 | 店铺名称\n2024-05-01 | 9 | 12 | 甲店\n2024-05-02 | 9 | 23 | 甲店",
    )
    result = call(tmp_path, "check", "--json")
    assert result.exit_code == 1
    assert "有 1 处差异说不清原因" in result.stderr
    first, second = json.loads(result.stdout)
    assert first == {
        "day": "2024-05-02", "shop": "甲店", "kind": "shop_daily", "what": "paid_amount", "ours": "20.00", "theirs": "23.00",
        "difference": "-3.00", "cause": None, "examples": [],
    }  # fmt: skip
    assert second["day"] == "2024-05-01"
    assert second["cause"].startswith("这一天是载入订单的第一天")
    told = call(tmp_path, "check", "--lang", "en")
    assert told.exit_code == 1
    assert "first day of the loaded orders" in told.stdout
    assert "-3.00" in told.stdout
