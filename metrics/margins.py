"""What sales leave: the ROI that pays for the goods, and ROI after refunds (M-82)."""

from data.text import Text
from metrics.core import Cut, Fact, Measure, Planned, Ratio, Total
from metrics.facts import PAID
from metrics.orders import PAID_AMOUNT
from metrics.refunds import COHORT_REFUND_AMOUNT
from metrics.store_roi import STORE_COST

MARGINS = Fact(
    key="margins",
    label=Text("有成本的付款商品", "Paid goods with a known cost"),
    clock=Text("付款日；只算满 15 天的日子", "day of payment; days at least 15 days old"),
    view="margin_lines",
    sources=("matured_margins",),
    cuts={"item": Cut("margin_lines", "item", "item_name")},
    rows="margin_lines",
)
COSTED_SALES = Measure(
    id="M-82",
    key="costed_sales",
    fact=MARGINS,
    label=Text("有成本的商品的应付货款", "Sales of goods with a known cost"),
    meaning=Text("满 15 天、成本已知的付款子订单的应付货款。", "Payable on paid lines whose cost is known."),
    sql="sum(f.amount)",
    unit="money",
    hidden=True,
)
KEPT_MARGIN = Measure(
    id="M-82",
    key="kept_margin",
    fact=MARGINS,
    label=Text("退款后的毛利", "Margin kept after refunds"),
    meaning=Text(
        "（应付货款 − 成本 − 平台费用）×（1 − 已退比例），逐子订单算。",
        "(Payable − cost − platform fees) × the share not refunded, line by line.",
    ),
    sql="sum(f.kept_margin)",
    unit="money",
    hidden=True,
)
BREAK_EVEN_ROI = Ratio(
    id="M-82",
    key="break_even_roi",
    top=COSTED_SALES,
    bottom=KEPT_MARGIN,
    label=Text("盈亏平衡ROI", "Break-even ROI"),
    meaning=Text(
        "1 ÷（（1 − 退款率）× 毛利率），毛利已减平台费用；ROI 高于它才赚钱。",
        "1 ÷ ((1 − refund rate) × gross margin), fees off the margin; an ROI above it earns money.",
    ),
    unit="times",
    good="down",
    note=Text("只算满 15 天、成本已知的商品", "of goods with a known cost, 15 days after payment"),
)
PAID_AFTER_REFUNDS = Total(
    id="M-82",
    key="paid_after_refunds",
    label=Text("退款后的付款金额", "Amount paid after refunds"),
    meaning=Text(
        "付款金额 − 这些订单至今的退款。", "Amount paid less the refunds so far of the same orders."
    ),
    parts=((1, PAID_AMOUNT), (-1, COHORT_REFUND_AMOUNT)),
    unit="money",
    hidden=True,
)
ROI_AFTER_REFUNDS = Ratio(
    id="M-82",
    key="roi_after_refunds",
    top=PAID_AFTER_REFUNDS,
    bottom=STORE_COST,
    label=Text("退后店铺ROI", "Store ROI after refunds"),
    meaning=Text(
        "（付款金额 − 这批订单至今的退款）÷（广告 + 包邮 + 折扣）；新近的日子还会下降。",
        "(Amount paid − refunds so far of these orders) over ads, postage and discounts; recent days still fall.",
    ),
    unit="times",
)
EXPECTED_PAID = Planned(
    id="M-83",
    key="expected_paid_amount",
    fact=PAID,
    label=Text("平日水平的付款金额", "Amount paid of ordinary days"),
    meaning=Text(
        "按之前 400 天的水平和星期推算，这些天没有活动时的付款金额。",
        "What these days would have brought without their event, by the level and weekdays of the 400 days before.",
    ),
    of="paid_amount",
    ordinary=True,
)
GAIN = Total(
    id="M-83",
    key="incremental_paid_amount",
    label=Text("增量付款金额", "Incremental amount paid"),
    meaning=Text("付款金额 − 平日水平的付款金额。", "Amount paid less that of ordinary days."),
    parts=((1, PAID_AMOUNT), (-1, EXPECTED_PAID)),
    unit="money",
    hidden=True,
)
INCREMENTAL_ROI = Ratio(
    id="M-83",
    key="incremental_roi",
    top=GAIN,
    bottom=STORE_COST,
    label=Text("增量ROI", "Incremental ROI"),
    meaning=Text(
        "（付款金额 − 平日水平）÷（广告 + 包邮 + 折扣）；看区间：包含 0 就不能证明有效。之前至少要有 28 天数据。",
        "(Amount paid − that of ordinary days) over ads, postage and discounts; an interval with 0 in it shows no effect. "
        "Needs 28 days before.",
    ),
    unit="times",
)
MARGIN_METRICS = (BREAK_EVEN_ROI, ROI_AFTER_REFUNDS, INCREMENTAL_ROI)
