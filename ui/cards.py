"""A card: name, figure, change against its fair base, 28-day line, small notes, and one click to the number laid open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Literal

import streamlit as st

from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Row, Value
from metrics.variants import name
from ui.change import NO_CHANGE, TOO_FEW, Base, Change, change, exact
from ui.format import figure, listed, plain
from ui.missing import lacks, only_ads
from ui.session import colour_good, language, say

Colour = Literal["red", "green", "gray"]
Arrow = Literal["up", "down", "off"]
Span = Literal["period", "week", "month"]
SPANS: dict[Span, Text] = {
    "period": Text("", ""),
    "week": Text("7 天", "7 days: "),
    "month": Text("本月", "Month: "),
}
OPEN = Text("口径与明细", "How it is made")
OF = Text("{names}：{note}", "{names}: {note}")
READING = Text("口径：{name}", "Reading: {name}")
# A festival would flatten every other day of the small line: up to so many days above so many medians are cut off there. More
# of them are no festival but how the shop sells now.
CUT_AT_MEDIANS = 3
FESTIVAL_DAYS = 3
LINE_DAYS = 28


@dataclass(frozen=True)
class Side:
    """A smaller figure on a card: its metric, and over which days: the period's, the last week's or the month's to date.

    optional: left out where it is empty or 0 (most shops have no such thing).
    chosen: it is a reading that people chose, so that its name is printed.
    """

    key: str
    over: Span = "period"
    optional: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Card:
    """What a card shows: the headline's metric over the period, and the smaller figures under it."""

    key: str
    beside: tuple[Side, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All metrics of the card, the headline first, each once."""
        return tuple(dict.fromkeys((self.key, *(side.key for side in self.beside))))

    def over(self, span: Span) -> tuple[str, ...]:
        """Return the metrics that the card shows over a span, each once; the headline is the period's."""
        head = (self.key,) if span == "period" else ()
        return tuple(dict.fromkeys((*head, *(side.key for side in self.beside if side.over == span))))


@dataclass(frozen=True)
class Figures:
    """The figures that cards draw from: one row per span, the latest days, and what headlines are compared with.

    lines: further words for the card of a metric, in Markdown.
    """

    spans: Mapping[Span, Row]  # each with the metrics that cards show over it
    days: Sequence[Row] = ()
    bases: Mapping[str, Base] = field(default_factory=dict)
    lines: dict[str, Sequence[str]] = field(default_factory=dict)

    def value(self, key: str, over: Span = "period") -> Value:
        """Return the figure of a metric over a span."""
        return self.spans[over].values[key]


def wall(blocks: Mapping[str, Callable[[], None]], key: str) -> None:
    """Draw blocks as bordered cards, four abreast and two on a phone; each is drawn by its own function."""
    with st.grid(4, min_column_width=150, gap="xsmall", key=key):
        for name, block in blocks.items():
            with st.container(border=True, height="stretch", gap="xsmall", key=f"{key}-{name}"):
                block()


def blocks(
    cards: Sequence[Card], figures: Figures, opens: Callable[[Card], None]
) -> dict[str, Callable[[], None]]:
    """Return the drawing functions of metric cards for `wall`; `opens` gets the card that is to be laid open.

    What is to be known of several cards stands once below all of them: `footnotes`.
    """
    once = frozenset(_of_several(cards, figures))
    return {card.key: partial(draw, card, figures, opens, once) for card in cards}


def footnotes(cards: Sequence[Card], figures: Figures) -> None:
    """Draw below a wall what is to be known of several of its cards, with their names."""
    several = _of_several(cards, figures).items()
    small([plain(say(OF.fill(names=listed(names, language()), note=note))) for note, names in several])


def _of_several(cards: Sequence[Card], figures: Figures) -> dict[str, list[str]]:
    """Return the notes that stand on more than one card, each with the names of these cards."""
    found: dict[str, list[str]] = {}
    for card in cards:
        for note in _notes(card, figures):
            found.setdefault(note, []).append(say(CATALOGUE[card.key].label))
    return {note: names for note, names in found.items() if len(names) > 1}


def draw(
    card: Card, figures: Figures, opens: Callable[[Card], None], once: frozenset[str] = frozenset()
) -> None:
    """Draw one card into the place that is open now; once: notes that stand below all cards."""
    metric, value = CATALOGUE[card.key], figures.value(card.key)
    base = figures.bases.get(card.key)
    against = change(value, base.value, metric) if base else NO_CHANGE
    st.metric(
        say(metric.label), figure(value, metric, language(), short=True),
        say(against.text) or None, delta_color=colour(against), delta_arrow=arrow(against),
        delta_description=say(base.name) if base and against.text.zh else None,
        help=say(metric.meaning), chart_data=line(figures.days, card.key), chart_type="area",
    )  # fmt: skip
    small(small_print(card, figures, value, once))
    if st.button(say(OPEN), key=f"open-{card.key}", type="tertiary", icon=":material/search:"):
        opens(card)


def small(lines: Sequence[str]) -> None:
    """Draw lines of Markdown small, one below the other: one element, however many they are."""
    if lines:
        st.caption("  \n".join(lines))


def colour(against: Change) -> Colour:
    """Return the colour of a change: the person's colour for good or bad, grey without a verdict."""
    good = colour_good()
    if against.is_good is None:
        return "gray"
    return good if against.is_good else ("green" if good == "red" else "red")


def arrow(against: Change) -> Arrow:
    """Return the arrow of a change: the direction of the number, none where it says nothing."""
    if against.direction == 0:
        return "off"
    return "up" if against.direction > 0 else "down"


def small_print(card: Card, figures: Figures, value: Value, once: frozenset[str] = frozenset()) -> list[str]:
    """Return the lines under the headline: smaller figures, why something is empty, notes on source and sample."""
    sides = [(side, figures.value(side.key, side.over)) for side in card.beside]
    # An empty headline says what is missing: it need not be said again of each smaller figure that is empty with it.
    told = not _is_empty(value) or value.why is None
    lines = [
        _side(side, found)
        for side, found in sides
        if found.value or not (side.optional or (_is_empty(found) and not told))
    ]
    lines += figures.lines.get(card.key, ())
    readings = [name(card.key), *(name(side.key) for side in card.beside if side.chosen)]
    lines += [plain(say(READING.fill(name=reading))) for reading in readings if reading is not None]
    if card.key == "store_roi" and value.missing:
        lines.insert(0, plain(say(only_ads(value.missing))))
    if _is_empty(value) and value.why is not None:
        lines.append(plain(say(value.why)))
    if not value.enough:
        lines.append(plain(say(TOO_FEW.fill(n=value.n))))
    return lines + [plain(note) for note in _notes(card, figures) if note not in once]


def _notes(card: Card, figures: Figures) -> list[str]:
    # What else is to be known of the smaller figures stands where they are laid open.
    there = (side.key for side in card.beside if not _is_empty(figures.value(side.key, side.over)))
    notes = (*figures.value(card.key).notes, *(CATALOGUE[key].note for key in there))
    return list(dict.fromkeys(say(note) for note in notes if note is not None))


def _is_empty(value: Value) -> bool:
    return value.value is None and value.low is None


def line(days: Sequence[Row], key: str) -> list[float] | None:
    """Return the small line: the last 28 days, a few very high ones cut off so that the ordinary days stay readable."""
    last = days[-LINE_DAYS:]
    known = [number for number in (exact(day.values[key].value) for day in last) if number is not None]
    if len(known) < 2:
        return None
    # The highest but as many as a festival has; of a few days the lowest.
    ordinary = sorted(known)[-FESTIVAL_DAYS - 1 :][0]
    top = max(CUT_AT_MEDIANS * median(known), ordinary)
    return [float(min(number, top) if top > 0 else number) for number in known]


def _side(side: Side, value: Value) -> str:
    metric = CATALOGUE[side.key]
    text = f"{say(SPANS[side.over])}{plain(say(metric.label))} **{plain(figure(value, metric, language()))}**"
    return f"{text} {plain(say(lacks(value.missing)))}" if value.missing and value.value is None else text
