"""A backup holds the whole home but its key, comes back equal, and is never unpacked over data or from what is damaged."""

import json
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from data.backup import BackupRefused, backup, rehearse, restore
from data.exports import BY_KEY
from data.load import load
from data.profiles import Profile, profiles, save
from data.state import State
from data.store import close_all, open_store
from data.undo import undo
from tests.crash.loading import faults, file
from tests.shop_calls import call


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three loads, one of them undone, a setting and a saved layout."""
    home = tmp_path_factory.mktemp("made") / "home"
    for number in (1, 2, 3):
        load(home, [file(number)])
    undo(home)
    State(home).set_setting("roi", "roi_paid", "店长")
    columns = {"order_id": 0, "amount_due": 1, "created_at": 2, "paid_at": 3, "status": 4}
    save(home, Profile.of("旧系统", BY_KEY["orders"], ("单号", "钱", "下单", "付款", "状态"), columns))
    close_all()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of that home."""
    return shutil.copytree(made, tmp_path / "home")


def test_a_restored_home_is_equal_and_goes_on_where_it_was(home: Path, tmp_path: Path) -> None:
    done = backup(home, tmp_path / "b.zip", with_secret=True)
    fresh = tmp_path / "fresh"
    assert restore(fresh, done.path).version == open_store(home).version == 4
    assert faults(open_store(fresh)) == []
    assert State(fresh).settings() == {"roi": "roi_paid"}
    assert [change.who for change in State(fresh).changes()] == ["店长"]
    assert [profile.name for profile in profiles(fresh)] == ["旧系统"]
    assert (fresh / "secret").read_text(encoding="ascii") == (home / "secret").read_text(encoding="ascii")
    assert sorted(path.name for path in fresh.glob("*.part")) == []
    load(fresh, [file(3)])
    assert faults(open_store(fresh)) == []
    undo(fresh, 1)  # replays the archive
    assert open_store(fresh).rows("SELECT sum(o.amount_due) FROM order_versions AS o WHERE o.is_current") == [
        (
            Decimal(400 * 2 + 400 * 3 + 1),
        )  # files 2 and 3, and the first order of file 1 that file 2 tells again
    ]


def test_the_key_is_only_in_a_backup_that_was_asked_for_it(home: Path, tmp_path: Path) -> None:
    assert not backup(home, tmp_path / "b.zip").has_secret
    key = (home / "secret").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert "secret" not in packed.namelist()
        assert not any(key in packed.read(name) for name in packed.namelist())


def test_a_home_with_data_is_left_alone(home: Path, tmp_path: Path) -> None:
    done = backup(home, tmp_path / "b.zip")
    load(home, [file(4)])
    with pytest.raises(BackupRefused) as refused:
        restore(home, done.path)
    assert "已经有数据" in refused.value.text.zh
    assert open_store(home).version == 5


def test_a_rehearsal_unpacks_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    done = backup(home, tmp_path / "b.zip")
    before = sorted(tmp_path.rglob("*"))
    assert rehearse(done.path).files == done.files
    assert sorted(tmp_path.rglob("*")) == before


def damaged(path: Path, how: str) -> None:
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-5000])
        return
    if how == "no zip":
        path.write_bytes(b"not a zip")
        return
    with zipfile.ZipFile(path) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(content["manifest.json"])
    store = next(name for name in content if name.endswith(".duckdb"))
    if how == "a bit":
        content[store] = (
            content[store][:200_000] + bytes([content[store][200_000] ^ 1]) + content[store][200_001:]
        )
    elif how == "a file":
        del content[store]
    elif how == "a figure":
        manifest["answers"]["order_versions"][0] = "7"
    elif how == "a path outside":
        manifest["files"]["../outside.toml"] = [1, "0"]
        content["../outside.toml"] = b"x"
    elif how == "the list":
        manifest = {"files": 3}
    content["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as packed:
        for name, body in content.items():
            packed.writestr(name, body)


@pytest.mark.parametrize(
    "how", ["cut", "no zip", "a bit", "a file", "a figure", "a path outside", "the list"]
)
def test_a_damaged_backup_is_refused_with_its_name_and_the_home_stays_empty(
    home: Path, tmp_path: Path, how: str
) -> None:
    done = backup(home, tmp_path / "b.zip")
    damaged(done.path, how)
    fresh = tmp_path / "fresh"
    with pytest.raises(BackupRefused) as refused:
        restore(fresh, done.path)
    assert "b.zip" in refused.value.text.zh
    assert "b.zip" in refused.value.text.en
    assert list(fresh.iterdir()) == []
    assert not (tmp_path / "outside.toml").exists()


def test_the_commands_say_where_the_backup_is_and_that_it_works(home: Path, tmp_path: Path) -> None:
    made = call(home, "backup", "--out", tmp_path / "out")
    assert made.exit_code == 0, made.stderr
    (path,) = (tmp_path / "out").glob("zhanggui-*.zip")
    assert path.name in made.stdout
    assert "secret" in made.stderr
    tried = call(home, "restore", path, "--verify")
    assert (tried.exit_code, "能用" in tried.stdout) == (0, True)
    assert call(home, "restore", path).exit_code == 1
    fresh = call(tmp_path / "fresh", "restore", path)
    assert (fresh.exit_code, "第 4 版" in fresh.stdout) == (0, True)
    assert "secret" in fresh.stderr
    close_all()


def test_an_empty_home_has_nothing_to_back_up(tmp_path: Path) -> None:
    result = call(tmp_path / "home", "backup")
    assert result.exit_code == 1
    assert "没有什么可备份" in result.stderr
