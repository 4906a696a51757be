"""Every phrase of the program is in both languages, whole, and in its own language; what refuses says what to do."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from data.exports import KINDS
from data.load import Upload, load
from data.results import FileResult
from tests.data.test_hostile_workbooks import REFUSED as HOSTILE
from tests.files import ORDERS, csv_file, locked_xls, xls, xlsx, zip_file
from tests.sentences import Phrase, phrases
from tests.wrong_files import WRONG_FILES

PHRASES = list(phrases())
HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
# What is no prose: parts to be filled in, quoted names, code, options of a command and environment variables.
ASIDE = re.compile(
    r"\{[^}]*\}|「[^」]*」|“[^”]*”|\"[^\"]*\"|`[^`]*`|--[a-z-]+(?: [A-Z]+)?|[A-Z]+(?:_[A-Z]+)+"
)
COMMANDS = re.compile(r"(?:sudo )?(?:\.?/?\.venv\S*|python\w*|py|pip|apt-get|make)(?: [\w./:\\=-]+)*")
SHORT_NAME = re.compile(r"[A-Z]{2,5}")  # KPI, SEO, EMS
# Names and units that Chinese shops write in Latin letters.
LATIN_NAMES = {
    "API", "Apple", "CPS", "CSV", "Chrome", "Chromium", "Ctrl", "Ctrl-C", "Debian", "Delete", "EMS", "Edge", "English", "Excel", "GB",
    "HTML", "ID", "IP", "ISO", "JSON", "KPI", "Language", "MB", "Numbers", "OpenDocument", "Outlook", "PDF", "PPT", "PV", "Parquet",
    "Python", "README", "RFM", "ROI", "RTF", "SEO", "SKU", "SQL", "TOML", "UTF", "UV", "Ubuntu", "VIP", "WPS", "Wilson", "Windows",
    "Word", "XML", "ZIP", "buyer", "time", "amount", "csv", "id", "load", "py", "shop", "sample", "tier", "txt", "xls", "xlsb",
    "xlsx", "zip", "venv", "check", "PORT", "run", "tools",
}  # fmt: skip
# Words of the shops' own that English text leaves in Chinese, besides the names of columns, exports and sheets.
HAN_NAMES = {
    "本店",
    "全站推广",
    "中文",
    "语言",
    "万",
    "至",
    "团购",
    "特价",
    "上新",
    "免邮",
    "示例",
    "说明",
    "双",
    "补差",
    "邮费",
    "赠品",
    "大促",
}
# Pieces of sentences, which are whole only where they are filled in.
PIECES = {Phrase("", "", "with")}
LONGEST_LABEL = 14
ENDS_ZH, ENDS_EN = ("。", "！", "？"), (".", "!", "?")
DOES = re.compile(r"请|再|重新|改|选|用|写|填|删|另存|解压|分成|下载|检查")
DOES_EN = re.compile(
    r"\b(load|download|save|export|choose|correct|unpack|split|check|remove|give|open|use|write|say|name)\b",
    re.I,
)


def names() -> str:
    """Every word that columns, exports and sheets are called by, in one text."""
    words: list[str] = []
    for kind in KINDS:
        words += [kind.title.zh, *kind.known, *kind.private, *kind.name_hints]
        for column in kind.columns:
            words += [*column.spellings, *column.true_words, *(word for word, _ in column.words)]
    return " ".join([*words, *HAN_NAMES])


def told(where: str, found: list[str]) -> None:
    assert not found, f"{where}:\n" + "\n".join(found)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_are_phrases_to_look_at() -> None:
    assert len(PHRASES) > 1500
    assert sum("{" in phrase.zh for phrase in PHRASES) > 300


def test_every_phrase_is_in_both_languages() -> None:
    found = [
        p
        for p in PHRASES
        if bool(p.zh.strip()) != bool(p.en.strip()) and Phrase("", p.zh, p.en) not in PIECES
    ]
    told("in one language only", [f"{p.where} {p.zh!r} {p.en!r}" for p in found])


def test_both_readings_of_a_phrase_are_filled_with_the_same() -> None:
    found = [p for p in PHRASES if fields(p.zh) != fields(p.en)]
    told("filled in one language only", [f"{p.where} {fields(p.zh) ^ fields(p.en)} {p.zh}" for p in found])


def test_a_sentence_ends_as_one_in_both_languages() -> None:
    found = []
    for p in PHRASES:
        zh, en = p.zh.strip().rstrip("」”）)"), p.en.strip().rstrip("”)")
        open_end = p.zh.strip().endswith(("}", "：", "…", "；")) or p.en.strip().endswith(
            ("}", ":", "…", ";")
        )
        if len(zh) > LONGEST_LABEL and not open_end and zh.endswith(ENDS_ZH) != en.endswith(ENDS_EN):
            found.append(f"{p.where} …{p.zh[-30:]!r} …{p.en[-30:]!r}")
    told("a sentence in one language only", found)


def test_punctuation_is_that_of_its_language_and_not_doubled() -> None:
    found = []
    for p in PHRASES:
        zh, en = ASIDE.sub("x", p.zh), ASIDE.sub("x", p.en)
        if re.search(r"[\u3400-\u9fff][,;:?!]|。。|，，|、、|，。|。，", zh):
            found.append(f"{p.where} {p.zh}")
        if re.search(r"[，。；：？！]|,,|(?<!\.)\.\.(?!\.)", en):
            found.append(f"{p.where} {p.en}")
    told("punctuation", found)


def test_chinese_text_holds_no_english_but_names_units_and_commands() -> None:
    found = []
    for p in PHRASES:
        prose = ASIDE.sub(" ", COMMANDS.sub(" ", p.zh))
        words = {
            word
            for word in LATIN.findall(prose)
            if word not in LATIN_NAMES and not SHORT_NAME.fullmatch(word)
        }
        if words:
            found.append(f"{p.where} {sorted(words)} in {p.zh}")
    told("English in Chinese", found)


def test_english_text_holds_no_chinese_but_names() -> None:
    known, found = names(), []
    for p in PHRASES:
        words = {word for word in HAN.findall(ASIDE.sub(" ", p.en)) if word not in known}
        if words:
            found.append(f"{p.where} {sorted(words)} in {p.en}")
    told("Chinese in English", found)


def wrong_files() -> Iterator[Upload]:
    """Files that are refused, of every sort that the tests know."""
    yield from (Upload(name, content) for name, content in WRONG_FILES.items())
    quick = [
        name
        for name in HOSTILE
        if name not in {"五百兆的文字", "谎报大小", "一亿个格子", "同一段文字一千遍", "同一张表一千遍"}
    ]
    yield from (Upload(f"{name}.xlsx", HOSTILE[name][0]()) for name in quick)
    order = ["订单编号", "总金额", "订单状态", "订单创建时间", "订单付款时间"]
    yield Upload("缺列.csv", csv_file([order[:3], ["1", "2.00", "交易成功"]]))
    yield Upload(
        "坏编号.csv", csv_file([order, ["1.82131E+17", "2.00", "交易成功", "2026-10-01 10:00:00", ""]] * 3)
    )
    yield Upload("加密.xls", locked_xls())
    yield Upload("空表.xlsx", xlsx({"a": [], "b": []}))
    yield Upload("旧.xls", xls({"a": ORDERS})[:700])
    yield Upload("压缩.zip", zip_file({"照片.png": b"\x89PNG\r\n\x1a\n0"}))
    yield Upload("套娃.zip", zip_file({"里面.zip": zip_file({"a.csv": csv_file(ORDERS)})}))
    yield Upload("只有表头.csv", csv_file([order]))
    yield Upload("乱码.csv", "订单编号,总金额\n".encode("gb18030") + bytes(range(128, 256)) * 20)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[FileResult]:
    return list(load(tmp_path_factory.mktemp("refused"), list(wrong_files())).refused)


def test_many_sorts_of_files_are_refused(refused: list[FileResult]) -> None:
    assert len(refused) >= 28
    assert len({result.problems[0].reason.zh.replace(result.file, "") for result in refused}) >= 15


def test_a_refusal_is_a_whole_sentence_that_says_what_was_found_and_what_to_do(
    refused: list[FileResult],
) -> None:
    found = []
    for result in refused:
        reason = result.problems[0].reason
        whole = reason.zh.endswith("。") and reason.en.rstrip("”)").endswith(".")
        filled = not re.search(r"\{\w*\}|\bNone\b(?! of)", reason.zh + reason.en)
        says = len(reason.zh) >= 15 and len(HAN.findall(reason.zh)) >= 2
        does = DOES.search(reason.zh.split("：", 1)[-1]) and DOES_EN.search(reason.en)
        if not (whole and filled and says and does):
            found.append(f"{result.name}: {reason.zh} | {reason.en}")
    told("a refusal that doesn't say it all", found)


def test_a_refused_row_names_its_line_its_column_what_stood_there_and_what_became_of_it(
    tmp_path: Path,
) -> None:
    header = "订单编号,总金额,退款金额,订单状态,订单创建时间,订单付款时间,发货时间"
    good = "2026-10-01 10:00:00"
    rows = [
        f"1,2.005,0,交易成功,{good},{good},", f"2,2.00,0,交易成功,2026-13-01 10:00:00,{good},",
        f"3,2.00,0,交易成功,{good},{good},9x9", f"4,2.00,0,交易成功,{good},{good},",
    ]  # fmt: skip
    (result,) = load(tmp_path, [Upload("订单.csv", "\n".join([header, *rows]).encode())]).files
    by_line = {problem.line: problem for problem in result.problems if problem.kind in {"refused", "emptied"}}
    assert {line: (one.column, one.text, one.kind) for line, one in by_line.items()} == {
        2: ("总金额", "2.005", "refused"),
        3: ("订单创建时间", "2026-13-01 10:00:00", "refused"),
        4: ("发货时间", "9x9", "emptied"),
    }
    for problem in by_line.values():
        assert f"「{problem.column}」" in problem.reason.zh
        assert f"“{problem.column}”" in problem.reason.en
        assert problem.reason.zh.endswith(
            "这一行没有导入。" if problem.kind == "refused" else "这一格已留空。"
        )
