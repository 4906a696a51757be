"""One sentence on the day, and what its figures are compared with."""

from datetime import date

import streamlit as st

from data.text import Text
from metrics.analyses.why import Why
from metrics.catalogue import CATALOGUE
from metrics.compare import BASES, Comparison
from metrics.evaluate import Value
from metrics.period import Period
from ui.format import day as day_text
from ui.format import figure, listed, plain, weekday
from ui.session import language, say

PAID = Text("{period}{of} 付款金额 {amount}", "{period}{of}: {amount} paid")
GOES_ON = Text("，", ". ")
ENDS = Text("。", ".")
TO_DO = Text("有 {n} 件待办。", " To do: {n}.")
TO_DO_IN_ALL = Text("全店有 {n} 件待办。", " To do in the whole shop: {n}.")
NO_TO_DO = Text("没有待办。", " Nothing to do.")
SPAN = Text("{first} 至 {last}", "{first} to {last}")
COMPARED = Text(
    "对比：近 {n} 个平常{weekday}（{days}）的中位数",
    "Compared with the median of {n} ordinary {weekday} ({days})",
)
PASSED_OVER = Text("跳过 {days}", "passed over: {days}")
PASSED = Text("{day} {why}", "{day} {why}")
AGAINST = Text("对比：{label}（{days}）", "Compared with: {label} ({days})")


def draw(period: Period, paid: Value, why: Why | None, todos: int, category: str | None = None) -> None:
    """Draw the verdict: what was paid (of a category, where one is chosen), the first cause, how much is to be done."""
    amount = figure(paid, CATALOGUE["paid_amount"], language())
    of = Text(f" {category}", f", {category}") if category else Text("", "")
    sentences = [PAID.fill(period=span(period), of=of, amount=amount), GOES_ON if why else ENDS]
    sentences += why.sentences[:1] if why else []
    to_do = TO_DO_IN_ALL if category else TO_DO
    sentences.append(to_do.fill(n=todos) if todos else NO_TO_DO)
    st.markdown(f"**{plain(''.join(say(sentence) for sentence in sentences))}**")


def compared(period: Period, base: Comparison | None, against: str = "ordinary") -> None:
    """Draw what the cards' changes are against, and which days were passed over and why."""
    if base is None or period.first is None:
        return
    if base.why is not None:
        st.caption(plain(say(base.why)))
    elif against == "ordinary" and period.first == period.last:
        st.caption(plain(say(_named(base, period.first))))
    else:
        # Of several days there is no ordinary weekday: the default is then the period before.
        key = "previous" if against == "ordinary" else against
        label = next(known.label for known in BASES if known.key == key)
        words = AGAINST.fill(label=label, days=span(Period(base.days[0], base.days[-1])))
        notes = [say(note) for note in base.notes]
        st.caption(
            plain("；".join([say(words), *notes]) if language() != "en" else "; ".join([say(words), *notes]))
        )


def span(period: Period) -> str:
    """Return the days of a period as a person reads them."""
    first, last = (day_text(day, language()) if day else "…" for day in (period.first, period.last))
    return first if first == last else say(SPAN.fill(first=first, last=last))


def _named(base: Comparison, day: date) -> Text:
    days = listed((f"{other:%m-%d}" for other in base.days), language())
    name = Text(weekday(day, "zh"), weekday(day, "en"))
    words = COMPARED.fill(n=len(base.days), weekday=name, days=days)
    # Days before the oldest one used were only looked at because there was nothing nearer.
    oldest = min(base.days, default=day)
    passed = [PASSED.fill(day=f"{other:%m-%d}", why=why) for other, why in base.left_out if other > oldest]
    if not passed:
        return words
    over = PASSED_OVER.fill(
        days=Text(listed((p.zh for p in passed), "zh"), listed((p.en for p in passed), "en"))
    )
    return Text(f"{words.zh}；{over.zh}", f"{words.en}; {over.en}")
