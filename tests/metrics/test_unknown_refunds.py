"""An order export without its refund column says nothing of refunds: empty, not 0."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import store_of

ORDERS = """
订单编号 | 买家会员名 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间
1 | 小红 | 90.00 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
2 | 小兰 | 60.00 | 交易成功 | 2026-03-03 09:00:00 | 2026-03-03 10:00:00
"""
REFUNDS = """
退款编号 | 订单编号 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间
801 | 1 | 退款成功 | 20.00 | 2026-03-02 20:00:00 | 2026-03-03 09:00:00
"""
BOTH = Period(date(2026, 3, 2), date(2026, 3, 3))
KEYS = ["paid_amount", "refund_amount", "net_paid_amount", "order_refund_rate"]


def test_refunds_are_empty_and_the_reason_names_the_export(tmp_path: Path) -> None:
    values = evaluate(store_of(tmp_path, ORDERS), KEYS, BOTH)[0].values
    assert values["paid_amount"].value == Decimal(90) + Decimal(60)
    for key in KEYS[1:]:
        why = values[key].why
        assert values[key].value is None
        assert why is not None
        assert "退款" in why.zh


def test_the_refund_export_fills_what_the_orders_leave_open(tmp_path: Path) -> None:
    values = evaluate(store_of(tmp_path, ORDERS, REFUNDS), KEYS, BOTH)[0].values
    assert values["refund_amount"].value == Decimal(20)
    assert values["order_refund_rate"].value is None
