"""What the shop's numbers mean: declared once, evaluated in one place."""
