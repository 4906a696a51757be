"""What a load did as a whole, whatever the number of its files: counts, new days, changed days, days still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.days import LATELY_DAYS, ONE_DAY, last_day, standings
from data.exports import COMPANIONS
from data.kind import Kind
from data.reconcile.log import Restated, restatements
from data.results import FileResult, LoadResult
from data.store import Store

AMONG_ANOTHERS = frozenset(kind.key for kind in COMPANIONS)


@dataclass(frozen=True)
class DaysOf:
    """Some days of one export of one shop, in order."""

    kind: Kind
    shop: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Outcome:
    """One load in sum. A file here is a file or sheet as in the load's results.

    refused: also those of which every row was. rows_in = rows_loaded + rows_unchanged + rows_rejected. new_days: that no
    file covered before. restated: figures of past days that the load changed. last: the newest day that is loaded to its
    end. to_fetch: of the 30 days to it, those missing or exported before they were over.
    """

    loaded: int
    unchanged: int
    refused: tuple[FileResult, ...]
    rows_in: int
    rows_loaded: int
    rows_unchanged: int
    rows_rejected: int
    new_days: tuple[DaysOf, ...]
    restated: tuple[Restated, ...]
    last: date | None
    to_fetch: tuple[DaysOf, ...]
    shops: int


def outcome(store: Store, result: LoadResult) -> Outcome:
    """Return what a load did, as the store that stands after it tells; raises StoreFault."""
    read = [file for file in result.files if not file.refused]
    taken = [file for file in read if not file.all_rejected]
    # A file that tells of two kinds is one file.
    files = [file for file in taken if file.kind not in AMONG_ANOTHERS]
    loaded = sum(file.loaded > 0 for file in files)
    standing = standings(store)
    new, last = result.load_id, last_day(standing)
    return Outcome(
        loaded=loaded,
        unchanged=len(files) - loaded,
        refused=tuple(file for file in result.files if file.refused or file.all_rejected),
        rows_in=sum(file.rows_in for file in read),
        rows_loaded=sum(file.loaded for file in read),
        rows_unchanged=sum(file.unchanged for file in read),
        rows_rejected=sum(file.rejected for file in read),
        new_days=_days(
            (
                one.kind,
                one.shop,
                [day for day, load in zip(one.days, one.first_loads, strict=True) if load == new],
            )
            for one in standing
        ),
        restated=tuple(restatements(store, new)) if new is not None else (),
        last=last,
        to_fetch=()
        if last is None
        else _days(
            (one.kind, one.shop, one.again(last - ONE_DAY * (LATELY_DAYS - 1), last)) for one in standing
        ),
        shops=len({one.shop for one in standing}),
    )


def _days(found: Iterable[tuple[Kind, str, list[date]]]) -> tuple[DaysOf, ...]:
    return tuple(DaysOf(kind, shop, tuple(days)) for kind, shop, days in found if days)
