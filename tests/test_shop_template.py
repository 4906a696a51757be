"""`shop.py template`: the empty workbooks of the shop's own sheets."""

import json
from pathlib import Path

import pytest

from data.exports.own import OWN_KINDS
from data.load import load
from tests.shop_calls import call


def test_without_a_kind_every_template_is_listed_with_what_it_is_for(tmp_path: Path) -> None:
    listed = json.loads(call(tmp_path, "template", "--json").stdout)
    assert [entry["kind"] for entry in listed] == [kind.key for kind in OWN_KINDS]
    assert listed[0]["columns"][0] == "周期"
    text = call(tmp_path, "template", "--lang", "en").stdout
    assert "lead_times  Lead times" in text
    assert all(kind.title.en in text for kind in OWN_KINDS)


def test_a_template_is_written_under_its_name_or_the_one_asked_for_and_can_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(tmp_path / "home", "template", "lead_times").exit_code == 0
    assert call(tmp_path / "home", "template", "owners", "--out", tmp_path / "表" / "谁.xlsx").exit_code == 0
    result = load(tmp_path / "home", [tmp_path / "货期表.xlsx", tmp_path / "表" / "谁.xlsx"])
    assert [(file.kind, file.rows_in, file.set_aside) for file in result.files] == [
        ("lead_times", 0, 1),
        ("owners", 0, 1),
    ]


def test_a_sheet_that_may_be_filled_in_is_never_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "目标表.xlsx"
    there.write_bytes(b"my targets")
    result = call(tmp_path, "template", "targets", "--out", tmp_path)
    assert (result.exit_code, there.read_bytes()) == (1, b"my targets")
    assert "没有覆盖" in result.stderr


def test_a_template_that_is_none_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    result = call(tmp_path, "template", "orders")
    assert result.exit_code == 2
    assert "没有「orders」这种模板。有的是：targets、costs、events" in result.stderr


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = call(tmp_path, "template", "owners", "--out", tmp_path / "file" / "x.xlsx")
    assert result.exit_code == 1
    assert result.stderr.startswith("写不了")
