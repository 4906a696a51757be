"""Decides whose facts a file holds: the shop asked for, else the one it names, else the only one there is."""

from collections.abc import Collection
from dataclasses import dataclass

from data.text import Text

DEFAULT_SHOP = "本店"

OTHER_SHOP = Text(
    "「{file}」里的店铺是「{named}」，不是指定的「{asked}」。请去掉 --shop，或把它改成「{named}」，再载入一次。",
    "{file} names the shop {named}, not {asked} as asked for. Leave out --shop, or give {named}, and load it again.",
)
WHICH_SHOP = Text(
    "「{file}」没有写是哪家店，而库里有 {count} 家：{shops}。请选好店铺（命令行：--shop 店名）再载入一次。",
    "{file} doesn't say which shop it is of, and there are {count}: {shops}. Choose the shop (command line: --shop NAME) "
    "and load it again.",
)
SECOND_SHOP = Text(
    "这份文件的店铺是「{named}」；以前没写店名的数据记在「本店」名下。如果是同一家店，请撤销以前的载入，选好店铺「{named}」后重新载入。",
    "This file is of the shop {named}; data loaded before without a shop's name stands under 本店. If that is the same "
    "shop, undo those loads and load them again with --shop {named}.",
)


@dataclass(frozen=True)
class Owner:
    """The shop that the rows without one belong to, and all shops of the file; or why that is not certain."""

    shop: str = ""
    shops: tuple[str, ...] = ()
    refused: Text | None = None
    note: Text | None = None


def owner(
    file: str, named: Collection[str], unnamed_rows: bool, asked: str | None, known: Collection[str]
) -> Owner:
    """Return whose the rows of a file are.

    named: the shops that the file itself names. unnamed_rows: whether some rows name none. known: the shops of the store
    and of the files before this one.
    """
    others = sorted(set(named) - {asked})
    if asked and others:
        return Owner(refused=OTHER_SHOP.fill(file=file, named="、".join(others), asked=asked))
    shops = tuple(sorted(named))
    if asked or len(shops) == 1:
        shop = asked or shops[0]
        return Owner(shop, (shop,), note=_second(shop, known))
    if shops and not unnamed_rows:
        return Owner(shops[0], shops)
    if len(known) > 1 or shops:
        there = sorted({*known, *shops})
        return Owner(refused=WHICH_SHOP.fill(file=file, count=len(there), shops="、".join(there)))
    shop = next(iter(known), DEFAULT_SHOP)
    return Owner(shop, (shop,))


def _second(shop: str, known: Collection[str]) -> Text | None:
    if shop != DEFAULT_SHOP and set(known) == {DEFAULT_SHOP}:
        return SECOND_SHOP.fill(named=shop)
    return None
