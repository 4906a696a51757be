"""Every cell of every analysis opens on rows that give its number again; that of a share on both of its sides."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from data.store import Store
from metrics.analyses.cohorts import RETENTION, WORTH
from metrics.analyses.tiers import COLUMNS
from metrics.behind import Behind, agrees, laid_open
from metrics.period import ALL, Period
from metrics.scope import Scope
from tests.metrics.analyses.cells import every_cell
from tests.metrics.golden import SOURCES, TUESDAY
from tests.metrics.tables import orders, report
from tests.stores import store_together

ONE = Scope("本店")
SOURCES_OF_VISITS = "日期 | 一级来源 | 访客数\n2026-03-02 | 手淘搜索 | 40\n2026-03-03 | 手淘搜索 | 60\n2026-03-03 | 购物车 | 15"
NEW = "清单日期 | 商品ID | 商品标题 | 上架状态 | 首次上架日期\n2026-03-03 | 7002 | 裤子 | 出售中 | 2026-03-02"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("behind"), *SOURCES, SOURCES_OF_VISITS, NEW)


@pytest.fixture(scope="module")
def buyers(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Forty buyers over four months: every second one comes back a month later, every fourth gives half of it back."""
    rows: list[tuple[str | int, ...]] = []
    for number in range(40):
        month, back = 1 + number % 3, 2 + number % 3
        rows.append(
            (
                f"a{number}",
                f"b{number}",
                100 + number,
                f"2026-0{month}-05 09:00:00",
                f"2026-0{month}-05 10:00:00",
            )
        )
        if number % 2:
            refund = 40 if number % 4 == 1 else 0
            rows.append(
                (
                    f"c{number}",
                    f"b{number}",
                    80,
                    f"2026-0{back}-07 09:00:00",
                    f"2026-0{back}-07 10:00:00",
                    refund,
                )
            )
    rows.append(("z", "b0", 500, "2026-04-30 09:00:00", "2026-04-30 10:00:00"))
    rules = "会员等级 | 累计金额起\n银卡 | 120.00\n金卡 | 200.00"
    return store_together(tmp_path_factory.mktemp("buyers"), orders(*rows), report(*_split(rules)))


def _split(table: str) -> tuple[str, *tuple[tuple[str, ...], ...]]:
    header, *rows = table.splitlines()
    return header, *(tuple(cell.strip() for cell in row.split("|")) for row in rows)


def check(store: Store, cells: Sequence[Behind]) -> None:
    for cell in cells:
        parts, _ = laid_open(store, cell)
        for part, side in zip(parts, cell.sides, strict=True):
            assert agrees(part, side), (cell.title, cell.what, side.label, part.row_count, side.value)
        if len(cell.sides) == 1:
            assert cell.value == cell.sides[0].value
        elif len(cell.sides) == 2 and cell.value is not None:
            top, bottom = (float(side.value or 0) for side in cell.sides)
            assert float(cell.value) == pytest.approx(top / bottom), (cell.title, cell.what)


def test_the_cells_of_a_shop_with_everything_open_on_their_rows(golden: Store) -> None:
    cells = list(every_cell(golden, Period.month(TUESDAY), ONE))
    titles = {cell.title.zh for cell in cells}
    assert {
        "买家数",
        "累计净付款",
        "28 天件数",
        "占全店件数",
        "来源访客占比",
        "提升度",
        "人数",
        "逐日访客之和",
    } <= titles
    check(golden, cells)


def test_the_cells_of_cohorts_groups_and_tiers_open_on_their_buyers(buyers: Store) -> None:
    cells = list(every_cell(buyers, ALL, ONE))
    assert {RETENTION, WORTH, COLUMNS["members"]} <= {cell.title for cell in cells}
    check(buyers, cells)


def test_a_share_of_a_cohort_names_who_came_back(buyers: Store) -> None:
    cells = {(cell.title, cell.what.zh): cell for cell in every_cell(buyers, ALL, ONE)}
    january = cells[RETENTION, "2026-01 首购，1 个月后"]
    parts, _ = laid_open(buyers, january)
    # Of 0, 3, 6 ... 39, the odd ones came back in February: 3 9 15 21 27 33 39.
    assert january.value == 7 / 14
    assert parts[0].row_count == 7
    assert set(parts[0].rows["first_paid_day"].map(str).str[:10]) == {str(date(2026, 1, 5))}
    worth = cells[WORTH, "2026-01 首购，1 个月后"]
    firsts = sum(100 + number for number in range(0, 40, 3))
    seconds = sum(80 - (40 if number % 4 == 1 else 0) for number in (3, 9, 15, 21, 27, 33, 39))
    assert float(worth.value or 0) == pytest.approx((firsts + seconds) / 14)


def test_rows_of_files_are_named_with_their_files(golden: Store, tmp_path: Path) -> None:
    source = next(cell for cell in every_cell(golden, ALL, ONE) if cell.title.zh == "来源访客占比")
    _, files = laid_open(golden, source)
    assert [name for _, name in files] == [f"table{len(SOURCES) + 1}.csv"]
