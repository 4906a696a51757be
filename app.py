"""The dashboard as an application: `streamlit run app.py` or any ASGI server with `app:app`."""

from pathlib import Path

import streamlit as st

from ui import warm
from ui.mishap import tell

app = st.App(Path(__file__).parent / "ui" / "router.py", on_script_error=tell, lifespan=warm.lifespan)
