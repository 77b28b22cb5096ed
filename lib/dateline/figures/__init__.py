"""Figures: tables become pictures, for print and for the page."""
