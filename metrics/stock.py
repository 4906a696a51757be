"""Stock over time: empty hot sellers, turnover, what sells of what is listed or came in, and counts (M-55 to M-57, M-60)."""

from data.text import Text
from metrics.core import Cut, Fact, Measure, Ratio
from metrics.orders import PAID_ITEMS

HOT_STOCK = Fact(
    key="hot_stock",
    label=Text("热销商品的库存", "Stock of hot sellers"),
    clock=Text("库存日期", "day of the snapshot"),
    view="hot_stock_days",
    sources=("stock",),
    cuts={"item": Cut("hot_stock_days", "item", "item_name")},
    rows="hot_stock_days",
)
STOCK = Fact(
    key="stock",
    label=Text("库存", "Stock"),
    clock=Text("库存日期", "day of the snapshot"),
    view="stock_days",
    sources=("stock",),
    cuts={"item": Cut("item_stock_days", "item", "item_name")},
    rows="stock_days",
)
SHELF = Fact(
    key="shelf",
    label=Text("在架商品", "Items on the shelf"),
    clock=Text("统计日期（商品日报）", "day of the item report"),
    view="shelf_days",
    sources=("item_visitors",),
    rows="shelf_days",
)
ARRIVED = Fact(
    key="arrived",
    label=Text("到货", "Deliveries"),
    clock=Text("到货日期", "day of arrival"),
    view="arrivals",
    sources=("arrivals",),
    cuts={"item": Cut("arrivals", "item", "item_name")},
    rows="arrivals",
)
TAKEN = Fact(
    key="stock_take",
    label=Text("盘点", "Stock-take"),
    clock=Text("盘点日期", "day of the count"),
    view="stock_take_rows",
    sources=("taken",),
    cuts={"item": Cut("stock_take_rows", "item", "item_name")},
    rows="stock_take_rows",
)
HOT_ITEM_DAYS = Measure(
    id="M-55",
    key="hot_item_days",
    fact=HOT_STOCK,
    label=Text("热销商品 × 天数", "Hot sellers times days"),
    meaning=Text("有库存快照的日子里热销商品的条数。", "Hot sellers of the days with a stock snapshot."),
    sql="count(*)",
    unit="count",
    hidden=True,
)
EMPTY_ITEM_DAYS = Measure(
    id="M-55",
    key="empty_hot_item_days",
    fact=HOT_STOCK,
    label=Text("其中库存为 0 的", "Of these, without stock"),
    meaning=Text("其中可售库存为 0 的条数。", "Of these, those with nothing to sell."),
    sql="sum(f.is_out)",
    unit="count",
    good="down",
    hidden=True,
)
STOCKOUT_RATE = Ratio(
    id="M-55",
    key="stockout_rate",
    top=EMPTY_ITEM_DAYS,
    bottom=HOT_ITEM_DAYS,
    label=Text("热销缺货率", "Hot sellers out of stock"),
    meaning=Text(
        "热销商品（近 28 天占八成件数的商品）中库存为 0 的商品×天 ÷ 全部商品×天；要有每日库存。",
        "Item-days without stock over all item-days of the hot sellers (80 % of pieces of 28 days); needs daily stock files.",
    ),
    unit="percent",
    good="down",
    minimum=30,
)
MEAN_STOCK = Measure(
    id="M-56",
    key="mean_stock",
    fact=STOCK,
    label=Text("平均库存", "Mean stock"),
    meaning=Text(
        "期内各次库存快照的平均件数；至少两天、一个店。",
        "Mean pieces of the period's snapshots; of two days or more, of one shop.",
    ),
    sql="CASE WHEN count(DISTINCT f.day) >= 2 AND count(DISTINCT f.shop) = 1 THEN avg(f.on_hand) END",
    unit="number",
    good="none",
    apart=True,
    over_items=False,
    hidden=True,
    lacks=Text(
        "平均库存要有这段日期里两天以上的库存快照，而且只看一家店。",
        "Mean stock needs snapshots of two days or more in the period, of one shop.",
    ),
)
STOCK_TURNOVER = Ratio(
    id="M-56",
    key="stock_turnover",
    top=PAID_ITEMS,
    bottom=MEAN_STOCK,
    label=Text("库存周转率（件数）", "Stock turnover, pieces"),
    meaning=Text(
        "期内付款件数 ÷ 平均库存件数；期内要有两天以上的库存快照。",
        "Pieces paid over the mean stock of the period's snapshots, of which it needs two or more.",
    ),
    unit="times",
)
ITEMS_ON_SHELF = Measure(
    id="M-57",
    key="items_on_shelf",
    fact=SHELF,
    label=Text("在架商品数", "Items on the shelf"),
    meaning=Text("期内商品日报里出现过的商品数。", "Items that the item report lists in the period."),
    sql="count(DISTINCT f.listed)",
    unit="count",
    hidden=True,
)
ITEMS_SOLD = Measure(
    id="M-57",
    key="items_that_sold",
    fact=SHELF,
    label=Text("有销量的商品数", "Items that sold"),
    meaning=Text("其中期内有付款件数的商品数。", "Of these, those of which a piece was paid in the period."),
    sql="count(DISTINCT CASE WHEN f.items > 0 THEN f.listed END)",
    unit="count",
    hidden=True,
)
MOVING_RATE = Ratio(
    id="M-57",
    key="moving_rate",
    top=ITEMS_SOLD,
    bottom=ITEMS_ON_SHELF,
    label=Text("动销率", "Share of items that sell"),
    meaning=Text(
        "期内有销量的商品数 ÷ 在架商品数（商品日报里出现过的）。",
        "Items that sold in the period over items that the item report lists.",
    ),
    unit="percent",
    minimum=30,
)
RECEIVED = Measure(
    id="M-57",
    key="items_received",
    fact=ARRIVED,
    label=Text("到货件数", "Pieces received"),
    meaning=Text("期内到货的件数（到货计划表）。", "Pieces that came in, by the sheet of deliveries."),
    sql="sum(f.items)",
    unit="count",
    apart=True,
    hidden=True,
)
SELL_THROUGH = Ratio(
    id="M-57",
    key="sell_through",
    top=PAID_ITEMS,
    bottom=RECEIVED,
    label=Text("售罄率", "Sell-through"),
    meaning=Text("期内付款件数 ÷ 期内到货件数。", "Pieces paid over pieces received in the period."),
    unit="percent",
)
STOCK_DIFFERENCE = Measure(
    id="M-60",
    key="stock_difference",
    fact=TAKEN,
    label=Text("账实差异（件）", "Books less count, pieces"),
    meaning=Text(
        "账面件数 − 实盘件数（账面取盘点表，没有则取当天库存快照）。",
        "Pieces by the books less pieces counted; the books are the sheet's, else the day's snapshot.",
    ),
    sql="sum(f.difference)",
    unit="count",
    good="none",
)
STOCK_METRICS = (STOCKOUT_RATE, STOCK_TURNOVER, MOVING_RATE, SELL_THROUGH, STOCK_DIFFERENCE)
