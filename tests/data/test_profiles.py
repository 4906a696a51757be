"""A layout that no kind knows is guessed, explained once, saved under the home, and recognised by itself after."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from data.exports import BY_KEY
from data.guess import guesses, layout
from data.load import Upload, load
from data.profiles import Profile, ProfileUnknown, faults, profiles, save
from data.read import read_bytes
from data.store import open_store
from tests.shop_calls import call, json_lines
from tests.stores import csv_of

UNKNOWN = """
成交单号 | 下单时刻            | 付款时刻            | 应收合计 | 会员      | 收件人 | 手机
A1001    | 2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00    | 甲        | 张三   | 13812345678
A1002    | 2026-11-02 11:00:00 |                     | 30.50    | 乙        | 李四   | 13812345679
"""
COLUMNS = {
    "order_id": "成交单号",
    "created_at": "下单时刻",
    "paid_at": "付款时刻",
    "amount_due": "应收合计",
    "buyer": "会员",
}
HEADERS = ("成交单号", "下单时刻", "付款时刻", "应收合计", "会员", "收件人", "手机")
PROFILE = Profile("小店系统", "orders", HEADERS, COLUMNS)


def test_a_file_of_an_unknown_layout_is_refused_until_its_profile_is_saved(tmp_path: Path) -> None:
    upload = Upload("导出.csv", csv_of(UNKNOWN))
    assert load(tmp_path, [upload]).files[0].refused
    save(tmp_path, PROFILE)
    file = load(tmp_path, [upload]).files[0]
    assert (file.kind, file.rows_in, file.loaded) == ("orders", 2, 2)
    assert file.dropped == ("会员", "收件人", "手机")
    assert file.ignored == ()
    found = open_store(tmp_path).rows(
        "SELECT order_id, amount_due, paid_at IS NULL FROM order_versions ORDER BY order_id"
    )
    assert found == [("A1001", Decimal("90.00"), False), ("A1002", Decimal("30.50"), True)]


def test_a_profile_is_recognised_only_where_every_header_is_the_same(tmp_path: Path) -> None:
    save(tmp_path, PROFILE)
    other = csv_of(UNKNOWN.replace("手机", "座机"))
    assert load(tmp_path, [Upload("导出.csv", other)]).files[0].refused
    assert load(tmp_path, [Upload("导出.csv", other)], profile="小店系统").files[0].loaded == 2


def test_a_saved_profile_is_read_back_as_it_was(tmp_path: Path) -> None:
    assert save(tmp_path, PROFILE).name == "小店系统.toml"
    assert profiles(tmp_path) == [PROFILE]


@over(
    st.text(max_size=30),
    st.lists(st.text(min_size=1, max_size=20).filter(lambda text: text < "\ud800"), max_size=4),
)
def test_any_name_and_header_survive_the_toml(name: str, headers: list[str]) -> None:
    profile = Profile(
        name.encode("utf-8", "ignore").decode(),
        "orders",
        tuple(headers),
        {"order_id": headers[0] if headers else "x"},
    )
    said = tomllib.loads(profile.to_toml())
    assert (said["name"], tuple(said["headers"]), said["columns"]) == (
        profile.name,
        profile.headers,
        dict(profile.columns),
    )


def test_a_name_with_letters_that_no_file_may_have_is_saved_beside_the_others(tmp_path: Path) -> None:
    path = save(tmp_path, Profile("../旧:系统?", "orders", HEADERS, COLUMNS))
    assert path.parent == tmp_path / "profiles"
    assert [profile.name for profile in profiles(tmp_path)] == ["../旧:系统?"]


def test_a_damaged_profile_is_named_with_what_to_do(tmp_path: Path) -> None:
    save(tmp_path, PROFILE).write_text("name = ", encoding="utf-8")
    with pytest.raises(ProfileUnknown) as caught:
        load(tmp_path, [Upload("导出.csv", csv_of(UNKNOWN))])
    assert "小店系统.toml" in caught.value.text.zh
    assert "Delete it" in caught.value.text.en


def test_faults_name_what_is_lacking_twice_or_private() -> None:
    kind = BY_KEY["orders"]
    assert faults(kind, COLUMNS) == []
    said = [
        text.zh for text in faults(kind, {"order_id": "单", "created_at": "单", "item_title": "收货人姓名"})
    ]
    assert any("订单付款时间" in text for text in said)
    assert any("列「单」选了两次" in text for text in said)
    assert any("「收货人姓名」里是买家的隐私" in text for text in said)


def test_columns_are_guessed_by_spelling_and_by_content() -> None:
    known = """
    订单号码 | 下单时间点          | 付款时间点          | 订单总金额 | 备用
    55001001 | 2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00      | 无
    """
    found = layout(read_bytes(csv_of(known), "x.csv")[0])
    assert found is not None
    best = guesses(found)[0]
    assert best.kind.key == "orders"
    assert {field: found.headers[spot] for field, spot in best.columns.items()} == {
        "order_id": "订单号码", "created_at": "下单时间点", "paid_at": "付款时间点", "amount_due": "订单总金额",
    }  # fmt: skip


def test_a_column_of_phone_numbers_is_never_guessed_to_be_an_id() -> None:
    found = layout(read_bytes(csv_of("订单编号\n13812345678\n13812345679"), "x.csv")[0])
    assert found is not None
    assert all("order_id" not in guess.columns for guess in guesses(found))


def test_a_list_without_headers_has_no_layout() -> None:
    assert layout(read_bytes(csv_of("张三|13812345678|90.00\n李四|13812345679|30.00"), "x.csv")[0]) is None


def test_the_command_line_reads_by_a_named_profile_and_names_those_there_are(tmp_path: Path) -> None:
    path, home = tmp_path / "导出.csv", tmp_path / "home"
    path.write_bytes(csv_of(UNKNOWN))
    save(home, PROFILE)
    (told,) = json_lines(call(home, "load", path, "--profile", "小店系统", "--json"))
    assert (told["kind"], told["loaded"], told["first_day"]) == ("orders", 2, date(2026, 11, 1).isoformat())
    wrong = call(home, "load", path, "--profile", "别的")
    assert wrong.exit_code == 1
    assert "小店系统" in wrong.stderr


NO_NUMBERS = """
下单时刻            | 付款时刻            | 应收合计 | 会员
2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00    | 甲
2026-11-01 10:00:00 |                     | 90.00    | 乙
2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00    | 甲
"""
UNNUMBERED = Profile(
    "没有编号", "orders", ("下单时刻", "付款时刻", "应收合计", "会员"),
    {"created_at": "下单时刻", "paid_at": "付款时刻", "amount_due": "应收合计", "buyer": "会员"}, unnumbered=True,
)  # fmt: skip


def test_a_layout_of_orders_without_numbers_keeps_what_the_person_confirmed(tmp_path: Path) -> None:
    save(tmp_path, UNNUMBERED)
    assert profiles(tmp_path) == [UNNUMBERED]
    [file] = load(tmp_path, [Upload("导出.csv", csv_of(NO_NUMBERS))]).files
    assert (file.kind, file.loaded) == ("orders", 3)
    assert any("没有订单编号" in problem.reason.zh for problem in file.problems)
    [again] = load(tmp_path, [Upload("又一次.csv", csv_of(NO_NUMBERS + "\n"))]).files
    assert (again.loaded, again.unchanged) == (0, 3)
    [(orders, total)] = open_store(tmp_path).rows(
        "SELECT count(*), sum(v.amount_due) FROM order_versions AS v WHERE v.is_current"
    )
    assert (orders, total) == (3, Decimal("90.00") * 3)


def test_without_that_word_the_layout_is_no_layout_of_orders(tmp_path: Path) -> None:
    columns = dict(UNNUMBERED.columns)
    assert any("订单编号" in text.zh for text in faults(BY_KEY["orders"], columns))
    del columns["buyer"]
    save(tmp_path, Profile("缺买家", "orders", UNNUMBERED.headers, columns, unnumbered=True))
    with pytest.raises(ProfileUnknown):
        load(tmp_path, [Upload("导出.csv", csv_of(NO_NUMBERS))])
