"""What each check compares, and the causes of differences; a cause is named only where the data passes its test."""

from data.text import Text

KINDS = {
    "files": Text("文件里的 ↔ 现在库里的", "In the file ↔ in the store now"),
    "lines": Text("宝贝报表（订单明细）↔ 订单报表", "Order lines ↔ orders"),
    "shop_daily": Text("订单、售后报表 ↔ 生意参谋店铺日报", "Orders and refunds ↔ shop-daily export"),
    "items": Text("商品报表 ↔ 店铺日报", "Item reports ↔ shop-daily export"),
    "ads": Text("细分推广报表 ↔ 计划报表", "Finer ad reports ↔ campaign report"),
    "impossible": Text("不可能的数", "Figures that can't be"),
    "ad_columns": Text(
        "计划报表 ↔ 店铺日报推广花费", "Campaign report ↔ ad columns of the shop-daily export"
    ),
}
REASONS = {
    "view_through": Text(
        "没有点击却有成交：多半是看过没点的也算，或这份报表缺了点击",
        "sales without a click: the platform credits views too, or the report lacks its clicks",
    ),
    "fen": Text(
        "一次点击贵得不像话，多半是金额以分为单位：除以 100 才是元",
        "a click costs far too much: the money is likely in fen, a hundredth of a yuan",
    ),
    "oversold": Text("库存是负数：超卖了，或入库还没登记", "stock below zero: oversold, or goods in that nobody has booked"),
    "replaced": Text(
        "别的文件后来的状态更新（晚付款、退款、更正），以它为准", "another file knows a later state (late payments, refunds, corrections)"
    ),
    "retired": Text("后来的同一份表里没有这些行，它们不再算", "a newer version of the same sheet doesn't list these rows any more"),
    "partial": Text("这一天的报表在当天结束前就导出了，只有一部分", "the day's export was taken before the day's end"),
    "first_day": Text(
        "这一天是载入订单的第一天：前一晚下单、过了零点才付款的单没有载入",
        "first day of the loaded orders: those placed the evening before and paid after midnight are not loaded",
    ),
    "paid_since": Text(
        "有订单在订单报表导出时还没付款，店铺日报导出得更晚；请重新导出这些天的订单",
        "some orders were still unpaid when the order report was exported, before the shop-daily one; export these days again",
    ),
    "excluded": Text("差的正好是补差、邮费这类不算商品的链接", "the difference is exactly the links that are no goods"),
    "freight": Text("商品报表的金额不含邮费，差的正好是买家付的邮费", "item amounts are without freight: exactly what buyers paid for it"),
    "freight_unknown": Text("订单报表没有邮费这一列，明细里不含邮费", "the order report has no freight column; lines are without it"),
    "item_visitors": Text(
        "同一位访客看几件商品，在每件商品里各算一次，相加会多", "a visitor of several items counts at each: items add up to more"
    ),
    "other_campaigns": Text(
        "差的正好是这张报表里没有的计划（如店铺直达、全站推广）", "exactly the campaigns that this report lacks (shop pages, 全站推广)"
    ),
    "lines_older": Text("付款在宝贝报表导出之后，请重新导出宝贝报表", "paid after the order-line report was exported; export it again"),
    "order_not_loaded": Text("这些明细的订单在没有载入订单报表的日子里", "their orders are of days whose order report isn't loaded"),
    "refunds_range": Text("售后报表没有查询到这一天", "the refund export does not reach this day"),
    "refunds_open": Text(
        "有退款在售后报表导出时还没完结，店铺日报导出得更晚；请重新导出售后报表",
        "some refunds were still open when the refund report was exported; export it again",
    ),
    "refunds_before": Text(
        "售后报表从更晚的申请日期开始：在那之前申请、这一天完结的退款没有载入",
        "the refund export begins later: refunds applied for before it and completed this day are not loaded",
    ),
}  # fmt: skip
