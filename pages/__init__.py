"""The pages, one folder per role; a page module defines functions and runs nothing on import."""
