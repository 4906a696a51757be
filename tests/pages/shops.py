"""Small invented shops for the pages' tests: one with every export, and ones that lack some."""

from datetime import date, timedelta
from pathlib import Path

from data.load import Upload, load
from tests.stores import csv_of, load_table

LAST = date(2026, 11, 20)
DAYS = [LAST - timedelta(days=back) for back in range(34, -1, -1)]
ITEMS = (("601", "羊毛*大衣* [新款]", "199.00"), ("602", "针织衫 $9 促销_特价_", "59.50"))


def order_table(days: list[date]) -> str:
    """Three orders a day: two paid the same day, one never; every tenth day one is refunded in full."""
    rows = [
        "订单编号|买家会员名|总金额|买家实际支付金额|退款金额|订单状态|订单创建时间|订单付款时间|发货时间|收货地址"
    ]
    for number, day in enumerate(days):
        first, second, third = (f"88{day:%Y%m%d}000{place}" for place in (1, 2, 3))
        refund, kept = ("199.00", "0.00") if number % 10 == 3 else ("0.00", "199.00")
        rows += [
            f"{first}|甲{number % 7}|199.00|{kept}|{refund}|交易成功|{day} 10:00:00|{day} 10:05:00|{day} 18:00:00|浙江省 杭州市 某路",
            f"{second}|乙{number % 5}|59.50|59.50|0.00|买家已付款，等待卖家发货|{day} 20:10:00|{day} 20:12:00||广东省 广州市 某路",
            f"{third}|丙{number}|59.50|0.00|0.00|等待买家付款|{day} 21:00:00|||江苏省 南京市 某路",
        ]
    return "\n".join(rows)


def line_table(days: list[date]) -> str:
    """The lines of the paid orders, one item each."""
    rows = [
        "主订单编号|子订单编号|商品ID|标题|价格|购买数量|订单状态|买家应付货款|订单创建时间|订单付款时间|商家编码"
    ]
    for day in days:
        for place, (item, title, price) in zip((1, 2), ITEMS, strict=True):
            order = f"88{day:%Y%m%d}000{place}"
            rows.append(
                f"{order}|{order}9|{item}|{title}|{price}|1|交易成功|{price}|{day} 10:00:00|{day} 10:05:00|K{item}"
            )
    return "\n".join(rows)


def shop_day_table(days: list[date]) -> str:
    """The platform's own count of each day."""
    rows = ["统计日期|店铺名称|访客数|浏览量|支付金额|支付买家数|支付老买家数|下单买家数|成功退款金额"]
    rows += [f"{day}|测试店|{200 + day.day}|{500 + day.day}|258.50|2|1|3|0.00" for day in days]
    return "\n".join(rows)


def campaign_table(days: list[date]) -> str:
    """Two campaigns a day."""
    rows = ["日期|计划ID|计划名字|展现量|点击量|花费|总成交金额|直接成交金额|间接成交金额|总成交笔数"]
    for day in days:
        rows.append(f"{day}|1|大衣*计划*|1000|40|30.00|120.00|100.00|20.00|2")
        rows.append(f"{day}|2|引流计划|2000|50|20.00|15.00|15.00|0.00|1")
    return "\n".join(rows)


def keyword_table(days: list[date]) -> str:
    """Two keywords a day."""
    rows = ["日期|计划ID|计划名字|主体ID|主体名称|关键词|展现量|点击量|花费|总成交金额|总成交笔数"]
    for day in days:
        rows.append(f"{day}|1|大衣*计划*|601|大衣|羊毛大衣|600|30|20.00|100.00|1")
        rows.append(f"{day}|1|大衣*计划*|601|大衣|[外套]_女_|400|10|10.00|20.00|1")
    return "\n".join(rows)


def hour_table(days: list[date]) -> str:
    """Two hours a day."""
    rows = ["日期|计划ID|计划名字|小时|展现量|点击量|花费|总成交金额|总成交笔数"]
    for day in days:
        rows.append(f"{day}|1|大衣*计划*|10|600|30|20.00|100.00|1")
        rows.append(f"{day}|1|大衣*计划*|20|400|10|10.00|20.00|1")
    return "\n".join(rows)


STOCK = f"日期|商品ID|商品名称|可售库存\n{LAST}|601|羊毛大衣|0\n{LAST}|602|针织衫|300"
COSTS = f"开始日期|结束日期|费用类型|金额\n{DAYS[0]}|{DAYS[-1]}|每单运费|4.00"
EVENTS = "开始时间|结束时间|活动名称|类型|是否剔除基线\n2026-11-10 20:00:00|2026-11-11 23:59:59|双11*|大促|是"
TARGETS = f"周期|指标|目标值\n2026-11|付款金额|10000.00\n{LAST}|付款金额|200.00"


def full_shop(home: Path) -> Path:
    """Every export of 35 days, of one shop."""
    tables = {
        "订单报表.csv": order_table(DAYS),
        "宝贝报表.csv": line_table(DAYS),
        "店铺日报.csv": shop_day_table(DAYS),
        "计划报表.csv": campaign_table(DAYS),
        "关键词报表.csv": keyword_table(DAYS),
        "分时报表.csv": hour_table(DAYS),
        "库存.csv": STOCK,
        "费用表.csv": COSTS,
        "活动表.csv": EVENTS,
        "目标表.csv": TARGETS,
    }
    result = load(home, [Upload(name, csv_of(table)) for name, table in tables.items()], shop="测试店")
    for file in result.files:
        assert not file.refused, file.problems
        assert file.rejected == 0, file.problems
    return home


GOODS = f"日期|商品ID|商品标题|类目|一口价|上架状态\n{LAST}|601|羊毛大衣|外套|199.00|在售"


def with_categories(home: Path) -> Path:
    """The full shop with a list of goods: the coat is in the category 外套, the knit in none."""
    load_table(full_shop(home), GOODS, name="商品清单.csv", shop="测试店")
    return home


def one_day(home: Path) -> Path:
    """The orders of a single day and nothing else."""
    load_table(home, order_table([LAST]), shop="测试店")
    return home


def without_ads(home: Path) -> Path:
    """Orders and the platform's days, no ads."""
    load_table(home, order_table(DAYS), shop="测试店")
    load_table(home, shop_day_table(DAYS), name="店铺日报.csv", shop="测试店")
    return home


def without_traffic(home: Path) -> Path:
    """Orders, their lines and ads, but no export that counts visitors."""
    load_table(home, order_table(DAYS), shop="测试店")
    load_table(home, line_table(DAYS), name="宝贝报表.csv", shop="测试店")
    load_table(home, campaign_table(DAYS), name="计划报表.csv", shop="测试店")
    return home


def two_years(home: Path) -> Path:
    """Two years of a small shop: orders and the platform's days, with this month's target."""
    days = [LAST - timedelta(days=back) for back in range(729, -1, -1)]
    load_table(home, order_table(days), shop="测试店")
    load_table(home, shop_day_table(days), name="店铺日报.csv", shop="测试店")
    load_table(home, TARGETS, name="目标表.csv", shop="测试店")
    return home


def without_orders(home: Path) -> Path:
    """The platform's days alone."""
    load_table(home, shop_day_table(DAYS), name="店铺日报.csv", shop="测试店")
    return home
