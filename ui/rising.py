"""Figures that still fill, marked where they stand: on cards in a few words, in the opened number in full."""

from collections.abc import Iterable, Mapping, Sequence

from data.store import Store
from data.text import Text
from metrics.analyses.outlook import Outlook, outlook
from metrics.catalogue import CATALOGUE
from metrics.maturity import CREDITED, filling, rules
from metrics.period import Period
from metrics.scope import Scope
from reports.rising import label, sentences
from ui.cards import Card, Span
from ui.figures import kept
from ui.format import plain
from ui.session import say, store

SIDE = Text("{name}：{label}", "{name}: {label}")
MARK = ":material/hourglass_top: {words}"


@kept(128)
def _outlook(store: Store, key: str, period: Period, scope: Scope) -> Outlook | None:
    return outlook(store, key, period, scope)


def lines(cards: Iterable[Card], spans: Mapping[Span, Period], scope: Scope) -> dict[str, Sequence[str]]:
    """Return the few words for each card that shows a figure which still fills, in Markdown; most figures never do.

    spans: the days of each span that cards show. What the headline becomes stands with it; of smaller figures that they fill.
    That ad sales fill is declared as a note of theirs, so that here only what they become is said.
    """
    found: dict[str, Sequence[str]] = {}
    for card in cards:
        words = [*_headline(card, spans["period"], scope), *_beside(card, spans, scope)]
        if words:
            found[card.key] = [MARK.format(words=plain(say(each))) for each in words]
    return found


def _headline(card: Card, period: Period, scope: Scope) -> list[Text]:
    rising = _outlook(store(), card.key, period, scope) if rules(CATALOGUE[card.key]) else None
    if rising is None or (rising.filling.rule == CREDITED and rising.guess is None):
        return []
    return [label(rising, CATALOGUE[card.key])]


def _beside(card: Card, spans: Mapping[Span, Period], scope: Scope) -> list[Text]:
    words = []
    for side in card.beside:
        still = filling(store(), side.key, spans[side.over], scope) if rules(CATALOGUE[side.key]) else None
        if still is not None and still.rule != CREDITED:
            words.append(SIDE.fill(name=CATALOGUE[side.key].label, label=still.label))
    return words


def told(key: str, period: Period, scope: Scope) -> list[str]:
    """Return the sentences for the opened number of a figure that still fills; none for a settled one."""
    rising = _outlook(store(), key, period, scope) if rules(CATALOGUE[key]) else None
    return [] if rising is None else [say(words) for words in sentences(rising, CATALOGUE[key])]
