"""Zips: one file or many, what cannot be read beside what can, and limits before unpacking."""

import io
import struct
import zipfile

import pytest

from data.read import Unreadable, read_bytes
from tests.files import ORDERS, csv_file, xlsx, zip_file

CSV = csv_file(ORDERS, "gb18030")


def refusal(content: bytes, name: str = "下载.zip") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, name)
    assert name in caught.value.text.zh
    assert name in caught.value.text.en
    return caught.value.text.zh


def test_a_zip_of_one_csv_is_read_under_the_name_inside():
    [grid] = read_bytes(zip_file({"商品报表_20260619_110309.csv": CSV}), "下载.zip")
    assert (grid.sheet, grid.table.num_rows) == ("商品报表_20260619_110309.csv", 3)


def test_a_zip_of_many_gives_a_grid_for_each_table_inside():
    grids = read_bytes(
        zip_file({"a/十月.csv": CSV, "b.xlsx": xlsx({"一": ORDERS, "二": ORDERS})}), "下载.zip"
    )
    assert [grid.sheet for grid in grids] == ["a/十月.csv", "b.xlsx › 一", "b.xlsx › 二"]
    assert {grid.table.num_rows for grid in grids} == {3}


def test_names_written_by_windows_in_chinese_are_read():
    content = bytearray(zip_file({"XXXX.csv": CSV}))
    content = content.replace(b"XXXX", "订单".encode("gbk"))
    assert read_bytes(bytes(content), "下载.zip")[0].sheet == "订单.csv"


def test_a_file_that_cannot_be_read_does_not_block_the_others():
    grids = read_bytes(zip_file({"照片.jpg": b"\xff\xd8\xff\xe0", "订单.csv": CSV}), "下载.zip")
    photo, orders = grids
    assert orders.table.num_rows == 3
    assert photo.table.num_rows == 0
    assert photo.refused is not None
    assert "下载.zip › 照片.jpg" in photo.refused.zh
    assert "JPEG" in photo.refused.zh


def test_folders_and_what_systems_leave_behind_are_passed_over():
    files = {
        "__MACOSX/._订单.csv": b"\0\5\26\7",
        ".DS_Store": b"\0\0\0\1",
        "a/": b"",
        "Thumbs.db": b"x",
        "订单.csv": CSV,
    }
    assert [grid.sheet for grid in read_bytes(zip_file(files), "下载.zip")] == ["订单.csv"]


def test_a_zip_without_a_table_is_refused():
    assert "没有文件" in refusal(zip_file({}))
    assert "没有文件" in refusal(zip_file({"空/": b""}))
    assert "JPEG" in refusal(zip_file({"照片.jpg": b"\xff\xd8\xff\xe0"}))
    many = refusal(zip_file({"照片.jpg": b"\xff\xd8\xff\xe0", "合同.pdf": b"%PDF-1.7"}))
    assert "2 个文件" in many
    assert "照片.jpg" in many


def test_reports_that_came_as_zips_and_were_packed_together_are_read():
    one, other = zip_file({"计划报表.csv": CSV}), zip_file({"商品报表.csv": CSV})
    grids = read_bytes(
        zip_file({"下载/一.zip": one, "下载/二.zip": other, "照片.jpg": b"\xff\xd8\xff"}), "下载.zip"
    )
    assert [grid.sheet for grid in grids] == [
        "下载/一.zip › 计划报表.csv",
        "下载/二.zip › 商品报表.csv",
        "照片.jpg",
    ]
    assert [grid.table.num_rows for grid in grids] == [3, 3, 0]


def test_a_zip_in_a_zip_in_a_zip_is_refused():
    inner = zip_file({"里面.zip": zip_file({"订单.csv": CSV})})
    assert "压缩包里的压缩包" in refusal(zip_file({"中间.zip": inner}))


def test_a_bomb_in_a_zip_is_refused_and_the_files_beside_it_are_read():
    bomb = zip_file({"订单.csv": b"1,2\n" * 5_000_000})
    held, orders = read_bytes(zip_file({"里面.zip": bomb, "订单.csv": CSV}), "下载.zip")
    assert held.refused is not None
    assert "超出上限" in held.refused.zh
    assert orders.table.num_rows == 3


def test_what_a_spreadsheet_program_leaves_beside_an_open_file_is_passed_over_in_a_zip_and_explained_alone():
    left = b"\x05user" + b"\x00 " * 60
    [grid] = read_bytes(zip_file({"a/~$订单.xlsx": left, "a/.~订单.xlsx": left, "订单.csv": CSV}), "下载.zip")
    assert grid.sheet == "订单.csv"
    said = refusal(left, "~$订单.xlsx")
    assert "临时文件" in said
    assert "关掉" in said


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.95])
def test_a_zip_that_is_cut_off_is_refused(part):
    content = zip_file({"订单.csv": csv_file(ORDERS * 500), "b.csv": CSV})
    assert "没有下载完" in refusal(content[: int(len(content) * part)])


def test_damage_inside_a_zip_is_found_by_its_checksum():
    content = bytearray(zip_file({"订单.csv": csv_file(ORDERS * 50)}, zipfile.ZIP_STORED))
    content[200] ^= 1
    assert "已经损坏" in refusal(bytes(content))


def test_a_zip_with_a_password_is_told_so():
    content = bytearray(zip_file({"订单.csv": CSV}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refusal(bytes(content))


def test_an_unusual_method_is_told_so():
    assert "压缩方式" in refusal(zip_file({"订单.csv": CSV}, zipfile.ZIP_LZMA))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "倍，超出上限" in refusal(zip_file({"订单.csv": b"1,2\n" * 5_000_000}))


def test_a_zip_that_says_it_is_huge_is_refused_unopened():
    content = bytearray(zip_file({"订单.csv": CSV}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 3 << 30)
    assert "超出上限" in refusal(bytes(content))


def test_a_workbook_that_is_large_but_no_bomb_is_told_to_be_split():
    content = bytearray(xlsx({"订单": ORDERS}))
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<II", content, entry + 20, 150 << 20, 250 << 20)
    assert "分成几份" in refusal(bytes(content), "订单.xlsx")


def test_a_zip_of_ten_thousand_files_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.csv", b"")
    assert "10,001 个文件" in refusal(out.getvalue())


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PPT"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "OpenDocument"),
        ("Index/Document.iwa", "Numbers"),
    ],
)
def test_other_office_files_are_named(entry, found):
    assert found in refusal(zip_file({"[Content_Types].xml": b"<Types/>", entry: b"x"}))
