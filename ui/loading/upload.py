"""Dropping files and loading them: what each was recognised as, what went in, what did not and why."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

from data.faults import StoreFault
from data.inbox import put_away
from data.load import Upload, load
from data.outcome import outcome
from data.store import open_store
from data.text import Text
from ui.format import plain
from ui.loading import downloads, inbox, results, unknown
from ui.session import home, say

DROP = Text(
    "把导出的报表拖到这里，可一次多份（CSV、Excel、ZIP）",
    "Drop exports here, several at once (CSV, Excel, ZIP)",
)
PRIVACY = Text(
    "收货人、电话、地址、买家旺旺名和留言不会存下来。文件只在这台电脑上处理。",
    "Names, phones, addresses, nicks of buyers and their remarks are not kept. Files are handled on this computer only.",
)
OPTIONS = Text("更多选项：店铺、平台、导出时间、金额列", "More: shop, platform, export time, money column")
SHOP = Text("店铺（文件里没写店铺时填）", "Shop (where the file names none)")
PLATFORM = Text("平台（文件里看不出时填）", "Platform (where the file does not tell)")
AS_OF = Text(
    "这些文件的导出时间，如 2026-11-21 09:30", "When these files were exported, such as 2026-11-21 09:30"
)
AS_OF_HELP = Text(
    "同一订单出现在两份文件里时，以导出时间较晚的为准。文件名里有 14 位时间时不用填。",
    "Where an order stands in two files, the one exported later holds. Not needed where the file name has a 14-digit time.",
)
GROSS = Text("哪一列是退款前的金额", "Which column is money before refunds")
GROSS_CHOICES = {
    "": Text("自动判断", "Find out"),
    "amount_due": Text("总金额", "总金额 (amount due)"),
    "amount_kept": Text("买家实际支付金额", "买家实际支付金额 (amount kept)"),
}
UNNUMBERED = Text(
    "订单报表没有订单编号：按买家、下单时间、总金额认单",
    "The order export has no order numbers: tell orders apart by buyer, time and amount",
)
START = Text("导入 {n} 份文件", "Load {n} file(s)")
BUSY = Text("正在导入…", "Loading …")
BAD_TIME = Text(
    "「{words}」不是能读懂的时间。请写成 2026-11-21 09:30，或者留空。",
    "“{words}” is no time. Write it as 2026-11-21 09:30, or leave it empty.",
)
BUSY_FILE = Text(
    "「{file}」打不开，一份也没有导入。请关掉占用它的程序（文件夹：{folder}），再点一次。",
    "{file} can't be opened, and none was loaded. Close the program that holds it (folder: {folder}), then try again.",
)
DONE = Text("上一次导入的结果", "What became of the files")
ROUND = "upload_round"
RESULT = results.LAST_LOAD


def draw() -> None:
    """Draw the place to drop files, the button that loads them, and what became of the last ones."""
    files = st.file_uploader(
        say(DROP),
        accept_multiple_files=True,
        key=f"files-{st.session_state.get(ROUND, 0)}",
        help=say(PRIVACY),
    )
    st.caption(say(PRIVACY))
    options = _options()
    lying = inbox.offer(disabled=options is None)
    if lying:
        _load_lying(lying, options or {}, of_inbox=True)
    downloaded = downloads.offer(disabled=options is None)
    if downloaded:
        _load_lying(downloaded, options or {}, of_inbox=False)
    if files and st.button(
        say(START.fill(n=len(files))), type="primary", disabled=options is None, key="start-load"
    ):
        _load([Upload(file.name, file.getvalue()) for file in files], options or {})
    if RESULT in st.session_state:
        st.subheader(say(DONE), anchor=False)
        result, done = st.session_state[RESULT]
        results.draw(result, done, unknown.names())
        explained = unknown.draw()
        if explained is not None:
            upload, profile = explained
            _load([upload], {**(options or {}), "profile": profile}, again=True)


def _load_lying(files: list[Path], options: dict[str, Any], *, of_inbox: bool) -> None:
    try:
        uploads = [Upload(file.name, file.read_bytes()) for file in files]
    except OSError as error:
        held = Path(str(error.filename))
        st.error(plain(say(BUSY_FILE.fill(file=held.name, folder=held.parent))))
        return
    _load(uploads, options, lying=files if of_inbox else ())


def _options() -> dict[str, Any] | None:
    """Return the arguments for `load` that the person gave; None where one can't be read."""
    with st.expander(say(OPTIONS)):
        left, right = st.columns(2)
        shop = left.text_input(say(SHOP), key="load-shop").strip()
        platform = right.text_input(say(PLATFORM), key="load-platform").strip()
        words = left.text_input(say(AS_OF), key="load-as-of", help=say(AS_OF_HELP)).strip()
        gross = right.selectbox(
            say(GROSS),
            tuple(GROSS_CHOICES),
            key="load-gross",
            format_func=lambda key: say(GROSS_CHOICES[key]),
        )
        unnumbered = st.checkbox(say(UNNUMBERED), key="load-unnumbered", help=say(unknown.UNNUMBERED_HELP))
        try:
            as_of = datetime.fromisoformat(words) if words else None
        except ValueError:
            st.error(say(BAD_TIME.fill(words=plain(words))))
            return None
    return {"shop": shop or None, "platform": platform or None, "as_of": as_of, "gross": gross or None,
            "unnumbered": unnumbered}  # fmt: skip


def _load(
    files: list[Upload], options: dict[str, Any], *, again: bool = False, lying: Sequence[Path] = ()
) -> None:  # fmt: skip
    """Load files and run the page anew.

    again: a file that was refused before, so the others stay as they were told. lying: where the files lie in the inbox.
    """
    bar = st.progress(0.0, say(BUSY))

    def tell(share: float, text: Text) -> None:
        bar.progress(min(share, 1.0), say(text))

    try:
        result = load(home(), files, progress=tell, **options)
        done = outcome(open_store(home()), result)
    except StoreFault as fault:
        st.error(say(fault.text))
        return
    put_away(home(), lying, result.files)
    st.session_state[RESULT] = result, done
    if not again:
        unknown.remember(files, result)
    # A new key empties the uploader; the rerun reads the new version everywhere.
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
