"""The shop's own target beside what was paid: of the day and of the month."""

from datetime import date
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.analyses import targets
from metrics.evaluate import Scope, Value
from metrics.period import Period
from ui.change import exact
from ui.figures import kept
from ui.format import money, number, plain
from ui.session import say

DAY = Text("日目标 {target}，完成 {share}", "Day's target {target}, reached {share}")
MONTH = Text("月目标 {target}，完成 {share}", "Month's target {target}, reached {share}")
NO_TARGET = Text("没有录入目标", "no target entered")


@kept(64)
def target(store: Store, period: Period, scope: Scope) -> Decimal | None:
    """Return the target of paid amount for that period: entered for it, or for shorter ones that fill it; None without."""
    return targets.target(store, "paid_amount", period, scope)


def lines(store: Store, period: Period, day: date, paid: Value, month: Value, scope: Scope) -> list[str]:
    """Return the lines of the payment card: target and attainment (M-20) of the period and of the month, in Markdown."""
    found = [
        _line(DAY, target(store, period, scope), paid) if period.first == period.last else "",
        _line(MONTH, target(store, Period.month(day), scope), month),
    ]
    return [line for line in found if line] or [say(NO_TARGET)]


def _line(words: Text, amount: Decimal | None, paid: Value) -> str:
    reached = exact(paid.value)
    if not amount:
        return ""
    share = number(targets.attained(reached, amount), "percent")
    return plain(say(words.fill(target=money(amount), share=share)))
