"""How figures are written for people: money to the cent, rates with two decimals, an empty figure as a dash."""

from decimal import ROUND_HALF_UP, Decimal

from data.text import Text
from metrics.evaluate import Number
from metrics.grades import ROI_STEPS

EMPTY = "—"
GRADES = {
    "fail": Text("不及格", "Fail"),
    "pass": Text("及格", "Pass"),
    "good": Text("良好", "Good"),
    "excellent": Text("优秀", "Excellent"),
}


def number(value: Number, unit: str) -> str:
    """Return a figure of that unit as text; None is a dash."""
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return value
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return EMPTY
    match unit:
        case "percent":
            return f"{rounded(exact * 100, 2):,.2f}%"
        case "times":
            return f"{rounded(exact, times_places(exact)):,f}"
        case "count" | "people":
            return f"{rounded(exact, 0):,.0f}"
    return f"{rounded(exact, 2):,.2f}"


def times_places(ratio: Decimal) -> int:
    """Return with how many decimals a ratio shows on which side of a grade's limit it is (2.995 is not 3.00)."""
    places = 2
    while any((rounded(ratio, places) >= limit) != (ratio >= limit) for limit, _ in ROI_STEPS):
        places += 1
    return places


def rounded(value: Decimal, places: int) -> Decimal:
    """Return the value with that many decimals, half a unit away from zero as shops round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def to_the_cent(amount: float | Decimal) -> Decimal:
    """Return money with two decimals, half a cent away from zero."""
    return rounded(Decimal(str(amount)), 2)
