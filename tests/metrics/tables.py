"""Writes the tables of small shops in the platforms' columns, for the tests whose rows are many or alike.

Loading a file costs more than its rows, so the shops of a module share a store: each row names its shop, and tables
with the same header become one file.
"""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.store import Store
from tests.stores import store_together

Cell = str | int


def _table(header: str, rows: Iterable[tuple[Cell, ...]], shop: str) -> str:
    lines = (" | ".join([*map(str, row), shop]) for row in rows)
    return "\n".join([f"{header} | 店铺名称", *lines])


def orders(*rows: tuple[Cell, ...], shop: str = "本店") -> str:
    """Return an order export of (order, buyer, amount, placed[, paid or ""[, refund]])."""
    full = [(*row, *("", "0")[len(row) - 4 :]) for row in rows]
    return _table(
        "订单编号 | 买家会员名 | 总金额 | 退款金额 | 买家实际支付金额 | 订单状态 | 订单创建时间 | 订单付款时间",
        (
            (number, buyer, amount, refund, str(Decimal(amount) - Decimal(refund)),
             "交易成功" if paid else "等待买家付款", placed, paid)
            for number, buyer, amount, placed, paid, refund in full
        ),
        shop,
    )  # fmt: skip


def refunds(*rows: tuple[Cell, ...], shop: str = "本店") -> str:
    """Return a refund export of successful cases: (case, order, amount, applied, completed)."""
    header = "退款编号 | 订单编号 | 退款总额 | 退款申请时间 | 退款完结时间 | 退款状态"
    return _table(header, ((*row, "退款成功") for row in rows), shop)


def shop_daily(columns: str, *rows: tuple[Cell, ...], shop: str = "本店") -> str:
    """Return a shop-daily export with the day and these columns."""
    return _table(f"统计日期 | {columns}", rows, shop)


def costs(*rows: tuple[Cell, ...], shop: str = "本店") -> str:
    """Return a cost sheet of (first day, last day, kind of cost, amount)."""
    return _table("开始日期 | 结束日期 | 费用类型 | 金额", rows, shop)


def report(columns: str, *rows: tuple[Cell, ...], shop: str = "本店") -> str:
    """Return any other export with these columns."""
    return _table(columns, rows, shop)


def one_store(folder: Path, *tables: str, **how: Any) -> Store:
    """Return a store with these tables, those with the same header in one file; `how` goes to `load`."""
    files: dict[str, list[str]] = {}
    for table in tables:
        header, *rows = (line.strip() for line in table.strip().splitlines())
        files.setdefault(header, []).extend(rows)
    return store_together(folder, *("\n".join([header, *rows]) for header, rows in files.items()), **how)
