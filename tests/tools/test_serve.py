"""A busy port is said in a sentence before anything else happens."""

import socket
from pathlib import Path

import pytest

from tools import serve


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
