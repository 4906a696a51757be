"""The download folder: named by the person once; new exports in it are offered, and stay where they are."""

from pathlib import Path

import streamlit as st

from data import downloads
from data.faults import StoreFault
from data.text import Text
from ui.format import listed, plain
from ui.missing import kind_title
from ui.session import home, language, person, say, state, store

TITLE = Text("下载文件夹：有新报表时提醒", "Download folder: told of new exports")
ABOUT = Text(
    "写上浏览器存下载文件的文件夹。打开这一页时会看里面最近一个月的文件，认得出是报表又没导入过的，会问要不要导入。"
    "里面的文件不移动，也不删除。不要了就清空再保存。",
    "Name the folder that your browser saves to. When this page is opened, files of the last month in it that look like "
    "exports and aren't loaded yet are offered. Nothing in it is moved or deleted. Empty it and save to stop.",
)
WHERE = Text("文件夹", "Folder")
SAVE = Text("保存", "Save")
NO_FOLDER = Text(
    "「{folder}」不是这台电脑上的文件夹，没有保存。请写完整的路径，例如 D:\\下载。",
    "{folder} is no folder on this computer and was not saved. Write its full path, such as D:\\Downloads.",
)
LOOKING = Text("正在看下载文件夹…", "Looking through the download folder…")
NEW = Text(
    "下载文件夹里有 {n} 份没导入过的报表：{names}",
    "{n} export(s) in the download folder are not loaded yet: {names}",
)
ONE = Text("{file}（{kind}）", "{file} ({kind})")
LOAD = Text("导入这些报表", "Load these exports")
NOT_THESE = Text("不用，别再提醒", "No, don't offer them again")
NAMED = 5


def offer(*, disabled: bool) -> list[Path]:
    """Draw where the folder is named and what is new in it; return its files once the person wants them, else none."""
    try:
        place = downloads.folder(home())
        _name(place)
        if place is None:
            return []
        with st.spinner(say(LOOKING)):
            found = downloads.new_exports(home(), store(), place)
    except StoreFault as fault:
        st.error(plain(say(fault.text)))
        return []
    return _wanted(found, disabled=disabled) if found else []


def _wanted(found: list[downloads.Found], *, disabled: bool) -> list[Path]:
    names = [say(ONE.fill(file=one.path.name, kind=kind_title(one.kind))) for one in found[:NAMED]]
    names += ["…"] if len(found) > NAMED else []
    st.info(plain(say(NEW.fill(n=len(found), names=listed(names, language())))), icon=":material/download:")
    with st.container(horizontal=True):
        wanted = st.button(say(LOAD), key="load-downloads", type="primary", disabled=disabled)
        if st.button(say(NOT_THESE), key="not-these-downloads"):
            downloads.wave_away(home(), found)
            st.rerun()
    return [one.path for one in found] if wanted else []


def _name(place: Path | None) -> None:
    with st.expander(say(TITLE), key="download-folder"):
        st.caption(say(ABOUT))
        words = st.text_input(say(WHERE), str(place or ""), key="download-folder-name").strip().strip('"')
        if st.button(say(SAVE), key="download-folder-save") and words != str(place or ""):
            if words and not Path(words).is_dir():
                st.error(plain(say(NO_FOLDER.fill(folder=words))))
                return
            state().set_setting(downloads.SETTING, words or None, person())
            st.rerun()
