"""`shop.py load --watch`: looks into the inbox every few seconds and loads what has come."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from commands.call import Call
from data.faults import StoreBusy
from data.inbox import Watch, inbox, put_away
from data.results import LoadResult
from data.text import Text

SECONDS = 5.0
SECONDS_ONCE = 1.0

WATCHING = Text(
    "守着收件箱「{folder}」，放进去的报表会自动读入。按 Ctrl+C 结束。",
    "Watching the inbox {folder}: exports put there are loaded. End with Ctrl+C.",
)
ENDED = Text("不再守着收件箱。", "No longer watching the inbox.")
STUCK = Text(
    "「{file}」已处理，但移不走（可能被别的程序占用）。请关掉那个程序；再读一次也不会重复。",
    "{file} was dealt with but can't be moved (another program may hold it). Close that program; reading it again changes "
    "nothing.",
)


def watched(call: Call, take: Callable[[Sequence[Path]], LoadResult], *, once: bool) -> bool:
    """Load what comes into the inbox until Ctrl+C, or with `once` what lies there now; return whether any was refused."""
    folder = inbox(call.home)
    watch, refused, known_stuck = Watch(call.home), False, set[Path]()
    watch.look()
    if not once:
        call.say(WATCHING.fill(folder=folder))
    try:
        while True:
            time.sleep(SECONDS_ONCE if once else SECONDS)
            files = [file for file in watch.look() if file not in known_stuck]
            if files:
                refused |= _taken(call, take, files, known_stuck)
            if once:
                return refused
    except KeyboardInterrupt:
        call.say(ENDED)
        return refused


def _taken(
    call: Call, take: Callable[[Sequence[Path]], LoadResult], files: Sequence[Path], known_stuck: set[Path]
) -> bool:  # fmt: skip
    try:
        result = take(files)
    except StoreBusy as busy:
        call.say(busy.text)  # the files stay and are tried again at the next look
        return False
    for file in put_away(call.home, files, result.files):
        known_stuck.add(file)
        call.say(STUCK.fill(file=file.name))
    return bool(result.refused)
