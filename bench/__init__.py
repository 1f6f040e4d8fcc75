"""Measurements of the program itself: accuracy, speed, and what it does with broken files."""
