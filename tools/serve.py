"""Starts the dashboard on this machine, with the invented shop where there is no data yet: `python -m tools.serve`."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.text import Text
from tools.console import Stop, say, speak_utf8
from tools.setup import ROOT

HOST = "127.0.0.1"
PORT = 8501
SLOWEST_START = 90.0  # seconds; a laptop with a virus scanner reads the packages slowly the first time


def address(port: int) -> str:
    """Return what a person types into the browser."""
    return f"http://{HOST}:{port}"


def is_free(port: int) -> bool:
    """Say whether nothing on this machine listens on that port."""
    # Windows lets a second program bind beside a listener, so asking whether someone answers comes first.
    with suppress(OSError), socket.create_connection((HOST, port), timeout=0.5):
        return False
    with socket.socket() as probe:
        if os.name != "nt":
            # A server that has just ended leaves its port waiting, and that is no reason to refuse it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def any_free_port() -> int:
    """Return a port that nothing listened on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server as a child process that reads that home; it needs a moment (`wait_until_healthy`)."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true"]
    command += ["--logger.level", "warning"]  # else a line for every request
    settings = {**os.environ, "ZHANGGUI_HOME": str(home.resolve())}
    # Streamlit's own greeting goes nowhere: it is English and names an address that we say better. Errors stay.
    return subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> bool:
    """Return True once the server answers, False when it ended or took too long."""
    last_moment = time.monotonic() + SLOWEST_START
    while server.poll() is None and time.monotonic() < last_moment:
        try:
            with urllib.request.urlopen(f"{address(port)}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


@contextmanager
def serving(home: Path, port: int | None = None) -> Iterator[str]:
    """Serve that home on a port (None: any free one) and give its address; the server ends with the block."""
    port = port or any_free_port()
    server = start(home, port)
    try:
        if not wait_until_healthy(server, port):
            raise RuntimeError(f"the dashboard did not answer on port {port}; its last words are above")
        yield address(port)
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main(argv: list[str] | None = None) -> int:
    """Serve until Ctrl-C; 1 when the port is taken or the server doesn't start."""
    speak_utf8()
    options = _options(argv)
    home = options.data.resolve()
    if not is_free(options.port):
        raise Stop(
            Text(
                f"端口 {options.port} 已被占用：多半是看板已经开着，打开 {address(options.port)} 看看；"
                "要另开一个，请换一个端口：make run PORT=8502（Windows：py -m tools.run --port 8502）。",
                f"Port {options.port} is taken, most likely by a dashboard that is already running: try "
                f"{address(options.port)}. For another one, name another port: make run PORT=8502.",
            )
        )
    if options.sample:
        from tools import sample

        sample.load_if_empty(home)
    # A service manager or a closed window ends us with a signal: the server must not stay behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = start(home, options.port)
    try:
        return _watch(server, options.port, home)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(server)


def _watch(server: subprocess.Popen[bytes], port: int, home: Path) -> int:
    if not wait_until_healthy(server, port):
        raise Stop(
            Text("看板没有启动起来，原因见上文。", "The dashboard did not start; the reason stands above.")
        )
    say(
        Text(
            f"掌柜看板已打开：{address(port)}　（数据在 {home}；按 Ctrl-C 结束）",
            f"The dashboard is open: {address(port)}  (data in {home}; Ctrl-C ends it)",
        )
    )
    return server.wait()


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.run", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="端口 / port on this machine (%(default)s)")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("ZHANGGUI_HOME") or ROOT / "var"),
        metavar="DIR",
        help="数据文件夹 / folder of the shop's data (ZHANGGUI_HOME, else var)",
    )
    parser.add_argument(
        "--no-sample",
        dest="sample",
        action="store_false",
        help="没有数据时不装示例 / start empty instead of with the invented shop",
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
