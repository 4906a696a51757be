"""`shop.py load`, `undo` and `kinds`: what they answer, and with which exit code."""

import json
from pathlib import Path

import pytest

from tests.reports.shop_week import ORDERS, SHOP, file, files
from tests.shop_calls import call, json_lines, show

FIELDS = [
    "file", "sheet", "kind", "shop", "as_of", "rows_in", "loaded", "unchanged", "rejected", "set_aside", "first_day",
    "last_day", "problems",
]  # fmt: skip


def order(number: int, amount: str = "10.00", day: str = "2026-11-02", paid: bool = True) -> tuple[str, ...]:
    """One order, paid five minutes after it was placed."""
    status, paid_at = ("交易成功", f"{day} 10:05:00") if paid else ("等待买家付款", "")
    return (
        str(number),
        f"买家{number}",
        amount,
        amount if paid else "0.00",
        "0.00",
        status,
        f"{day} 10:00:00",
        paid_at,
    )


def write(folder: Path, name: str, *orders: tuple[str, ...]) -> Path:
    """Write an order export and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(file(name, ORDERS, orders).content)
    return folder / name


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_loaded_file_is_one_json_object_with_the_fields_of_the_contract_in_order(
    home: Path, tmp_path: Path
) -> None:
    result = call(
        home, "load", write(tmp_path, "订单.csv", order(1), order(2), order(3, paid=False)), "--json"
    )
    assert result.exit_code == 0, result.stderr
    (told,) = json_lines(result)
    assert list(told) == FIELDS
    assert (told["file"], told["kind"], told["shop"], told["sheet"]) == ("订单.csv", "orders", "本店", None)
    assert (told["rows_in"], told["loaded"], told["unchanged"], told["rejected"]) == (3, 3, 0, 0)
    assert (told["first_day"], told["last_day"]) == ("2026-11-02", "2026-11-02")


def test_the_same_file_twice_changes_nothing(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "订单.csv", order(1), order(2))
    call(home, "load", path)
    (told,) = json_lines(call(home, "load", path, "--json"))
    assert (told["rows_in"], told["loaded"], told["unchanged"]) == (2, 0, 2)
    assert show(home, "paid_amount")[0]["paid_amount"] == "20.00"  # 10.00 + 10.00


def test_a_refused_file_never_blocks_the_others_and_the_exit_code_is_1(home: Path, tmp_path: Path) -> None:
    photo = tmp_path / "假期.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    result = call(home, "load", photo, write(tmp_path, "订单.csv", order(1)), "--json")
    refused, loaded = json_lines(result)
    assert result.exit_code == 1
    assert (refused["kind"], refused["rows_in"]) == (None, 0)
    assert [problem["line"] for problem in refused["problems"]] == [None]
    assert "假期.jpg" in refused["problems"][0]["reason"]
    assert (loaded["kind"], loaded["loaded"]) == ("orders", 1)
    assert show(home, "paid_orders")[0]["paid_orders"] == 1


def test_a_path_that_does_not_exist_is_a_refused_file(home: Path, tmp_path: Path) -> None:
    result = call(home, "load", tmp_path / "没有.csv", write(tmp_path, "订单.csv", order(1)), "--json")
    missing, loaded = json_lines(result)
    assert result.exit_code == 1
    assert (missing["file"], missing["kind"]) == ("没有.csv", None)
    assert loaded["loaded"] == 1


def test_a_folder_is_loaded_with_all_that_is_in_it_by_name(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "下载"
    write(folder / "十一月", "b.csv", order(2))
    write(folder, "a.csv", order(1))
    for name in ("~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"not of the person")
    result = call(home, "load", folder, "--json")
    assert result.exit_code == 0, result.stdout
    assert [told["file"] for told in json_lines(result)] == ["a.csv", "b.csv"]


def test_an_empty_folder_is_said_and_nothing_was_done(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    result = call(home, "load", folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "没有文件" in result.stderr


def test_progress_goes_to_stderr_and_results_to_stdout(home: Path, tmp_path: Path) -> None:
    result = call(home, "load", write(tmp_path, "订单.csv", order(1)), "--json")
    assert "读取「订单.csv」" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_without_json_a_person_reads_what_was_recognised_and_what_was_refused_and_why(
    home: Path, tmp_path: Path
) -> None:
    path = write(tmp_path, "订单.csv", order(1), order(2, day="二号"))
    result = call(home, "load", path)
    assert result.exit_code == 0
    assert "√ 订单.csv：订单报表，本店" in result.stdout
    assert "2 行：新载入 1，没有变化 0，拒绝 1" in result.stdout
    assert "拒绝：第 3 行" in result.stdout
    assert "二号 10:00:00" in result.stdout
    assert (
        "√ 订单.csv: Order report"
        in call(home, "load", write(tmp_path, "订单.csv", order(3)), "--lang", "en").stdout
    )


def test_a_file_of_which_no_row_was_taken_is_not_ticked(home: Path, tmp_path: Path) -> None:
    result = call(home, "load", write(tmp_path, "订单.csv", order(1, day="一号")))
    assert "× 订单.csv：订单报表，本店" in result.stdout
    assert "1 行：新载入 0，没有变化 0，拒绝 1" in result.stdout


def test_a_person_reads_why_a_whole_file_was_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b"")
    result = call(home, "load", tmp_path / "空.csv")
    assert result.exit_code == 1
    assert "× 空.csv：没有读入" in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_shop_and_platform_say_whose_files_they_are(home: Path, tmp_path: Path) -> None:
    call(home, "load", write(tmp_path, "a.csv", order(1)), "--shop", "青禾", "--platform", "tmall")
    call(home, "load", write(tmp_path, "b.csv", order(2, "5.00")), "--shop", "青麦", "--platform", "taobao")
    assert show(home, "paid_amount", "--shop", "青麦")[0]["paid_amount"] == "5.00"
    assert show(home, "paid_amount", "--platform", "天猫")[0]["paid_amount"] == "10.00"
    by_shop = {row["shop"]: row["paid_amount"] for row in show(home, "paid_amount", "--by", "shop")}
    assert by_shop == {"青禾": "10.00", "青麦": "5.00"}


def test_with_several_shops_a_file_that_names_none_is_refused_with_the_option_that_helps(
    home: Path, tmp_path: Path
) -> None:
    call(home, "load", write(tmp_path, "a.csv", order(1)), "--shop", "青禾")
    call(home, "load", write(tmp_path, "b.csv", order(2)), "--shop", "青麦")
    result = call(home, "load", write(tmp_path, "c.csv", order(3)), "--json")
    assert result.exit_code == 1
    assert "--shop" in json_lines(result)[0]["problems"][0]["reason"]


def test_of_two_exports_with_their_times_the_later_one_stands_whichever_is_loaded_last(
    home: Path, tmp_path: Path
) -> None:
    later = write(tmp_path, "后.csv", order(1, "30.00"))
    earlier = write(tmp_path, "先.csv", order(1, "20.00"))
    (told,) = json_lines(call(home, "load", later, "--as-of", "2026-11-03 09:00", "--json"))
    assert told["as_of"] == "2026-11-03 09:00:00"
    call(home, "load", earlier, "--as-of", "20261102120000")
    assert show(home, "paid_amount")[0]["paid_amount"] == "30.00"


def test_a_time_that_is_none_is_wrong_usage_and_says_how_to_write_it(home: Path, tmp_path: Path) -> None:
    result = call(home, "load", write(tmp_path, "a.csv", order(1)), "--as-of", "昨天")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2026-11-20 09:30" in result.stderr
    assert not (home / "CURRENT").exists()


def test_gross_is_chosen_in_the_words_of_the_file(home: Path, tmp_path: Path) -> None:
    header = (
        "订单编号",
        "总金额",
        "买家实际支付金额",
        "退款金额",
        "订单状态",
        "订单创建时间",
        "订单付款时间",
    )
    rows = [
        (n, "10.00", "7.00", "1.00", "交易成功", "2026-11-02 10:00:00", "2026-11-02 10:05:00")
        for n in range(3)
    ]
    path = tmp_path / "订单.csv"
    path.write_bytes(file(path.name, header, rows).content)
    # 10.00 - 1.00 is not 7.00, and 10.00 is not 7.00: nobody but the shop knows.
    asked = call(home, "load", path, "--json")
    assert asked.exit_code == 1
    assert "--gross" in json_lines(asked)[0]["problems"][0]["reason"]
    assert call(home, "load", path, "--gross", "总金额").exit_code == 0
    assert show(home, "paid_amount")[0]["paid_amount"] == "30.00"


def test_orders_without_numbers_load_once_the_person_says_what_tells_them_apart(
    home: Path, tmp_path: Path
) -> None:
    header = ("买家会员名", "总金额", "订单创建时间", "订单付款时间")
    rows = [("甲", "10.00", "2026-11-02 10:00:00", "2026-11-02 10:05:00")] * 2
    path = tmp_path / "订单.csv"
    path.write_bytes(file(path.name, header, rows).content)
    asked = call(home, "load", path, "--json")
    assert asked.exit_code == 1
    assert "--identity buyer+time+amount" in json_lines(asked)[0]["problems"][0]["reason"]
    assert call(home, "load", path, "--identity", "buyer+time").exit_code == 2
    assert call(home, "load", path, "--identity", "buyer+time+amount", "--gross", "总金额").exit_code == 0
    assert show(home, "paid_amount")[0]["paid_amount"] == "20.00"


def test_undo_takes_the_last_load_back_and_says_which(home: Path, tmp_path: Path) -> None:
    call(home, "load", write(tmp_path, "a.csv", order(1)))
    call(home, "load", write(tmp_path, "b.csv", order(2, "5.00")))
    (told,) = json_lines(call(home, "undo", "--json"))
    assert (told["load"], told["version"], told["files"]) == (2, 3, ["b.csv"])
    assert show(home, "paid_amount")[0]["paid_amount"] == "10.00"
    assert "第 1 次载入已撤销" in call(home, "undo", "1").stdout
    assert show(home, "paid_amount")[0]["paid_amount"] is None


def test_undo_with_nothing_to_undo_fails_and_of_an_unknown_load_is_wrong_usage(home: Path) -> None:
    assert call(home, "undo").exit_code == 1
    result = call(home, "undo", "77")
    assert result.exit_code == 2
    assert result.stdout == ""


def test_kinds_lists_each_export_where_to_download_it_and_its_loaded_days(home: Path, tmp_path: Path) -> None:
    call(home, "load", write(tmp_path, "a.csv", order(1), order(2, day="2026-11-04")))
    kinds = {kind["kind"]: kind for kind in json.loads(call(home, "kinds", "--json").stdout)}
    assert list(kinds["orders"]) == ["kind", "title", "where", "days"]
    assert kinds["orders"]["title"] == "订单报表"
    assert kinds["orders"]["days"] == ["2026-11-02", "2026-11-03", "2026-11-04"]
    assert kinds["refunds"]["days"] == []
    text = call(home, "kinds").stdout
    assert "已读入 3 天：2026-11-02 – 2026-11-04" in text
    assert "Order report (orders)" in call(home, "kinds", "--lang", "en").stdout


def test_a_whole_shop_of_several_exports_loads_in_one_call(home: Path, tmp_path: Path) -> None:
    for upload in files():
        (tmp_path / upload.name).write_bytes(upload.content)
    paths = [tmp_path / upload.name for upload in files()]
    result = call(home, "load", *paths, "--shop", SHOP, "--platform", "tmall", "--json")
    told = json_lines(result)
    assert result.exit_code == 0, result.stdout
    assert [line["file"] for line in told] == [path.name for path in paths]
    assert all(line["rows_in"] == line["loaded"] + line["unchanged"] + line["rejected"] for line in told)
