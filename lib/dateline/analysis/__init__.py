"""Analysis: tables become tables, and the sentences that say what they show."""
