"""Which one of several shops is meant, where what is shown or typed can't be of all of them."""

from dataclasses import replace

from data.text import Text
from metrics.scope import Scope, Shop, called, coverage
from ui.remembered import menu
from ui.session import say, store

WHICH = Text("看哪家店（这些一次只看一家）", "Of which shop (one at a time)")


def one(scope: Scope, source: str) -> Scope:
    """Return the scope of one shop: draws the choice where `scope` holds several; an empty store's scope as it is.

    source: the one with most days of it is shown first (a name of metrics.scope.SOURCES).
    """
    shop = picked(scope, "one", WHICH, source)
    return scope if shop is None else replace(scope, shop=shop[0], platform=shop[1])


def picked(scope: Scope, name: str, label: Text, source: str = "orders") -> Shop | None:
    """Return the scope's only shop, or the one chosen in a menu that the URL remembers as `name`; None without any."""
    known = coverage(store()).shops(scope)
    if len(known) < 2:
        return known[0] if known else None
    keys = {f"{shop}@{platform}": (shop, platform) for shop, platform in known}
    most = max(keys, key=lambda key: [_days(keys[key], each) for each in (source, "orders")])
    chosen = menu(name, list(keys), most, label, lambda key: say(called(keys[key], known)))
    return keys[chosen]


def _days(shop: Shop, source: str) -> int:
    return len(coverage(store()).days((source,), Scope(*shop)))
