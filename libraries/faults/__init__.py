"""Faults put into a copy of the app, to show that each acceptance test can fail."""
