"""Choices that last over pages and stand in the URL as plain keys (`?lang=en&period=7d`), the same in both languages.

Streamlit's own binding writes what is shown, which changes with the language, so the URL is kept here.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from data.text import Text
from ui.session import say

# What every page asks for: a link carries these, so that the page opens as the person had chosen.
SHARED = ("lang", "good", "shop", "platform", "category", "period", "vs")
PAGE = "page-of-the-choices"
WIDTH = 340  # pixels of a menu or a field, on a phone too


def begin(path: str) -> None:
    """Begin a run of the page at `path`: what the URL said on another page says nothing of this one.

    Where the URL asks for another language than the run began with, the run begins anew.
    """
    if st.session_state.get(PAGE) != path:
        st.session_state[PAGE] = path
        for key in [key for key in st.session_state if str(key).startswith(_seen(""))]:
            del st.session_state[key]
    spoken = st.session_state.get(_slot("lang"))
    _heed_url("lang", None, None)
    if spoken is not None and st.session_state.get(_slot("lang")) != spoken:
        st.rerun()


def carried() -> dict[str, str | list[str]]:
    """Return the choices that a link to another page of the dashboard takes along, for its URL."""
    made: dict[str, str | list[str]] = {
        name: str(st.session_state[_slot(name)]) for name in SHARED if _slot(name) in st.session_state
    }
    days = st.query_params.get_all("days")
    return {**made, "days": days} if days and made.get("period") == "custom" else made


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """Return the choice of `name`: in the URL, else made in this session, else `default`; the URL is made to agree.

    The URL goes first where somebody else changed it: a link, the browser's back button, a hand.
    """
    _heed_url(name, options, default)
    value = st.session_state.get(_slot(name), default)
    if value not in options:
        value = default
    _write_url(name, value, default)
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
        default=None if _widget(name) in st.session_state else value,
        required=True,
        wrap=True,
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
        index=0 if _widget(name) in st.session_state else list(options).index(value),
        key=_widget(name),
        format_func=show,
        on_change=_keep,
        args=(name,),
        width=WIDTH,
    )
    return value


def words(name: str, label: Text, *, help: Text | None = None) -> str:
    """Draw a field for a few words that last as choices do, and return them."""
    value = keep(name)
    st.text_input(
        say(label), value, key=_widget(name), on_change=_keep, args=(name,), help=say(help) if help else None,
        max_chars=40, width=WIDTH,
    )  # fmt: skip
    return value


def keep(name: str) -> str:
    """Return words that were typed in this session or stand in the URL; the URL is made to agree."""
    _heed_url(name, None, "")
    value = str(st.session_state.get(_slot(name), ""))
    _write_url(name, value, "")
    return value


def _heed_url(name: str, options: Sequence[str] | None, default: str | None) -> None:
    """Take over what the URL says, unless it says only what was written into it, or nothing on a page just opened."""
    said, known = st.query_params.get(name), _seen(name) in st.session_state
    if said == st.session_state.get(_seen(name)) if known else said is None:
        return
    if said is None or (options is not None and said not in options):
        st.session_state.pop(_slot(name), None)
        said = default
    else:
        st.session_state[_slot(name)] = said
    if _widget(name) in st.session_state and st.session_state[_widget(name)] != said:
        st.session_state[_widget(name)] = said


def _write_url(name: str, value: str, default: str) -> None:
    said = st.query_params.get(name)
    # Every change of the URL is a stop of the back button, so what agrees already is left as it is.
    if value == default and said not in (None, value):
        st.query_params.pop(name)
    elif value not in (default, said):
        st.query_params[name] = value
    st.session_state[_seen(name)] = st.query_params.get(name)


def _keep(name: str) -> None:
    st.session_state[_slot(name)] = st.session_state[_widget(name)]


def _slot(name: str) -> str:
    return f"chosen-{name}"


def _widget(name: str) -> str:
    return f"{name}-control"


def _seen(name: str) -> str:
    return f"url-{name}"
