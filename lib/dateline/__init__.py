"""Dateline: who claimed what, when, and who only repeats it."""
