"""Red flags as data and one engine: it alone says how soon to see whom."""
