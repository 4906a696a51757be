"""Makes the project's own environment `.venv` and fills it with the pinned packages: `python -m tools.setup [--dev]`.

Runs on a bare Python: nothing but the standard library is imported here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from data.text import Text
from tools.console import Stop, say, speak_utf8

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN = ("requirements.txt",)
DEV = ("requirements.txt", "requirements-dev.txt")
OLDEST = (3, 11)


def venv_python(venv: Path = VENV) -> Path:
    """Return where that environment's Python stands on this system (it may not exist yet)."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(files: tuple[str, ...], root: Path = ROOT) -> str:
    """Return a hash of the pinned files and of the Python that runs them: what is installed belongs to both."""
    digest = hashlib.sha256(".".join(map(str, sys.version_info[:3])).encode())
    for name in files:
        # A checkout on Windows may have turned the line ends; the packages are the same.
        digest.update((root / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def ensure(dev: bool = False, venv: Path = VENV, root: Path = ROOT) -> Path:
    """Make `.venv` ready for running (or, with `dev`, for testing) and return its Python; instant when it is ready."""
    _old_enough()
    stamps = {files: venv / f"installed-{len(files)}" for files in (RUN, DEV)}
    wanted = DEV if dev else RUN
    if _works(venv_python(venv)) and any(
        _reads(stamps[files], fingerprint(files, root)) for files in (RUN, DEV) if set(wanted) <= set(files)
    ):
        return venv_python(venv)
    started = time.monotonic()
    say(
        Text(
            "正在把固定版本的软件包装进 .venv（首次要下载约 200 MB，请等一两分钟）…",
            "Installing the pinned packages into .venv (about 200 MB to download the first time) …",
        )
    )
    _make(venv)
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    _install(venv_python(venv), wanted, root)
    stamps[wanted].write_text(fingerprint(wanted, root), encoding="utf-8")
    seconds = time.monotonic() - started
    say(Text(f"安装完成，用时 {seconds:.0f} 秒。", f"Packages are in place after {seconds:.0f} s."))
    return venv_python(venv)


def _old_enough() -> None:
    if sys.version_info < OLDEST:
        have, need = (".".join(map(str, version)) for version in (sys.version_info[:2], OLDEST))
        raise Stop(
            Text(
                f"需要 Python {need} 或更新版本，现在是 {have}。请安装后再试。",
                f"Python {need} or newer is needed and this is {have}. Install it and try again.",
            )
        )


def _works(python: Path) -> bool:
    # A copied or half-made environment has the file and doesn't start, and one of an upgraded Python may lack pip.
    return (
        python.exists() and subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0
    )


def _reads(stamp: Path, content: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="utf-8") == content


def _make(venv: Path) -> None:
    if _works(venv_python(venv)):
        return
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], capture_output=True, text=True)
    if made.returncode:
        raise Stop(
            Text(
                f"建不了 .venv：{_last_line(made)}\nDebian 或 Ubuntu 请先运行：sudo apt-get install python3-venv",
                f".venv can't be made: {_last_line(made)}\nOn Debian or Ubuntu: sudo apt-get install python3-venv",
            )
        )


def _last_line(ended: subprocess.CompletedProcess[str]) -> str:
    lines = (ended.stdout + ended.stderr).strip().splitlines()
    return lines[-1] if lines else f"exit {ended.returncode}"


def _install(python: Path, files: tuple[str, ...], root: Path) -> None:
    installed = _pip(python, [word for name in files for word in ("-r", str(root / name))])
    if installed.returncode:
        said = [line for line in installed.stderr.splitlines() if not line.startswith("WARNING: ")]
        print("\n".join([*said, f"pip: exit {installed.returncode}"]), file=sys.stderr)
        raise Stop(
            Text(
                "软件包没有装全，原因见上面 pip 的最后几行。多半是网络：检查网络或 pip 镜像后重试。",
                "The packages did not all install; pip's last lines above say why. Most often it is the network: "
                "check it, or pip's mirror, and try again.",
            )
        )


def _pip(python: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    # Its warnings about the machine's own settings are for nobody here; they are shown when it fails.
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    )


def main(argv: list[str] | None = None) -> int:
    """Set up `.venv`; with `--dev`, with what the tests need (a Chromium included)."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m tools.setup", description=__doc__)
    parser.add_argument(
        "--dev", action="store_true", help="also what the tests need: 测试要用的软件包和浏览器"
    )
    options = parser.parse_args(argv)
    ensure(dev=options.dev)
    if options.dev:
        from tools import browser

        browser.ensure()
    say(Text("环境已就绪。", "The environment is ready."))
    return 0


if __name__ == "__main__":
    sys.exit(main())
