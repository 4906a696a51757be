"""What to do now: rules that read the data and name what needs a person, with number, money at stake and since when."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from data.store import Store
from metrics.analyses.finding import Finding
from metrics.analyses.todo_ads import losing_campaigns, low_roi
from metrics.analyses.todo_goods import conversion_collapse, running_out
from metrics.analyses.todo_orders import behind_target, missing_data, overdue, urgent_refunds
from metrics.scope import EVERYTHING, Scope

__all__ = ["Finding", "findings"]

Rule = Callable[[Store, date, Scope], list[Finding]]

RULES: Sequence[Rule] = (
    running_out,
    overdue,
    urgent_refunds,
    low_roi,
    losing_campaigns,
    conversion_collapse,
    behind_target,
    missing_data,
)


def findings(store: Store, day: date, scope: Scope = EVERYTHING) -> list[Finding]:
    """Return what the rules find on the morning after `day`, the most money at stake first; what lacks data comes last."""
    found = [finding for rule in RULES for finding in rule(store, day, scope)]
    return sorted(
        found, key=lambda finding: (finding.money is None, -(finding.money or Decimal(0)), finding.key)
    )
