"""Pages about files: loading them, the weekly report, the definitions."""
