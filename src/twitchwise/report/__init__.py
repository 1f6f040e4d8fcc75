"""Finished documents about a measurement: its words, its page, its JSON object, its table."""
