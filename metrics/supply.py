"""Supply: how fast goods sell, how long stock lasts, what runs short and what to order (M-50, M-51, M-53, M-54)."""

from data.text import Text
from metrics.core import Good, Measure, Ratio, Total, Unit
from metrics.supply_as_of import SUPPLY

STOCKED = ("stock_items",)
SPEED = Text(
    "平日速度：活动日和断货日不计；没有每日库存的日子按有货计",
    "ordinary speed: without event days and days out of stock; days without a snapshot count as in stock",
)
TERMS = Text(
    "货期、安全天数取自货期表；没有填的按货期 7 天、安全 3 天、订货间隔 7 天",
    "lead and safety days from the lead-time sheet; 7, 3 and 7 days of review where it has none",
)


def _supply(
    key: str,
    metric_id: str,
    label: Text,
    meaning: Text,
    sql: str,
    unit: Unit,
    good: Good = "up",
    sources: tuple[str, ...] = (),
    hidden: bool = False,
    note: Text | None = None,
    rows: str | None = None,
) -> Measure:
    return Measure(
        id=metric_id, key=key, fact=SUPPLY, label=label, meaning=meaning, sql=sql, unit=unit, good=good, sources=sources,
        hidden=hidden, note=note, rows=rows,
    )  # fmt: skip


DAILY_SALES_7D = _supply(
    "daily_sales_7d",
    "M-50",
    Text("日均销量（7天）", "Daily sales, 7 days"),
    Text(
        "近 7 天平日卖出的件数 ÷ 有货的平日天数，逐商品算再相加。",
        "Pieces sold on ordinary days in stock of the last 7, per such day; item by item, then added.",
    ),
    "sum(f.daily_7)",
    "number",
    note=SPEED,
)
DAILY_SALES_28D = _supply(
    "daily_sales_28d",
    "M-50",
    Text("日均销量（28天）", "Daily sales, 28 days"),
    Text(
        "近 28 天平日卖出的件数 ÷ 有货的平日天数，逐商品算再相加。",
        "Pieces sold on ordinary days in stock of the last 28, per such day; item by item, then added.",
    ),
    "sum(f.daily_28)",
    "number",
    note=SPEED,
)
ON_HAND = _supply(
    "stock_on_hand",
    "M-51",
    Text("可售库存", "Stock to sell"),
    Text("库存快照里的可售件数，负数按 0。", "Pieces to sell by the stock snapshot, below zero as none."),
    "sum(f.to_sell)",
    "count",
    sources=STOCKED,
)
EXPECTED_RETURNS = _supply(
    "expected_returns",
    "M-51",
    Text("预计可售退货", "Returns to sell again"),
    Text(
        "退货还没完结、退回后还能卖的件数（库存快照里有的商品）：换货、被拒绝的、质量问题和错发漏发的不计；先退款后退货的从退款起不计。",
        "Pieces of returns under way that can be sold again, of items that the snapshot has: no exchanges, no refused cases, none "
        "for faults or wrong goods; where the money goes back before the goods, none from then on.",
    ),
    "sum(f.returning)",
    "count",
    good="none",
    sources=("returning",),
    rows="returning_rows",
)
AVAILABLE = Total(
    id="M-51",
    key="stock_available",
    label=Text("可用库存", "Available stock"),
    meaning=Text(
        "可售库存 + 预计可售退货；没有说明退货的售后导出时只有可售库存。",
        "Stock to sell and the returns that can be sold again; the stock alone where no refund export tells of returns.",
    ),
    parts=((1, ON_HAND),),
    optional=(EXPECTED_RETURNS,),
    unit="count",
)
INBOUND = _supply(
    "stock_inbound",
    "M-51",
    Text("在途库存", "Inbound stock"),
    Text(
        "供应商在途的件数：库存快照里的采购在途，没有这一列时取到货计划表里已下单、还没到的（库存快照里有的商品）。",
        "Pieces on their way from suppliers: the snapshot's own column, else what the sheet of deliveries awaits, of items that "
        "the snapshot has.",
    ),
    "sum(CASE WHEN f.on_hand IS NOT NULL THEN f.inbound END)",
    "count",
    good="none",
    sources=STOCKED,
)
AVAILABLE_AND_INBOUND = Total(
    id="M-51",
    key="stock_available_and_inbound",
    label=Text("可用库存与在途", "Available and inbound stock"),
    meaning=Text("可用库存 + 在途库存。", "Available stock and what is on its way from suppliers."),
    parts=((1, ON_HAND), (1, INBOUND)),
    optional=(EXPECTED_RETURNS,),
    unit="count",
    hidden=True,
)
STOCKED_SPEED = _supply(
    "stocked_daily_sales",
    "M-51",
    Text("有库存记录商品的日均销量（28天）", "Daily sales of items with a stock record"),
    Text("库存快照里有的商品的日均销量。", "Daily sales of the items that the stock snapshot has."),
    "sum(CASE WHEN f.on_hand IS NOT NULL THEN f.daily_28 END)",
    "number",
    sources=STOCKED,
    hidden=True,
)


def _cover(key: str, top: Measure | Total, label: Text, meaning: Text) -> Ratio:
    return Ratio(
        id="M-51", key=key, top=top, bottom=STOCKED_SPEED, label=label, meaning=meaning, unit="number", good="none", note=SPEED
    )  # fmt: skip


COVER_DAYS = _cover(
    "cover_days",
    AVAILABLE,
    Text("可售天数", "Days of cover"),
    Text(
        "可用库存（可售库存 + 预计可售退货）÷ 日均销量（28天）；没有卖出的商品没有可售天数。",
        "Available stock (to sell, with the returns that can be sold again) over daily sales of 28 days; items that don't sell "
        "have none.",
    ),
)
COVER_DAYS_ON_HAND = _cover(
    "cover_days_on_hand",
    ON_HAND,
    Text("可售天数（只算库存）", "Days of cover, stock alone"),
    Text(
        "可售库存 ÷ 日均销量（28天），退货和在途都不算。",
        "Stock to sell over daily sales of 28 days, without returns and what is on its way.",
    ),
)
COVER_DAYS_INBOUND = _cover(
    "cover_days_inbound",
    AVAILABLE_AND_INBOUND,
    Text("可售天数（含在途）", "Days of cover, inbound stock in"),
    Text(
        "（可用库存 + 在途库存）÷ 日均销量（28天）。",
        "Available stock and what is on its way from suppliers over daily sales of 28 days.",
    ),
)
STOCK_WARNINGS = _supply(
    "stock_warnings",
    "M-53",
    Text("库存预警商品数", "Items running short"),
    Text(
        "可售天数少于货期 + 安全天数的商品数。",
        "Items whose cover is shorter than lead time plus safety days.",
    ),
    "sum(f.is_short)",
    "count",
    good="down",
    sources=STOCKED,
    note=TERMS,
)
REORDER_QUANTITY = _supply(
    "reorder_quantity",
    "M-54",
    Text("建议补货量", "Pieces to reorder"),
    Text(
        "日均销量 ×（货期 + 订货间隔 + 安全天数）− 可用库存 − 在途，不为负，按箱规和起订量向上取整；活动备货另加。",
        "Daily sales × (lead + review + safety days) − available stock − inbound, never negative, rounded up to pack and minimum "
        "order; stock for events comes on top.",
    ),
    "sum(f.to_order)",
    "count",
    good="none",
    sources=STOCKED,
    note=TERMS,
)
SUPPLY_METRICS = (
    DAILY_SALES_7D, DAILY_SALES_28D, ON_HAND, EXPECTED_RETURNS, AVAILABLE, INBOUND, COVER_DAYS, COVER_DAYS_ON_HAND,
    COVER_DAYS_INBOUND, STOCK_WARNINGS, REORDER_QUANTITY,
)  # fmt: skip
