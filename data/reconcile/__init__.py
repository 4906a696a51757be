"""Holds the store against itself and against what the platforms say, and writes down what a load changed."""
