"""Choices that last over pages and stand in the URL as plain keys (`?lang=en&period=7d`), the same in both languages.

Streamlit's own binding writes what is shown, which changes with the language, so the URL is kept here.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from data.text import Text
from ui.session import say


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """Return the choice of `name`: made in this session, else in the URL, else `default`; the URL is made to agree."""
    slot = _slot(name)
    if slot not in st.session_state and name in st.query_params:
        st.session_state[slot] = st.query_params[name]
    value = st.session_state.get(slot, default)
    if value not in options:
        value = default
    if value == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
    return value


def buttons(
    name: str,
    options: dict[str, Text],
    default: str,
    label: Text,
    *,
    help: Text | None = None,
    quiet: bool = False,
) -> str:
    """Draw a choice as a row of buttons and return its key; `quiet` hides the label."""
    value = chosen(name, tuple(options), default)
    st.segmented_control(
        say(label),
        tuple(options),
        default=value,
        required=True,
        key=_widget(name),
        format_func=lambda key: say(options[key]),
        on_change=_keep,
        args=(name,),
        help=say(help) if help else None,
        label_visibility="collapsed" if quiet else "visible",
    )
    return value


def menu(name: str, options: Sequence[str], default: str, label: Text, show: Callable[[str], str]) -> str:
    """Draw a choice as a drop-down menu and return the option; `show` says how an option is written."""
    value = chosen(name, options, default)
    st.selectbox(
        say(label),
        options,
        index=list(options).index(value),
        key=_widget(name),
        format_func=show,
        on_change=_keep,
        args=(name,),
        width=340,
    )
    return value


def words(name: str, label: Text, *, help: Text | None = None) -> str:
    """Draw a field for a few words that last as choices do, and return them."""
    value = keep(name)
    st.text_input(
        say(label), value, key=_widget(name), on_change=_keep, args=(name,), help=say(help) if help else None,
        max_chars=40, width=340,
    )  # fmt: skip
    return value


def keep(name: str) -> str:
    """Return words that were typed in this session or stand in the URL; the URL is made to agree."""
    slot = _slot(name)
    if slot not in st.session_state and name in st.query_params:
        st.session_state[slot] = st.query_params[name]
    value = str(st.session_state.get(slot, ""))
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
    return value


def _keep(name: str) -> None:
    st.session_state[_slot(name)] = st.session_state[_widget(name)]


def _slot(name: str) -> str:
    return f"chosen-{name}"


def _widget(name: str) -> str:
    return f"{name}-control"
