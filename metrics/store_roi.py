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
        "费用表里录入的其他运营成本，加支付宝账务明细里的平台费用（佣金、服务费、积分、运费险等），没有则不计。",
        "Other costs entered in the cost sheet, and the platform's fees in the Alipay account, where there are any.",
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
ROI_GRADE_ABOVE = Grade(
    id="M-81",
    key="roi_grade_above",
    label=Text("ROI等级（超过才算）", "ROI grade, limits not included"),
    meaning=Text(
        "店铺ROI 超过 3、4、5 才算及格、良好、优秀，刚好等于不算；按未四舍五入的值。",
        "Store ROI must be more than 3, 4 or 5 for pass, good or excellent; on the unrounded value.",
    ),
    of=STORE_ROI,
    above=True,
)
LIST_AMOUNT = Total(
    id="M-80",
    key="list_amount",
    label=Text("折扣前的付款金额", "Amount before discounts"),
    meaning=Text("付款金额 + 商家折扣。", "Amount paid and the discounts that the shop bore."),
    parts=((1, PAID_AMOUNT), (1, DISCOUNTS)),
    unit="money",
    hidden=True,
)
COST_WITHOUT_DISCOUNTS = Total(
    id="M-80",
    key="cost_without_discounts",
    label=Text("广告与包邮", "Ads and postage"),
    meaning=Text(
        "广告花费 + 包邮费（+ 录入的其他成本）。", "Ad spend and postage (and other costs entered)."
    ),
    parts=((1, AD_SPEND), (1, POSTAGE_COST)),
    optional=(OTHER_COSTS,),
    unit="money",
    hidden=True,
)
STORE_ROI_LIST = Ratio(
    id="M-80",
    key="store_roi_list",
    top=LIST_AMOUNT,
    bottom=STORE_COST,
    label=Text("店铺ROI（按折扣前金额）", "Store ROI on list prices"),
    meaning=Text(
        "（付款金额 + 商家折扣）÷（广告 + 包邮 + 折扣）；不评级。",
        "(Amount paid + discounts) over ads, postage and discounts; not graded.",
    ),
    unit="times",
)
STORE_ROI_WITHOUT_DISCOUNTS = Ratio(
    id="M-80",
    key="store_roi_without_discounts",
    top=PAID_AMOUNT,
    bottom=COST_WITHOUT_DISCOUNTS,
    label=Text("店铺ROI（成本不计折扣）", "Store ROI without discounts"),
    meaning=Text(
        "付款金额 ÷（广告 + 包邮）：付款金额已是折后价；不评级。",
        "Amount paid over ads and postage: what was paid is after discounts already; not graded.",
    ),
    unit="times",
)
STORE_ROI_ADS_ONLY = Ratio(
    id="M-80",
    key="store_roi_ads_only",
    top=PAID_AMOUNT,
    bottom=AD_SPEND,
    label=Text("店铺ROI（只算广告）", "Store ROI on ads alone"),
    meaning=Text("付款金额 ÷ 广告花费；不评级。", "Amount paid over ad spend; not graded."),
    unit="times",
)

ROI_METRICS = (
    POSTAGE_COST,
    DISCOUNTS,
    OTHER_COSTS,
    STORE_COST,
    STORE_ROI,
    ROI_GRADE,
    ROI_GRADE_ABOVE,
    STORE_ROI_LIST,
    STORE_ROI_WITHOUT_DISCOUNTS,
    STORE_ROI_ADS_ONLY,
)
