"""`shop.py load --watch`: looks into the inbox, and a folder that is named, every few seconds and loads what has come."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from commands.call import Call
from data.downloads import new_exports
from data.faults import StoreBusy
from data.inbox import Watch, inbox, put_away
from data.results import LoadResult
from data.store import open_store
from data.text import Text

SECONDS = 5.0
SECONDS_ONCE = 1.0

WATCHING = Text(
    "守着收件箱「{folder}」，放进去的报表会自动读入。按 Ctrl+C 结束。",
    "Watching the inbox {folder}: exports put there are loaded. End with Ctrl+C.",
)
WATCHING_TOO = Text(
    "也看文件夹「{folder}」：认得出的新报表会读入，里面的文件不移动也不删除。",
    "The folder {folder} too: new exports that are recognised are loaded; nothing there is moved or deleted.",
)
ENDED = Text("不再守着收件箱。", "No longer watching the inbox.")
STUCK = Text(
    "「{file}」已处理，但移不走（可能被别的程序占用）。请关掉那个程序；再读一次也不会重复。",
    "{file} was dealt with but can't be moved (another program may hold it). Close that program; reading it again changes "
    "nothing.",
)


def watched(
    call: Call, take: Callable[[Sequence[Path]], LoadResult], *, once: bool, folder: Path | None = None
) -> bool:  # fmt: skip
    """Load what comes into the inbox and the folder until Ctrl+C, or with `once` what lies there now; return whether any
    file was refused."""
    places: list[_Inbox | _Folder] = [_Inbox(call, take)]
    if folder is not None:
        places.append(_Folder(call, take, folder))
    refused = False
    for place in places:
        place.watch.look()
        if not once:
            place.say()
    try:
        while True:
            time.sleep(SECONDS_ONCE if once else SECONDS)
            for place in places:
                refused |= place.load()
            if once:
                return refused
    except KeyboardInterrupt:
        call.say(ENDED)
        return refused


class _Inbox:
    """The inbox under the home: its files are put away once they were loaded."""

    def __init__(self, call: Call, take: Callable[[Sequence[Path]], LoadResult]) -> None:
        self._call, self._take = call, take
        self.watch = Watch(inbox(call.home))
        self._stuck: set[Path] = set()

    def say(self) -> None:
        self._call.say(WATCHING.fill(folder=self.watch.folder))

    def load(self) -> bool:
        """Load the files that are whole; return whether any was refused."""
        files = [file for file in self.watch.look() if file not in self._stuck]
        result = _taken(self._call, self._take, files)
        if result is None:
            return False
        for file in put_away(self._call.home, files, result.files):
            self._stuck.add(file)
            self._call.say(STUCK.fill(file=file.name))
        return bool(result.refused)


class _Folder:
    """A folder of the person's: what looks like an export is loaded once, and stays where it is."""

    def __init__(self, call: Call, take: Callable[[Sequence[Path]], LoadResult], folder: Path) -> None:
        self._call, self._take = call, take
        self.watch = Watch(folder.absolute())
        self._tried: set[str] = set()

    def say(self) -> None:
        self._call.say(WATCHING_TOO.fill(folder=self.watch.folder))

    def load(self) -> bool:
        """Load the files that are whole and look like exports; return whether any was refused."""
        whole = set(self.watch.look())
        found = new_exports(self._call.home, open_store(self._call.home), self.watch.folder, recent=None)
        new = [one for one in found if one.path in whole and one.sha256 not in self._tried]
        result = _taken(self._call, self._take, [one.path for one in new])
        if result is None:
            return False
        self._tried |= {one.sha256 for one in new}
        return bool(result.refused)


def _taken(
    call: Call, take: Callable[[Sequence[Path]], LoadResult], files: Sequence[Path]
) -> LoadResult | None:
    if not files:
        return None
    try:
        return take(files)
    except StoreBusy as busy:
        call.say(busy.text)  # the files stay and are tried again at the next look
        return None
