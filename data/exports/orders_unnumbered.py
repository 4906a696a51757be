"""Order exports without an order number, for when the person has confirmed that buyer, time and amount tell their orders apart."""

from dataclasses import replace

from data.exports import orders
from data.kind import Column
from data.text import Text

# What `--identity` calls it.
IDENTITY = "buyer+time+amount"
# The numbers that such orders are given begin with this; no platform's do.
MARK = "无单号-"
# The first text behind every number that begins so: the marked ones are a range, which the store finds without a search.
AFTER_MARK = "无单号."

_WHY = Text(
    "按买家、下单时间和总金额认单时，这几列都要有。",
    "To tell orders apart by buyer, time and amount, all three columns must be there.",
)
_NEEDED = ("buyer", "amount_due")
_SAME = "shop, buyer, created_at, amount_due"
# 总金额 stays through payment and refund, 实付 does not. Orders alike in all three are counted on, the one furthest first, so
# that a later export counts them the same way.
_NUMBER = (
    f"'{MARK}' || substr(md5(concat_ws(chr(31), coalesce(shop, ''), coalesce(buyer, ''), CAST(created_at AS VARCHAR), "
    "CAST(amount_due AS VARCHAR))), 1, 16) || '-' || CAST(row_number() OVER (PARTITION BY "
    f"{_SAME} ORDER BY status_rank DESC, paid_at NULLS LAST, refund_amount DESC NULLS LAST, line) AS VARCHAR)"
)


def _column(column: Column) -> Column:
    if column.field not in _NEEDED:
        return column
    return replace(column, required=True, needed_cell=column.field == "amount_due", why=_WHY)


_NUMBER_COLUMN = orders.KIND.column("order_id")
KIND = replace(
    orders.KIND,
    title=Text("订单报表（无订单编号）", "Order report without order numbers"),
    columns=tuple(_column(column) for column in orders.KIND.columns if column is not _NUMBER_COLUMN),
    absent=(*orders.KIND.absent, *_NUMBER_COLUMN.spellings),
    any_of=(),
    derived={**orders.KIND.derived, "order_id": _NUMBER},
)
