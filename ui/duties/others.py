"""The duties of content, goods, warehouse and finance."""

from data.text import Text
from ui.duties.duty import Duty

CONTENT: tuple[Duty, ...] = (
    Duty("DS1", "week", Text("详情页、直通车图、钻展图的效果", "Detail pages and ad images: their effect"),
         ("ad_ctr", "conversion"), "creatives", "items"),
    Duty("DS2", "week", Text("更新产品、优化页面：前后对比", "Page changes, before and after"),
         ("conversion",), "changes", "items", served="partly"),
    Duty("DS3", "week", Text("网页新鲜感和粘性", "Freshness and stickiness"),
         ("pages_per_visitor", "stay_seconds", "bounce_rate"), page="items"),
    Duty("DS4", "month", Text("按节假日、季节、促销做模板", "Templates by holiday and season"), ("page_views",), "sign_ups", "calendar"),
    Duty("ED1", "day", Text("上架和下架", "On and off shelf"), ("moving_rate",), "product_changes", "items"),
    Duty("ED2", "day", Text("标题编辑修改", "Title edits"), (), "product_changes", "items"),
    Duty("ED3", "day", Text("价格、库存、上下架、类目变更", "Price, stock, shelf, category changes"), (), "product_changes", "items"),
    Duty("ED4", "day", Text("订单统计报表存档", "Order statistics"), ("placed_orders", "paid_orders"), "statuses", "items"),
    Duty("ED5", "day", Text("按物流更新订单状态", "Order status from logistics"), ("dispatch_rate_24h",), "statuses", "items"),
    Duty("ED6", "always", Text("不定期统计汇总（每张表都能导出）", "Ad-hoc summaries (every table exports)"),
         ("paid_amount",), "items", "items"),
    Duty("ED7", "week", Text("完善每件商品的属性", "Complete attributes"), (), "items", "content", served="partly"),
    Duty("ED8", "month", Text("类目商品结构规划", "Category structure"), ("paid_items",), "categories", "items"),
)  # fmt: skip
GOODS: tuple[Duty, ...] = (
    Duty("PU1", "week", Text("周四补货单、到货、货期、预警", "Thursday list, arrivals, lead times, warnings"),
         ("reorder_quantity", "stock_warnings"), "replenish", "replenish", weekday=3),
    Duty("PU2", "week", Text("产品调研周报：外部数据没有，自家销售有", "Product research: outside data is missing; own sales are here"),
         page="items", served="no"),
    Duty("PU3", "week", Text("决策生产、订货", "Decide production and orders"), ("reorder_quantity",), "replenish", "replenish"),
    Duty("PU4", "month", Text("搭配建议、指导价", "Matching advice, guide price"), ("item_price",), "pairs", "items"),
    Duty("PU5", "week", Text("质量问题跟踪、返厂", "Quality issues back to the factory"),
         ("quality_return_share",), "refund_reasons", "items"),
    Duty("PU6", "week", Text("单价和调价", "Prices and price changes"), ("item_price",), "item_prices", "items"),
    Duty("PU7", "week", Text("收集客户对产品的反馈", "Product feedback"),
         ("negative_review_rate",), "bad_reviews", "items", served="partly"),
    Duty("PU8", "month", Text("打造爆款", "Build hot sellers"), ("paid_items", "conversion"), "top_items", "items"),
)  # fmt: skip
WAREHOUSE: tuple[Duty, ...] = (
    Duty("WH1", "month", Text("验收、入库、盘点、对账", "Receive, store, stock-take, reconcile"),
         ("stock_difference",), "stock_take", "warehouse", served="partly"),
    Duty("WH2", "day", Text("即拍即有货：付了款没库存的", "Paid but no stock"), ("stockout_rate",), "unshipped_low_stock", "warehouse"),
    Duty("WH3", "day", Text("运单号和状态正确", "Tracking numbers and status"), (), "without_tracking", "warehouse"),
    Duty("WH4", "week", Text("包装准时准确（看退款原因）", "Packing on time and exact"),
         ("quality_return_share",), "refund_reasons", "warehouse"),
    Duty("WH5", "day", Text("每天 14:00 制作日报表、打印单据", "14:00 daily report, print documents"),
         ("overdue_orders",), "dispatch_sheet", "warehouse", days=30, at="14:00"),
    Duty("WH6", "day", Text("日报表交给经理", "Daily report to the manager"),
         ("dispatch_rate_24h",), "paid_until_1400", "warehouse", at="14:00"),
    Duty("WH7", "day", Text("出入库统计登帐", "In and out statistics"), (), "stock_moves", "warehouse", served="partly"),
    Duty("WH8", "week", Text("商城数量和实际数量一致", "Listed quantity is the real one"),
         ("stock_difference",), "stock_take", "warehouse"),
    Duty("WH9", "week", Text("默认快递，部分地区 EMS", "Default carrier, EMS where unreachable"),
         ("paid_orders",), "carriers", "warehouse"),
    Duty("WH10", "day", Text("验货、录像、打包：只有件数", "Inspect, film, pack: counts only"), served="no"),
)  # fmt: skip
FINANCE: tuple[Duty, ...] = (
    Duty("FI1", "day", Text("发票留言不清的订单（带留言的）", "Invoices with unclear requests (orders with remarks)"),
         (), "with_notes", "finance"),
    Duty("FI2", "month", Text("费用细则、活动预算", "Fee details, budgets"), ("store_cost", "spend_pacing"), "costs", "finance"),
    Duty("FI3", "always", Text("进销存系统：只读它的导出", "Inventory system: only its exports are read"), served="no"),
    Duty("FI4", "day", Text("日报表、物流单、出库单", "Documents to the warehouse"), ("paid_orders",), "dispatch_sheet", "finance"),
)  # fmt: skip
