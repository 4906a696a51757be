"""Traffic: page views, visitors, and what depends on them alone (M-01, M-02, M-02b)."""

from data.text import Text
from metrics.core import Measure, People, Ratio
from metrics.facts import VISITS

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

TRAFFIC = (PAGE_VIEWS, VISITORS, MEAN_DAILY_VISITORS)
