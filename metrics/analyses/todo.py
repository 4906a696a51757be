"""What to do now: rules that read the data and name what needs a person, with number, money at stake and since when."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from data.store import Store
from metrics.analyses.finding import Finding
from metrics.analyses.owners import Subject, owners
from metrics.analyses.todo_ads import losing_campaigns, low_roi
from metrics.analyses.todo_goods import conversion_collapse, running_out
from metrics.analyses.todo_orders import behind_target, due_soon, missing_data, overdue, urgent_refunds
from metrics.analyses.todo_plan import half_day, sign_ups, spend_off_plan
from metrics.analyses.todo_service import negative_reviews, open_tickets
from metrics.analyses.todo_slots import low_converting
from metrics.scope import EVERYTHING, Scope

__all__ = ["Finding", "findings"]

Rule = Callable[[Store, date, Scope], list[Finding]]

RULES: Sequence[Rule] = (
    running_out,
    overdue,
    due_soon,
    urgent_refunds,
    negative_reviews,
    open_tickets,
    low_roi,
    losing_campaigns,
    spend_off_plan,
    conversion_collapse,
    low_converting,
    behind_target,
    half_day,
    sign_ups,
    missing_data,
)


def findings(store: Store, day: date, scope: Scope = EVERYTHING) -> list[Finding]:
    """Return what the rules find on the morning after `day`, the most money at stake first; what lacks data comes last.

    Each finding names who is in charge of it, where the shop's sheet of owners says so.
    """
    found = _once(finding for rule in RULES for finding in rule(store, day, scope))
    charge = owners(store, day, scope)
    named = [
        finding
        if finding.owner or finding.about is None
        else replace(finding, owner=charge.get(finding.about))
        for finding in found
    ]
    return sorted(named, key=_rank)


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Leave out what an earlier rule says of the same item already: whose conversion fell stands low beside others, too."""
    collapsed: set[Subject | None] = set()
    kept = []
    for finding in found:
        rule = finding.key.split(":")[0]
        if rule == low_converting.__name__ and finding.about in collapsed:
            continue
        if rule == conversion_collapse.__name__:
            collapsed.add(finding.about)
        kept.append(finding)
    return kept


def _rank(finding: Finding) -> tuple[bool, bool, Decimal, str]:
    lacks_data = finding.key.startswith(f"{missing_data.__name__}:")
    return lacks_data, finding.money is None, -(finding.money or Decimal(0)), finding.key
