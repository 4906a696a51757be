"""Targets that were edited, with what follows from them, so that days, months, quarters and the year always add up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from data.text import Text
from metrics.analyses.day_targets import decomposed, laid_out
from metrics.period import Period, end_of, start_of

Span = tuple[date, date]
Targets = Mapping[Span, Decimal]
Weigh = Callable[[Sequence[date]], list[float]]
MONTHS, WEEK = 12, 7
TOO_LITTLE = Text(
    "{whole} 的目标是 {amount:,.2f}，比其中手工定的 {parts:,.2f} 还少，没有保存。先改小的，再改大的。",
    "The target of {whole} is {amount:,.2f}, less than the {parts:,.2f} set within it, so nothing was saved. Lower those first.",
)


class DontAddUp(ValueError):
    """The edited targets contradict each other; `text` says which."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def year_of(day: date) -> Span:
    """Return the year that holds a day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def month_of(day: date) -> Span:
    """Return the month that holds a day."""
    return start_of(day, "month"), end_of(start_of(day, "month"), "month")


def quarter_of(day: date) -> Span:
    """Return the quarter that holds a day."""
    return start_of(day, "quarter"), end_of(start_of(day, "quarter"), "quarter")


def months_in(span: Span) -> list[Span]:
    """Return the months of a year or quarter, in order."""
    return [
        month_of(date(span[0].year, number, 1))
        for number in range(1, MONTHS + 1)
        if span[0] <= date(span[0].year, number, 1) <= span[1]
    ]


def edited(
    standing: Targets, edits: Mapping[Span, Decimal | None], weigh: Weigh
) -> dict[Span, Decimal | None]:
    """Return every target that has to be kept for `edits` to stand and all levels to add up; None: taken away.

    A year or quarter is divided over those of its months that weren't edited too: as they stood to each other, else by what
    the days weigh (weekday and event, from history). A month keeps its sum when a day is edited, the other days take the
    rest; where its days set more than it, or all of them, it becomes their sum. Quarters and years become the sum of their
    months where all of these have a target. A week stands as it was set, the other days of its months take the rest. Raises
    DontAddUp where a part would be more than the whole.
    """
    found = dict(standing)
    for span in sorted(edits, key=lambda span: (span[0] - span[1], span)):
        amount = edits[span]
        if amount is None:
            found.pop(span, None)
        else:
            found[span] = amount
            if len(months_in(span)) > 1:
                _divide(found, span, amount, edits, weigh)
            elif span[0] < span[1]:
                _fit_days(found, span, amount, edits)
    for month in {month_of(day) for day, last in edits if day == last}:
        _fit_month(found, month, edits)
    for span in edits:
        if _is_week(span):
            _hold_months(found, span, weigh)
    years = {year_of(span[0]) for span in edits}
    touched = years | {quarter_of(month[0]) for year in years for month in months_in(year)}
    for whole in sorted(touched, key=lambda span: span[1] - span[0]):
        _roll_up(found, whole, edits)
    return {
        span: found.get(span)
        for span in found.keys() | standing.keys()
        if found.get(span) != standing.get(span)
    }


def _divide(
    found: dict[Span, Decimal],
    span: Span,
    amount: Decimal,
    edits: Mapping[Span, Decimal | None],
    weigh: Weigh,
) -> None:
    set_too = [month for month in months_in(span) if edits.get(month) is not None]
    free = [month for month in months_in(span) if month not in set_too]
    rest = amount - sum((edits[month] or Decimal(0) for month in set_too), Decimal(0))
    if rest < 0 or (rest > 0 and not free):
        parts = amount - rest
        raise DontAddUp(TOO_LITTLE.fill(whole=_named(span), amount=amount, parts=parts))
    if not free:
        return
    known = [found.get(month) for month in free]
    weights = [float(each) for each in known if each is not None]
    if len(weights) < len(free) or sum(weights) <= 0:
        weights = [sum(weigh(list(Period(*month).days()))) for month in free]
    for month, part in zip(free, decomposed(rest, weights), strict=True):
        found[month] = part
        _fit_days(found, month, part, edits)


def _fit_days(
    found: dict[Span, Decimal], month: Span, amount: Decimal, edits: Mapping[Span, Decimal | None]
) -> None:
    """Make the days of a month add up to its new target where all of them are set; refuse it where some set more."""
    days = [(day, day) for day in Period(*month).days()]
    own = [span for span in days if span in found]
    if any(span in edits for span in days):
        return
    if len(own) < len(days):
        total = sum((found[span] for span in own), Decimal(0))
        if total > amount:
            raise DontAddUp(TOO_LITTLE.fill(whole=_named(month), amount=amount, parts=total))
        return
    weights = [float(found[span]) for span in own]
    found.update(zip(own, decomposed(amount, weights if sum(weights) > 0 else [1.0] * len(own)), strict=True))


def _fit_month(found: dict[Span, Decimal], month: Span, edits: Mapping[Span, Decimal | None]) -> None:
    days = [(day, day) for day in Period(*month).days()]
    own = [found[span] for span in days if span in found]
    total = sum(own, Decimal(0))
    standing = found.get(month)
    if standing is None or not own:
        return
    if total > standing and edits.get(month) is not None:
        raise DontAddUp(TOO_LITTLE.fill(whole=_named(month), amount=standing, parts=total))
    if total > standing or len(own) == len(days):
        found[month] = total


def _is_week(span: Span) -> bool:
    return (span[1] - span[0]).days == WEEK - 1


def _hold_months(found: dict[Span, Decimal], week: Span, weigh: Weigh) -> None:
    """Refuse a week's target for which the months it lies in have too little left."""
    for month in {month_of(week[0]), month_of(week[1])}:
        if month in found:
            days = laid_out(found, weigh, list(Period(*month).days()))
            total = sum(days.values(), Decimal(0))
            if total != found[month]:
                raise DontAddUp(TOO_LITTLE.fill(whole=_named(month), amount=found[month], parts=total))


def _roll_up(found: dict[Span, Decimal], whole: Span, edits: Mapping[Span, Decimal | None]) -> None:
    months = [found.get(month) for month in months_in(whole)]
    known = [amount for amount in months if amount is not None]
    total = sum(known, Decimal(0))
    if whole in found and (len(known) == len(months) or total > found[whole]):
        found[whole] = total


def _named(span: Span) -> str:
    first, last = span
    if (first, last) == year_of(first):
        return f"{first:%Y}"
    return f"{first:%Y-%m}" if (first, last) == month_of(first) else f"{first:%Y-%m-%d}–{last:%Y-%m-%d}"
