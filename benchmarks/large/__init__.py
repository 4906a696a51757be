"""Every kind of card and table on the large store: asked of us, and written in pandas from the rows that the files told."""
