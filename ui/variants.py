"""The reading of a figure that people chose in the settings: which metric stands for it, and its name under the figure."""

from collections.abc import Sequence
from dataclasses import replace

from metrics import variants
from ui.cards import Card, Span
from ui.session import setting


def settings() -> dict[str, str]:
    """Return the choice of every topic that was made."""
    found = {topic.setting: setting(topic.setting, "") for topic in variants.TOPICS}
    return {key: value for key, value in found.items() if value}


def shown(key: str, by: str | None = None) -> str:
    """Return the metric to show where `key` is meant."""
    return variants.shown(settings(), key, by)


def as_chosen(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return the cards with the chosen readings in place of the defaults; none stands twice on a card."""
    found, chosen = [], settings()
    for card in cards:
        key = variants.shown(chosen, card.key)
        meant = [(side, variants.shown(chosen, side.key)) for side in card.beside]
        sides = [replace(side, key=other, chosen=other != side.key) for side, other in meant]
        once = {(side.key, side.over): side for side in sides if (side.key, side.over) != (key, "period")}
        found.append(replace(card, key=key, beside=tuple(once.values())))
    return tuple(found)


def keys_of(cards: Sequence[Card]) -> tuple[str, ...]:
    """Return the metrics of all cards, each once."""
    return tuple(dict.fromkeys(key for card in cards for key in card.keys))


def keys_over(cards: Sequence[Card], span: Span, *more: str) -> tuple[str, ...]:
    """Return the metrics that cards show over a span, and `more`, each once."""
    return tuple(dict.fromkeys((*more, *(key for card in cards for key in card.over(span)))))


def headlines(cards: Sequence[Card], *more: str) -> tuple[str, ...]:
    """Return the metrics that stand large on cards, and `more`, each once: these alone have a line and a comparison."""
    return tuple(dict.fromkeys((*more, *(card.key for card in cards))))
