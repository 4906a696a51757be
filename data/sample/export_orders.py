"""Renders the order report (订单报表) in the platform's old form of 55 columns and in the forms of 2023 and later."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sample import cells
from data.sample.arrays import Bools, Ints
from data.sample.files import Table
from data.sample.places import ADDRESSES
from data.sample.shops import BULK_PIECES
from data.sample.world import ShopWorld

CARRIERS = ("中通快递", "圆通速递", "韵达快递", "极兔速递")
WAITS_FOR_PAYMENT, PAID, SENT, DONE, CLOSED = range(5)
STATUS = ("等待买家付款", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功", "交易关闭")
_NOT_CLOSED, _UNPAID, _REFUNDED = range(3)
_CLOSED_BECAUSE = ("订单未关闭", "买家未付款", "退款")


def order_ids(world: ShopWorld, orders: Ints) -> Ints:
    """Return 19-digit order numbers that grow with the order's time, as the platform's do."""
    base = 3 * 10**18 + world.shop.number * 10**17
    return base + world.placed.created[orders] * 10**7 + orders % 10**5 * 100


def buyer_names(world: ShopWorld, orders: Ints) -> pa.Array:
    """Return buyers' names that nobody can have; the bulk buyer's stands out."""
    bulk = np.unique(world.buyer[world.placed.line_order[world.placed.line_qty == BULK_PIECES]])
    buyer = world.buyer[orders]
    named = cells.prepend("示例买家", cells.padded(buyer + 1, 6))
    return cells.when(np.isin(buyer, bulk), "示例企业团购", named)


@dataclass
class OrderView:
    """Some orders as they stand at a moment (whole seconds): what an export taken then can know."""

    world: ShopWorld
    orders: Ints
    at: int

    def _happened(self, clock: Ints) -> Ints:
        values = clock[self.orders]
        return np.where((values > 0) & (values <= self.at), values, 0)

    @cached_property
    def paid(self) -> Ints:
        """Return when each order had been paid, 0 where it had not."""
        return self._happened(self.world.paid)

    @cached_property
    def refunded(self) -> Ints:
        """Return what of each order had been paid back."""
        return self.world.refunded(self.at)[self.orders]

    @cached_property
    def total(self) -> Ints:
        """Return what each buyer owes."""
        return self.world.total[self.orders]

    @cached_property
    def is_refunded(self) -> Bools:
        """Return which orders had been paid back wholly."""
        return (self.paid > 0) & (self.refunded == self.total)

    @cached_property
    def shipped(self) -> Ints:
        """Return when each order had been sent, 0 where it had not."""
        return self._happened(self.world.shipped)

    @cached_property
    def confirmed(self) -> Ints:
        """Return when each order had been confirmed, 0 where it had not."""
        return self._happened(self.world.confirmed)

    @cached_property
    def closed_because(self) -> Ints:
        """Return why each order was closed, as a place in the platform's phrases."""
        unpaid = (self.paid == 0) & (self._happened(self.world.closed) > 0)
        return np.where(unpaid, _UNPAID, np.where(self.is_refunded, _REFUNDED, _NOT_CLOSED)).astype(np.int64)

    @cached_property
    def status(self) -> Ints:
        """Return each order's place in STATUS."""
        open_status = np.where(
            self.confirmed > 0,
            DONE,
            np.where(self.shipped > 0, SENT, np.where(self.paid > 0, PAID, WAITS_FOR_PAYMENT)),
        )
        return np.where(self.closed_because == _NOT_CLOSED, open_status, CLOSED).astype(np.int64)

    @cached_property
    def kept(self) -> Ints:
        """Return what each buyer has paid and not got back."""
        return np.where(self.paid > 0, self.total - self.refunded, 0)

    @cached_property
    def received(self) -> Ints:
        """Return what the platform has passed on to the shop."""
        return np.where(self.status == DONE, self.kept, 0)

    @cached_property
    def lines(self) -> Ints:
        """Return the number of lines of each order."""
        return self.world.line_start[self.orders + 1] - self.world.line_start[self.orders]

    @cached_property
    def pieces(self) -> Ints:
        """Return the number of pieces of each order."""
        sums = np.concatenate([[0], np.cumsum(self.world.placed.line_qty)])
        return sums[self.world.line_start[self.orders + 1]] - sums[self.world.line_start[self.orders]]

    @cached_property
    def titles(self) -> pa.Array:
        """Return the titles of each order's lines, joined as the platform joins them."""
        names = pa.array([item.title for item in self.world.shop.catalogue.items])
        parts = []
        for nth in range(3):
            line = np.minimum(self.world.line_start[self.orders] + nth, self.world.line_item.size - 1)
            title = names.take(pa.array(self.world.line_item[line]))
            parts.append(pc.if_else(pa.array(self.lines > nth), title, None))
        return pc.binary_join_element_wise(*parts, "，", null_handling="skip")

    @cached_property
    def carrier(self) -> Ints:
        """Return each order's carrier."""
        return self.orders % len(CARRIERS)

    @cached_property
    def tracking(self) -> pa.Array:
        """Return invented parcel numbers; they begin with 000, as none does."""
        return cells.prepend("000", cells.padded(self.orders + self.world.shop.number * 10**8, 10))

    @cached_property
    def has_buyer_note(self) -> Bools:
        """Return which buyers left a remark."""
        return self.orders * 7919 % 100 < 3

    @cached_property
    def has_seller_note(self) -> Bools:
        """Return which orders the shop left a remark on."""
        return self.orders * 104_729 % 100 < 9

    @cached_property
    def stages(self) -> pa.Array:
        """Return the stages of presale orders."""
        presale = self.world.placed.presale[self.orders]
        whole = cells.when(self.paid > 0, "阶段1：已付款；阶段2：已付款", "阶段1：已付款；阶段2：未付款")
        return pc.if_else(pa.array(presale), whole, "null")


def full_form(view: OrderView) -> Table:
    """Return the report in the form of 55 columns (its headers' trailing spaces are the platform's)."""
    rows = view.orders.size
    paid, sent = view.paid > 0, view.shipped > 0
    kept, total = cells.money(view.kept), cells.money(view.total)
    phone = cells.prepend("'100", cells.padded(view.world.buyer[view.orders], 8))
    given: dict[str, pa.Array | str] = {
        "订单编号": cells.whole(order_ids(view.world, view.orders)),
        "买家会员名": buyer_names(view.world, view.orders),
        "买家支付宝账号": cells.append(
            cells.prepend("sample", cells.padded(view.world.buyer[view.orders], 6)), "@example.invalid"
        ),
        "买家应付货款": cells.money(view.world.goods[view.orders]),
        "买家应付邮费": cells.money(view.world.placed.freight[view.orders]),
        "买家支付积分": "0",
        "总金额": total,
        "返点积分": "0",
        "买家实际支付金额": kept,
        "买家实际支付积分": "0",
        "订单状态": cells.pick(STATUS, view.status),
        "买家留言": cells.when(view.has_buyer_note, "（示例留言）", "null"),
        "收货人姓名": "示例收件人",
        "收货地址 ": cells.pick(ADDRESSES, view.world.city[view.orders]),
        "运送方式": "快递",
        "联系电话 ": "'null",
        "联系手机": phone,
        "订单创建时间": cells.times(view.world.placed.created[view.orders]),
        "订单付款时间 ": cells.times(view.paid),
        "宝贝标题 ": cells.when(paid, view.titles, ""),
        "宝贝种类 ": cells.whole(np.where(paid, view.lines, 0)),
        "物流单号 ": cells.when(sent, cells.prepend("No:", view.tracking), ""),
        "物流公司": cells.when(sent, cells.pick(CARRIERS, view.carrier), "null"),
        "订单备注": cells.when(view.has_seller_note, "（示例备注）", "'null"),
        "宝贝总数量": cells.whole(np.where(paid, view.pieces, 0)),
        "店铺Id": "0",
        "店铺名称": view.world.shop.name,
        "订单关闭原因": cells.pick(_CLOSED_BECAUSE, view.closed_because),
        "卖家服务费": "0",
        "买家服务费": "0元",
        "发票抬头": "",
        "是否手机订单": cells.when(view.orders % 13 > 0, "手机订单", ""),
        "分阶段订单信息": view.stages,
        "特权订金订单id": "null",
        "是否上传合同照片": "否",
        "是否上传小票": "否",
        "是否代付": "否",
        "定金排名": "",
        "修改后的sku": "null",
        "修改后的收货地址": "null",
        "异常信息": "null",
        "天猫卡券抵扣": "null",
        "集分宝抵扣": "null",
        "是否是O2O交易": "null",
        "是否上传身份证": "否",
        "新零售交易类型": "电商订单",
        "新零售导购门店名称": "null",
        "新零售导购门店id": "null",
        "新零售发货门店名称": "null",
        "新零售发货门店id": "null",
        "退款金额": cells.money(view.refunded),
        "预约门店": "null",
        "确认收货时间": cells.times(view.confirmed),
        "打款商家金额": cells.append(cells.money(view.received), "元"),
        "含应开票给个人的个人红包": "",
    }
    return _table(given, rows)


def current_form(view: OrderView) -> Table:
    """Return the report as downloaded since 2023: half-width commas in the status, 发货时间, and the buyer if ticked."""
    sent = view.shipped > 0
    given: dict[str, pa.Array | str] = {"订单编号": cells.whole(order_ids(view.world, view.orders))}
    if view.world.shop.names_buyers:
        given["买家会员名"] = buyer_names(view.world, view.orders)
    given |= {
        "支付单号": cells.when(
            view.paid > 0, cells.prepend("0000", cells.whole(order_ids(view.world, view.orders))), ""
        ),
        "买家应付货款": cells.money(view.world.goods[view.orders]),
        "买家应付邮费": cells.money(view.world.placed.freight[view.orders]),
        "总金额": cells.money(view.total),
        "返点积分": "0",
        "买家实付金额": cells.money(view.kept),
        "买家实付积分": "0",
        "订单状态": cells.pick([status.replace("，", ",") for status in STATUS], view.status),
        "买家留言": cells.when(view.has_buyer_note, "（示例留言）", ""),
        "收货地址": cells.pick(ADDRESSES, view.world.city[view.orders]),
        "订单创建时间": cells.times(view.world.placed.created[view.orders]),
        "订单付款时间": cells.times(view.paid),
        "商品标题": view.titles,
        "宝贝种类": cells.whole(view.lines),
        "物流单号": cells.when(sent, view.tracking, ""),
        "物流公司": cells.when(sent, cells.pick(CARRIERS, view.carrier), ""),
        "备注标签": "",
        "商家备注": cells.when(view.has_seller_note, "（示例备注）", ""),
        "宝贝总数量": cells.whole(view.pieces),
        "店铺ID": "0",
        "店铺名称": view.world.shop.name,
        "订单关闭原因": cells.pick(_CLOSED_BECAUSE, view.closed_because),
        "分阶段订单信息": view.stages,
        "退款金额": cells.money(view.refunded),
        "发货时间": cells.times(view.shipped),
        "确认收货时间": cells.times(view.confirmed),
        "确认收货打款金额": cells.money(view.received),
        "总金额(旧版)": cells.money(view.total),
    }
    return _table(given, view.orders.size)


def short_form(view: OrderView) -> Table:
    """Return the 16 columns that many shops tick today; no buyer among them."""
    given: dict[str, pa.Array | str] = {
        "订单编号": cells.whole(order_ids(view.world, view.orders)),
        "买家应付邮费": cells.money(view.world.placed.freight[view.orders]),
        "买家实付金额": cells.money(view.kept),
        "确认收货打款金额": cells.money(view.received),
        "退款金额": cells.money(view.refunded),
        "订单状态": cells.pick([status.replace("，", ",") for status in STATUS], view.status),
        "订单创建时间": cells.times(view.world.placed.created[view.orders]),
        "订单付款时间": cells.times(view.paid),
        "发货时间": cells.times(view.shipped),
        "确认收货时间": cells.times(view.confirmed),
        "商家备注": cells.when(view.has_seller_note, "（示例备注）", ""),
        "订单关闭原因": cells.pick(_CLOSED_BECAUSE, view.closed_because),
        "收货地址": cells.pick(ADDRESSES, view.world.city[view.orders]),
        "总金额": cells.money(view.total),
        "支付详情": cells.when(view.paid > 0, "示例支付", ""),
        "店铺名称": view.world.shop.name,
    }
    return _table(given, view.orders.size)


def _table(given: dict[str, pa.Array | str], rows: int) -> Table:
    return Table(
        {name: cells.same(cell, rows) if isinstance(cell, str) else cell for name, cell in given.items()}
    )
