"""Which levels of ad reports hold only a part of the advertising, so that no day's figure is read from them."""

# A report by benefit (权益) or by keyword pack (词包) holds only the campaigns that carry one.
PARTIAL_LEVELS = ("benefit", "word_pack")
# The same as SQL behind `level IN` or `level NOT IN`.
PARTIAL_LEVELS_SQL = "(" + ", ".join(f"'{level}'" for level in PARTIAL_LEVELS) + ")"
