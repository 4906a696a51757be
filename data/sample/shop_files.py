"""The files of one invented shop: what each is made of is worked out once, and each becomes a job of writing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from data.sample.ads import AdDays, ad_days
from data.sample.figures import ItemDays, ShopDays, item_days, shop_days
from data.sample.files import Table, write_csv, write_xlsx
from data.sample.world import ShopWorld


@dataclass(frozen=True)
class Job:
    """One file to be written, and how."""

    path: Path
    write: Callable[[Path], None]


@dataclass
class ShopFiles:
    """The files of one shop."""

    world: ShopWorld
    morning: datetime
    folder: Path

    @cached_property
    def figures(self) -> ShopDays:
        """Return the shop's days."""
        return shop_days(self.world)

    @cached_property
    def items(self) -> ItemDays:
        """Return the shop's items by day."""
        return item_days(self.world)

    @cached_property
    def ads(self) -> AdDays:
        """Return the campaigns' days."""
        return ad_days(self.world)

    def job(self, name: str, write: Callable[[Path], None]) -> Job:
        """Return a job for the file of that name."""
        return Job(self.folder / name, write)

    def csv(
        self, name: str, tables: Callable[[], Iterable[Table]], *, ids: bool = False, blank: bool = False
    ) -> Job:
        """Return a job for a CSV file."""
        return self.job(
            f"{name}.csv", lambda path: write_csv(path, tables(), formula_id=ids, blank_line=blank)
        )

    def book(
        self,
        name: str,
        sheet: str,
        table: Callable[[], Table],
        preface: list[tuple[str, ...]] | None = None,
        numbers: tuple[str, ...] = (),
    ) -> Job:
        """Return a job for a workbook."""
        return self.job(
            f"{name}.xlsx",
            lambda path: write_xlsx(path, sheet, table(), preface=preface or (), numbers=numbers),
        )
