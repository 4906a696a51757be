"""Pages about buyers."""
