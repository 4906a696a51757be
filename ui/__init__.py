"""The only shared Streamlit code: router, session, cards, charts, tables."""
