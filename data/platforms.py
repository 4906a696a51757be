"""Which platform a shop sells on: one per shop, so that the same order can't stand twice under two names."""

from collections.abc import Collection, Mapping

from data.exports import BY_KEY
from data.kind import Kind
from data.store import Store
from data.text import Text

WORDS = {
    "淘宝": "taobao",
    "tb": "taobao",
    "天猫": "tmall",
    "tm": "tmall",
    "京东": "jd",
    "拼多多": "pdd",
    "抖音": "douyin",
}
PLATFORMS = {
    "taobao": Text("淘宝", "Taobao"),
    "tmall": Text("天猫", "Tmall"),
    "jd": Text("京东", "JD"),
    "pdd": Text("拼多多", "Pinduoduo"),
    "douyin": Text("抖音", "Douyin"),
}

OTHER_PLATFORM = Text(
    "「{file}」没有载入：店铺「{shop}」以前的数据记在平台 {known} 名下，这次说的是 {asked}。请改成 {known}；以前的写错了，就先撤销"
    "那些载入。",
    "{file} was not loaded: earlier data of the shop {shop} stands under the platform {known}, and this time it is {asked}. "
    "Give {known}; if the earlier one was wrong, undo those loads first.",
)


def platform_key(word: str | None) -> str | None:
    """Return the platform that a person means: 天猫, Tmall and tmall are one; None stays None."""
    plain = (word or "").strip().casefold()
    return WORDS.get(plain, plain) or None


def shop_platforms(store: Store) -> dict[str, str]:
    """Return the platform of every shop, as its files were loaded; reports that are of one platform alone don't count."""
    found = store.rows(
        "SELECT s.shop, f.platform, f.kind FROM files AS f JOIN file_shops AS s ON s.file_id = f.file_id ORDER BY f.file_id"
    )
    return {
        shop: platform
        for shop, platform, kind in found
        if kind in BY_KEY and not names_platform(BY_KEY[kind])
    }


def names_platform(kind: Kind) -> bool:
    """Whether files of this kind come from one platform alone."""
    return "platform" in kind.constants


def likely(platforms: Mapping[str, str], shops: Collection[str]) -> str | None:
    """Return the platform of these shops, as far as it is known and one; of all shops where none is named."""
    known = {platform for shop, platform in platforms.items() if not shops or shop in shops}
    return known.pop() if len(known) == 1 else None
