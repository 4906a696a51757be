"""The frame around every page: what the program is called, how it speaks and colours, and whose data this is."""

import streamlit as st

from data.ledger import is_sample
from data.store import Store
from data.text import Text
from metrics.category import UNCATEGORISED, categories
from metrics.once import once_per_store
from metrics.scope import coverage
from ui import filters, style
from ui.codes import word
from ui.remembered import buttons, keep, menu
from ui.session import PERSON, say, setting, store

NAME = Text("掌柜看板", "Zhanggui")
LANGUAGE = Text("语言 / Language", "语言 / Language")
LANGUAGES = {"zh": Text("中文", "中文"), "en": Text("English", "English")}
SAMPLE = Text("示例数据（虚构）", "Sample data (invented)")
SAMPLE_MEANS = Text(
    "店铺、商品和金额都不是真的；导入自己的报表后，可在「导入数据」页撤销示例。",
    "The shop, its goods and its money are not real; undo the sample on “Load data” once your own exports are in.",
)
COLOUR = Text("涨跌颜色", "Colour of changes")
COLOURS = {"red": Text("好为红", "Good is red"), "green": Text("好为绿", "Good is green")}
COLOUR_HELP = Text(
    "颜色表示好坏（退款上升是坏），箭头表示数字的升降。",
    "Colour says whether a change is good (rising refunds are bad); the arrow says whether the number rose.",
)
ALL_SHOPS = Text("全部店铺", "All shops")
SHOP = Text("店铺", "Shop")
PLATFORM = Text("平台", "Platform")
CATEGORY = Text("类目", "Category")
ALL_CATEGORIES = Text("全部类目", "All categories")
NO_CATEGORY = Text("未分类", "Without a category")
ALL_PLATFORMS = Text("全部平台", "All platforms")
VERSION = Text("数据版本 {number}", "data version {number}")


def know(store: Store) -> None:
    """Learn what the frame of every page asks of a version: its days, its shops, its categories, whether it is the sample."""
    coverage(store)
    filters.shops(store)
    categories(store)
    _is_sample(store)


def frame() -> None:
    """Draw the sidebar's settings and, while the store holds the invented shop, the notice that it does."""
    style.draw()
    with st.sidebar:
        shop_choice()
        platform_choice()
        category_choice()
        buttons("lang", LANGUAGES, setting("lang", "zh"), LANGUAGE)
        buttons("good", COLOURS, setting("good", "red"), COLOUR, help=COLOUR_HELP)
        keep(PERSON)
        st.caption(f"{say(NAME)} · {say(VERSION.fill(number=store().version))}")
    if _is_sample(store()):
        st.markdown(f":orange-badge[:material/science: {say(SAMPLE)}] :small[{say(SAMPLE_MEANS)}]")


def shop_choice() -> None:
    """Draw the choice of shop, where there is more than one."""
    known = filters.shops(store())
    if len(known) > 1:
        menu("shop", ["", *known], "", SHOP, lambda shop: shop or say(ALL_SHOPS))


def platform_choice() -> None:
    """Draw the choice of platform, where there is more than one."""
    known = filters.platforms(store())
    if len(known) > 1:
        menu(
            "platform",
            ["", *known],
            "",
            PLATFORM,
            lambda platform: str(word("platform", platform)) if platform else say(ALL_PLATFORMS),
        )


def category_choice() -> None:
    """Draw the choice of a category of goods, where any item of the chosen shops has one."""
    known = categories(store(), filters.scope().whole)
    if known:
        menu("category", ["", *known], "", CATEGORY, category_name)


def category_name(category: str) -> str:
    """Return how a category is written; "" is all of them."""
    if not category:
        return say(ALL_CATEGORIES)
    return say(NO_CATEGORY) if category == UNCATEGORISED else category


@once_per_store(4)
def _is_sample(store: Store) -> bool:
    return is_sample(store)
