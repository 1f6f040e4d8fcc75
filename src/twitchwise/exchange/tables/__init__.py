"""The diary as a folder of tidy tables with their data dictionary, and back."""
