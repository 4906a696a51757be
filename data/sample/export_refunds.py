"""Renders the refund and after-sale export (售后) with its 53 columns."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import cells
from data.sample.arrays import DAY, HOUR, Ints
from data.sample.export_orders import CARRIERS, OrderView, order_ids
from data.sample.files import Table
from data.sample.refunds import PARTIAL, REASONS, RETURNED, UNSENT
from data.sample.world import ShopWorld

ASKED, AGREED, RETURNING, DONE, WITHDRAWN = range(5)
STATUS = (
    "买家已经申请退款，等待卖家同意",
    "卖家已经同意退款，等待买家退货",
    "买家已经退货，等待卖家确认收货",
    "退款成功",
    "退款关闭",
)
NUMBERS = ("买家实际支付金额", "退款总额", "退给买家金额", "退给平台金额")
_AGREE_WITHIN, _RETURN_WITHIN, _CONFIRM_WITHIN = 2 * DAY, 7 * DAY, 10 * DAY
_GOODS = ("未发货", "已收到货", "未收到货")


def refund_ids(world: ShopWorld, cases: Ints) -> Ints:
    """Return 18-digit refund numbers that grow with the time of application."""
    return 2 * 10**17 + world.shop.number * 10**16 + world.refunds.applied[cases] * 10**6 + cases % 10**6


def refund_status(world: ShopWorld, cases: Ints, at: int) -> Ints:
    """Return each case's place in STATUS at that moment."""
    refunds = world.refunds
    done, agreed, returned = refunds.finished[cases], refunds.agreed[cases], refunds.returned[cases]
    needs_return = refunds.kind[cases] == RETURNED
    waiting = np.where(needs_return & (agreed <= at), np.where(returned <= at, RETURNING, AGREED), ASKED)
    return np.where(done <= at, np.where(refunds.succeeds[cases], DONE, WITHDRAWN), waiting).astype(np.int64)


def cases_between(world: ShopWorld, start: int, end: int) -> Ints:
    """Return the cases applied for from `start` up to before `end`, the newest first."""
    applied = world.refunds.applied
    found = np.flatnonzero((applied >= start) & (applied < end)).astype(np.int64)
    return found[np.argsort(-applied[found], kind="stable")]


def _deadline(world: ShopWorld, cases: Ints, status: Ints) -> Ints:
    refunds = world.refunds
    return np.select(
        [status == ASKED, status == AGREED, status == RETURNING],
        [
            refunds.applied[cases] + _AGREE_WITHIN,
            refunds.agreed[cases] + _RETURN_WITHIN,
            refunds.returned[cases] + _CONFIRM_WITHIN,
        ],
        0,
    ).astype(np.int64)


def refund_form(world: ShopWorld, cases: Ints, at: int) -> Table:
    """Return the export of these cases as it stands at that moment."""
    refunds, catalogue, rows = world.refunds, world.shop.catalogue, cases.size
    order, line = world.refund_order[cases], refunds.line[cases]
    view, status, kind = OrderView(world, order, at), refund_status(world, cases, at), refunds.kind[cases]
    over, amount = status >= DONE, refunds.amount[cases]
    sent, back = kind != UNSENT, (kind == RETURNED) & (status >= RETURNING) & (refunds.returned[cases] <= at)
    given = np.where(status == DONE, amount, 0)
    sku = world.placed.line_sku[line]
    known: dict[str, pa.Array | str] = {
        "订单编号": cells.whole(order_ids(world, order)),
        "退款编号": cells.whole(refund_ids(world, cases)),
        "支付宝交易号": cells.prepend("0000", cells.whole(order_ids(world, order))),
        "订单付款时间": cells.times(world.paid[order]),
        "商品sku信息": cells.pick(catalogue.sku_texts, sku),
        "退款完结时间": cells.times(np.where(over, refunds.finished[cases], 0)),
        "买家实际支付金额": cells.money(world.total[order]),
        "退款总额": cells.money(amount),
        "宝贝标题": cells.pick([item.title for item in catalogue.items], world.line_item[line]),
        "手工退款/系统退款": "手工退款",
        "退款申请时间": cells.times(refunds.applied[cases]),
        "超时时间": cells.times(_deadline(world, cases, status)),
        "退款状态": cells.pick(STATUS, status),
        "货物状态": cells.pick(_GOODS, np.where(sent, np.where(kind == PARTIAL, 1, 1), 0).astype(np.int64)),
        "退货物流信息": cells.when(back, "示例物流信息", ""),
        "发货物流信息": cells.when(sent, "示例物流信息", ""),
        "客服介入状态": cells.when(_stepped_in(cases) & ~over, "客服已介入", "未介入"),
        "卖家退货地址": "示例退货地址",
        "卖家邮编": "000000",
        "卖家电话": "",
        "卖家手机": "10000000000",
        "退货物流单号": cells.when(back, cells.prepend("000", cells.padded(cases, 10)), ""),
        "退货物流公司": cells.when(back, CARRIERS[0], ""),
        "买家退款原因": cells.pick(REASONS, refunds.reason[cases]),
        "买家退款说明": cells.when(cases % 5 == 0, "（示例说明）", ""),
        "买家退货时间": cells.times(np.where(back, refunds.returned[cases], 0)),
        "责任方": "",
        "售中或售后": cells.when(
            (view.confirmed > 0) & (view.confirmed < refunds.applied[cases]), "售后", "售中"
        ),
        "商家备注": cells.when(cases % 11 == 0, "（示例备注）", ""),
        "部分退款/全额退款": cells.when(kind == PARTIAL, "部分退款", "全额退款"),
        "审核操作人": "示例客服",
        "是否零秒响应": "否",
        "退款操作人": cells.when(over, "示例客服", ""),
        "退款原因标签": "",
        "业务类型": "普通",
        "代客发起": "否",
        "小额收款": "否",
        "淘特订单": "否",
        "售后类型": cells.when(kind == RETURNED, "退货退款", "仅退款"),
        "商品id": cells.pick(catalogue.item_ids, world.line_item[line]),
        "退给买家金额": cells.money(given),
        "退给平台金额": cells.money(given * 0),
        "卖家真实姓名": "示例卖家",
        "发货物流单号": cells.when(sent, view.tracking, ""),
        "发货物流公司": cells.when(sent, cells.pick(CARRIERS, view.carrier), ""),
        "商家自动退策略": "",
        "商家自动退模板": "",
        "商家编码": cells.pick(catalogue.sku_codes, sku),
    }
    table = {name: known.get(name, "") for name in HEADERS}
    return Table(
        {name: cells.same(cell, rows) if isinstance(cell, str) else cell for name, cell in table.items()}
    )


# fmt: off
HEADERS = (
    "订单编号", "退款编号", "支付宝交易号", "订单付款时间", "商品sku信息", "退款完结时间", "买家实际支付金额", "退款总额", "宝贝标题",
    "手工退款/系统退款", "退款申请时间", "超时时间", "退款状态", "货物状态", "退货物流信息", "发货物流信息", "客服介入状态",
    "卖家退货地址", "卖家邮编", "卖家电话", "卖家手机", "退货物流单号", "退货物流公司", "买家退款原因", "买家退款说明", "买家退货时间",
    "责任方", "售中或售后", "备注标签", "商家备注", "部分退款/全额退款", "审核操作人", "举证超时时间", "是否零秒响应", "退款操作人",
    "退款原因标签", "业务类型", "代客发起", "代客发起操作子账号", "小额收款", "淘特订单", "售后类型", "商品id", "退给买家金额",
    "退给平台金额", "换新商品信息", "卖家真实姓名", "发货物流单号", "发货物流公司", "商家自动退策略", "商家自动退模板", "商家编码",
)
# fmt: on


def _stepped_in(cases: Ints) -> NDArray[np.bool_]:
    """Return which cases the platform steps into while they are open."""
    return cases % 61 == 0


def urgent(world: ShopWorld, at: int, hours: int) -> Ints:
    """Return the open cases that the platform has stepped into or whose deadline ends within so many hours."""
    cases = cases_between(world, 0, at)
    status = refund_status(world, cases, at)
    deadline = _deadline(world, cases, status)
    return cases[(_stepped_in(cases) & (status < DONE)) | ((deadline > at) & (deadline <= at + hours * HOUR))]
