"""Who is looking, in which language, at which version of the store: what every page asks first."""

import os
from contextvars import ContextVar
from pathlib import Path
from typing import Literal, cast

import streamlit as st

from data.state import State
from data.store import Store, open_store
from data.text import Language, Text
from ui.roles import Role, role_named

HOME_VARIABLE = "ZHANGGUI_HOME"
ROLE_VARIABLE = "ZHANGGUI_ROLE"
PERSON = "me"
STRAIGHT = str.maketrans({"“": '"', "”": '"'})
# A page says some three hundred phrases: what language they are in is settled once, when its run begins. A dialog that runs
# by itself has no beginning and looks for it.
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def home() -> Path:
    """Return the folder of the shop's data: ZHANGGUI_HOME, else var/ beside the program."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else Path(__file__).parent.parent / "var"


def speak() -> None:
    """Settle what a run is spoken in and which settings hold for it; before anything is said."""
    st.session_state["settings"] = state().settings()
    _SPOKEN.set(_asked_language())


def begin() -> None:
    """Open the store version that stands now; the whole run reads this one, whatever is loaded or typed meanwhile."""
    st.session_state["store"] = open_store(home())


def store() -> Store:
    """Return the store version that this run reads."""
    return cast(Store, st.session_state["store"])


def state() -> State:
    """Return what people typed: settings, plans, ticks."""
    return State(home())


def setting(key: str, default: str) -> str:
    """Return a setting of the home as it stood when the run began."""
    found: dict[str, str] = st.session_state.get("settings", {})
    return found.get(key, default)


def person() -> str:
    """Return the name that stands in the trail of what this person types: their own where they gave it, else their role's."""
    return (_choice(PERSON) or "").strip()[:40] or say(role().label)


def role() -> Role:
    """Return the role of the person: with no login configured the local person is the manager."""
    return role_named(os.environ.get(ROLE_VARIABLE, "manager"))


def on_phone() -> bool:
    """Whether the browser says that it is a telephone's."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def know_pages(pages: dict[str, st.Page], along: dict[str, str | list[str]]) -> None:
    """Keep the pages that this person may open, so that pages can point to each other, and what links take along."""
    st.session_state["pages"] = pages
    st.session_state["along"] = along


def may_open(path: str) -> bool:
    """Whether there is a page at `path` that this person may open."""
    return path in st.session_state.get("pages", {})


def link(path: str, label: Text) -> None:
    """Draw a link to the page at `path`, or its words alone where the person has no such page."""
    page = st.session_state.get("pages", {}).get(path)
    if page is None:
        st.caption(say(label))
    else:
        st.page_link(
            page, label=say(label), icon=":material/arrow_forward:", query_params=st.session_state["along"]
        )


def require(path: str) -> None:
    """End the run here with a sentence unless the person's role may open the page at `path`."""
    if not role().may_open(path):
        st.error(say(NOT_YOURS.fill(role=role().label)))
        st.stop()


def language() -> Language:
    """Return the language chosen in the sidebar, which the URL remembers (`?lang=en`); Chinese unless chosen."""
    return _SPOKEN.get() or _asked_language()


def _asked_language() -> Language:
    return "en" if (_choice("lang") or setting("lang", "zh")) == "en" else "zh"


def say(text: Text) -> str:
    """Return the phrase in the person's language."""
    spoken = language()
    # Chinese type draws curly quotes as wide as a letter: in English they would stand apart from their words.
    return text.say(spoken).translate(STRAIGHT) if spoken == "en" else text.say(spoken)


def colour_good() -> Literal["red", "green"]:
    """Return the colour of a good change: red in the Chinese reading (the default), else green."""
    return "green" if (_choice("good") or setting("good", "red")) == "green" else "red"


def week_start() -> int:
    """Return the weekday with which a week begins on the pages: 0 Monday (the default), 6 Sunday."""
    return 6 if setting("week_start", "monday") == "sunday" else 0


def _choice(name: str) -> str | None:
    # Asked before the control is drawn, so it looks where ui/remembered.py keeps choices.
    return st.session_state.get(f"chosen-{name}") or st.query_params.get(name)


NOT_YOURS = Text(
    "这一页不属于「{role}」的职责，没有打开。需要时请店长调整角色。",
    "This page is not among the pages of the role “{role}”, so it stays closed. Ask the store manager if you need it.",
)
