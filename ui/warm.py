"""What the server does while nobody waits for it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import walk_packages
from threading import Thread

import streamlit as st

from metrics.analyses import baseline

PAGES = "pages"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Make the server ready in the background when it starts; for `st.App`."""
    Thread(target=make_ready, daemon=True).start()
    yield
    # What is exempt from collection at the end of the process is reported as leaked by the libraries that made it.
    gc.unfreeze()


def make_ready() -> None:
    """Import every page and the statistics library, so that no visitor waits for them, and exempt all that from collection.

    Streamlit collects garbage after every run of a page. The modules, functions and classes of the libraries are never
    garbage, and looking through all of them takes longer than the run itself.
    """
    for page in walk_packages(import_module(PAGES).__path__, f"{PAGES}."):
        import_module(page.name)
    baseline.warm()
    gc.collect()
    gc.freeze()
