"""The commands of shop.py, one module each."""
