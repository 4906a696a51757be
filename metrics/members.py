"""Buyers over time: who comes again in the next period, and the tiers of the shop's members (M-91, M-94)."""

from data.text import Text
from metrics.core import Cut, Fact, Measure, Ratio
from metrics.customers import WINDOW_BUYERS
from metrics.facts import BUYER_WINDOW

BUYERS_AND_NEXT = Fact(
    key="buyers_and_next",
    label=Text("本期买家在下一期", "Buyers of the period in the next one"),
    clock=Text("付款时间", "time of payment"),
    view="paid_orders",
    sources=("buyers",),
    grouped=(
        "SELECT {cut} AS cut_value, f.buyer AS buyer, count(*) AS orders, sum(f.amount) AS amount,"
        " max(CASE WHEN EXISTS (SELECT 1 FROM paid_orders AS p WHERE p.shop = f.shop AND p.platform = f.platform"
        " AND p.buyer = f.buyer AND p.day >= {next_first} AND p.day <= {next_last}) THEN 1 ELSE 0 END) AS buys_next"
        " FROM paid_orders AS f WHERE f.buyer IS NOT NULL AND {where} GROUP BY {cut}, f.buyer"
    ),
    # Who has paid in the next period has a first day there, and the day before it lies in this one.
    summed=(
        "SELECT {cut} AS cut_value, CASE WHEN f.previous_day >= {start} THEN 0 ELSE f.buyers END AS buyers, 0 AS buyers_next"
        " FROM buyer_steps AS f WHERE {where}"
        " UNION ALL SELECT {cut}, 0, f.buyers FROM ("
        "SELECT s.shop AS shop, s.platform AS platform, s.previous_day AS day, s.day AS next_day, s.buyers AS buyers"
        " FROM buyer_steps AS s) AS f"
        " WHERE f.next_day >= {next_first} AND f.next_day <= {next_last} AND {where}"
    ),
    rows="paid_orders",
)
PERIOD_BUYERS = Measure(
    id="M-91",
    key="period_buyers",
    fact=BUYERS_AND_NEXT,
    label=Text("本期付款买家数", "Buyers of the period"),
    meaning=Text("本期付过款的去重买家数。", "Distinct buyers who paid in the period."),
    sql="count(*)",
    summed="sum(f.buyers)",
    unit="people",
    into_next=True,
    hidden=True,
)
NEXT_PERIOD_BUYERS = Measure(
    id="M-91",
    key="next_period_buyers",
    fact=BUYERS_AND_NEXT,
    label=Text("下一期又付款的买家数", "Of these, who paid in the next period"),
    meaning=Text(
        "其中在下一个等长时期又付款的人数。", "Of these, who paid in the next, equally long period."
    ),
    sql="sum(f.buys_next)",
    summed="sum(f.buyers_next)",
    unit="people",
    into_next=True,
    hidden=True,
)
NEXT_PERIOD_RATE = Ratio(
    id="M-91",
    key="next_period_rate",
    top=NEXT_PERIOD_BUYERS,
    bottom=PERIOD_BUYERS,
    label=Text("回购率（下一期）", "Buying again in the next period"),
    meaning=Text(
        "本期买家中，下一期（下月、下周或等长的一段）又付款的比例；下一期加载完整后才有。",
        "Share of the period's buyers who paid in the next one (month, week or as many days); known once that is loaded.",
    ),
    unit="percent",
    minimum=30,
)
EVER_BUYERS = Measure(
    id="M-92",
    key="ever_buyers",
    fact=BUYER_WINDOW,
    label=Text("以前付过款的买家数", "Buyers who had ever paid before"),
    meaning=Text(
        "期内买家中，期初之前（已加载的历史里）付过款的人数。",
        "Buyers of the period with any earlier payment in what is loaded.",
    ),
    sql="sum(f.has_ever_paid)",
    summed="sum(f.ever_buyers)",
    unit="people",
    history_days=365,
    hidden=True,
)
RETURNING_BUYER_SHARE_EVER = Ratio(
    id="M-92",
    key="returning_buyer_share_ever",
    top=EVER_BUYERS,
    bottom=WINDOW_BUYERS,
    label=Text("老客占比（曾经买过）", "Returning buyers' share, ever"),
    meaning=Text(
        "期内买家中，以前任何时候付过款的比例（按已加载的历史，至少要 365 天）。",
        "Share of the period's buyers with any earlier payment, in what is loaded (365 days at least).",
    ),
    unit="percent",
    good="none",
    minimum=30,
)
# Every buyer's purchases up to the day, and the highest tier of which every edge is reached.
TIERS_AS_OF = """
WITH bought AS (
    SELECT a.shop AS shop, a.platform AS platform, a.day AS day, o.buyer AS buyer, count(DISTINCT o.day) AS pay_days,
        sum(o.amount) - sum(coalesce(o.refund_amount, 0)) AS net_amount, max(o.file_id) AS file_id
    FROM (SELECT f.shop AS shop, f.platform AS platform, f.day AS day FROM vip_days AS f WHERE {where}) AS a
    JOIN paid_orders AS o ON o.shop = a.shop AND o.platform = a.platform AND o.day <= a.day
    WHERE o.buyer IS NOT NULL AND o.day <= {last}
    GROUP BY a.shop, a.platform, a.day, o.buyer
), reached AS (
    SELECT b.*, r.tier AS tier, row_number() OVER (
        PARTITION BY b.shop, b.platform, b.day, b.buyer
        ORDER BY coalesce(r.from_amount, 0) DESC, coalesce(r.from_count, 0) DESC, coalesce(r.from_points, 0) DESC, r.tier
    ) AS place
    FROM bought AS b
    JOIN vip_rules AS r ON r.shop = b.shop AND r.platform = b.platform AND b.net_amount >= coalesce(r.from_amount, b.net_amount)
        AND b.pay_days >= coalesce(r.from_count, 0) AND coalesce(r.from_day, b.day) <= b.day
    LEFT JOIN vip_points AS m ON m.shop = b.shop AND m.platform = b.platform AND m.buyer = b.buyer
    WHERE coalesce(m.points, 0) >= coalesce(r.from_points, 0)
)
SELECT r.shop AS shop, r.platform AS platform, r.day AS day, r.buyer AS buyer, r.tier AS tier, r.net_amount AS net_amount,
    r.pay_days AS pay_days, r.file_id AS file_id
FROM reached AS r WHERE r.place = 1
"""
# How many members of each tier there are: the changes of all days up to the day.
MEMBERS_AS_OF = """
SELECT a.shop AS shop, a.platform AS platform, a.day AS day, d.tier AS tier, sum(d.members) AS members
FROM (SELECT f.shop AS shop, f.platform AS platform, f.day AS day FROM vip_days AS f WHERE {where}) AS a
JOIN tier_days AS d ON d.shop = a.shop AND d.platform = a.platform AND d.day <= a.day
GROUP BY a.shop, a.platform, a.day, d.tier
HAVING sum(d.members) <> 0
"""
VIP = Fact(
    key="vip",
    label=Text("会员", "Members"),
    clock=Text("截至那一天（区间取最后一天）", "as of the day; of a range, its last day"),
    view="vip_days",
    sources=("vip",),
    cuts={"tier": Cut("vip_days", "tier")},
    relation=TIERS_AS_OF,
    summed=MEMBERS_AS_OF,
    as_of=True,
)
VIP_MEMBERS = Measure(
    id="M-94",
    key="vip_members",
    fact=VIP,
    label=Text("会员人数", "Members"),
    meaning=Text(
        "截至那天累计净付款、付款天数（和积分）达到会员等级规则的买家数；刚好达到也算；按 tier 分各级人数。",
        "Buyers whose net payments, pay days (and points) up to the day reach a tier of the shop's rules, edges included; by tier.",
    ),
    sql="nullif(count(*), 0)",
    summed="nullif(sum(f.members), 0)",
    unit="count",
)
MEMBER_METRICS = (NEXT_PERIOD_RATE, RETURNING_BUYER_SHARE_EVER, VIP_MEMBERS)
