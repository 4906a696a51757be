"""Text files: encoding, delimiter, quotes and lines, and what is no table."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from data.grid import Grid
from data.read import Unreadable, read, read_bytes
from tests.files import ORDERS, csv_file


def only(content: bytes, name: str = "订单.csv") -> Grid:
    [grid] = read_bytes(content, name)
    return grid


def cells(grid: Grid) -> list[list[str | None]]:
    return [list(row.values())[1:] for row in grid.table.to_pylist()]


def lines(grid: Grid) -> list[int]:
    return grid.table["line"].to_pylist()


def refusal(content: bytes, name: str = "订单.csv") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, name)
    text = caught.value.text
    assert name in text.zh
    assert name in text.en
    return text.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_same_table_comes_out_of_every_encoding(encoding):
    grid = only(csv_file(ORDERS, encoding))
    assert cells(grid) == ORDERS
    assert lines(grid) == [1, 2, 3]
    assert grid.sheet is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_same_table_comes_out_of_every_delimiter_and_line_end(encoding, delimiter, end):
    assert cells(only(csv_file(ORDERS, encoding, delimiter, end))) == ORDERS
    assert cells(only(csv_file(ORDERS, encoding, delimiter, end, quote=csv.QUOTE_ALL))) == ORDERS


def test_the_columns_are_a_line_number_and_texts():
    table = only(csv_file(ORDERS)).table
    assert table.schema == pa.schema(
        [
            ("line", pa.int32()),
            ("c0", pa.string()),
            ("c1", pa.string()),
            ("c2", pa.string()),
            ("c3", pa.string()),
        ]
    )


def test_cells_are_left_as_the_platform_wrote_them():
    grid = only(
        b'="182131013210222270",\'null, 118.00 ,-\t,\xa3\xa511\n'.replace(b"\xa3\xa5", "￥".encode("gb18030"))
    )
    assert cells(grid) == [['="182131013210222270"', "'null", " 118.00 ", "-\t", "￥11"]]


def test_an_empty_cell_is_null_whether_quoted_or_not():
    assert cells(only(b'a,b,c\n1,,""\n,2,\n')) == [["a", "b", "c"], ["1", None, None], [None, "2", None]]


def test_short_rows_are_filled_with_null_and_long_rows_add_columns():
    grid = only(b"a,b,c\n1,2\n3,4,5\n6,7,8,9\n")
    assert cells(grid) == [
        ["a", "b", "c", None],
        ["1", "2", None, None],
        ["3", "4", "5", None],
        ["6", "7", "8", "9"],
    ]
    assert lines(grid) == [1, 2, 3, 4]


def test_preface_rows_above_the_header_keep_their_lines():
    grid = only(
        "店铺数据\n\n统计日期,访客数,支付金额\n2026-11-01,10,5.00\n2026-11-02,12,6.00\n合计\n".encode(
            "gb18030"
        )
    )
    assert lines(grid) == [1, 3, 4, 5, 6]
    assert cells(grid)[0] == ["店铺数据", None, None]
    assert cells(grid)[-1] == ["合计", None, None]
    assert grid.blank == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_line_break_inside_quotes_stays_in_its_cell_and_later_rows_keep_their_physical_lines(encoding):
    text = '编号,备注\r\n1,"第一行\r\n第二行\n第三行"\r\n2,好\r\n'
    grid = only(text.encode(encoding))
    assert cells(grid) == [["编号", "备注"], ["1", "第一行\r\n第二行\n第三行"], ["2", "好"]]
    assert lines(grid) == [1, 2, 2 + 3]


def test_quotes_within_a_cell_are_read_as_spreadsheets_do():
    assert cells(only(b'"12"" screen","a""b",c"d"\n')) == [['12" screen', 'a"b', 'c"d"']]


def test_blank_rows_are_left_out_and_counted():
    grid = only(b"a,b\n\n,\n1,2\n\n")
    assert (lines(grid), grid.blank) == ([1, 4], 3)


def test_empty_columns_at_the_right_edge_are_left_out():
    assert only(b"a,b,,\n1,2,,\n").table.column_names == ["line", "c0", "c1"]


def test_a_column_of_values_that_end_in_tabs_is_no_tab_separated_file():
    text = "订单编号\t,创建时间\t,金额\t\n100\t,2026-11-01\t,5.00\t\n101\t,2026-11-01\t,6.00\t\n"
    assert cells(only(text.encode()))[1] == ["100\t", "2026-11-01\t", "5.00\t"]


def test_commas_and_semicolons_in_titles_do_not_change_the_delimiter():
    rows = [["编号", "标题", "属性"], *[[str(n), f"果干,坚果,{n}", "颜色:红;尺码:M"] for n in range(50)]]
    assert cells(only(csv_file(rows, delimiter="\t"))) == rows
    assert cells(only(csv_file(rows))) == rows


def test_a_list_of_one_column_is_a_table_too():
    assert cells(only("关键词\n连衣裙\n半身裙\n".encode("gb18030"))) == [["关键词"], ["连衣裙"], ["半身裙"]]


def test_a_cell_of_a_megabyte_is_read():
    long = "好" * 350_000
    assert cells(only(csv_file([["a", "b"], ["1", long]])))[1] == ["1", long]


def test_a_row_longer_than_a_block_of_the_fast_reader_is_read():
    long = "x" * 5_000_000
    assert cells(only(csv_file([["a", "b"], ["1", long], ["2", "y"]]))) == [
        ["a", "b"],
        ["1", long],
        ["2", "y"],
    ]


def test_a_nul_in_a_cell_does_no_harm():
    assert cells(only(csv_file([["编号", "金额"], ["1\0", "5.00"], *[["22222222", "6.00"]] * 20])))[1] == [
        "1\0",
        "5.00",
    ]


def test_a_file_that_is_utf8_and_then_is_not_is_refused_with_the_line():
    text = refusal("订单编号,买家会员名,总金额\n1,小红,5.00\n".encode() + "2,小明,6.00\n".encode("gb18030"))
    assert "第 3 行" in text


@pytest.mark.parametrize("lead", range(3))
def test_the_line_is_right_far_into_a_file_and_where_a_letter_lies_across_two_pieces(lead: int):
    # A letter has three bytes and a piece 2^20: with one of the three leads, a letter lies across the first two pieces.
    good = "x" * lead + "红" * 700_000 + "\n" + "1,红\n" * 99
    assert "第 101 行" in refusal(good.encode() + b"2,\xff\n")
    assert "第 1 行" in refusal(("x" * lead + "红" * 700_000).encode()[:-1])


def test_a_utf8_file_cut_inside_its_last_letter_is_refused():
    assert "第 2 行" in refusal("订单编号,买家会员名\n1,小红".encode()[:-1])


def test_bytes_that_are_no_text_are_refused_with_the_line():
    assert "第 2 行" in refusal("编号,名称\n".encode("gb18030") + b"1,\xff\xfe\xff\n")


def test_utf16_that_breaks_off_is_refused():
    assert "UTF-16" in refusal("编号,名称\n1,红\n".encode("utf-16") + b"\n")


def test_a_quote_that_never_closes_is_refused_with_the_line_where_it_opens():
    assert "第 3 行" in refusal(b'a,b\n1,2\n3,"cut off')
    assert "第 2 行" in refusal(b'a\n"cut off\n1\n2\n')
    assert "第 2 行" in refusal(b'a\n"')


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_stops_within_a_row_is_refused(encoding):
    whole = csv_file(ORDERS, encoding)
    assert "第 3 行" in refusal(whole[: whole.rindex(b",")])
    assert "最后一行只有 3 格，其他行有 4 格" in refusal(whole[: whole.rindex(b",")])


def test_a_last_row_without_a_line_end_is_whole_when_it_has_its_cells_or_is_a_remark():
    assert cells(only(csv_file(ORDERS).rstrip())) == ORDERS
    assert cells(only(csv_file(ORDERS) + "以上数据仅供参考".encode()))[-1][0] == "以上数据仅供参考"
    assert cells(only(b'a,b,c\n1,2,"x\ny,z",\n1,2,"x\ny"'))[-1] == ["1", "2", "x\ny"]


def test_a_short_row_with_its_line_end_is_read():
    assert cells(only(b"a,b,c\n1,2,3\n4,5\n"))[-1] == ["4", "5", None]


def test_a_row_of_odd_length_with_a_long_cell_is_read():
    long = "x" * 500_000
    assert cells(only(csv_file([["a", "b", "c"], ["1", "2", "3"], ["4", long]])))[-1] == ["4", long, None]


def test_a_row_of_thousands_of_cells_is_refused_with_its_line():
    assert "第 3 行" in refusal(b"a,b\n1,2\n" + b"," * 5000 + b"\n")
    assert "5,001" in refusal(b"a,b\n1,2\n" + b"," * 5000 + b"\n")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "0 字节"),
        (b"\xef\xbb\xbf\r\n \r\n", "是空的"),
        (b"\0" * 5000, "零字节"),
        (b",,\n,,\n", "空行"),
        ("\ufeff".encode("gb18030"), "空行"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"GIF89a" + bytes(20), "GIF"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00", "BMP"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "视频"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "gzip"),
        (b"MZ\x90\x00\x03", "程序"),
        (b"SQLite format 3\x00", "数据库"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00", "1995"),
        (b"<!DOCTYPE html><html><body>login</body></html>", "网页"),
        ("\ufeff\n<html><table><tr><td>订单</td></tr></table></html>".encode(), "网页"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'.encode("utf-16"), "网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML 表格"),
        (b'<?xml version="1.0"?><rss/>', "XML 文件"),
        (b'{"code":"FAIL_SYS_SESSION_EXPIRED","data":{}}', "JSON"),
        (bytes(range(32)) * 40, "二进制"),
    ],
)
def test_what_is_no_table_is_refused_by_its_bytes_and_told_by_name(content, found):
    assert found in refusal(content, "报表.csv")
    assert found in refusal(content, "报表.xlsx")


def test_a_text_file_named_as_a_workbook_is_read_all_the_same():
    assert cells(only(csv_file(ORDERS, "gb18030"), "订单.xls")) == ORDERS


@pytest.mark.parametrize(
    "head", [b"BM_ID,MZ", b"ID3,PAR1", b"OggS,%PDF", b"1234ftyp,DUCK", b"x" * 256 + b"mustard,b"]
)
def test_headers_that_look_like_the_marks_of_other_files_are_read(head):
    assert cells(only(head + b"\n1,2\n")) == [head.decode().split(","), ["1", "2"]]


def test_a_file_is_read_from_its_path_and_called_by_the_name_given(tmp_path: Path):
    path = tmp_path / "upload-1"
    path.write_bytes(csv_file(ORDERS))
    assert cells(read(path)[0]) == ORDERS
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(Unreadable) as caught:
        read(path, "合同.xlsx")
    assert "合同.xlsx" in caught.value.text.zh
    assert "upload-1" not in caught.value.text.zh


def test_a_file_that_is_gone_or_a_folder_is_said_so(tmp_path: Path):
    with pytest.raises(Unreadable, match="not there"):
        read(tmp_path / "没有.csv")
    with pytest.raises(Unreadable, match="cannot be opened"):
        read(tmp_path)


@pytest.mark.parametrize(
    "name", ["tmall_orders_201804.csv", "tmall_order_items_201804.csv", "tmall_order_report_202002.csv"]
)
def test_a_platform_export_has_as_many_rows_as_pythons_reader_finds(real: Path, name: str):
    path = real / name
    encoding = "utf-8" if "2020" in name else "gb18030"
    with path.open(encoding=encoding, newline="") as file:
        expected = [[cell or None for cell in row] for row in csv.reader(file)]
    grid = read(path)[0]
    width = len(grid.table.column_names) - 1
    assert cells(grid) == [(row + [None] * width)[:width] for row in expected]
