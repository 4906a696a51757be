"""A phrase in the two languages that the product speaks."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One phrase, Chinese first; `text.say("en")` picks a language."""

    zh: str
    en: str

    def say(self, language: str = "zh") -> str:
        """Return the phrase in `language` ("zh" or "en"; anything else reads as Chinese)."""
        return self.en if language == "en" else self.zh

    def fill(self, **parts: object) -> "Text":
        """Return the phrase with `{name}` places filled in both languages; a Text part fills each in its own."""
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in parts.items()}
        en = {k: v.en if isinstance(v, Text) else v for k, v in parts.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))
