"""Store ROI: what was paid over what running the shop cost, and its grade (M-80, M-81)."""

from data.text import Text
from metrics.ads import AD_SPEND
from metrics.core import Grade, Measure, Ratio, Total
from metrics.facts import DISCOUNT, OTHER_COST, POSTAGE
from metrics.orders import PAID_AMOUNT

POSTAGE_COST = Measure(
    id="M-80",
    key="postage",
    fact=POSTAGE,
    label=Text("包邮费", "Postage borne"),
    meaning=Text(
        "卖家承担的邮费：录入的包邮费，或每单运费 × 付款单数减买家付的邮费。",
        "Postage the seller bore: entered, or freight per order on paid orders less what buyers paid for it.",
    ),
    sql="sum(f.amount)",
    unit="money",
    good="down",
)
DISCOUNTS = Measure(
    id="M-80",
    key="discounts",
    fact=DISCOUNT,
    label=Text("商家折扣", "Discounts borne"),
    meaning=Text(
        "卖家承担的折扣：录入的折扣，或已付款子订单的 商品价格×数量 − 应付货款。",
        "Discounts the seller bore: entered, or list price less what was payable on paid order lines.",
    ),
    sql="sum(f.amount)",
    unit="money",
    good="down",
)
OTHER_COSTS = Measure(
    id="M-80",
    key="other_costs",
    fact=OTHER_COST,
    label=Text("其他成本", "Other costs"),
    meaning=Text(
        "费用表里录入的其他运营成本，没有则不计。",
        "Other costs entered in the cost sheet, where there are any.",
    ),
    sql="sum(f.amount)",
    unit="money",
    good="down",
)
STORE_COST = Total(
    id="M-80",
    key="store_cost",
    label=Text("运营成本", "Store cost"),
    meaning=Text(
        "广告花费 + 包邮费 + 商家折扣（+ 录入的其他成本）；三项缺一则为空。",
        "Ad spend + postage + discounts (+ other costs entered); empty unless all three are known.",
    ),
    parts=((1, AD_SPEND), (1, POSTAGE_COST), (1, DISCOUNTS)),
    optional=(OTHER_COSTS,),
    unit="money",
    good="none",
)
STORE_ROI = Ratio(
    id="M-80",
    key="store_roi",
    top=PAID_AMOUNT,
    bottom=STORE_COST,
    label=Text("店铺ROI", "Store ROI"),
    meaning=Text(
        "店铺付款金额 ÷（广告 + 包邮 + 折扣），写作 1:x；三项齐全才评级。",
        "Amount paid over ads, postage and discounts, written 1:x; graded only with all three.",
    ),
    unit="times",
)
ROI_GRADE = Grade(
    id="M-81",
    key="roi_grade",
    label=Text("ROI等级", "ROI grade"),
    meaning=Text(
        "店铺ROI：<3 不及格，3–4 及格，4–5 良好，≥5 优秀，按未四舍五入的值。",
        "Store ROI: under 3 fail, 3 to 4 pass, 4 to 5 good, 5 and over excellent, on the unrounded value.",
    ),
    of=STORE_ROI,
)

ROI_METRICS = (
    POSTAGE_COST,
    DISCOUNTS,
    OTHER_COSTS,
    STORE_COST,
    STORE_ROI,
    ROI_GRADE,
)
