"""Keeping a library from importing what is not needed, where every millisecond of starting counts."""

import sys


def forbid(*names: str) -> None:
    """Make every later import of these modules fail in this process, as if they were not installed."""
    sys.meta_path.insert(0, _Forbidden(frozenset(names)))


class _Forbidden:
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name in self._names:
            raise ModuleNotFoundError(name=name)
