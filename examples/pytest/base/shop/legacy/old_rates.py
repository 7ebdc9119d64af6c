"""Rates of the old register, which finds its modules by its own path."""

RATES = {"books": 7, "other": 19}
