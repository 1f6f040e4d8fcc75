"""Data in, chart description out: timeline, intervals, place map; and a magnified clip for looking."""
