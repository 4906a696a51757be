"""Two hundred invented people go in by every form of order, line and refund; none of their words is found anywhere after."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from data.ledger import loads, said
from data.load import LoadResult, Upload, load
from data.store import open_store
from data.versions import current_version
from reports.table_export import to_csv, to_xlsx
from tests.pages.conftest import homes, open_page  # noqa: F401 - fixtures
from tests.privacy import people
from tests.shop_calls import call, show
from ui.loading.results import problem_table

ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
WORDS = {word for person in people.PEOPLE for word in person.words()}
ANY = re.compile("|".join(map(re.escape, sorted(WORDS))))
ANY_BYTES = re.compile(
    b"|".join(re.escape(word.encode(code)) for word in sorted(WORDS) for code in ENCODINGS)
)
OpenPage = Callable[..., AppTest]


def uploads() -> list[Upload]:
    """Every form well-formed as text and as a workbook, every form broken, and two files that are no export."""
    files = []
    for place, (name, headers) in enumerate(people.FORMS.items(), 1):
        files.append(Upload(f"{name}.csv", people.quoted_csv(headers, place * 10_000)))
        files.append(Upload(f"{name}.xlsx", people.workbook(headers, place * 10_000 + 1000)))
        files.append(Upload(f"{name}-坏.csv", people.broken_csv(headers, place * 10_000 + 2000)))
    return [*files, Upload("无名.csv", people.unknown_csv()), Upload("无表头.csv", people.headless_csv())]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadResult]:
    home = tmp_path_factory.mktemp("people") / "home"
    return home, load(home, uploads())


def nobody(where: str, text: str) -> None:
    """Fail if any word of anybody stands in the text."""
    first = ANY.search(text)
    if first is not None:
        found = sorted(set(ANY.findall(text)))
        around = text[max(first.start() - 200, 0) :][:300]
        pytest.fail(f"{where}: {found[:5]} and {len(found)} in all; {around}")


def told(result: LoadResult) -> Iterator[str]:
    for file in result.files:
        for language in ("zh", "en"):
            yield str(file.to_json(language))
        yield str((file.ignored, file.dropped))


def test_the_search_finds_people_where_they_are() -> None:
    for upload in uploads():
        if not upload.name.endswith("xlsx"):
            assert ANY_BYTES.search(upload.content), upload.name
    assert len(WORDS) == people.COUNT * 7


def test_every_form_is_recognised_and_its_good_rows_are_loaded(loaded: tuple[Path, LoadResult]) -> None:
    kinds = {file.file: file.kind for file in loaded[1].files}
    assert [name for name, kind in kinds.items() if kind is None] == ["无名.csv", "无表头.csv"]
    whole = [file for file in loaded[1].files if file.kind and "坏" not in file.file]
    assert [(file.rows_in, file.rejected) for file in whole] == [(people.COUNT, 0)] * len(whole)
    broken = [file for file in loaded[1].files if "坏" in file.file]
    assert all(file.rejected >= people.COUNT // 8 for file in broken)
    assert all(
        file.rows_in == file.loaded + file.unchanged + file.rejected == people.COUNT for file in broken
    )


def test_no_byte_of_the_home_holds_anyone(loaded: tuple[Path, LoadResult]) -> None:
    files = [path for path in loaded[0].rglob("*") if path.is_file()]
    assert any(path.suffix == ".duckdb" for path in files)
    for path in files:
        found = ANY_BYTES.findall(path.read_bytes())
        assert not found, f"{path.name}: {found[:3]!r}"


def test_no_table_of_the_store_holds_anyone_though_it_is_packed_on_disk(
    loaded: tuple[Path, LoadResult],
) -> None:
    store = open_store(loaded[0])
    tables = [name for (name,) in store.rows("SELECT table_name FROM duckdb_tables() ORDER BY ALL")]
    assert {"order_versions", "line_versions", "refund_versions", "problems", "files"} <= set(tables)
    for table in tables:
        columns = store.arrow(f'SELECT * FROM "{table}" LIMIT 0').column_names
        for column in columns:
            values = store.rows(
                f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM "{table}" WHERE "{column}" IS NOT NULL'
            )
            nobody(f"{table}.{column}", "\n".join(value for (value,) in values))


def test_no_archived_row_holds_anyone(loaded: tuple[Path, LoadResult]) -> None:
    archived = sorted((loaded[0] / "archive").glob("*.parquet"))
    assert len(archived) == len([file for file in loaded[1].files if file.kind])
    for path in archived:
        nobody(path.name, str(pq.read_table(path).to_pydict()))


def test_nothing_that_a_load_says_names_anyone(loaded: tuple[Path, LoadResult]) -> None:
    for text in told(loaded[1]):
        nobody("result", text)


def test_no_list_of_refused_rows_names_anyone(loaded: tuple[Path, LoadResult]) -> None:
    store = open_store(loaded[0])
    kinds = ("refused", "emptied", "kept", "differs", "note")
    for file in (file for each in loads(store) for file in each.files):
        table = problem_table(said(store, file.file_id, kinds))
        nobody(file.name, to_csv(table).decode("utf-8-sig"))
        nobody(file.name, cells(to_xlsx([table])))


def test_no_command_names_anyone(tmp_path: Path) -> None:
    for place, upload in enumerate(uploads()):
        (tmp_path / f"{place:02}{upload.name}").write_bytes(upload.content)
    home = tmp_path / "home of commands"
    for arguments in (["load", *sorted(tmp_path.glob("*.*")), "--json"], ["log"], ["kinds"], ["undo"]):
        result = call(home, *arguments)
        nobody(str(arguments[0]), result.stdout + result.stderr)
    for path in (path for path in home.rglob("*") if path.is_file()):
        assert not ANY_BYTES.search(path.read_bytes()), path.name


def test_no_week_names_anyone(loaded: tuple[Path, LoadResult], tmp_path: Path) -> None:
    out = tmp_path / "week.xlsx"
    result = call(loaded[0], "report", "weekly", "--week", "2026-W46", "--out", out)
    assert result.exit_code == 0, result.stderr
    nobody("week", cells(out.read_bytes()))


@pytest.mark.parametrize("path", ["morning", "roi", "load", "weekly"])
def test_no_page_names_anyone(path: str, loaded: tuple[Path, LoadResult], open_page: OpenPage) -> None:  # noqa: F811
    page = open_page(path, loaded[0])
    assert not page.exception
    nobody(path, seen(page))


def test_the_load_page_names_nobody_after_people_were_dropped_on_it(
    tmp_path: Path, open_page: OpenPage  # noqa: F811
) -> None:  # fmt: skip
    page = open_page("load", tmp_path / "own")
    page.file_uploader[0].set_value([(file.name, file.content, "text/csv") for file in uploads()]).run()
    page = page.button(key="start-load").click().run()
    assert not page.exception
    assert current_version(tmp_path / "own") == 1
    assert "没有保存原文的隐私列" in seen(page)
    nobody("load", seen(page))


@pytest.mark.parametrize("name", people.FORMS)
def test_the_privacy_line_names_every_private_column_of_a_form(
    name: str, loaded: tuple[Path, LoadResult]
) -> None:
    headers = people.private_headers(people.FORMS[name])
    for file in loaded[1].files:
        if file.file.removesuffix(".csv").removesuffix(".xlsx") == name:
            assert set(file.dropped) == set(headers)
            assert not set(file.ignored) & set(headers)


MASKED = """订单编号,买家会员名,总金额,买家实际支付金额,退款金额,订单状态,订单创建时间,订单付款时间
{rows}"""


def test_masked_buyers_are_not_told_apart_and_repeat_purchase_says_so(tmp_path: Path) -> None:
    days = [f"2026-11-{1 + number % 9:02}" for number in range(40)]
    rows = [
        f"90{number:04},t***{number % 3},10.00,10.00,0,交易成功,{day} 10:00:00,{day} 10:01:00" for number, day in enumerate(days)
    ]  # fmt: skip
    result = load(tmp_path, [Upload("订单.csv", MASKED.format(rows="\n".join(rows)).encode())])
    assert (result.files[0].loaded, result.files[0].rejected) == (40, 0)
    assert any("星号" in problem.reason.zh for problem in result.files[0].problems)
    (figures,) = show(tmp_path, "repeat_rate", "paid_amount")
    assert figures["paid_amount"] == "400.00"  # 40 x 10.00
    assert figures["repeat_rate"] is None
    assert figures["repeat_rate_missing"]


def cells(content: bytes) -> str:
    """All cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return "\n".join(
        str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line
    )


def seen(page: AppTest) -> str:
    """Everything that a page was sent: its whole tree, and the cells of its tables."""
    return "\n".join([*_tree(page.main), *_tree(page.sidebar)])


def _tree(block: Iterable[object]) -> Iterator[str]:
    for element in block:
        yield str(getattr(element, "proto", ""))
        value = getattr(element, "value", "")
        yield value.to_csv() if hasattr(value, "to_csv") else str(value)
