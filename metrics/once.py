"""Asks a store once for what a page asks many times: a version never changes, so neither does its answer."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from data.store import Store
from data.versions import store_path

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once_per_store(
    size: int,
) -> Callable[[Callable[Concatenate[Store, Asked], Answer]], Callable[Concatenate[Store, Asked], Answer]]:
    """Return a decorator that keeps the last `size` answers of a function of a store and further hashable arguments.

    The answer is shared by all who ask: it must not be changed by them.
    """

    def decorator(
        ask: Callable[Concatenate[Store, Asked], Answer],
    ) -> Callable[Concatenate[Store, Asked], Answer]:
        @lru_cache(maxsize=size)
        def kept(store: Store, written: int, *asked: Any, **named: Any) -> Answer:
            return ask(store, *asked, **named)

        @wraps(ask)
        def answer(store: Store, /, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
            # When the file was written tells a home that was deleted and filled anew from the one before.
            path = store_path(store.home, store.version)
            written = path.stat().st_mtime_ns if path.exists() else 0
            return kept(store, written, *asked, **cast(dict[str, Any], named))

        return answer

    return decorator
