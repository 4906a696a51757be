"""The parts of the page of goods: classes, new goods, what is bought together, how places sell."""
