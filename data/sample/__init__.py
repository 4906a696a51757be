"""The sample: three invented shops, simulated once and written as the exports that their owner would download."""

from data.sample.shops import SHOPS, SampleShop
from data.sample.write import write_sample

__all__ = ["SHOPS", "SampleShop", "write_sample"]
