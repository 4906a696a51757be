"""An invented shop, written as the exports that platforms give."""
