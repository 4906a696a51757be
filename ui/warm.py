"""What the server does while nobody waits for it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from threading import Event, Thread

import streamlit as st

from data.faults import StoreFault
from data.store import current_version, open_store
from metrics.analyses import baseline
from ui import session, shell

PAGES = "pages"
# How often the server looks whether something was loaded: one small file is read for it.
EVERY_SECONDS = 1.0


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Make the server ready in the background when it starts, and for every version that is loaded; for `st.App`."""
    ending = Event()
    Thread(target=_work, args=(ending,), daemon=True).start()
    yield
    ending.set()
    # What is exempt from collection at the end of the process is reported as leaked by the libraries that made it.
    gc.unfreeze()


def _work(ending: Event) -> None:
    make_ready()
    follow(session.home(), ending)


def make_ready() -> None:
    """Import every page and the statistics library, so that no visitor waits for them, and exempt all that from collection.

    The modules, functions and classes of the libraries are never garbage, and looking through all of them takes longer than
    the run of a page.
    """
    for page in walk_packages(import_module(PAGES).__path__, f"{PAGES}."):
        import_module(page.name)
    baseline.warm()
    gc.collect()
    gc.freeze()


def follow(home: Path, ending: Event, every: float = EVERY_SECONDS) -> None:
    """Open each version of the store as it comes to stand, until `ending`: its first visitor then finds it open.

    What can't be opened is left to that visitor's page, which says what is wrong.
    """
    opened: int | None = None
    while not ending.is_set():
        with suppress(StoreFault):
            version = current_version(home)
            if version != opened:
                opened = version
                shell.know(open_store(home))
        ending.wait(every)
