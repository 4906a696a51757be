"""No kind is ever taken for another: whole headers against every other kind, chosen columns, any order, below any preface."""

from random import Random

import pytest

from data.exports import KINDS
from data.grid import Grid
from data.kind import Kind
from data.match import Match
from data.recognise import recognise
from tests.data.sheets import grid_of

PREFACE = (
    ["【生意参谋平台】报表"],
    ["统计时间", "2026-11-01 ~ 2026-11-01"],
    ["数据说明", "口径以平台为准"],
    ["#账号：[20881234]"],
    [""],
)
CHOICES = 12


def whole(kind: Kind, random: Random) -> list[str]:
    """Every column of the kind under one of its spellings, and all it knows besides."""
    return list(
        dict.fromkeys(
            [random.choice(c.spellings) for c in kind.columns] + list(kind.known) + list(kind.private)
        )
    )


def chosen(kind: Kind, random: Random) -> list[str]:
    """What the kind can't do without, and some of its other columns, in any order."""
    fields = {column.field for column in kind.columns if column.required}
    fields |= set(random.choice(kind.any_of)) if kind.any_of else set()
    others = [column.field for column in kind.columns if column.field not in fields]
    fields |= set(random.sample(others, random.randint(0, len(others))))
    header = [random.choice(kind.column(field).spellings) for field in sorted(fields)]
    header += random.sample(kind.known, random.randint(0, len(kind.known)))
    header = list(dict.fromkeys(header))
    random.shuffle(header)
    return header


def file_with(header: list[str], random: Random) -> Grid:
    """A grid with that header below some preface rows, and a row of facts."""
    preface = list(PREFACE[: random.randint(0, len(PREFACE))])
    return grid_of([*preface, header, ["1"] * len(header)])


def taken_for(file: Grid, kinds: tuple[Kind, ...] = KINDS) -> str | None:
    found = recognise(file, kinds=kinds)
    return found.kind.key if isinstance(found, Match) else None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_whole_file_of_a_kind_is_never_taken_for_any_other(kind):
    random = Random(kind.key)
    file = file_with(whole(kind, random), random)
    for other in KINDS:
        if other is not kind:
            assert taken_for(file, (other, kind)) == kind.key, other.key
    assert taken_for(file) == kind.key


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_chosen_columns_of_a_kind_in_any_order_are_never_taken_for_another(kind):
    random = Random(kind.key)
    headers = [chosen(kind, random) for _ in range(CHOICES)]
    wrong = [(taken_for(file_with(header, random)), header) for header in headers]
    assert [(key, header) for key, header in wrong if key != kind.key] == []
