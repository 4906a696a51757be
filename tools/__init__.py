"""What a developer or a stranger runs: set up, run, test. The Makefile and the `py -m tools...` lines call the same code."""
