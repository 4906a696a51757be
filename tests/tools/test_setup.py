"""The environment is made once, made again when what is pinned changes, and says so when it can't be."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("b==2\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Which files were asked of pip, instead of asking it."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "_works", lambda python: True)
    monkeypatch.setattr(setup, "_install", lambda python, files, root: asked.append(files))
    return asked


def ensure(project: Path, dev: bool = False) -> None:
    (project / ".venv").mkdir(exist_ok=True)
    setup.ensure(dev=dev, venv=project / ".venv", root=project)


def test_a_second_setup_installs_nothing(project: Path, installed: list[tuple[str, ...]]) -> None:
    ensure(project)
    ensure(project)
    assert installed == [("requirements.txt",)]


def test_what_the_tests_need_covers_what_running_needs(
    project: Path, installed: list[tuple[str, ...]]
) -> None:
    ensure(project, dev=True)
    ensure(project)
    assert installed == [("requirements.txt", "requirements-dev.txt")]


def test_running_does_not_cover_what_the_tests_need(project: Path, installed: list[tuple[str, ...]]) -> None:
    ensure(project)
    ensure(project, dev=True)
    assert installed == [("requirements.txt",), ("requirements.txt", "requirements-dev.txt")]


def test_a_changed_pin_is_installed(project: Path, installed: list[tuple[str, ...]]) -> None:
    ensure(project)
    (project / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    ensure(project)
    assert len(installed) == 1 + 1


def test_a_checkout_with_windows_line_ends_installs_the_same(project: Path) -> None:
    before = setup.fingerprint(setup.RUN, project)
    (project / "requirements.txt").write_bytes(b"a==1\r\n")
    assert setup.fingerprint(setup.RUN, project) == before


def test_a_failed_installation_is_said_and_not_taken_for_a_finished_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing = subprocess.CompletedProcess[str]([], 1, "", "ERROR: no network")
    monkeypatch.setattr(setup, "_works", lambda python: True)
    monkeypatch.setattr(setup, "_pip", lambda python, words: failing)
    with pytest.raises(SystemExit) as ended:
        ensure(project)
    assert ended.value.code == 1
    assert "ERROR: no network" in capfd.readouterr().err
    assert list((project / ".venv").iterdir()) == []


def test_an_older_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit):
        setup.ensure()
    assert "需要 Python 3.11 或更新版本，现在是 3.9。" in capfd.readouterr().err


def test_every_pinned_package_carries_its_hash_and_no_host() -> None:
    for name in setup.DEV:
        lines = (setup.ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins
        assert [pin for pin in pins if "==" not in pin or not pin.endswith("\\")] == []
        assert [line for line in lines if "://" in line] == []


def test_what_is_pinned_is_what_the_project_asks_for() -> None:
    import tomllib

    project = tomllib.loads((setup.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"requirements.txt": project["project"]["dependencies"]}
    asked["requirements-dev.txt"] = project["dependency-groups"]["dev"]
    for name, wanted in asked.items():
        pinned = (setup.ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [line for line in wanted if not any(pin.startswith(line) for pin in pinned)] == []
