"""The key of the buyer hashes: made once, private, the same for every process."""

import hashlib
import hmac
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from data.hashing import SECRET_FILE, buyer_hash, hashes, secret


def test_the_key_is_made_once_and_read_back(tmp_path):
    key = secret(tmp_path / "home")
    assert len(key) == 32
    assert secret(tmp_path / "home") == key
    assert [path.name for path in (tmp_path / "home").iterdir()] == [SECRET_FILE]


def test_two_homes_have_different_keys(tmp_path):
    assert secret(tmp_path / "a") != secret(tmp_path / "b")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in access lists, not in the mode")
def test_only_the_owner_may_read_the_key(tmp_path):
    secret(tmp_path)
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600


def test_many_at_once_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret(tmp_path), range(32)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


@pytest.mark.parametrize("damage", ["", "abcd", "not hexadecimal"])
def test_a_damaged_key_is_said_and_never_replaced(tmp_path, damage):
    (tmp_path / SECRET_FILE).write_text(damage, encoding="ascii")
    with pytest.raises(ValueError, match=r"."):
        secret(tmp_path)
    assert (tmp_path / SECRET_FILE).read_text(encoding="ascii") == damage


def test_a_buyer_is_hmac_sha256_of_platform_and_name():
    whole = hmac.new(b"key", "taobao|小红".encode(), hashlib.sha256).hexdigest()
    assert buyer_hash(b"key", "taobao", "小红") == int(whole[:15], 16)


@pytest.mark.parametrize("key", [b"key", bytes(range(32)), bytes(64), b"longer than a block " * 5])
def test_many_buyers_get_the_hashes_that_each_would_get_alone(key):
    names = ["小红", "tb_1", "a|b", "it's", None, "\\x41", "小红", "😀", "长" * 500]
    found = hashes(pa.chunked_array([names[:3], names[3:]]), key, "jd").to_pylist()
    assert found == [name and buyer_hash(key, "jd", name) for name in names]
    assert hashes(pa.chunked_array([[None, None]], pa.string()), key, "jd").to_pylist() == [None, None]
