"""Tables in web pages that call themselves workbooks, as shop software exports them, are read like any other table."""

import contextlib
import time

import pytest

from data.grid import Grid, Unreadable
from data.load import Upload, load
from data.read import read_bytes
from data.store import open_store

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {{ color: red }}</style></head><body>
<table border=1>{}</table></body></html>"""


def cells(grid: Grid) -> list[list[str | None]]:
    """The rows of a grid as lists."""
    return [[row[name] for name in grid.table.column_names[1:]] for row in grid.table.to_pylist()]


def page(*rows: tuple[str, str, str]) -> str:
    return PAGE.format("".join(ROW.format(*row) for row in rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_in_any_encoding(encoding: str) -> None:
    [grid] = read_bytes(
        page(("订单编号", "金额", "备注"), ("1001", "1,234.50", "")).encode(encoding), "订单.xls"
    )
    assert cells(grid) == [["订单编号", "金额", "备注"], ["1001", "1,234.50", None]]
    assert grid.table["line"].to_pylist() == [1, 2]


def test_letters_written_as_marks_and_tags_within_a_cell_are_the_text_that_people_see() -> None:
    said = page(("a", "<b>1</b>&nbsp;2", "x<br/>y"), ("&lt;3", "&#28857;", "<font color=red>红</font>"))
    assert cells(read_bytes(said.encode(), "x.xls")[0]) == [["a", "1\xa02", "x\ny"], ["<3", "点", "红"]]


def test_merged_cells_stand_in_the_first_of_their_places() -> None:
    said = (
        "<table><tr><td rowspan=2>日期</td><td colspan='2'>金额</td></tr><tr><td>下单</td><td>付款</td></tr>"
        "<tr><td>11-01</td><td>5</td><td>4</td></tr></table>"
    )
    assert cells(read_bytes(f"<html>{said}".encode(), "x.xls")[0]) == [
        ["日期", "金额", None],
        [None, "下单", "付款"],
        ["11-01", "5", "4"],
    ]


def test_tags_that_nobody_closed_do_not_move_cells() -> None:
    said = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
    assert cells(read_bytes(said.encode(), "x.xls")[0]) == [["a", "b"], ["1", "2"]]


def test_a_table_for_the_title_beside_the_data_is_no_table_of_its_own() -> None:
    said = f"<html><table><tr><td>十一月订单</td></tr></table>{page(('a', 'b', 'c'))}</html>"
    assert len(read_bytes(said.encode(), "x.xls")) == 1
    both = f"<html>{page(('a', 'b', 'c'))}{page(('d', 'e', 'f'))}</html>"
    assert [grid.sheet for grid in read_bytes(both.encode(), "x.xls")] == ["表格 1", "表格 2"]


def test_a_page_for_signing_in_is_still_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"<html><body><form><input name=user></form></body></html>", "x.xls")
    assert "登录过期" in caught.value.text.zh


@pytest.mark.parametrize(
    "piece", ["<td", "<td>", "<table>", "<!--", "<tr><td rowspan=99999>", "<br", "<td colspan=99999>"]
)
def test_no_page_takes_longer_than_its_length(piece: str) -> None:
    said = page(("a", "b", "c")) + piece * 100_000
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        read_bytes(said.encode(), "x.xls")
    assert time.process_time() - start < 5


def test_orders_in_a_page_are_loaded_to_the_cent(tmp_path) -> None:
    header = ["订单编号", "总金额", "订单状态", "订单创建时间", "订单付款时间"]
    rows = [
        ["2026110122001234567", "￥1,234.56", "交易成功", "2026-11-01 10:00:00", "2026-11-01 10:05:00"],
        ["2026110122001234568", "99.80", "交易成功", "2026-11-02 11:00:00", "2026-11-02 11:05:00"],
    ]
    said = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [header, *rows])
    [file] = load(
        tmp_path, [Upload("订单.xls", f"<html><table>{said}</table></html>".encode("gb18030"))]
    ).files
    assert (file.kind, file.loaded, file.rejected) == ("orders", 2, 0)
    [(total,)] = open_store(tmp_path).rows("SELECT sum(v.amount_due) FROM order_versions AS v")
    assert f"{total}" == f"{123456 / 100 + 99.80:.2f}"
