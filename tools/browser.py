"""Finds a Chromium for the browser tests and the pictures, and installs one, with Chinese fonts, where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from data.text import Text
from tools.console import Stop, say

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
MACS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Started as root (containers, CI) Chromium needs --no-sandbox; the others keep it from calling its makers' hosts.
ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def find() -> Path | None:
    """Return the program of a Chromium, Chrome or Edge on this machine; ZHANGGUI_BROWSER names one first."""
    return next((place for place in _places() if place.is_file()), None)


def _places() -> Iterator[Path]:
    if named := os.environ.get("ZHANGGUI_BROWSER"):
        yield Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(folder):
            yield from (Path(os.environ[folder]) / tail for tail in WINDOWS)
    yield from map(Path, MACS)


def arguments() -> list[str]:
    """Return the options that the browser is started with here."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if as_root else [])]


def ensure() -> Path:
    """Return a Chromium's program, installed with Chinese fonts first where they are missing and that is allowed."""
    missing = ([] if find() else ["chromium"]) + ([] if _chinese_fonts() else ["fonts-noto-cjk"])
    if missing:
        _apt_install(missing)
    if found := find():
        return found
    raise Stop(
        Text(
            "没有找到浏览器。请安装 Chrome、Edge 或 Chromium（或用 ZHANGGUI_BROWSER 指出它的位置）再运行测试；"
            "不跑浏览器测试：make check。",
            "No browser was found. Install Chrome, Edge or Chromium (or name its program in ZHANGGUI_BROWSER) and "
            "test again; everything but the browser tests: make check.",
        )
    )


def _chinese_fonts() -> bool:
    if not sys.platform.startswith("linux"):
        return True  # Windows and macOS come with them.
    lister = shutil.which("fc-list")
    return bool(lister and subprocess.run([lister, ":lang=zh"], capture_output=True).stdout.strip())


def _apt_install(packages: list[str]) -> None:
    before = _as_root()
    if before is None or not shutil.which("apt-get"):
        return
    names = " ".join(packages)
    say(Text(f"正在安装测试用的 {names}…", f"Installing {names} for the tests …"))
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waits = ["-o", "DPkg::Lock::Timeout=300", "-qq"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [*before, "apt-get", *waits, *step]
        ended = subprocess.run(
            command, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if ended.returncode:
            print(ended.stderr.strip(), file=sys.stderr, flush=True)


def _as_root() -> list[str] | None:
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    # -n: never ask for a password; a machine that asks for one gets the sentence instead.
    return (
        ["sudo", "-n"]
        if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0
        else None
    )
