"""Figures that are not single numbers: what made a change, what sells and runs out, what to do now."""
