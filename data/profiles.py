"""Layouts that no kind knows, explained once by the person: which column is which field, kept as TOML under the home."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.cells import PRIVATE_TYPES
from data.exports import BY_KEY, KINDS, orders, orders_unnumbered
from data.faults import StoreFault
from data.grid import Grid
from data.kind import Kind
from data.match import Match
from data.recognise import first_rows, missing_fields, plain_header
from data.text import Text
from data.versions import replace as replace_file

FOLDER = "profiles"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')

UNKNOWN = Text(
    "没有叫「{name}」的格式。保存过的有：{there}。请在导入页上保存格式，或写对名字再载入。",
    "There is no layout called {name}. Saved are: {there}. Save it on the load page, or correct the name and load again.",
)
DAMAGED = Text(
    "格式文件「{file}」读不懂（{why}）。请删掉它，再在导入页上重新保存这个格式；数据没有改动。",
    "The layout file {file} can't be read ({why}). Delete it and save the layout again on the load page; nothing was changed.",
)
NO_NAME = Text("请给这个格式起个名字。", "Give this layout a name.")
LACKING = Text(
    "{kind}必须有「{field}」：请选出它是哪一列。",
    "A {kind} must have {field}: choose which column it is.",
)
TWICE = Text(
    "列「{header}」选了两次。一列只能是一项，请改掉其中一处。",
    "The column {header} was chosen twice. It can be one thing only; change one of them.",
)
PERSONAL = Text(
    "列「{header}」里是买家的隐私，不能存成「{field}」。请给「{field}」选别的列，或不导入它。",
    "The column {header} holds private words of buyers and can't be kept as {field}. Choose another column, or none.",
)


class ProfileUnknown(StoreFault):
    """The layout asked for isn't there, or its file can't be read."""


@dataclass(frozen=True)
class Profile:
    """A layout: its name, the key of the kind that it is read as, its headers as they are compared, field -> header.

    unnumbered: its orders have no numbers, and the person said that buyer, time and amount tell them apart.
    """

    name: str
    kind: str
    headers: tuple[str, ...]
    columns: Mapping[str, str]
    unnumbered: bool = False

    @classmethod
    def of(cls, name: str, kind: Kind, headers: Sequence[str], columns: Mapping[str, int]) -> "Profile":
        """Return the profile of a header row whose columns were named (field -> position)."""
        plain = [plain_header(header) for header in headers]
        named = {field: plain[spot] for field, spot in columns.items()}
        return cls(name, kind.key, tuple(filter(None, plain)), named, kind is orders_unnumbered.KIND)

    @property
    def read_as(self) -> Kind:
        """The kind that files of this layout are; KeyError if the program knows none of its key."""
        if self.unnumbered and self.kind == orders.KIND.key:
            return orders_unnumbered.KIND
        return BY_KEY[self.kind]

    def match(self, grid: Grid, *, named: bool = False) -> Match | None:
        """Return the places of the columns in a grid; None where no row is this header.

        named: the person asked for this layout, so the mapped columns are enough; else every header must be the same.
        """
        for place, row in enumerate(first_rows(grid)):
            plain = [plain_header(cell) for cell in row]
            if tuple(filter(None, plain)) == self.headers or (
                named and set(self.columns.values()) <= set(plain)
            ):
                columns = {field: plain.index(header) for field, header in self.columns.items()}
                return match_of(grid, place, self.read_as, columns)
        return None

    def to_toml(self) -> str:
        """Return the profile as TOML, whose texts are written as JSON's are."""
        lines = [f"{key} = {_quoted(value)}" for key, value in (("name", self.name), ("kind", self.kind))]
        if self.unnumbered:
            lines.append(f"identity = {_quoted(orders_unnumbered.IDENTITY)}")
        lines.append(f"headers = [{', '.join(map(_quoted, self.headers))}]")
        return (
            "\n".join(
                [
                    *lines,
                    "",
                    "[columns]",
                    *(f"{key} = {_quoted(value)}" for key, value in self.columns.items()),
                ]
            )
            + "\n"
        )


def match_of(grid: Grid, place: int, kind: Kind, columns: Mapping[str, int]) -> Match:
    """Return the match of a grid whose header is row `place` and whose columns a person named (field -> position)."""
    headers = tuple((cell or "").strip() for cell in first_rows(grid)[place])
    used = set(columns.values())
    dropped = {spot for field, spot in columns.items() if kind.column(field).type in PRIVATE_TYPES}
    dropped |= {spot for spot, header in enumerate(headers) if spot not in used and is_private(header)}
    return Match(
        kind, grid.table["line"][place].as_py(), {field: f"c{spot}" for field, spot in columns.items()}, 1.0, headers,
        tuple(header for spot, header in enumerate(headers) if header and spot not in used | dropped),
        tuple(header for spot, header in enumerate(headers) if spot in dropped),
    )  # fmt: skip


def faults(kind: Kind, columns: Mapping[str, str]) -> list[Text]:
    """Return what is wrong with field -> header as a layout of the kind: nothing, or sentences that say what to do."""
    found = [
        LACKING.fill(kind=kind.title, field=kind.column(fields[0]).spellings[0])
        for fields in missing_fields(kind, columns)
    ]
    chosen = list(columns.values())
    found += [TWICE.fill(header=header) for header in dict.fromkeys(chosen) if chosen.count(header) > 1]
    for field, header in columns.items():
        if is_private(header) and kind.column(field).type not in PRIVATE_TYPES:
            found.append(PERSONAL.fill(header=header, field=kind.column(field).spellings[0]))
    return found


def is_private(header: str) -> bool:
    """Whether any kind knows this header as one whose text is never kept."""
    return plain_header(header) in _private_headers()


def save(home: Path, profile: Profile) -> Path:
    """Write a profile, in the place of one with its name, and return its file; raises OSError."""
    path = home / FOLDER / f"{_UNSAFE.sub('_', profile.name).strip(' .') or '_'}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(profile.to_toml(), encoding="utf-8")
    replace_file(part, path)
    return path


def profiles(home: Path) -> list[Profile]:
    """Return the saved layouts by name; raises ProfileUnknown where a file can't be read."""
    return [_read(path) for path in sorted((home / FOLDER).glob("*.toml"))]


def profiles_for(home: Path, asked: str | None) -> list[Profile]:
    """Return the layouts that a load tries: all of them, or the one asked for; raises ProfileUnknown."""
    known = profiles(home)
    chosen = [profile for profile in known if asked in (None, profile.name)]
    if asked is not None and not chosen:
        names = "、".join(profile.name for profile in known) or "—"
        raise ProfileUnknown(UNKNOWN.fill(name=asked, there=names))
    return chosen


def by_profile(grid: Grid, known: Sequence[Profile], *, named: bool) -> Match | None:
    """Return the match of the first layout that the grid has, if any."""
    if grid.refused is not None:
        return None
    found = (profile.match(grid, named=named) for profile in known)
    return next((match for match in found if match is not None), None)


def _read(path: Path) -> Profile:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        profile = Profile(
            str(said["name"]),
            str(said["kind"]),
            tuple(plain_header(str(header)) for header in said["headers"]),
            {field: plain_header(header) for field, header in dict(said["columns"]).items()},
            said.get("identity") == orders_unnumbered.IDENTITY,
        )
        kind = profile.read_as
        wrong = faults(
            kind, {field: profile.columns[field] for field in profile.columns if kind.column(field)}
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProfileUnknown(DAMAGED.fill(file=path.name, why=type(error).__name__)) from error
    if wrong:
        raise ProfileUnknown(DAMAGED.fill(file=path.name, why=wrong[0]))
    return profile


def _quoted(text: str) -> str:
    # TOML reads the escapes of JSON; of the control letters JSON leaves only DEL as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@cache
def _private_headers() -> frozenset[str]:
    named = {header for kind in KINDS for header in kind.private}
    read = {s for kind in KINDS for c in kind.columns if c.type in PRIVATE_TYPES for s in c.spellings}
    return frozenset(map(plain_header, named | read))
