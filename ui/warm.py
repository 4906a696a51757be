"""What the server does while nobody waits for it."""

from threading import Thread

from metrics.analyses import baseline


def begin() -> None:
    """Import the statistics library in the background, so that the first visitor need not wait for it."""
    Thread(target=baseline.warm, daemon=True).start()
