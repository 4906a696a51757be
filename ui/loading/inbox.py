"""What lies in the inbox is offered for loading."""

from pathlib import Path

import streamlit as st

from data.inbox import waiting
from data.text import Text
from ui.format import listed, plain
from ui.session import home, language, say

NEW = Text("收件箱里有 {n} 个新文件：{names}", "{n} new file(s) in the inbox: {names}")
LOAD = Text("导入收件箱里的文件", "Load the files of the inbox")
NAMED = 5


def offer(*, disabled: bool) -> list[Path]:
    """Draw what is new in the inbox; return its files once the person wants them loaded, else none."""
    files = waiting(home())
    if not files:
        return []
    names = [file.name for file in files[:NAMED]] + (["…"] if len(files) > NAMED else [])
    st.info(plain(say(NEW.fill(n=len(files), names=listed(names, language())))), icon=":material/inbox:")
    return files if st.button(say(LOAD), key="load-inbox", type="primary", disabled=disabled) else []
