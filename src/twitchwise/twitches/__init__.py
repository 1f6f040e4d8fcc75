"""A recording becomes a measurement: one detection core for every kind of recording."""
