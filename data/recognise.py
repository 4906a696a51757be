"""Finds the header row of a grid and the export kind that it belongs to."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.exports import KINDS
from data.grid import Grid
from data.header_row import grouped_header, likely_header
from data.kind import Column, Kind
from data.match import Match, NoMatch
from data.text import Text

HEADER_ROWS = 20
# Some reports give each figure three times, for all visitors and for those on computers and on phones.
TERMINALS = ("pc端", "无线端")

# A form marks the columns that must be filled with a star, and people write the unit behind a name: neither is its name. A
# unit of time stays, since seconds and minutes are different numbers.
_STARS = "*'\"="
_UNITS = ("(元)", "(¥)", "(件)", "(个)", "(人)", "(笔)", "(单)", "(次)")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"))
_REQUIRED_WEIGHT = 0.7
_HINT_WEIGHT = 0.02
# A file that shares hardly more than a column 日期 with a kind is not an incomplete one of that kind.
_NEAR = 0.45
_FEW = 2
_HEADLESS = Text(
    f"前 {HEADER_ROWS} 行里没有列名，只有数据，不知道每一列是什么。请在平台重新下载，不要删掉列名那一行。",
    f"The first {HEADER_ROWS} rows hold facts but no column names, so what each column means can't be told. Download the "
    "report again and leave its header row in place.",
)


@dataclass(frozen=True)
class _Reading:
    """One row read as the header of one kind."""

    kind: Kind
    row: int
    places: Mapping[str, tuple[int, ...]]
    missing: tuple[tuple[str, ...], ...]
    score: float

    @property
    def rank(self) -> tuple[bool, float, int]:
        return not self.missing, self.score + self.kind.prefer, len(self.places)


@lru_cache(maxsize=20_000)
def plain_header(text: str | None) -> str:
    """Return a header as it is compared: without spaces, invisible letters, stars and plain units, NFKC, case-folded."""
    folded = unicodedata.normalize("NFKC", (text or "").translate(_INVISIBLE)).casefold()
    name = "".join(folded.split()).strip(_STARS)
    for unit in _UNITS:
        name = name.removesuffix(unit)
    return name.strip(_STARS)


def recognise(grid: Grid, name: str = "", kinds: Sequence[Kind] = KINDS) -> Match | NoMatch:
    """Return the kind of a grid with the places of its columns, or why there is none and what comes closest.

    name: the file's name; it decides only between kinds that fit equally well.
    """
    if grid.refused is not None:
        return NoMatch(grid.refused, ())
    read = first_rows(grid)
    rows = [grouped_header(read, place) for place in range(len(read))]
    names = f"{name} {grid.sheet or ''}"
    headers = [_positions(row) for row in rows]
    # Most rows hold facts and no header of any kind: those are told by one look.
    spelled = [(kind, _spelled(kind)) for kind in kinds]
    found = (
        _read(kind, index, row, names)
        for index, row in enumerate(headers)
        for kind, words in spelled
        if not words.isdisjoint(row)
    )
    readings = sorted(
        (reading for reading in found if reading is not None),
        key=lambda reading: (reading.rank, -reading.row),
        reverse=True,
    )
    if not readings:
        return NoMatch(_nothing_known(rows), ())
    best = readings[0]
    if best.missing and (best.score < _NEAR or len(best.places) < _FEW):
        return NoMatch(_nothing_known(rows), _closest(readings))
    if best.missing:
        return NoMatch(_lacking(best, rows[best.row]), _closest(readings))
    return _match(grid, best, rows[best.row])


def first_rows(grid: Grid) -> list[list[str | None]]:
    """Return the cells of the rows among which the header is looked for."""
    head = grid.table.slice(0, HEADER_ROWS)
    cells = [head.column(i).to_pylist() for i in range(1, head.num_columns)]
    return [list(row) for row in zip(*cells, strict=True)]


def _positions(row: Sequence[str | None]) -> dict[str, list[int]]:
    """Return where each header of a row stands, as headers are compared; empty cells are none."""
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        header = plain_header(cell)
        if header:
            found.setdefault(header, []).append(place)
    return found


def _read(kind: Kind, index: int, filled: Mapping[str, list[int]], names: str) -> _Reading | None:
    """Return the row read as a header of the kind; None where it has nothing of it, or something that forbids it."""
    if not filled.keys().isdisjoint(_plain_set(kind.absent)):
        return None
    places = _places(kind, filled)
    if not places:
        return None
    missing = missing_fields(kind, places)
    asked = sum(c.required and not _told_by_name(kind, c) for c in kind.columns) + bool(kind.any_of)
    known = _known(kind, filled)
    score = _REQUIRED_WEIGHT * (1 - len(missing) / max(asked, 1)) + (1 - _REQUIRED_WEIGHT) * len(known) / len(
        filled
    )
    hint = _HINT_WEIGHT * any(word.casefold() in names.casefold() for word in kind.name_hints)
    return _Reading(kind, index, places, missing, min(score + hint, 1.0))


def _places(kind: Kind, filled: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """Return field -> the positions that could be it, the best spelling first."""
    found: dict[str, tuple[int, ...]] = {}
    for column in kind.columns:
        spots = [
            i
            for spelling in column.spellings
            if (header := plain_header(spelling)) in filled
            for i in filled[header]
        ]
        if spots:
            found[column.field] = tuple(dict.fromkeys(spots))
    return found


def _known(kind: Kind, filled: Iterable[str]) -> set[str]:
    words = _plain_set(kind.known) | _plain_set(kind.private) | _spelled(kind)
    return {
        header
        for header in filled
        if header in words or any(header.startswith(t) and header[len(t) :] in words for t in TERMINALS)
    }


def missing_fields(kind: Kind, places: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of every demand that is not met: (("created_at",), ("amount_due", "amount_kept")).

    A day that may come from the file name is not demanded here; staging refuses the file where it comes from nowhere.
    """
    missing: list[tuple[str, ...]] = [
        (c.field,)
        for c in kind.columns
        if c.required and c.field not in places and not _told_by_name(kind, c)
    ]
    if kind.any_of and not any(all(field in places for field in choice) for choice in kind.any_of):
        missing.append(tuple(dict.fromkeys(choice[0] for choice in kind.any_of)))
    return tuple(missing)


def _told_by_name(kind: Kind, column: Column) -> bool:
    return bool(kind.day_from_name) and column.field == kind.day_field


def _match(grid: Grid, best: _Reading, row: Sequence[str | None]) -> Match:
    kind = best.kind
    header_line = grid.table.column("line")[best.row].as_py()
    headers = tuple((cell or "").translate(_INVISIBLE).strip() for cell in row)
    columns = {field: _fullest(grid, best.row, spots, headers) for field, spots in best.places.items()}
    used = {int(place[1:]) for place in columns.values()}
    private = _plain_set(kind.private)
    hashed = {
        int(columns[c.field][1:])
        for c in kind.columns
        if c.field in columns and (c.unkept or c.type in ("buyer", "address", "noted"))
    }
    dropped = [
        i
        for i, header in enumerate(headers)
        if i in hashed or (i not in used and plain_header(header) in private)
    ]
    ignored = [i for i, header in enumerate(headers) if header and i not in used and i not in dropped]
    return Match(
        kind,
        header_line,
        columns,
        round(best.score, 4),
        headers,
        tuple(headers[i] for i in ignored),
        tuple(headers[i] for i in dropped),
    )


def _fullest(grid: Grid, row: int, spots: Sequence[int], headers: Sequence[str]) -> str:
    """Return the column to read: of columns with the same name the one with most cells, of spellings the first."""
    same = [i for i in spots if plain_header(headers[i]) == plain_header(headers[spots[0]])]
    if len(same) > 1:
        below = grid.table.slice(row + 1)
        same.sort(key=lambda i: (below.column(f"c{i}").null_count, i))
    return f"c{same[0]}"


def _closest(readings: Sequence[_Reading]) -> tuple[tuple[Kind, float, tuple[str, ...]], ...]:
    nearest: dict[str, _Reading] = {}
    for reading in readings:
        nearest.setdefault(reading.kind.key, reading)
    return tuple(
        (r.kind, round(r.score, 4), tuple(field for fields in r.missing for field in fields))
        for r in list(nearest.values())[:3]
    )


def _lacking(reading: _Reading, row: Sequence[str | None]) -> Text:
    """Return the sentence for a file that comes close to a kind and misses columns of it."""
    kind = reading.kind
    return Text(
        f"这不是完整的{kind.title.zh}：缺少列{_wanted(reading, 'zh')}。{_why(reading, 'zh')}"
        f"文件里的列是：{_listed(row, 'zh')}。请在平台重新导出并勾选这些列，或改好列名再导入。",
        f"This is no complete {kind.title.en}: it lacks the column {_wanted(reading, 'en')}. {_why(reading, 'en')}"
        f"The file's columns are: {_listed(row, 'en')}. Export it again with these columns, or correct their names.",
    )


def _wanted(reading: _Reading, language: str) -> str:
    wanted = []
    for fields in reading.missing:
        spellings = [s for field in fields for s in reading.kind.column(field).spellings]
        also = spellings[1:6]
        if language == "zh":
            wanted.append(f"「{spellings[0]}」" + (f"（或{'、'.join(also)}）" if also else ""))
        else:
            wanted.append(f"“{spellings[0]}”" + (f" (or {', '.join(also)})" if also else ""))
    return ("、" if language == "zh" else ", ").join(wanted)


def _why(reading: _Reading, language: str) -> str:
    reasons = [reading.kind.column(fields[0]).why for fields in reading.missing]
    said = [reason.say(language) for reason in reasons if reason is not None]
    return " ".join(said) + " " if said and language == "en" else "".join(said)


def _listed(row: Sequence[str | None], language: str) -> str:
    names = [header for cell in row if (header := (cell or "").strip())]
    shown = [name[:20] for name in names[:30]]
    if language == "zh":
        return "、".join(shown) + (f"等 {len(names)} 列" if len(names) > len(shown) else "")
    return ", ".join(shown) + (f" and others, {len(names)} in all" if len(names) > len(shown) else "")


def _nothing_known(rows: Sequence[Sequence[str | None]]) -> Text:
    filled = [row for row in rows if any((cell or "").strip() for cell in row)]
    if not filled:
        return Text(
            "里面没有内容。请确认下载完整后再导入。",
            "There is nothing in it. Check that the download is complete and load it again.",
        )
    place = likely_header(rows)
    if place is None:
        return _HEADLESS
    first = rows[place]
    return Text(
        f"前 {HEADER_ROWS} 行里没有认得的列名，不是已知的报表。看到的是：{_listed(first, 'zh')}。"
        "请导入从平台直接下载的报表，或用本店模板填写。",
        f"None of the first {HEADER_ROWS} rows has a known column name, so this is no known report. Found: "
        f"{_listed(first, 'en')}. Load a report as the platform gives it, or fill in a template.",
    )


def _spelled(kind: Kind) -> frozenset[str]:
    """Return every header that is a column of the kind."""
    return _plain_set(tuple(spelling for column in kind.columns for spelling in column.spellings))


@lru_cache(maxsize=200)
def _plain_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain_header(word) for word in words)
