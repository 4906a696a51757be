"""One difference between two figures that should agree, with its cause where the data itself shows one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.reconcile.reasons import REASONS
from data.store import Store
from data.text import Text

HALF_CENT = Decimal("0.005")
# Figures that are whole numbers; the rest is money.
WHOLE = (
    "visitors", "paid_orders", "paid_items", "paid_buyers", "placed_buyers", "clicks", "impressions", "orders_without_lines",
    "lines_without_order", "ad_orders", "stock_on_hand",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What two sources say of the same thing.

    kind: which check (data/reconcile/reasons.py, KINDS). what: the column or metric key. cause: None is unexplained.
    examples: ids of orders or names of files to look at, a few of them.
    """

    kind: str
    shop: str
    platform: str
    day: date | None
    what: str
    ours: Decimal
    theirs: Decimal
    cause: Text | None
    examples: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        """Ours less theirs."""
        return self.ours - self.theirs

    def to_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the object of `check --json`; figures are text, with two decimals unless they are whole."""
        return {
            "day": self.day.isoformat() if self.day else None, "shop": self.shop, "kind": self.kind, "what": self.what,
            "ours": written(self.ours), "theirs": written(self.theirs), "difference": written(self.difference),
            "cause": self.cause.say(language) if self.cause else None, "examples": list(self.examples),
        }  # fmt: skip


def found(store: Store, kind: str, sql: str, params: Sequence[Any] = ()) -> list[Difference]:
    """Return the differences of a statement with the columns shop, platform, day, what, ours, theirs, cause, examples.

    cause: a key of REASONS or NULL; examples: a list of text. Rows that agree to half a cent are left out.
    """
    differences = []
    for shop, platform, day, what, ours, theirs, cause, examples in store.rows(sql, params):
        is_whole = what.rpartition(".")[2] in WHOLE
        mine, other = (Decimal(int(side)) if is_whole else Decimal(side) for side in (ours, theirs))
        if abs(mine - other) >= HALF_CENT:
            words = REASONS[cause] if cause else None
            differences.append(
                Difference(kind, shop, platform, day, what, mine, other, words, tuple(examples or ()))
            )
    return differences


def written(value: Decimal) -> str:
    """Return a figure as text: whole numbers without decimals, others with two."""
    return (
        str(int(value))
        if value == value.to_integral_value() and value.as_tuple().exponent == 0
        else f"{value:.2f}"
    )
