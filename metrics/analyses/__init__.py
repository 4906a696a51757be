"""Shapes that are not single numbers: one function and its SQL each."""
