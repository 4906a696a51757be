"""What is measured by hand: loading and asking."""
