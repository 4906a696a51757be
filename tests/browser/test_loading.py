"""Files dropped on the load page: a good one changes a figure, a wrong one changes nothing and says why."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import FilePayload, expect

from data.versions import current_version
from tests.stores import csv_of
from tests.wrong_files import WRONG_FILES
from tools import drive, serve

Opener = Callable[..., drive.Tab]
Scheme = Literal["light", "dark"]


def drop(tab: drive.Tab, files: dict[str, bytes]) -> None:
    """Put the files into the uploader and load them, as a person does."""
    payloads = [
        FilePayload(name=name, mimeType="application/octet-stream", buffer=body)
        for name, body in files.items()
    ]
    tab.page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(payloads)
    start = tab.page.get_by_role("button", name=f"导入 {len(files)} 份文件")
    start.wait_for()
    tab.settle()
    start.click()
    tab.page.get_by_text("上一次导入的结果").wait_for(timeout=120_000)
    tab.settle()


def test_wrong_files_are_refused_with_a_sentence_and_the_server_lives(
    own_home: Path, port: int, open_tab: Opener
) -> None:
    before = current_version(own_home)
    with serve.serving(own_home, port) as address:
        tab = open_tab(address)
        tab.go("/load")
        drop(tab, WRONG_FILES)
        blocks = tab.page.locator('[class*="st-key-result-"] [data-testid="stAlert"]').all_inner_texts()
        assert len(blocks) == len(WRONG_FILES)
        for name, said in zip(WRONG_FILES, blocks, strict=True):
            title, _, sentence = said.partition("\n")
            assert title.endswith(f"{name} · 没有导入")
            assert len(sentence.strip()) > 10, f"{name}: {said!r} doesn't say what was found and what to do"
        assert current_version(own_home) == before
        tab.go("/morning")
        assert "付款金额" in tab.text()


def test_a_loaded_file_changes_the_figure(tmp_path: Path, port: int, open_tab: Opener) -> None:
    orders = """
        订单编号 | 总金额 | 买家实际支付金额 | 订单状态 | 订单创建时间        | 订单付款时间        | 退款金额
        1001     | 90.00  | 90.00            | 交易成功 | 2026-11-02 09:00:00 | 2026-11-02 09:05:00 | 0
        1002     | 30.00  | 30.00            | 交易成功 | 2026-11-02 10:00:00 | 2026-11-02 10:01:00 | 0
    """
    later = """
        订单编号 | 总金额 | 买家实际支付金额 | 订单状态 | 订单创建时间        | 订单付款时间        | 退款金额
        1003     | 55.50  | 55.50            | 交易成功 | 2026-11-02 21:00:00 | 2026-11-02 21:05:00 | 0
    """
    with serve.serving(tmp_path / "home", port) as address:
        tab = open_tab(address)
        tab.go("/load")
        drop(tab, {"订单1.csv": csv_of(orders)})
        tab.go("/morning")
        assert "¥120.00" in tab.text()  # 90 + 30
        tab.go("/load")
        drop(tab, {"订单2.csv": csv_of(later)})
        tab.go("/morning")
        assert "¥175.50" in tab.text()  # 90 + 30 + 55.50


@pytest.mark.parametrize("name", ["假期照片.png"])
def test_an_empty_store_refuses_a_wrong_file_and_stays_empty(
    name: str, tmp_path: Path, port: int, open_tab: Opener
) -> None:
    with serve.serving(tmp_path / "home", port) as address:
        tab = open_tab(address)
        tab.go("/load")
        drop(tab, {name: WRONG_FILES[name]})
        assert f"{name} · 没有导入" in tab.text()
        assert current_version(tmp_path / "home") == 0


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_the_main_button_stands_out_in_both_themes_and_when_they_are_switched(
    address: str, open_tab: Opener, scheme: Scheme, other: Scheme
) -> None:
    tab = open_tab(address, scheme=scheme)
    tab.go("/weekly")
    button = tab.page.get_by_test_id("stBaseButton-primary").first
    for now in (scheme, other):
        tab.page.emulate_media(color_scheme=now)
        # The words of a filled button: white on the light theme's dark blue, dark on the dark theme's light blue.
        expect(button).to_have_css("color", {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}[now])
        expect(button).to_have_css(
            "background-color", {"light": "rgb(31, 95, 191)", "dark": "rgb(127, 176, 255)"}[now]
        )


@pytest.mark.parametrize(("language", "said"), [("zh", "选择文件"), ("en", "Choose files")])
def test_the_file_picker_speaks_the_persons_language(
    address: str, open_tab: Opener, language: str, said: str
) -> None:
    tab = open_tab(address)
    tab.go(f"/load?lang={language}")
    picker = tab.page.get_by_test_id("stFileUploaderDropzone")
    expect(picker.get_by_role("button", name=said)).to_be_visible()
    assert "Upload" not in picker.inner_text()
    assert "200MB" not in picker.inner_text()
