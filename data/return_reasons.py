"""Which words make the reason of a refund one of quality, colour or size (M-34): the usual ones, or those that the shop set."""

import re

# The setting with the shop's own words, and what stands between two of them.
RETURN_WORDS = "return_words"
BETWEEN = re.compile(r"[、，,；;|\s]+")
USUAL = (
    "质量", "做工", "瑕疵", "破损", "掉色", "褪色", "起球", "开线", "色差", "颜色", "尺码", "尺寸", "大小", "偏大", "偏小",
)  # fmt: skip


def words_of(setting: str | None) -> tuple[str, ...]:
    """Return the words that a setting names, each once; the usual ones where it names none."""
    return tuple(dict.fromkeys(word for word in BETWEEN.split(setting or "") if word)) or USUAL


def speaks_of(words: tuple[str, ...]) -> str:
    """Return SQL that is TRUE where the reason of a case (refund_versions AS v) speaks of any of the words."""
    text = "(coalesce(v.reason, '') || coalesce(v.reason_tag, ''))"
    listed = ["'" + word.replace("'", "''") + "'" for word in words]
    return " OR ".join(f"contains({text}, {word})" for word in listed)
