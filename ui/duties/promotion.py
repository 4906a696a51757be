"""The promotion specialist's duties (推广专员)."""

from data.text import Text
from ui.duties.duty import Duty

PROMOTION: tuple[Duty, ...] = (
    Duty("PR1", "day", Text("账户、宝贝、关键词、地域、时段报表", "Reports by account, item, keyword, region, hour"),
         ("ad_spend", "ad_roi"), "ad_days", "roi"),
    Duty("PR2", "week", Text("选款、选词、出价", "Styles, keywords, bids"), ("ad_cpc", "ad_cvr"), "keywords", "roi"),
    Duty("PR3", "day", Text("直通车转化率", "Ad conversion rate"), ("ad_cvr",), "campaigns", "roi"),
    Duty("PR4", "day", Text("投放数据统计", "Statistics of delivery"), ("ad_impressions", "ad_clicks", "ad_spend"), "campaigns", "roi"),
    Duty("PR5", "month", Text("对流量、ROI 负责", "Accountable for traffic and ROI"), ("visitors", "store_roi"), page="roi"),
    Duty("PR6", "week", Text("每周、每月、每季汇报", "Weekly, monthly, quarterly report"), ("ad_spend", "ad_roi"), page="weekly"),
    Duty("PR7", "week", Text("关键词筛选、竞价", "Keyword screening and bidding"), ("ad_cpc",), "keywords", "roi"),
    Duty("PR8", "day", Text("生意参谋的流量数据", "The platform's traffic data"), ("visitors", "page_views"), "sources", "morning"),
    Duty("PR9", "day", Text("广告计划、过程、回报", "Ad plan, process, return"), ("spend_pacing", "ad_roi"), "campaigns", "roi"),
    Duty("PR10", "day", Text("推广产品的消耗、转化、报名", "Spend, conversion and sign-ups of promoted items"),
         ("ad_spend", "ad_cvr"), "ad_items", "roi"),
    Duty("PR11", "week", Text("推广产品挑选和调整", "Choose and change promoted items"), ("ad_roi",), "ad_items", "roi"),
    Duty("PR12", "month", Text("保质保量完成消耗", "Spend the planned budget"), ("spend_pacing", "ad_spend"), "campaigns", "roi"),
    Duty("PR13", "always", Text("上架、换主图、改标题、调库存", "Shelf, picture, title and stock changes"),
         (), "changes", "calendar", served="partly"),
    Duty("PR14", "week", Text("浏览量、转化率、效果跟踪", "Views, conversion, effect"),
         ("page_views", "conversion", "ad_roi"), "campaigns", "roi"),
    Duty("PR15", "day", Text("完成每日销售任务", "The daily sales task"), ("day_target_rate",), page="morning"),
    Duty("PR16", "day", Text("每日监控：营销、交易、商品、顾客", "Daily watch: marketing, trade, items, customers"),
         ("ad_spend", "paid_amount", "paid_buyers"), "items", "morning"),
    Duty("PR17", "week", Text("推广工具的最优投放", "Best placement of tools"), ("ad_roi", "ad_cost_ratio"), "campaigns", "roi"),
    Duty("PR18", "week", Text("定时提交推广报告", "Promotion report on schedule"), ("ad_spend",), page="weekly"),
    Duty("PR19", "always", Text("平台活动报名和跟进", "Sign-ups and follow-up"), (), "sign_ups", "calendar", served="partly"),
    Duty("PR20", "always", Text("店内活动的关联营销", "Cross-sell"), ("items_per_order",), "pairs", "items"),
    Duty("PR21", "month", Text("周、月、季、半年、年推广计划", "Plans of week, month, quarter, year"), ("spend_pacing",), page="roi"),
    Duty("PR22", "week", Text("标题关键词 SEO", "Search words in titles"), ("visitors",), "search_words", "items", served="partly"),
)  # fmt: skip
