"""A busy port is said in a sentence before anything else happens."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tools import serve
from tools.setup import ROOT


def test_a_busy_port_is_said_and_nothing_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as ended:
            serve.main(["--port", str(port), "--data", str(tmp_path / "home")])
    assert ended.value.code == 1
    assert f"端口 {port} 已被占用" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_port_is_free_again_when_its_program_has_ended() -> None:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        assert not serve.is_free(port)
    assert serve.is_free(port)


@pytest.mark.skipif(
    os.name == "nt", reason="Windows ends a program without asking it; there Ctrl-C reaches both"
)
def test_the_server_goes_when_its_starter_is_ended(tmp_path: Path) -> None:
    port = serve.any_free_port()
    command = [
        sys.executable,
        "-m",
        "tools.serve",
        "--no-sample",
        "--port",
        str(port),
        "--data",
        str(tmp_path / "home"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as starter:
        assert starter.stdout is not None
        assert f"127.0.0.1:{port}" in starter.stdout.readline()
        server = psutil.Process(starter.pid).children()[0]
        starter.terminate()
        starter.wait(timeout=60)
    gone, _ = psutil.wait_procs([server], timeout=60)
    assert gone == [server]
    assert serve.is_free(port)
