"""Figures that still fill, marked where they stand: on cards in a few words, in the opened number in full."""

from collections.abc import Iterable, Mapping

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.outlook import Outlook, outlook
from metrics.catalogue import CATALOGUE
from metrics.maturity import filling, rules
from metrics.period import Period
from metrics.scope import Scope
from reports.rising import label, sentences
from ui.cards import Card, Span
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

SIDE = Text("{name}：{label}", "{name}: {label}")
MARK = ":material/hourglass_top: {words}"


@st.cache_data(max_entries=128, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def _outlook(store: Store, key: str, period: Period, scope: Scope) -> Outlook | None:
    return outlook(store, key, period, scope)


def lines(cards: Iterable[Card], spans: Mapping[Span, Period], scope: Scope) -> dict[str, list[str]]:
    """Return the few words for each card that shows a figure which still fills, in Markdown; most figures never do.

    spans: the days of each span that cards show. What the headline becomes stands with it; of smaller figures that they fill.
    """
    found: dict[str, list[str]] = {}
    for card in cards:
        words = []
        if (
            rules(CATALOGUE[card.key])
            and (rising := _outlook(store(), card.key, spans["period"], scope)) is not None
        ):
            words.append(label(rising, CATALOGUE[card.key]))
        for side in card.beside:
            still = (
                filling(store(), side.key, spans[side.over], scope) if rules(CATALOGUE[side.key]) else None
            )
            words += (
                [SIDE.fill(name=CATALOGUE[side.key].label, label=still.label)] if still is not None else []
            )
        if words:
            found[card.key] = [MARK.format(words=plain(say(each))) for each in words]
    return found


def told(key: str, period: Period, scope: Scope) -> list[str]:
    """Return the sentences for the opened number of a figure that still fills; none for a settled one."""
    rising = _outlook(store(), key, period, scope) if rules(CATALOGUE[key]) else None
    return [] if rising is None else [say(words) for words in sentences(rising, CATALOGUE[key])]
