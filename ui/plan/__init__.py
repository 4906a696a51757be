"""Parts of the pages about plans: what people type about the shop, and what they see of it."""
