"""Writes the tables of small shops in the platforms' columns, for the tests whose rows are many or alike."""

from collections.abc import Iterable
from decimal import Decimal

from tests.stores import store_together

__all__ = ["costs", "orders", "refunds", "shop_daily", "store_together"]

Cell = str | int


def _table(header: str, rows: Iterable[tuple[Cell, ...]]) -> str:
    return "\n".join([header, *(" | ".join(str(cell) for cell in row) for row in rows)])


def orders(*rows: tuple[Cell, ...]) -> str:
    """Return an order export of (order, buyer, amount, placed, paid or "", refund, shop); the last ones may be left out."""
    full = [(*row, *("", "0", "本店")[len(row) - 4 :]) for row in rows]
    return _table(
        "订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称",
        (
            (number, buyer, amount, f"{Decimal(amount) - Decimal(refund)}", refund, "交易成功" if paid else "等待买家付款",
             placed, paid, shop)
            for number, buyer, amount, placed, paid, refund, shop in full
        ),
    )  # fmt: skip


def refunds(*rows: tuple[Cell, ...]) -> str:
    """Return a refund export of successful cases: (case, order, amount, applied, completed)."""
    return _table(
        "退款编号 | 订单编号 | 退款总额 | 退款申请时间 | 退款完结时间 | 退款状态",
        ((*row, "退款成功") for row in rows),
    )


def shop_daily(columns: str, *rows: tuple[Cell, ...]) -> str:
    """Return a shop-daily export with the day and these columns."""
    return _table(f"统计日期 | {columns}", rows)


def costs(*rows: tuple[Cell, ...]) -> str:
    """Return a cost sheet of (first day, last day, kind of cost, amount)."""
    return _table("开始日期 | 结束日期 | 费用类型 | 金额", rows)
