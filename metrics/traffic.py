"""Traffic: page views, visitors, and what depends on them alone (M-01 to M-08)."""

from dataclasses import replace

from data.text import Text
from metrics.core import Measure, People, Ratio
from metrics.facts import PLATFORM, VISITS

PAGE_VIEWS = Measure(
    id="M-01",
    key="page_views",
    fact=VISITS,
    label=Text("浏览量 PV", "Page views"),
    meaning=Text("页面被打开的次数之和，刷新也计。", "Times that pages were opened, refreshes included."),
    sql="sum(f.page_views)",
    unit="count",
    sources=("shop_daily_views",),
)
VISITOR_DAYS = Measure(
    id="M-02",
    key="visitor_days",
    fact=VISITS,
    label=Text("访客数", "Visitors"),
    meaning=Text(
        "逐日访客数之和（同一人来几天计几次，只用作分母）。",
        "Sum of the days' visitors (a denominator only).",
    ),
    sql="sum(f.visitors)",
    unit="people",
    hidden=True,
)
VISITORS = People(
    id="M-02",
    key="visitors",
    fact=VISITS,
    label=Text("访客数 UV", "Visitors"),
    meaning=Text(
        "当天到店的去重人数。多天、多店不能相加：给出上下界，或平台自己的周/月去重值。",
        "Distinct people of the day. Days and shops don't add up: bounds, or the platform's own week or month value.",
    ),
    column="visitors",
    period_column="visitors",
)
DAYS_WITH_VISITORS = Measure(
    id="M-02b",
    key="days_with_visitors",
    fact=VISITS,
    label=Text("有流量数据的天数", "Days with traffic data"),
    meaning=Text("有流量文件的天数。", "Days with a traffic file."),
    sql="count(DISTINCT CASE WHEN f.visitors IS NOT NULL THEN f.day END)",
    unit="count",
    hidden=True,
)
MEAN_DAILY_VISITORS = Ratio(
    id="M-02b",
    key="mean_daily_visitors",
    label=Text("日均访客", "Mean daily visitors"),
    meaning=Text("逐日访客数之和 ÷ 有数据的天数。", "Sum of the days' visitors over the days with data."),
    top=VISITOR_DAYS,
    bottom=DAYS_WITH_VISITORS,
    unit="number",
)

PAGES_PER_VISITOR = Ratio(
    id="M-03",
    key="pages_per_visitor",
    label=Text("人均浏览量", "Pages per visitor"),
    meaning=Text(
        "浏览量 ÷ 访客数（按人，不是按次的访问深度）。",
        "Page views over visitors (per person, not per visit).",
    ),
    top=PAGE_VIEWS,
    bottom=VISITOR_DAYS,
    unit="number",
)
STAY_WEIGHTED = Measure(
    id="M-04",
    key="stay_weighted",
    fact=PLATFORM,
    label=Text("停留时长×访客", "Stay times visitors"),
    meaning=Text("逐日 平均停留时长 × 访客数 之和。", "Sum over the days of mean stay times visitors."),
    sql="sum(f.stay_seconds * f.visitors)",
    unit="number",
    sources=("stay",),
    hidden=True,
)
STAY_VISITORS = Measure(
    id="M-04",
    key="stay_visitors",
    fact=PLATFORM,
    label=Text("访客数", "Visitors"),
    meaning=Text("有停留时长的日子的访客数之和。", "Visitors of the days with a stay."),
    sql="sum(CASE WHEN f.stay_seconds IS NOT NULL THEN f.visitors END)",
    unit="people",
    sources=("stay",),
    hidden=True,
)
STAY_SECONDS = Ratio(
    id="M-04",
    key="stay_seconds",
    label=Text("平均停留时长（秒）", "Mean stay, seconds"),
    meaning=Text(
        "平台给出的当天平均停留时长；多天为按访客数加权的估计。",
        "The platform's mean stay of the day; over several days an estimate weighted by visitors.",
    ),
    top=STAY_WEIGHTED,
    bottom=STAY_VISITORS,
    unit="number",
)
BOUNCE_RATE = Measure(
    id="M-05",
    key="bounce_rate",
    fact=PLATFORM,
    label=Text("跳失率", "Bounce rate"),
    meaning=Text(
        "平台给出的当天跳失率；多天、多店不能平均，因而为空。",
        "The platform's bounce rate of the day; days and shops are not averaged, so longer ranges are empty.",
    ),
    sql="CASE WHEN count(f.bounce_rate) = 1 THEN max(f.bounce_rate) END",
    unit="percent",
    good="down",
    sources=("bounce",),
    lacks=Text(
        "平台按天给出跳失率，多天、多店不能平均：请看某一天、某一家店。",
        "The platform gives a rate per day, and rates of days and shops aren't averaged: look at one day of one shop.",
    ),
)
VISITOR_KINDS = replace(
    VISITS,
    key="visitor_kinds",
    view="platform_days",
    sources=("visitor_kinds",),
    cuts={},
    rows="platform_days",
)
NEW_VISITORS = People(
    id="M-07",
    key="new_visitors",
    fact=VISITOR_KINDS,
    label=Text("新访客数", "New visitors"),
    meaning=Text(
        "平台数出的当天新访客（以前多少天没来过由平台定），多天不相加。",
        "New visitors of the day as the platform counts them, by its own look back; days don't add up.",
    ),
    column="new_visitors",
    period_column="new_visitors",
)
RETURNING_VISITORS = People(
    id="M-07",
    key="returning_visitors",
    fact=VISITOR_KINDS,
    label=Text("老访客数", "Returning visitors"),
    meaning=Text(
        "平台数出的当天老访客，多天不相加。",
        "Returning visitors of the day as the platform counts them; days don't add up.",
    ),
    column="old_visitors",
    period_column="old_visitors",
)
RETURNING_VISITOR_DAYS = Measure(
    id="M-07",
    key="returning_visitor_days",
    fact=VISITOR_KINDS,
    label=Text("老访客数", "Returning visitors"),
    meaning=Text("逐日老访客之和（只用作分子）。", "The days' returning visitors, added (a numerator only)."),
    sql="sum(f.old_visitors)",
    unit="people",
    hidden=True,
)
RETURNING_VISITOR_SHARE = Ratio(
    id="M-07",
    key="returning_visitor_share",
    label=Text("老访客占比", "Returning visitors' share"),
    meaning=Text(
        "老访客数 ÷ 访客数；多天为日均口径。",
        "Returning visitors over visitors; daily basis over several days.",
    ),
    top=RETURNING_VISITOR_DAYS,
    bottom=VISITOR_DAYS,
    unit="percent",
    good="none",
    minimum=30,
)
FAVOURITE_BUYERS = People(
    id="M-08",
    key="favourite_buyers",
    fact=replace(VISITS, sources=("favourites",), cuts={}, rows="people_days"),
    label=Text("收藏人数", "People who marked favourites"),
    meaning=Text("当天收藏商品的去重人数，多天不相加。", "Distinct people who marked a favourite that day."),
    column="favourite_buyers",
    period_column="favourite_buyers",
)
CART_BUYERS = People(
    id="M-08",
    key="cart_buyers",
    fact=replace(VISITS, sources=("carts",), cuts={}, rows="people_days"),
    label=Text("加购人数", "People who added to cart"),
    meaning=Text("当天加购的去重人数，多天不相加。", "Distinct people who added to their cart that day."),
    column="cart_buyers",
    period_column="cart_buyers",
)
CART_BUYER_DAYS = Measure(
    id="M-08",
    key="cart_buyer_days",
    fact=PLATFORM,
    label=Text("加购人数", "People who added to cart"),
    meaning=Text("逐日加购人数之和（只用作分子）。", "Sum of the days' carting people (a numerator only)."),
    sql="sum(f.cart_buyers)",
    unit="people",
    sources=("carts",),
    hidden=True,
)
CART_RATE = Ratio(
    id="M-08",
    key="cart_rate",
    label=Text("加购率", "Cart rate"),
    meaning=Text(
        "加购人数 ÷ 访客数；多天为日均口径。", "Carting people over visitors; daily basis over several days."
    ),
    top=CART_BUYER_DAYS,
    bottom=VISITOR_DAYS,
    unit="percent",
    minimum=30,
)

UNIQUE_IPS = People(
    id="M-06",
    key="unique_ips",
    fact=replace(PLATFORM, key="ips", sources=("unique_ips",)),
    label=Text("独立IP", "Unique IPs"),
    meaning=Text(
        "当天的独立 IP 数（旧版导出才有），多天不相加。",
        "Distinct IPs of the day, in old exports only; days don't add up.",
    ),
    column="unique_ips",
    period_column="unique_ips",
)
IP_DAYS = Measure(
    id="M-06",
    key="ip_days",
    fact=PLATFORM,
    label=Text("独立IP", "Unique IPs"),
    meaning=Text("逐日独立 IP 之和（只用作分母）。", "The days' unique IPs, added (a denominator only)."),
    sql="sum(f.unique_ips)",
    unit="people",
    sources=("unique_ips",),
    hidden=True,
)

TRAFFIC = (
    PAGE_VIEWS,
    VISITORS,
    MEAN_DAILY_VISITORS,
    PAGES_PER_VISITOR,
    STAY_SECONDS,
    BOUNCE_RATE,
    NEW_VISITORS,
    RETURNING_VISITORS,
    RETURNING_VISITOR_SHARE,
    FAVOURITE_BUYERS,
    CART_BUYERS,
    CART_RATE,
    UNIQUE_IPS,
)
