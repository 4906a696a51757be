"""The inbox: a folder under the home; what a person or a program puts there is offered, loaded, and then put away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from data.results import FileResult
from data.versions import replace

FOLDER = "inbox"
DONE, REFUSED = "done", "refused"
# What browsers and Office leave beside a file that is still being written or is open.
UNFINISHED = (".crdownload", ".part", ".partial", ".tmp", ".download")
HIDDEN = (".", "~$")
SYSTEM = {"thumbs.db", "desktop.ini"}


def inbox(home: Path) -> Path:
    """Return the folder, made where it is missing; raises OSError."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def waiting(home: Path) -> list[Path]:
    """Return the files in the inbox by name, without those that are still being downloaded; none where it is missing."""
    return files_in(home / FOLDER)


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder by name, without hidden ones and those that are still being downloaded."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.name.startswith(HIDDEN)
        and path.suffix.lower() not in UNFINISHED
        and path.name.lower() not in SYSTEM
    )


@dataclass
class Watch:
    """Looks at a folder again and again; a file counts as whole once two looks found it of the same size and time."""

    folder: Path
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """Return the files that are as they were at the last look."""
        now = {path: mark for path in files_in(self.folder) if (mark := _mark(path)) is not None}
        whole = [path for path, mark in now.items() if self.seen.get(path) == mark]
        self.seen = now
        return whole


def put_away(home: Path, files: Iterable[Path], results: Iterable[FileResult]) -> list[Path]:
    """Move loaded files to `done` and those of which nothing could be loaded to `refused`; return those that can't be moved.

    A file that stays (another program holds it) is offered again, which does no harm: the same bytes change nothing.
    """
    taken = {result.file for result in results if not result.refused}
    stuck = []
    for file in files:
        folder = inbox(home) / (DONE if file.name in taken else REFUSED)
        try:
            folder.mkdir(exist_ok=True)
            replace(file, _free(folder / file.name))
        except OSError:
            stuck.append(file)
    return stuck


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:  # gone since it was listed
        return None
    return found.st_size, found.st_mtime_ns


def _free(path: Path) -> Path:
    """Return the path, or with a number behind its stem where a file of that name lies there already."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return free
