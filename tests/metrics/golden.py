"""One hand-worked value per metric: a small shop as text tables, and what each figure of its Tuesday must be."""

from datetime import date, timedelta
from decimal import Decimal

from metrics.period import Period

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)

# Tuesday: six orders placed (3 4 5 7 8 9), five paid (2 10 3 5 8): two of Monday night, three of the day itself.
# Order 7 is paid on Wednesday, 4 and 9 never. The six orders of 2025 are the history.
ORDERS = """
订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 买家应付邮费 | 订单状态 | 订单创建时间 | 订单付款时间 | 收货地址 | 发货时间
91 | 小花 | 10.00 | 10.00 | 0.00 | 0.00 | 交易成功 | 2025-03-01 09:00:00 | 2025-03-01 09:01:00 | 浙江省 杭州市 | 2025-03-01 11:00:00
92 | 小红 | 80.00 | 80.00 | 0.00 | 0.00 | 交易成功 | 2025-06-01 09:00:00 | 2025-06-01 09:01:00 | 浙江省 杭州市 | 2025-06-03 09:01:00
93 | 小梅 | 50.00 | 50.00 | 0.00 | 0.00 | 买家已付款，等待卖家发货 | 2025-07-01 09:00:00 | 2025-07-01 09:01:00 | 浙江省 杭州市 |
94 | 小梅 | 60.00 | 54.00 | 6.00 | 0.00 | 交易成功 | 2025-07-21 09:00:00 | 2025-07-21 09:01:00 | 浙江省 杭州市 | 2025-07-21 18:00:00
95 | 小花 | 40.00 | 40.00 | 0.00 | 0.00 | 交易成功 | 2025-04-20 09:00:00 | 2025-04-20 09:01:00 | 浙江省 杭州市 | 2025-04-20 18:00:00
96 | 小红 | 70.00 | 70.00 | 0.00 | 0.00 | 交易成功 | 2025-09-09 09:00:00 | 2025-09-09 09:01:00 | 浙江省 杭州市 | 2025-09-09 18:00:00
1 | 小红 | 90.00 | 90.00 | 0.00 | 0.00 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00 | 浙江省 杭州市 | 2026-03-03 09:00:00
6 | 小兰 | 100.00 | 0.00 | 100.00 | 0.00 | 交易关闭 | 2026-03-02 12:00:00 | 2026-03-02 12:05:00 | 广东省 广州市 |
2 | 小红 | 30.00 | 30.00 | 0.00 | 5.00 | 交易成功 | 2026-03-02 22:00:00 | 2026-03-03 00:30:00 | 浙江省 杭州市 |
10 | 小红 | 10.00 | 10.00 | 0.00 | 0.00 | 交易成功 | 2026-03-02 23:00:00 | 2026-03-03 00:40:00 | 浙江省 杭州市 |
3 | 小明 | 200.00 | 150.00 | 50.00 | 0.00 | 交易成功 | 2026-03-03 10:00:00 | 2026-03-03 10:05:00 | 广东省 深圳市 | 2026-03-03 20:00:00
4 | 小明 | 60.00 | 0.00 | 0.00 | 0.00 | 交易关闭 | 2026-03-03 11:00:00 | | 广东省 深圳市 |
5 | 小兰 | 40.00 | 40.00 | 0.00 | 0.00 | 交易成功 | 2026-03-03 12:00:00 | 2026-03-03 12:30:00 | 广东省 广州市 |
7 | 小花 | 20.00 | 20.00 | 0.00 | 0.00 | 卖家已发货 | 2026-03-03 13:00:00 | 2026-03-04 01:00:00 | 浙江省 杭州市 | 2026-03-04 02:00:00
8 | 小明 | 25.00 | 25.00 | 0.00 | 0.00 | 交易成功 | 2026-03-03 14:00:00 | 2026-03-03 14:01:00 | 广东省 深圳市 |
9 | 小花 | 15.00 | 0.00 | 0.00 | 0.00 | 等待买家付款 | 2026-03-03 15:00:00 | | 浙江省 杭州市 |
"""
# The ten pieces of order 10 are a top-up link, which is no goods.
LINES = """
子订单编号 | 主订单编号 | 商品ID | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间
101 | 1 | 7001 | T恤 | 95.00 | 1 | 90.00 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
931 | 93 | 7001 | T恤 | 50.00 | 1 | 50.00 | 买家已付款，等待卖家发货 | 2025-07-01 09:00:00 | 2025-07-01 09:01:00
941 | 94 | 7002 | 裤子 | 30.00 | 2 | 60.00 | 交易成功 | 2025-07-21 09:00:00 | 2025-07-21 09:01:00
601 | 6 | 7004 | 裙子 | 100.00 | 1 | 100.00 | 交易关闭 | 2026-03-02 12:00:00 | 2026-03-02 12:05:00
201 | 2 | 7001 | T恤 | 30.00 | 1 | 25.00 | 交易成功 | 2026-03-02 22:00:00 | 2026-03-03 00:30:00
1001 | 10 | 7009 | 补差专用链接 | 1.00 | 10 | 10.00 | 交易成功 | 2026-03-02 23:00:00 | 2026-03-03 00:40:00
301 | 3 | 7002 | 裤子 | 110.00 | 2 | 200.00 | 交易成功 | 2026-03-03 10:00:00 | 2026-03-03 10:05:00
401 | 4 | 7002 | 裤子 | 60.00 | 1 | 60.00 | 交易关闭 | 2026-03-03 11:00:00 |
501 | 5 | 7003 | 袜子 | 10.00 | 4 | 40.00 | 交易成功 | 2026-03-03 12:00:00 | 2026-03-03 12:30:00
701 | 7 | 7003 | 袜子 | 10.00 | 2 | 20.00 | 卖家已发货 | 2026-03-03 13:00:00 | 2026-03-04 01:00:00
801 | 8 | 7003 | 袜子 | 15.00 | 2 | 25.00 | 交易成功 | 2026-03-03 14:00:00 | 2026-03-03 14:01:00
901 | 9 | 7001 | T恤 | 15.00 | 1 | 15.00 | 等待买家付款 | 2026-03-03 15:00:00 |
"""
# The T-shirt of order 1 is on its way back.
REFUNDS = """
退款编号 | 订单编号 | 商品id | 售后类型 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间 | 买家退款原因
801 | 6 | 7004 | 仅退款 | 退款成功 | 100.00 | 2026-03-02 20:00:00 | 2026-03-03 09:00:00 | 多拍/拍错/不想要
802 | 3 | 7002 | 仅退款 | 退款成功 | 50.00 | 2026-03-03 15:00:00 | 2026-03-03 18:00:00 | 质量问题
803 | 5 | 7003 | 仅退款 | 退款关闭 | 40.00 | 2026-03-03 16:00:00 | 2026-03-03 17:00:00 | 不喜欢
804 | 1 | 7001 | 退货退款 | 买家已经退货，等待卖家确认收货 | 90.00 | 2026-03-02 21:00:00 | | 不喜欢
"""
SHOP_DAILY = """
统计日期 | 访客数 | 浏览量 | 下单金额 | 下单买家数 | 支付金额 | 支付买家数 | 支付父订单数 | 支付件数 | 支付老买家数 | 成功退款金额 | 平均停留时长 | 跳失率 | 商品收藏买家数 | 加购人数 | 评价数 | 负面评价数 | 描述相符评分 | 服务态度评分 | 物流服务评分 | 独立IP | 真实体验分 | 新访客数 | 老访客数
2026-03-02 | 40 | 90 | 230.00 | 2 | 190.00 | 2 | 2 | 2 | 1 | 0.00 | 10.0 | 50.00% | 3 | 5 | 10 | 1 | 4.7 | 4.7 | 4.7 | 30 | 4.5 | 30 | 10
2026-03-03 | 60 | 150 | 360.00 | 4 | 305.00 | 4 | 5 | 19 | 3 | 150.00 | 20.0 | 40.00% | 7 | 9 | 20 | 2 | 4.8 | 4.7 | 4.9 | 50 | 4.6 | 36 | 24
"""
# What site-wide promotion (全站推广) sold holds free traffic: it costs like the others and stands apart with its sales.
CAMPAIGNS = """
日期 | 场景名字 | 计划ID | 计划名字 | 转化周期 | 展现量 | 点击量 | 花费 | 总成交金额 | 直接成交金额 | 间接成交金额 | 总成交笔数 | 总购物车数 | 成交新客数
2026-03-03 | 关键词推广 | 11 | 春上新 | 15天累计数据 | 1000 | 50 | 30.00 | 120.00 | 90.00 | 30.00 | 4 | 6 | 2
2026-03-03 | 精准人群推广 | 12 | 清仓 | 15天累计数据 | 500 | 10 | 10.00 | 0.00 | 0.00 | 0.00 | 0 | 2 | 0
2026-03-03 | 关键词推广 | 11 | 春上新 | 7天累计数据 | 1000 | 50 | 30.00 | 90.00 | 70.00 | 20.00 | 3 | 6 | 2
2026-03-03 | 精准人群推广 | 12 | 清仓 | 7天累计数据 | 500 | 10 | 10.00 | 0.00 | 0.00 | 0.00 | 0 | 2 | 0
2026-03-03 | 关键词推广 | 11 | 春上新 | 1天累计数据 | 1000 | 50 | 30.00 | 45.00 | 45.00 | 0.00 | 1 | 6 | 2
2026-03-03 | 全站推广 | 13 | 全店托管 | 15天累计数据 | 400 | 20 | 20.00 | 100.00 | 80.00 | 20.00 | 2 | 4 | 3
"""
COSTS = """
开始日期 | 结束日期 | 费用类型 | 金额 | 备注
2026-03-02 | | 每单运费 | 6.00 | 圆通
2026-03-02 | 2026-03-03 | 其他 | 14.00 | 拍照
2024-06-07 | | 广告 | 50.00 | 周年庆
2024-06-07 | | 包邮费 | 0.00 |
2024-06-07 | | 折扣 | 50.00 | 周年庆
"""
# 32 ordinary days of 100 yuan, and a day of 500.
FESTIVAL = date(2024, 6, 7)
BEFORE_FESTIVAL = "统计日期 | 支付金额" + "".join(
    f"\n{FESTIVAL - timedelta(days=back)} | {100 if back else 500}.00" for back in range(32, -1, -1)
)
# 裤子 were out of stock on Monday and did not sell: a day on which they could not.
STOCK = """
日期 | 货品ID | 货品名称 | 可售库存 | 在途库存
2026-03-02 | 7001 | T恤 | 5 | 0
2026-03-02 | 7002 | 裤子 | 0 | 0
2026-03-02 | 7003 | 袜子 | 20 | 0
2026-03-03 | 7001 | T恤 | 0 | 0
2026-03-03 | 7002 | 裤子 | 4 | 0
2026-03-03 | 7003 | 袜子 | 14 | 6
"""
LEAD_TIMES = """
商品ID | 货期天数 | 安全天数 | 补货周期 | 装箱数
7003 | 60 | 10 | 7 | 4
"""
ITEM_DAILY = """
统计日期 | 商品ID | 商品名称 | 商品访客数
2026-03-03 | 7001 | T恤 | 20
2026-03-03 | 7002 | 裤子 | 25
2026-03-03 | 7003 | 袜子 | 10
2026-03-03 | 7004 | 裙子 | 5
"""
DELIVERIES = """
采购单号 | 商品ID | 商品名称 | 预计到货日期 | 实际到货日期 | 采购数量 | 到货数量
P1 | 7001 | T恤 | 2026-03-02 | 2026-03-02 | 10 | 10
P2 | 7003 | 袜子 | 2026-03-03 | 2026-03-03 | 20 | 12
"""
STOCK_TAKE = """
盘点日期 | 商品ID | 商品名称 | 实盘数量 | 账面数量
2026-03-03 | 7003 | 袜子 | 13 |
2026-03-03 | 7001 | T恤 | 2 | 0
"""
TARGETS = """
开始日期 | 结束日期 | 指标 | 目标值
2026-03-02 | 2026-03-02 | 付款金额 | 100.00
2026-03-03 | 2026-03-03 | 付款金额 | 610.00
"""
SPEND_PLAN = """
开始日期 | 结束日期 | 计划花费
2026-03-01 | 2026-03-04 | 200.00
"""
MARGINS = """
商品ID | 商品名称 | 成本价 | 毛利率 | 平台扣点
7001 | T恤 | 30.00 | |
7002 | 裤子 | | 40% | 5%
"""
SERVICE = """
日期 | 咨询人数 | 接待人数 | 询单人数 | 询单最终付款人数 | 平均响应时长 | 3分钟响应率 | 旺旺回复率
2026-03-02 | 8 | 8 | 5 | 1 | 30 | 75.00% | 99.00%
2026-03-03 | 12 | 12 | 10 | 4 | 20 | 90.00% | 98.00%
"""
# Delivered on Tuesday: 1 3 10, and 6 whose refund was applied for the evening before; 2 waits for its second parcel.
PARCELS = """
订单编号 | 物流单号 | 发货时间 | 揽收时间 | 最新物流状态 | 签收时间
1 | Y1 | 2026-03-02 12:00:00 | 2026-03-02 20:00:00 | 已签收 | 2026-03-03 08:00:00
2 | Y2 | 2026-03-03 01:00:00 | | 已签收 | 2026-03-03 16:00:00
2 | Y3 | 2026-03-03 01:00:00 | | 运输中 |
3 | Y4 | 2026-03-03 10:10:00 | | 已签收 | 2026-03-03 14:30:00
6 | Y5 | 2026-03-02 13:00:00 | | 已签收 | 2026-03-03 09:00:00
10 | Y6 | 2026-03-03 01:00:00 | | 已签收 | 2026-03-03 18:00:00
"""
TICKETS = """
问题单号 | 问题类型 | 建单时间 | 办结时间
T1 | 质量 | 2026-03-02 10:00:00 | 2026-03-02 20:00:00
T2 | 其他 | 2026-03-02 11:00:00 | 2026-03-03 17:00:00
T3 | 其他 | 2026-03-02 12:00:00 |
T4 | 其他 | 2026-03-03 16:00:00 |
"""
VIP_RULES = """
会员等级 | 累计金额起 | 累计次数起
银卡 | 104.00 |
金卡 | 200.00 | 3
"""
SOURCES = (
    ORDERS, LINES, REFUNDS, SHOP_DAILY, CAMPAIGNS, COSTS, STOCK, LEAD_TIMES, ITEM_DAILY, DELIVERIES, STOCK_TAKE, TARGETS,
    SPEND_PLAN, MARGINS, SERVICE, TICKETS, PARCELS, VIP_RULES, BEFORE_FESTIVAL,
)  # fmt: skip

AMOUNT_PLACED = Decimal(200 + 60 + 40 + 20 + 25 + 15)  # orders 3 4 5 7 8 9
AMOUNT_PAID = Decimal(30 + 10 + 200 + 40 + 25)  # orders 2 10 3 5 8
REFUNDED = Decimal(100 + 50)  # completed that day
SCENE_SPEND = Decimal(30 + 10)
SPEND = SCENE_SPEND + 20
POSTAGE = Decimal((6 - 5) + 6 + 6 + 6 + 6)  # order 2 paid 5 of its freight itself
DISCOUNT = Decimal((30 - 25) + 0 + (220 - 200) + 0 + (30 - 25))
COST = SPEND + POSTAGE + DISCOUNT + Decimal(14) / 2

DAY = Period.day(TUESDAY)
BOTH = Period(MONDAY, TUESDAY)
LAST_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
UNTIL_TUESDAY = Period(date(2025, 1, 1), TUESDAY)

# key: (period, value). Money is exact; a ratio is written as the division that it is.
GOLDEN: dict[str, tuple[Period, Decimal | int | float | str]] = {
    "page_views": (BOTH, 90 + 150),
    "visitors": (DAY, 60),
    "mean_daily_visitors": (BOTH, (40 + 60) / 2),
    "placed_orders": (DAY, 6),  # 3 4 5 7 8 9
    "placed_amount": (DAY, AMOUNT_PLACED),
    "placed_buyers": (DAY, 3),  # 小明 小兰 小花
    "paid_orders": (DAY, 5),  # 2 10 3 5 8
    "paid_amount": (DAY, AMOUNT_PAID),
    "paid_buyers": (DAY, 3),  # 小红 小明 小兰
    "paid_items": (DAY, 1 + 2 + 4 + 2),  # without the ten pieces of the top-up link
    "payment_rate": (DAY, 5 / 6),
    "payment_rate_amount": (DAY, float(AMOUNT_PAID / AMOUNT_PLACED)),
    "same_day_payment_rate": (DAY, 3 / 6),  # 3 5 8
    "final_payment_rate": (DAY, 4 / 6),  # 3 5 8, and 7 on Wednesday
    "conversion": (DAY, 3 / 60),
    "order_conversion": (DAY, 5 / 60),
    "spend_per_buyer": (DAY, AMOUNT_PAID / 3),
    "order_value": (DAY, AMOUNT_PAID / 5),
    "uv_value": (DAY, AMOUNT_PAID / 60),
    "refunds": (DAY, 2),
    "refund_amount": (DAY, REFUNDED),
    "net_paid_amount": (DAY, AMOUNT_PAID - REFUNDED),
    "refund_rate": (DAY, float(REFUNDED / AMOUNT_PAID)),
    "refund_rate_cohort": (DAY, float(50 / AMOUNT_PAID)),  # of the orders paid that day, 3 gave 50 back
    "order_refund_rate": (DAY, 1 / 5),
    "ad_impressions": (DAY, 1000 + 500 + 400),
    "ad_clicks": (DAY, 50 + 10 + 20),
    "ad_spend": (DAY, SPEND),
    "ad_ctr": (DAY, 80 / 1900),
    "ad_cpc": (DAY, SPEND / 80),
    "ad_cvr": (DAY, 4 / 60),  # orders and clicks of the two paid scenes
    "site_ad_spend": (DAY, Decimal(20)),
    "site_ad_revenue": (DAY, Decimal(100)),
    "site_ad_roi": (DAY, float(Decimal(100) / 20)),
    "ad_revenue": (DAY, Decimal(120)),
    "ad_direct_revenue": (DAY, Decimal(90)),
    "ad_indirect_revenue": (DAY, Decimal(30)),
    "ad_orders": (DAY, 4 + 0),
    "ad_roi": (DAY, float(120 / SCENE_SPEND)),
    "ad_cost_ratio": (DAY, float(SPEND / AMOUNT_PAID)),
    "postage": (DAY, POSTAGE),
    "discounts": (DAY, DISCOUNT),
    "other_costs": (DAY, Decimal(14) / 2),
    "store_cost": (DAY, COST),
    "store_roi": (DAY, float(AMOUNT_PAID / COST)),  # 305 ÷ 122 = 2.5
    "roi_grade": (DAY, "fail"),
    "roi_grade_above": (DAY, "fail"),
    "store_roi_list": (DAY, float((AMOUNT_PAID + DISCOUNT) / COST)),
    "store_roi_without_discounts": (DAY, float(AMOUNT_PAID / (COST - DISCOUNT))),
    "store_roi_ads_only": (DAY, float(AMOUNT_PAID / SPEND)),
    "ad_roi_7d": (DAY, 90 / (30 + 10)),
    "ad_roi_1d": (DAY, 45 / 30),
    "repeat_rate": (BOTH, 2 / 3),  # 小红 and 小兰 on both days, 小明 twice on one
    "repeat_rate_orders": (BOTH, 3 / 3),
    "returning_buyer_share": (
        DAY,
        2 / 3,
    ),  # 小红 and 小兰 paid on Monday; 小花 of 2025-03-01 is not among the day's
    "returning_buyer_share_ever": (DAY, 2 / 3),
    "pages_per_visitor": (DAY, 150 / 60),
    "stay_seconds": (BOTH, (10 * 40 + 20 * 60) / (40 + 60)),
    "bounce_rate": (DAY, 0.4),
    "new_visitors": (DAY, 36),
    "returning_visitors": (DAY, 24),
    "returning_visitor_share": (BOTH, (10 + 24) / (40 + 60)),
    "favourite_buyers": (DAY, 7),
    "cart_buyers": (DAY, 9),
    "cart_rate": (DAY, 9 / 60),
    "unpaid_orders": (DAY, 1),  # 9; 4 is closed
    "placing_conversion": (DAY, 3 / 60),
    "items_per_order": (DAY, (1 + 2 + 4 + 2) / 5),
    "items_per_buyer": (DAY, (1 + 2 + 4 + 2) / 3),
    "item_price": (DAY, AMOUNT_PAID / 9),
    "ad_direct_roi": (DAY, float(90 / SCENE_SPEND)),
    "ad_cart_cost": (DAY, SPEND / (6 + 2 + 4)),
    "ad_new_buyer_cost": (DAY, SPEND / (2 + 0 + 3)),
    "repeat_order_share": (BOTH, (7 - 3) / 7),  # orders 1 6 2 10 3 5 8 of three buyers
    "return_buyer_rate": (BOTH, 2 / 3),  # 小兰 of order 6, 小明 of order 3
    "repeat_within_30d": (LAST_YEAR, 1 / 3),  # 小梅 after 20 days
    "repeat_within_60d": (LAST_YEAR, 2 / 3),  # 小花 after 50
    "repeat_within_90d": (LAST_YEAR, 2 / 3),
    "repeat_within_180d": (LAST_YEAR, 3 / 3),  # 小红 after 100
    # 小花 91 95 7, 小红 92 96 1 2 10, 小梅 93 94
    "observed_ltv": (LAST_YEAR, Decimal((10 + 40 + 20) + (80 + 70 + 90 + 30 + 10) + (50 + 60 - 6)) / 3),
    "dispatch_rate_24h": (UNTIL_TUESDAY, 5 / 7),  # of 91 92 93 94 95 96 1: 92 went late, 93 not at all
    "overdue_orders": (UNTIL_TUESDAY, 1),  # 93
    "quality_return_share": (DAY, 1 / 2),  # cases 802 and 803
    "negative_review_rate": (BOTH, (1 + 2) / (10 + 20)),
    "unique_ips": (DAY, 50),
    "value_per_ip": (DAY, AMOUNT_PAID / 50),
    "target_attainment": (DAY, float(AMOUNT_PAID / 610)),
    "target_attainment_net": (DAY, float((AMOUNT_PAID - REFUNDED) / 610)),
    "pace_gap": (BOTH, Decimal(90 + 100) + AMOUNT_PAID - 100 - 610),
    "day_target_rate": (BOTH, float((Decimal(90 + 100) + AMOUNT_PAID) / (100 + 610))),
    "spend_pacing": (DAY, float(SPEND / (Decimal(200) / 4))),
    # Lines 931 (50 of cost 30) and 941 (60: 40 % margin, 5 % fees, a tenth refunded).
    "break_even_roi": (LAST_YEAR, (50 + 60) / ((50 - 30) + (60 * 0.4 - 60 * 0.05) * 0.9)),
    "roi_after_refunds": (DAY, float((AMOUNT_PAID - 50) / COST)),
    "incremental_roi": (Period.day(FESTIVAL), (500 - 100) / (50 + 0 + 50)),
    "consults": (DAY, 12),
    "consult_rate": (DAY, 12 / 60),
    "consult_close_rate": (BOTH, (1 + 4) / (5 + 10)),
    "response_seconds": (BOTH, (30 * 8 + 20 * 12) / (8 + 12)),
    "response_rate_3min": (BOTH, (0.75 * 8 + 0.9 * 12) / (8 + 12)),
    "deposit_orders": (BOTH, 0),
    # Of Tuesday's orders 3 5 7 8 were paid.
    "paid_amount_by_placing": (DAY, Decimal(200 + 40 + 20 + 25)),
    "consult_order_rate": (BOTH, (2 + 5) / (8 + 12)),
    "pickup_rate_24h": (BOTH, 1 / 1),  # order 1; the others were not a day old
    "signed_refund_rate": (BOTH, 1 / 4),  # order 3, of 1 3 6 10
    "problem_rate_24h": (BOTH, 1 / 4),  # T1; T2 took 30 hours
    # All 28 days to Tuesday are known: T恤 1+1, 裙子 1, 裤子 2 on 27 days, 袜子 4+2.
    "daily_sales_28d": (DAY, 2 / 28 + 1 / 28 + 2 / 27 + 6 / 28),
    "daily_sales_7d": (DAY, 2 / 7 + 1 / 7 + 2 / 6 + 6 / 7),
    "stock_on_hand": (DAY, 0 + 4 + 14),
    "expected_returns": (DAY, 1),  # case 804
    "stock_available": (DAY, 0 + 4 + 14 + 1),
    "cover_days": (DAY, (0 + 4 + 14 + 1) / (2 / 28 + 2 / 27 + 6 / 28)),
    "cover_days_on_hand": (DAY, (0 + 4 + 14) / (2 / 28 + 2 / 27 + 6 / 28)),
    "stock_inbound": (DAY, 0 + 0 + 6),
    "cover_days_inbound": (DAY, (0 + 4 + 14 + 1 + 6) / (2 / 28 + 2 / 27 + 6 / 28)),
    # 袜子 last 14 ÷ (6 ÷ 28) = 65 days of 60 + 10; T恤, with the one that comes back, 1 ÷ (2 ÷ 28) = 14 of 7 + 3; 裤子 54
    "stock_warnings": (DAY, 1),
    # T恤 2 ÷ 28 × 17 − 1 = 0.2 pieces; 袜子 6 ÷ 28 × 77 − 14 − 6 = −3.5, none
    "reorder_quantity": (DAY, 1 + 0 + 0),
    "stockout_rate": (BOTH, 2 / 6),  # T恤 裤子 袜子 are hot: 裤子 on Monday, T恤 on Tuesday
    "stock_turnover": (BOTH, (2 + 9) / ((25 + 18) / 2)),
    "moving_rate": (DAY, 3 / 4),  # no 裙子
    "sell_through": (BOTH, (2 + 9) / (10 + 12)),
    "stock_difference": (DAY, (14 - 13) + (0 - 2)),
    # 小梅 of July came again on 07-21, 小红 of June not before 09-09.
    "next_period_rate": (Period(date(2025, 6, 1), date(2025, 7, 20)), 1 / 2),
    "vip_members": (DAY, 3),  # 小红 of 280, 小明 of 175; 小梅 of 50 + 54, the edge itself
    "score_experience": (BOTH, 4.6),
    "score_description": (BOTH, 4.8),
    "score_service": (BOTH, 4.7),
    "score_logistics": (BOTH, 4.9),
}
