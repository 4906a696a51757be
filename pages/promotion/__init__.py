"""Pages of the promotion specialist."""
