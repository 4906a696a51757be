"""The findings that are no single figure: lists and tables, each worked out by one function, declared as the metrics are."""

from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True)
class Study:
    """A list or table of the dictionary. function: what works it out (module.name), whose docstring has its limits.

    sources: the coverage sources that it stands on, any one of each tuple; none for what stands on figures alone.
    """

    id: str
    key: str
    label: Text
    meaning: Text
    formula: Text
    function: str
    sources: tuple[tuple[str, ...], ...]


LISTS = Text("清单与分析", "Lists and analyses")
STUDIES: tuple[Study, ...] = (
    Study(
        "M-09", "source_shares", Text("来源访客占比", "Shares of traffic sources"),
        Text("各流量来源的访客占全部来源访客之和的比例，并给出重叠系数。",
             "Each traffic source's visitors as a share of all sources', with how far sources overlap."),
        Text("来源访客 ÷ 各来源访客之和；重叠系数 = 各来源访客之和 ÷ 访客数",
             "a source's visitors ÷ the sum of all sources'; overlap = that sum ÷ visitors"),
        "metrics.analyses.source_shares.source_shares", (("sources",), ("visitors",)),
    ),
    Study(
        "M-21", "day_targets", Text("目标分解", "Targets laid on days"),
        Text("月目标按历史的星期和活动规律分到每天，分毫不差。",
             "A month's target laid on its days by what weekdays and events brought before, to the cent."),
        Text("月目标 × 当天权重 ÷ 全月权重之和，最大余额法取整", "target × the day's weight ÷ all weights, by largest remainder"),
        "metrics.analyses.targets.day_targets", (("targets",),),
    ),
    Study(
        "M-43", "lists", Text("待处理清单", "Lists to work through"),
        Text("已发无单号、带留言、缺货、超时等要逐条处理的订单、退款和商品。",
             "Orders, refunds and items to deal with one by one: sent without a number, with remarks, short, overdue."),
        Text("符合条件的行数和明细", "the rows that meet the condition"),
        "metrics.analyses.lists.rows", (("orders",),),
    ),
    Study(
        "M-52", "item_classes", Text("热销/常销/滞销", "Hot, normal and slow goods"),
        Text("近 28 天卖出的商品按件数排名分三档；上架不到 14 天的单列为新品。",
             "Items of the last 28 days by their share of pieces; under 14 days on the shelf they are new."),
        Text("按件数从高到低累计：前 80% 热销，到 95% 常销，其余滞销", "running share of pieces: to 80 % hot, to 95 % normal, else slow"),
        "metrics.analyses.classes.classes", (("items",),),
    ),
    Study(
        "M-58", "hot_sellers", Text("热卖前十、前二十", "Hot sellers"),
        Text("近 28 天卖得最多的商品，带日均销量、库存和可售天数。", "What sold most in 28 days, with daily sales, stock and cover."),
        Text("按付款件数排，同件数按金额，再按编号", "by pieces paid; ties by amount, then id"),
        "metrics.analyses.goods.hot_sellers", (("items",),),
    ),
    Study(
        "M-59", "new_items", Text("新品表现", "New goods"),
        Text("首次上架 30 天内的商品，按上架第几天看访客、转化和销售。",
             "Goods in their first 30 days on the shelf: visitors, conversion and sales by day since they came."),
        Text("上架第 1 天起逐日：商品访客、付款买家 ÷ 访客、付款件数和金额",
             "day by day from the first on the shelf: visitors, paying buyers ÷ visitors, pieces and money paid"),
        "metrics.analyses.new_items.new_items", (("products",), ("items",)),
    ),
    Study(
        "M-61", "slot_conversion", Text("展示位转化率", "Conversion of places"),
        Text("每个商品（代表它的展示位）的转化率，与同类目其他商品的中位数比，带 95% 区间。",
             "Every item's conversion (it stands for its place) beside the median of its category, with the 95 % interval."),
        Text("商品付款买家 ÷ 商品访客，对同类目中位数（至少 5 个有 30 访客的邻居）",
             "the item's paying buyers ÷ its visitors, against its category's median (5 neighbours with 30 visitors)"),
        "metrics.analyses.slots.slot_conversion", (("item_visitors",), ("item_buyers",)),
    ),
    Study(
        "M-62", "baskets", Text("关联购买", "Bought together"),
        Text("同一买家同一天一起买的商品对，至少 5 次。", "Pairs that one buyer pays for on one day, in five baskets or more."),
        Text("支持度 = 同买 ÷ 全部；置信度 = 同买 ÷ 买了前者的；提升度 = 置信度 ÷ 后者占比（>1 才比偶然多）",
             "support = both ÷ all; confidence = both ÷ the first's; lift = confidence ÷ the second's share (over 1: more than by chance)"),
        "metrics.analyses.basket.baskets", (("pieces",),),
    ),
    Study(
        "M-84", "event_table", Text("活动评估表", "Table of events"),
        Text("每个活动的成本、访客、买家、转化、付款、店铺ROI、增量ROI，以及前后一周少卖了多少；日期重叠的活动互相注明。",
             "Each event's cost, people, conversion, sales, ROI, incremental ROI, and what the weeks beside it lost; overlaps named."),
        Text("活动各天的指标；前后一周 = 实际付款 − 平日预期",
             "figures of the event's days; weeks beside it: paid less what ordinary days bring"),
        "metrics.analyses.event_table.event_table", (("orders", "shop_daily_paid"),),
    ),
    Study(
        "M-91", "cohorts", Text("首购月留存", "Retention by first month"),
        Text("按首次付款的月份分组，看之后每个月还有多少人买、人均花了多少。",
             "Buyers by the month of their first payment: how many pay again in each later month, and what they have paid."),
        Text("当月再付款的人 ÷ 该组人数；没过完的月份空着",
             "buyers of the group who pay in a month ÷ the group; unfinished months stay empty"),
        "metrics.analyses.cohorts.cohorts", (("buyers",),),
    ),
    Study(
        "M-94", "vip_tiers", Text("会员等级和升降", "Tiers and moves"),
        Text("各会员等级的人数，以及一周内升级、降级、新进、离开的人数。", "Members of each tier, and who moved within a week."),
        Text("累计净付款、付款天数或积分达到等级线（含线）", "net payments, pay days or points at or above the tier's edge"),
        "metrics.analyses.tiers.tiers", (("vip",),),
    ),
    Study(
        "M-95", "rfm", Text("RFM 分群", "RFM groups"),
        Text("买家按最近购买、次数、金额分群；分界线每月定一次并保存。",
             "Buyers by recency, frequency and money, by edges that are cut once a month and kept."),
        Text("三项各按五分位（人少时三分位）打分", "a score by quintiles for each (tertiles where few)"),
        "metrics.analyses.rfm.rfm", (("buyers",),),
    ),
    Study(
        "M-96", "provinces", Text("地域分布", "Provinces"),
        Text("付款单数、金额、买家按收货省份；一个买家有两个省时两边都算，未知的单列。",
             "Orders, money and buyers by the receiver's province; a buyer with two counts in both, unknown ones stand apart."),
        Text("付款单数、付款金额、付款买家数按省份拆分", "paid_orders, paid_amount, paid_buyers cut by province"),
        "metrics.evaluate.evaluate", (("orders",),),
    ),
)  # fmt: skip
