"""Puts the names of tables and columns into a statement; values always go in as bound parameters."""

from collections.abc import Iterable, Mapping
from typing import Any


def fill(template: str, **parts: str) -> str:
    """Return the statement with its `{names}` replaced; the parts are names and expressions of our own, never data."""
    return template.format_map(parts)


def listed(names: Iterable[str], each: str = "{name}") -> str:
    """Return names joined by commas, each as `each` has it ("v.{name}")."""
    return ", ".join(each.format(name=name) for name in names)


def named(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the values that the statement asks for as `$name`; DuckDB refuses more than that."""
    return {name: value for name, value in values.items() if f"${name}" in sql}
