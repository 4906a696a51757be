"""The parts of the page of buyers: who came back, what they are worth, which groups and tiers they are in."""
