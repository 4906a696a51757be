"""Pages of the store manager."""
