"""What the theme can't say: words on filled buttons in the dark, names in whole, and the file picker in the person's language.

Colours are told by CSS alone, so that they follow when the theme is switched, without a run of the page.
"""

import streamlit as st

from data.text import Text
from ui.session import language, say

CHOOSE = Text("选择文件", "Choose files")
AT_MOST = Text("每份不超过 {n} MB", "up to {n} MB each")
# White words would not stand out on the light blue of the dark theme.
BUTTON = '[data-testid="stBaseButton-primary"] { color: light-dark(#ffffff, #14171c); }'
# A name that a phone's narrow card has no room for goes on in the next line instead of ending in dots; the edge of a box to tick
# stands out from its ground; where nothing hovers, a table's tools always stand above it and need room there.
LEGIBLE = """
[data-testid="stMetricLabel"] .stMarkdownEllipsis, [data-testid="stMetricLabel"] p { white-space: normal !important; }
[data-testid="stCheckbox"] label > div:first-of-type { border-color: light-dark(#7a8494, #7f8a9b); }
@media (hover: none) {
  [data-testid="stElementContainer"]:has(> [data-testid="stFullScreenFrame"] > [data-testid="stDataFrame"]) { margin-top: 1.75rem; }
}
"""
# Streamlit's own words of its file picker are English and can't be set; they are not shown, and these stand in their place.
PICKER = """
[data-testid="stFileUploaderDropzone"] > span [data-testid="stBaseButton-secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span { display: none; }
[data-testid="stFileUploaderDropzone"] > span [data-testid="stBaseButton-secondary"] [data-testid="stMarkdownContainer"]::after
    { content: "%s"; }
[data-testid="stFileUploaderDropzoneInstructions"]::after { content: "%s"; font-size: 0.875rem; opacity: 0.75; }
"""


def draw() -> None:
    """Put the rules into the page; they take no room."""
    most = AT_MOST.fill(n=st.get_option("server.maxUploadSize"))
    st.html(f'<style lang="{language()}">{BUTTON}{LEGIBLE}{PICKER % (say(CHOOSE), say(most))}</style>')
