"""The parts of the load page: dropping files, what became of them, past loads, loaded days, own sheets."""
