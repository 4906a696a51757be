"""Fair comparisons: what a figure may be held against, which days that is, and why there may be nothing."""

from metrics.calendar import event_names
from metrics.compare.base import Base, Comparison
from metrics.compare.bases import BASES, compare
from metrics.compare.ordinary import comparison

__all__ = ["BASES", "Base", "Comparison", "compare", "comparison", "event_names"]
