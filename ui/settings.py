"""The settings of a home: what every viewer sees unless they chose otherwise for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data.return_reasons import RETURN_WORDS, USUAL, words_of
from data.text import Text
from metrics import variants
from ui.duties.lists import PLATFORM_SETTING
from ui.session import person, say, setting, state

READING_HELP = Text(
    "同一个名字有几种算法时，页面和周报先显示哪一种；命令行里每个指标名一直是一个意思。",
    "Which of several definitions pages and reports show first; on the command line every key keeps its one meaning.",
)


WORDS = Text("算作质量、色差、尺码的退款原因", "Refund reasons of quality, colour or size")
WORDS_HELP = Text(
    "退款原因里有其中一个词，就算质量/色差/尺码退货；词之间用顿号或空格隔开。全部删掉就回到常用的词。",
    "A refund whose reason holds one of these words counts as one for quality, colour or size. Put commas or spaces between words; "
    "clear all of them for the usual ones.",
)
WORDS_FIELD = "setting-return-words"


@dataclass(frozen=True)
class Choice:
    """One setting: its key in the state, its name, its options (the first is the default), and what it does."""

    key: str
    label: Text
    options: Mapping[str, Text]
    help: Text

    @property
    def default(self) -> str:
        """The option that holds while nobody chose."""
        return next(iter(self.options))


CHOICES = (
    Choice(
        "lang",
        Text("语言", "Language"),
        {"zh": Text("中文", "中文"), "en": Text("English", "English")},
        Text(
            "打开看板时用的语言。每个人可以在左边栏为自己另选。",
            "The language in which the dashboard opens. Everybody can choose another for themselves in the sidebar.",
        ),
    ),
    Choice(
        "good",
        Text("涨跌颜色", "Colour of changes"),
        {"red": Text("好为红", "Good is red"), "green": Text("好为绿", "Good is green")},
        Text(
            "颜色只说好坏（退款上升是坏），箭头说数字的升降。",
            "Colour says whether a change is good (rising refunds are bad); the arrow says whether the number rose.",
        ),
    ),
    Choice(
        "week_start",
        Text("一周从哪天开始", "A week begins on"),
        {"monday": Text("周一", "Monday"), "sunday": Text("周日", "Sunday")},
        Text(
            "用于日历的月视图和「本周」。周报和命令行一直按周一至周日（ISO 周）。",
            "For the month view of the calendar and “This week”. The weekly report and the command line keep to ISO weeks, "
            "Monday to Sunday.",
        ),
    ),
    Choice(
        PLATFORM_SETTING,
        Text("平台发货期限", "The platform's time for dispatch"),
        {"48": Text("付款后 48 小时", "48 hours"), "24": Text("24 小时", "24 hours"), "72": Text("72 小时", "72 hours")},
        Text(
            "写在待发货清单里；店里自己的要求一直是 24 小时。",
            "Stands in the list of orders to ship; the shop's own duty is always 24 hours.",
        ),
    ),
)  # fmt: skip


def readings() -> tuple[Choice, ...]:
    """Return the figures that the trade defines in several ways, each a choice of its reading."""
    return tuple(
        Choice(switch.setting, switch.title, dict(switch.options), READING_HELP)
        for switch in variants.SWITCHES
    )


def named(key: str) -> Text:
    """Return what a setting is called; its key for one that this program no longer has."""
    if key == RETURN_WORDS:
        return WORDS
    return next((choice.label for choice in (*CHOICES, *readings()) if choice.key == key), Text(key, key))


def option(key: str, value: str) -> Text:
    """Return what an option of a setting is called; the value itself for one that is not among its options."""
    options = next((choice.options for choice in (*CHOICES, *readings()) if choice.key == key), {})
    return options.get(value, Text(value, value))


def draw_menu(choice: Choice) -> None:
    """Draw one setting whose options are sentences, as a menu; a change is kept at once, with who made it."""
    options = tuple(choice.options)
    standing = setting(choice.key, choice.default)
    st.selectbox(
        say(choice.label), options, index=options.index(standing) if standing in options else 0, key=_widget(choice),
        format_func=lambda key: say(choice.options[key]), on_change=_keep, args=(choice,),
    )  # fmt: skip


def draw(choice: Choice) -> None:
    """Draw one setting; a change is kept at once, with who made it."""
    standing = setting(choice.key, choice.default)
    st.segmented_control(
        say(choice.label), tuple(choice.options), default=standing if standing in choice.options else choice.default,
        required=True, key=_widget(choice), format_func=lambda key: say(choice.options[key]),
        on_change=_keep, args=(choice,),
    )  # fmt: skip
    st.caption(say(choice.help))


def draw_words() -> None:
    """Draw the words that make a refund one of quality, colour or size; a change is kept at once, with who made it."""
    if WORDS_FIELD not in st.session_state:
        st.session_state[WORDS_FIELD] = "、".join(words_of(setting(RETURN_WORDS, "")))
    st.text_area(
        say(WORDS), help=say(WORDS_HELP), key=WORDS_FIELD, on_change=_keep_words, max_chars=1000, height=100
    )


def _keep_words() -> None:
    words = words_of(st.session_state[WORDS_FIELD])
    state().set_setting(RETURN_WORDS, None if words == USUAL else "、".join(words), person())
    st.session_state[WORDS_FIELD] = "、".join(words)


def _keep(choice: Choice) -> None:
    picked = st.session_state[_widget(choice)]
    state().set_setting(choice.key, None if picked == choice.default else picked, person())
    # What this person chose for themselves before would hide what they have just set for everybody.
    st.session_state.pop(f"chosen-{choice.key}", None)
    st.query_params.pop(choice.key, None)


def _widget(choice: Choice) -> str:
    return f"setting-{choice.key}"
