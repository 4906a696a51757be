"""Customer service's duties (客服: 售前、售后、客户关怀)."""

from data.text import Text
from ui.duties.duty import Duty

SERVICE: tuple[Duty, ...] = (
    Duty("CS1", "day", Text("受理售前咨询", "Consults handled"), ("consults", "response_seconds", "response_rate_3min"),
         "agents", "service", served="partly"),
    Duty("CS2", "day", Text("咨询到下单，按客服", "Consult to order, per agent"),
         ("consult_close_rate",), "agents", "service", served="partly"),
    Duty("CS3", "day", Text("反馈商品、页面、仿冒问题", "Item, page and counterfeit problems"),
         (), "tickets", "service", served="partly"),
    Duty("CS4", "day", Text("分流、交接售后问题", "Hand over after-sales issues"), (), "tickets", "service", served="partly"),
    Duty("CS5", "week", Text("按量排班（4 到 10 人）", "Staffing by load"), ("consults",), "agents", "service", served="partly"),
    Duty("CS6", "day", Text("告知主推的活动和产品", "Current events and items"), (), "sign_ups", "service", served="partly"),
    Duty("CS7", "day", Text("审核带留言的订单", "Orders with a remark"), (), "with_notes", "service"),
    Duty("CS8", "day", Text("缺货订单通知顾客", "Out-of-stock orders: notify"), (), "unshipped_low_stock", "service"),
    Duty("CS9", "day", Text("异常快递跟踪", "Abnormal parcels"), (), "parcels", "service", served="partly"),
    Duty("CS10", "day", Text("受理退换货", "Return and exchange requests"), ("refunds",), "open_refunds", "service"),
    Duty("CS11", "day", Text("退款汇总成表", "Refunds summarised"), ("refund_amount", "refunds"), "refund_cases", "service"),
    Duty("CS12", "day", Text("差评反查买家、回复", "Negative reviews: find the order, reply"),
         ("negative_review_rate",), "bad_reviews", "service", served="partly"),
    Duty("CS13", "day", Text("受理投诉，做好记录", "Complaints recorded"), ("problem_rate_24h",), "tickets", "service", served="partly"),
    Duty("CS14", "week", Text("查单、质保、退换货、投诉分工", "Work by category"), ("refunds",), "refund_types", "service"),
    Duty("CS15", "week", Text("会员维护", "Members maintained"), ("vip_members",), "lapsed", "customers"),
    Duty("CS16", "week", Text("按地区、购买倾向回访（订单里没有年龄）", "Call-backs by region and tendency (orders have no age)"),
         ("returning_buyer_share",), "lapsed", "customers"),
    Duty("CS17", "week", Text("质量问题的来回运费", "Freight of quality returns"),
         ("quality_return_share",), "refund_reasons", "service", served="partly"),
    Duty("CS18", "day", Text("收到货、未收到货的退款", "Refunds with and without goods received"),
         ("refunds",), "refund_types", "service"),
    Duty("CS19", "always", Text("客户需求报备：要人来写", "Customers' wishes: for people to write"), served="no"),
)  # fmt: skip
