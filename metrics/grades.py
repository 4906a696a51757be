"""Thresholds as data: what counts as failing, good, late or red."""

from decimal import Decimal

ROI_STEPS: tuple[tuple[Decimal, str], ...] = (
    (Decimal(5), "excellent"),
    (Decimal(4), "good"),
    (Decimal(3), "pass"),
)

# A day is red under half of its target and amber under the whole (M-23); the limit itself is reached.
RED_SHARE, FULL_SHARE = Decimal("0.5"), Decimal(1)


def roi_grade(top: Decimal, bottom: Decimal, above: bool = False) -> str | None:
    """Return fail, pass, good or excellent for top ÷ bottom on the unrounded value (M-81); None without cost.

    above: the limit itself does not reach the grade (以上 read as "more than").
    """
    if bottom <= 0:
        return None
    for step, grade in ROI_STEPS:
        if top > step * bottom or (top == step * bottom and not above):
            return grade
    return "fail"
