"""All metrics, in the order of the job sheet."""

from difflib import get_close_matches

from data.text import Text
from metrics.ad_rates import AD_RATE_METRICS
from metrics.ads import AD_METRICS
from metrics.core import Metric
from metrics.customers import CUSTOMER_METRICS
from metrics.goals import GOAL_METRICS
from metrics.margins import MARGIN_METRICS
from metrics.members import MEMBER_METRICS
from metrics.orders import ORDER_METRICS
from metrics.rates import RATE_METRICS
from metrics.refunds import REFUND_METRICS
from metrics.service import SERVICE_METRICS
from metrics.stock import STOCK_METRICS
from metrics.store_roi import ROI_METRICS
from metrics.supply import SUPPLY_METRICS
from metrics.team import TEAM_METRICS
from metrics.traffic import TRAFFIC

AREAS: tuple[tuple[Text, tuple[Metric, ...]], ...] = (
    (Text("流量", "Traffic"), TRAFFIC),
    (Text("交易", "Trade"), (*ORDER_METRICS, *RATE_METRICS)),
    (Text("退款", "Refunds"), REFUND_METRICS),
    (Text("推广与ROI", "Ads and ROI"), (*AD_METRICS, *AD_RATE_METRICS, *ROI_METRICS, *MARGIN_METRICS)),
    (Text("目标与预算", "Targets and budgets"), GOAL_METRICS),
    (Text("客户", "Customers"), (*CUSTOMER_METRICS, *MEMBER_METRICS)),
    (Text("服务与发货", "Service and dispatch"), (*SERVICE_METRICS, *TEAM_METRICS)),
    (Text("商品与库存", "Goods and stock"), (*SUPPLY_METRICS, *STOCK_METRICS)),
)
CATALOGUE: dict[str, Metric] = {metric.key: metric for _, metrics in AREAS for metric in metrics}


class UnknownMetric(LookupError):
    """A key that no metric has; `text` names the nearest ones."""

    def __init__(self, key: str):
        near = get_close_matches(key, CATALOGUE, n=3, cutoff=0.5)
        hint_zh = (
            f"是不是 {'、'.join(near)}？" if near else "用「数据 > 口径」页或 docs/metrics.md 查看全部指标。"
        )
        hint_en = f"Did you mean {', '.join(near)}?" if near else "docs/metrics.md lists them all."
        self.key = key
        self.text = Text(f"没有名为「{key}」的指标。{hint_zh}", f"There is no metric named {key}. {hint_en}")
        super().__init__(self.text.en)


def metric(key: str) -> Metric:
    """Return the metric of that key; UnknownMetric if there is none."""
    try:
        return CATALOGUE[key]
    except KeyError:
        raise UnknownMetric(key) from None
