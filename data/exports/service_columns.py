"""What the two customer service reports share: the figures of an agent, or of the whole team."""

from data.kind import Check, Column, counted
from data.text import Text


def _seconds(field: str, *names: str) -> Column:
    """A duration as the platform gives it; the unit stands in the header."""
    return Column(field, "number", tuple(n + u for n in names for u in ("", "(秒)")), negative=False)


FIGURES: tuple[Column, ...] = (
    counted("consults", "咨询人数", "总咨询人数"),
    counted("received", "接待人数"),
    counted("inquirers", "询单人数"),
    counted("inquiry_placed_buyers", "询单最终下单人数"),
    counted("inquiry_buyers", "询单最终付款人数"),
    Column("inquiry_amount", "money", ("询单最终付款金额",), negative=False),
    Column("sales", "money", ("客服销售额", "销售额"), negative=False),
    counted("buyers", "客服销售人数", "销售人数"),
    counted("items", "客服销售量", "销售量"),
    Column("refund_amount", "money", ("成功退款金额",), negative=False),
    Column("net_sales", "money", ("净销售额",)),
    Column("sales_share", "rate", ("客服销售占比", "销售占比"), negative=False),
    Column("close_rate", "rate", ("询单最终付款转化率", "询单转化率"), negative=False),
    _seconds("first_response_seconds", "首次响应时长", "首响"),
    _seconds("response_seconds", "平均响应时长", "旺旺平响", "旺旺人工响应时长"),
    Column("satisfaction_rate", "rate", ("客户满意率", "旺旺满意度"), negative=False),
    Column("reply_rate", "rate", ("旺旺回复率", "回复率"), negative=False),
    Column(
        "response_rate_3min",
        "rate",
        ("3分钟响应率", "3分钟人工响应率", "三分钟响应率", "三分钟人工响应率"),
        negative=False,
    ),
    Column("refund_only_hours", "number", ("仅退款自主完结时长(小时)", "仅退款自主完结时长"), negative=False),
    Column("return_refund_hours", "number", ("退货退款完结时长(小时)", "退货退款完结时长"), negative=False),
    Column("help_rate", "rate", ("平台求助率",), negative=False),
    Column("judge_rate", "rate", ("平台判责率",), negative=False),
)

# More buyers than people who asked: the row's cells stand under the wrong headers.
CHECKS = (
    Check(
        "inquiry_buyers <= inquirers",
        ("inquiry_buyers", "inquirers"),
        Text(
            "询单最终付款人数比询单人数还多，多半是这一行错位了；这一行没有导入。",
            "More people paid than asked: the row's cells have likely moved; the row was left out.",
        ),
    ),
)
KNOWN = ("客服销售客单价", "客单价", "询单最终下单转化率")
ABSENT = ("订单编号", "退款编号", "商品ID", "访客数", "花费", "展现量", "支付金额")
