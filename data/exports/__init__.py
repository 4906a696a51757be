"""The export kinds that are recognised, one module each."""
