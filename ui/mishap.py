"""An error that nobody foresaw, told in the person's language; its details go to the server's log alone."""

import streamlit as st

from data.faults import StoreFault
from data.text import Text
from ui.session import say

SORRY = Text(
    "这一页出错了（{kind}），数据没有改动。请刷新页面；还是这样的话，请把窗口里的报错发给维护的人。",
    "This page went wrong ({kind}); no data was changed. Reload it; if it stays so, send the error in the server's window "
    "to whoever maintains the program.",
)  # fmt: skip


def tell(error: Exception) -> bool:
    """Draw the sentence for an error and return True: nothing else is to be shown of it."""
    text = error.text if isinstance(error, StoreFault) else SORRY.fill(kind=type(error).__name__)
    st.error(say(text), icon=":material/error:")
    return True
