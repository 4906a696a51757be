"""Renders the order-line report (宝贝报表 / 子订单) in its form of 2023 and later."""

import numpy as np
import pyarrow as pa

from data.sample import cells
from data.sample.arrays import Ints
from data.sample.export_orders import CARRIERS, CLOSED, STATUS, OrderView, order_ids
from data.sample.files import Table
from data.sample.world import ShopWorld

NO_REFUND, APPLIED, SUCCEEDED, WITHDRAWN = range(4)
REFUND_STATUS = ("没有申请退款", "买家已经申请退款，等待卖家同意", "退款成功", "退款关闭")


def lines_of(world: ShopWorld, orders: Ints) -> Ints:
    """Return the lines of these orders, order by order."""
    counts = world.line_start[orders + 1] - world.line_start[orders]
    starts = np.repeat(world.line_start[orders], counts)
    return starts + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def sub_order_ids(world: ShopWorld, lines: Ints) -> Ints:
    """Return the lines' numbers: an order of one line shares its number with the line, as on the platform."""
    order = world.placed.line_order[lines]
    counts = world.line_start[order + 1] - world.line_start[order]
    nth = lines - world.line_start[order] + 1
    return order_ids(world, order) + np.where(counts == 1, 0, nth)


def _refund_state(world: ShopWorld, lines: Ints, at: int) -> tuple[Ints, Ints]:
    """The refund status of the lines at that moment, and what was paid back."""
    case = world.line_refund(at)[lines]
    known = case >= 0
    done = known & (world.refunds.finished[case] <= at)
    succeeded = done & world.refunds.succeeds[case]
    status = np.select([succeeded, done, known], [SUCCEEDED, WITHDRAWN, APPLIED], NO_REFUND).astype(np.int64)
    return status, np.where(succeeded, world.refunds.amount[case], 0)


def line_form(view: OrderView) -> Table:
    """Return the report of the view's orders, one row per line."""
    world, placed = view.world, view.world.placed
    lines = lines_of(world, view.orders)
    counts = world.line_start[view.orders + 1] - world.line_start[view.orders]
    row = np.repeat(np.arange(view.orders.size), counts)  # the order's place in the view
    status, back = _refund_state(world, lines, view.at)
    paid, shipped = view.paid[row], view.shipped[row]
    payable, catalogue = placed.line_payable[lines], world.shop.catalogue
    kept = np.where(paid > 0, np.maximum(payable - back, 0), 0)
    is_closed = (view.status[row] == CLOSED) | ((status == SUCCEEDED) & (back >= payable))
    none = cells.same("", lines.size)
    return Table(
        {
            "子订单编号": cells.whole(sub_order_ids(world, lines)),
            "主订单编号": cells.whole(order_ids(world, view.orders[row])),
            "商品标题": cells.pick([item.title for item in catalogue.items], world.line_item[lines]),
            "商品价格": cells.money(placed.line_price[lines]),
            "购买数量": cells.whole(placed.line_qty[lines]),
            "外部系统编号": cells.pick(catalogue.sku_codes, placed.line_sku[lines]),
            "商品属性": cells.pick(catalogue.sku_texts, placed.line_sku[lines]),
            "套餐信息": none,
            "联系方式备注": none,
            "订单状态": cells.pick(STATUS, np.where(is_closed, CLOSED, view.status[row]).astype(np.int64)),
            "商家编码": cells.pick(catalogue.sku_codes, placed.line_sku[lines]),
            "买家应付货款": cells.money(payable),
            "买家实付金额": cells.money(kept),
            "退款状态": cells.pick(REFUND_STATUS, status),
            "退款金额": cells.when(status == NO_REFUND, "无退款申请", cells.money(back)),
            "订单创建时间": cells.times(placed.created[view.orders[row]]),
            "订单付款时间": cells.times(paid),
            "商品ID": cells.pick(catalogue.item_ids, world.line_item[lines]),
            "商家备注": cells.when(view.has_seller_note[row], "（示例备注）", ""),
            "主订单买家留言": cells.when(view.has_buyer_note[row], "（示例留言）", ""),
            "发货时间": cells.times(shipped),
            "物流单号": _taken(view.tracking, row, shipped > 0),
            "物流公司": cells.when(shipped > 0, cells.pick(CARRIERS, view.carrier[row]), ""),
        }
    )


def _taken(column: pa.Array, row: Ints, condition: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pa.Array:
    return cells.when(condition, column.take(pa.array(row)), "")
