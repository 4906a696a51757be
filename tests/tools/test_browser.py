"""Which browser is found, and what is said where there is none."""

import shutil
from pathlib import Path

import pytest

from tools import browser


def test_the_browser_that_the_person_names_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-browser").touch()
    monkeypatch.setenv("ZHANGGUI_BROWSER", str(tmp_path / "my-browser"))
    assert browser.find() == tmp_path / "my-browser"


def test_edge_is_found_where_windows_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert browser.find() == edge


def test_without_a_browser_the_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "_apt_install", lambda packages: None)
    with pytest.raises(SystemExit) as ended:
        browser.ensure()
    assert ended.value.code == 1
    assert "请安装 Chrome、Edge 或 Chromium" in capfd.readouterr().err
