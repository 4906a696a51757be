"""Files for other people: the same numbers without a browser."""
