"""Pages about plans: targets, calendar, competitors."""
