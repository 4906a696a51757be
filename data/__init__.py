"""From a file that a platform wrote to a table in the shop's store."""
